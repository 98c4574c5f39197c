using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Qingjian.Matters.Documents;
using Qingjian.Matters.Clues;
using Qingjian.Matters.Inspections;
using Qingjian.Matters.Law;
using Qingjian.Matters.TimeLine;
using Qingjian.Platform.Access;
using Qingjian.Platform.Edge;
using Qingjian.Registry.Contract;
using Qingjian.Vocabulary;

namespace Qingjian.Matters.Tasks;

/// <summary>The file of a task.</summary>
internal static class ReadTask
{
    internal sealed record ClueLine(string Id, string Number, ClueState State, string Source, string Content, string? OrderId, string? OrderNumber);

    internal sealed record RecordLine(string Id, string Number, InspectionState State, DateTimeOffset StartedAt, DateTimeOffset? EndedAt, string? Sha256);

    internal sealed record TaskFile(
        string Id, string Number, TaskState State, long Version, string WaitsFor, string Title, string Facts, string Element, string? EnterpriseId, string? OutletId, string? OutletName,
        string Target, string Division, string DivisionName, string Place, string InitiatedByName, string? InitiatedUnit, DateTimeOffset InitiatedAt,
        TaskPriority Priority, bool Alert, string? Instruction, string? OrganisationId, string? OrganisationName, IReadOnlyList<CrewMember> Crew, DateOnly? VisitOn, string? ReturnReason,
        DateTimeOffset? ArrivedAt, string? InspectionId, bool? Found, string? Findings, string? Measures, DateTimeOffset? FeedbackAt, string? CaseId, DateTimeOffset? ClosedAt, int Reworks,
        DateTimeOffset StepSince, DateTimeOffset? StepDue, DateTimeOffset? DueAt, int Escalated, int Urged, int Extended,
        IReadOnlyList<ClueLine> Clues, IReadOnlyList<RecordLine> Inspections, IReadOnlyList<StepView> Steps, IReadOnlyList<TaskAct> Acts, IReadOnlyList<PaperLink> Papers);

    public static void Map(RouteGroupBuilder tasks)
    {
        tasks.MapGet("/{id}", Handle).Requires(Duty.ReadClues);
        tasks.MapGet("/{id}/step-clock", WhyDue).Requires(Duty.ReadClues);
    }

    private static async Task<Results<Ok<TaskFile>, ProblemHttpResult>> Handle(string id, MattersDb db, MattersLaw law, TaskClock clock, IDivisions divisions, CancellationToken stop)
    {
        if (await db.Tasks.AsNoTracking().FirstOrDefaultAsync(t => t.Id == id, stop) is not { } t) return Problems.NotFound();
        var sources = law.Sources(BeijingTime.DayOf(t.InitiatedAt));
        var clues = await db.Clues.AsNoTracking().Where(c => c.TaskId == id).OrderBy(c => c.RegisteredAt).ToListAsync(stop);
        var records = await db.Inspections.AsNoTracking().Where(r => r.TaskId == id).OrderBy(r => r.StartedAt)
            .Select(r => new RecordLine(r.Id, r.Number, r.State, r.StartedAt, r.EndedAt, r.Sha256)).ToListAsync(stop);
        var steps = await db.Steps.AsNoTracking().Of([id, .. clues.Select(c => c.Id), .. records.Select(r => r.Id)]).ToListAsync(stop);
        return TypedResults.Ok(new TaskFile(
            t.Id, t.Number, t.State, t.Version, clock.WaitsFor(t), t.Title, t.Facts, sources.Element(t.Element), t.EnterpriseId, t.OutletId, t.OutletName,
            t.Target, t.Division, divisions.NameOf(t.Division), t.Place, t.InitiatedByName, t.InitiatedUnit, t.InitiatedAt,
            t.Priority, t.Alert, t.Instruction, t.OrganisationId, t.OrganisationName, t.Crew, t.VisitOn, t.ReturnReason,
            t.ArrivedAt, t.InspectionId, t.Found, t.Findings, t.Measures, t.FeedbackAt, t.CaseId, t.ClosedAt, t.Reworks,
            t.StepSince, t.StepDue, t.DueAt, t.Escalated, t.Urged, t.Extended,
            [.. clues.Select(c => new ClueLine(c.Id, c.Number, c.State, sources.Words(c.SourceCode, c.SourceSubcode), c.Content, c.OrderId, c.OrderNumber))], records, steps, Acts(t, db.Caller), await db.Papers(id, stop)));
    }

    private static async Task<Results<Ok<Why>, ProblemHttpResult>> WhyDue(string id, MattersDb db, MattersLaw law, TaskClock clock, CancellationToken stop)
    {
        if (await db.Tasks.AsNoTracking().FirstOrDefaultAsync(t => t.Id == id, stop) is not { } task) return Problems.NotFound();
        var rule = law.Steps(BeijingTime.DayOf(task.StepSince));
        var limit = rule.Body.Steps.FirstOrDefault(s => string.Equals(s.State, task.State.ToString(), StringComparison.OrdinalIgnoreCase));
        var lines = limit is null ? [new WhyLine("任务已经结束，不再计时。")] : new List<WhyLine>
        {
            new($"本环节：{task.State.InChinese()}，等待{limit.WaitsFor}，一般任务 {limit.Hours:0.##} 小时"),
            new($"优先级{task.Priority.InChinese()}{(task.Alert ? "，战时" : "")}：按系数缩短"),
            new(task.Extended > 0 ? $"已延期 {task.Extended} 次，以最近一次批准的期限为准" : "没有延期"),
        };
        var inputs = new List<WhyInput> { new("本环节开始", Clock(task.StepSince)) };
        if (task.DueAt is { } whole) inputs.Add(new("整个任务的期限", Clock(whole)));
        return TypedResults.Ok(new Why("本环节期限", task.StepDue is { } due ? $"应在{Clock(due)}前{clock.WaitsFor(task)}。" : "没有期限。",
            [new WhyRule(rule.Title, rule.Document, null, rule.Trust, rule.Sha256)], inputs, lines, ["期限是本单位的设定，可由管理员以新的规则文件调整。"]));
    }

    private static string Clock(DateTimeOffset at) => $"{BeijingTime.ClockOf(at):yyyy-MM-dd HH:mm}";

    /// <summary>What the caller may do now: state by the table, duty by the post, and never one's own work checked.</summary>
    internal static IReadOnlyList<TaskAct> Acts(FieldTask task, Caller caller)
    {
        var crew = Crew.Has(task, caller);
        return [.. TaskPath.Table.From(task.State).Where(act => act switch
        {
            TaskAct.Triage or TaskAct.Dismiss or TaskAct.Urge => caller.May(Duty.TriageClues),
            TaskAct.Dispatch or TaskAct.Transfer => caller.May(Duty.DispatchTasks),
            TaskAct.Extend => caller.May(Duty.DispatchTasks) && !crew,
            TaskAct.Accept or TaskAct.Return => caller.May(Duty.HandleTasks) && crew,
            TaskAct.Arrive => caller.May(Duty.Inspect) && crew,
            TaskAct.GiveFeedback => caller.May(Duty.Inspect) && crew && task.State == TaskState.Rework,
            TaskAct.Verify or TaskAct.SendBack or TaskAct.Close => caller.May(Duty.TriageClues) && !crew,
            _ => false,
        })];
    }
}
