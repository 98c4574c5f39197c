using System.Text.Json;
using Microsoft.Extensions.Options;
using Qingjian.Matters.Law;
using Qingjian.Matters.Tasks;
using Qingjian.Platform.Storage;
using Qingjian.Tests.Fixtures;
using Shouldly;
using Xunit;
using static Qingjian.Matters.Tasks.TaskAct;
using static Qingjian.Matters.Tasks.TaskState;

namespace Qingjian.Tests.Matters.Tasks;

public sealed class TaskPathTests
{
    private static readonly Dictionary<(TaskState, TaskAct), TaskState> Drawn = new()
    {
        [(Initiated, Triage)] = Triaged,
        [(Initiated, Dismiss)] = Dismissed,
        [(Initiated, Urge)] = Initiated,
        [(Triaged, Dispatch)] = Dispatched,
        [(Triaged, Dismiss)] = Dismissed,
        [(Triaged, Transfer)] = Triaged,
        [(Triaged, Extend)] = Triaged,
        [(Triaged, Urge)] = Triaged,
        [(Dispatched, Accept)] = Accepted,
        [(Dispatched, Return)] = Returned,
        [(Dispatched, Transfer)] = Triaged,
        [(Dispatched, Extend)] = Dispatched,
        [(Dispatched, Urge)] = Dispatched,
        [(Returned, Dispatch)] = Dispatched,
        [(Returned, Dismiss)] = Dismissed,
        [(Returned, Transfer)] = Triaged,
        [(Returned, Urge)] = Returned,
        [(Accepted, Arrive)] = OnSite,
        [(Accepted, Return)] = Returned,
        [(Accepted, Transfer)] = Triaged,
        [(Accepted, Extend)] = Accepted,
        [(Accepted, Urge)] = Accepted,
        [(OnSite, GiveFeedback)] = Feedback,
        [(OnSite, Leave)] = Accepted,
        [(OnSite, Extend)] = OnSite,
        [(OnSite, Urge)] = OnSite,
        [(Feedback, Verify)] = Verified,
        [(Feedback, SendBack)] = Rework,
        [(Feedback, Urge)] = Feedback,
        [(Rework, Arrive)] = OnSite,
        [(Rework, GiveFeedback)] = Feedback,
        [(Rework, Extend)] = Rework,
        [(Rework, Urge)] = Rework,
        [(Verified, Close)] = Closed,
        [(Verified, Urge)] = Verified,
    };

    [Fact]
    public void Every_act_from_every_state_is_as_drawn_or_refused_with_the_way_out()
    {
        foreach (var state in Enum.GetValues<TaskState>())
            foreach (var act in Enum.GetValues<TaskAct>())
            {
                var answer = TaskPath.Table.Next(state, act);
                if (Drawn.TryGetValue((state, act), out var next))
                {
                    answer.Try(out var reached, out _).ShouldBeTrue($"{state} {act}");
                    reached.ShouldBe(next);
                }
                else
                {
                    answer.Try(out _, out var why).ShouldBeFalse($"{state} {act}");
                    why.Code.ShouldBe("act-not-allowed");
                    why.Message.ShouldContain(state.InChinese());
                }
            }
    }

    [Fact]
    public void No_state_is_a_trap_and_an_ended_task_moves_no_more()
    {
        foreach (var start in Enum.GetValues<TaskState>())
        {
            var (seen, open) = (new HashSet<TaskState> { start }, new Queue<TaskState>([start]));
            while (open.TryDequeue(out var state))
                foreach (var act in TaskPath.Table.From(state))
                    if (TaskPath.Table.Next(state, act).Try(out var next, out _) && seen.Add(next)) open.Enqueue(next);
            if (TaskPath.Ended.Contains(start)) seen.Count.ShouldBe(1);
            else seen.ShouldContain(s => TaskPath.Ended.Contains(s), start.ToString());
        }
    }

    [Fact]
    public void Nobody_gives_feedback_without_having_been_on_site()
    {
        foreach (var state in Enum.GetValues<TaskState>().Where(s => s is not (OnSite or Rework)))
            TaskPath.Table.Allows(state, GiveFeedback).ShouldBeFalse(state.ToString());
    }

    [Fact]
    public void The_law_file_times_every_open_state_and_its_worked_examples_hold()
    {
        var law = new MattersLaw(Options.Create(new HouseOptions { LawFolder = Path.Combine(HostFixture.Repository, "law") }));
        var steps = law.Steps(new DateOnly(2026, 11, 18)).Body;
        var since = new DateTimeOffset(2026, 11, 18, 10, 0, 0, TimeSpan.FromHours(8));
        foreach (var state in Enum.GetValues<TaskState>())
            steps.Due(state, TaskPriority.Normal, false, since).HasValue.ShouldBe(!TaskPath.Ended.Contains(state), state.ToString());

        using var file = JsonDocument.Parse(File.ReadAllText(Path.Combine(HostFixture.Repository, "law", "task-steps", "2024-10-01.json")));
        foreach (var example in file.RootElement.GetProperty("examples").EnumerateArray())
        {
            var due = steps.Due(Enum.Parse<TaskState>(example.GetProperty("state").GetString()!, true), Enum.Parse<TaskPriority>(example.GetProperty("priority").GetString()!, true), example.GetProperty("alert").GetBoolean(), since);
            (due!.Value - since).TotalMinutes.ShouldBe(example.GetProperty("minutes").GetInt32());
        }
    }

    [Theory]
    [InlineData(79, 0, null)]
    [InlineData(80, 0, 80)]
    [InlineData(99, 80, null)]
    [InlineData(100, 80, 100)]
    [InlineData(151, 0, 150)]
    [InlineData(400, 150, null)]
    public void A_step_is_escalated_once_at_each_mark(int percent, int told, int? expected)
    {
        var law = new MattersLaw(Options.Create(new HouseOptions { LawFolder = Path.Combine(HostFixture.Repository, "law") }));
        var since = new DateTimeOffset(2026, 11, 18, 0, 0, 0, TimeSpan.Zero);
        var task = new FieldTask
        {
            Id = "t",
            Number = "1",
            ThreadId = "c",
            Title = "",
            Facts = "",
            Element = "air",
            Target = "",
            Division = "611002",
            Place = "",
            InitiatedBy = "p",
            InitiatedByName = "",
            StepSince = since,
            StepDue = since.AddMinutes(100),
            Escalated = told,
        };
        EscalateTasks.Reached(task, law.Steps(new DateOnly(2026, 11, 18)).Body, since.AddMinutes(percent)).ShouldBe(expected);
    }
}
