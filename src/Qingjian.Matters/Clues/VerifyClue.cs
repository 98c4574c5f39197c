using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Qingjian.Matters.Numbers;
using Qingjian.Matters.Tasks;
using Qingjian.Matters.TimeLine;
using Qingjian.Platform.Access;
using Qingjian.Platform.Edge;
using Qingjian.Platform.Live;
using Qingjian.Platform.Storage;
using Qingjian.Vocabulary;

namespace Qingjian.Matters.Clues;

/// <summary>核实: the clue is worth a look. Makes a task, or joins the task that is already out for the same outlet.</summary>
internal static class VerifyClue
{
    /// <param name="Version">Version the page was shown.</param>
    /// <param name="Opinion">处理意见.</param>
    /// <param name="JoinTaskId">Open task of the same thread to join; null makes a new one.</param>
    internal sealed record Request(long Version, string Opinion, string? JoinTaskId);

    internal sealed record Answer(string TaskId, string TaskNumber);

    public static void Map(RouteGroupBuilder clues) => clues.MapPost("/{id}/verify", Handle).Requires(Duty.TriageClues);

    private static async Task<Results<Ok<Answer>, ProblemHttpResult>> Handle(string id, Request request, MattersDb db, MakeTask maker, ClueRegister register, LiveSignals live, CancellationToken stop)
    {
        if (string.IsNullOrWhiteSpace(request.Opinion)) return Refusal.OfField("opinion-missing", "opinion", "请写明处理意见，例如：情况具体，建议现场核查。").ToProblem();
        if (await db.Clues.FirstOrDefaultAsync(c => c.Id == id, stop) is not { } clue) return Problems.NotFound();
        if (!CluePath.Table.Next(clue.State, ClueAct.Verify).Try(out var next, out var why)) return why.ToProblem();
        db.Expect(clue, request.Version);

        await using var numbering = await Numbering.Begin(db, stop);
        FieldTask task;
        if (string.IsNullOrEmpty(request.JoinTaskId)) task = await maker.From(clue, numbering, stop);
        else if (await db.Tasks.FirstOrDefaultAsync(t => t.Id == request.JoinTaskId, stop) is { } open) task = open;
        else return Problems.NotFound();
        if (!string.IsNullOrEmpty(request.JoinTaskId) && Joins(clue, task) is { } no) return no.ToProblem();

        var was = clue.State;
        (clue.State, clue.Opinion, clue.TaskId) = (next, request.Opinion.Trim(), task.Id);
        (clue.ReviewedBy, clue.ReviewedAt) = (db.Caller.PersonId, db.Now);
        var joined = !string.IsNullOrEmpty(request.JoinTaskId);
        db.NoteStep(new Act(joined ? "task.join" : "task.initiate", "task", task.Id, joined ? $"并入线索 {clue.Number}" : $"发起任务 {task.Number}，来自线索 {clue.Number}"), null, task.State);
        var act = new Act("clue.verify", "clue", clue.Id, joined ? $"核实线索 {clue.Number}，并入任务 {task.Number}" : $"核实线索 {clue.Number}，发起任务 {task.Number}") { Reason = clue.Opinion };
        await register.Make(clue, $"{clue.Opinion}\n派出检查（任务{task.Number}）。", act, stop);
        await db.CommitStep(act, was, next, stop);
        await numbering.Keep(stop);
        live.Raise("clues");
        live.Raise("tasks");
        live.Raise("inbox");
        return TypedResults.Ok(new Answer(task.Id, task.Number));
    }

    internal static Refusal? Joins(Clue clue, FieldTask task) =>
        task.ThreadId != clue.ThreadId ? Refusal.Of("other-thread", "只能并入同一排放口的任务。")
        : task.State is TaskState.Feedback or TaskState.Verified or TaskState.Closed or TaskState.Dismissed
            ? Refusal.Of("task-beyond-joining", $"任务 {task.Number} 已{task.State.InChinese().TrimStart('已')}，不能再并入，请发起新任务。")
        : null;
}
