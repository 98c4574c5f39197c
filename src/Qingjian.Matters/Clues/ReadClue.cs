using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Qingjian.Matters.Inspections;
using Qingjian.Matters.Law;
using Qingjian.Matters.Tasks;
using Qingjian.Matters.Documents;
using Qingjian.Matters.TimeLine;
using Qingjian.Platform.Access;
using Qingjian.Platform.Edge;
using Qingjian.Platform.Files;
using Qingjian.Registry.Contract;
using Qingjian.Vocabulary;

namespace Qingjian.Matters.Clues;

/// <summary>The file of a clue: what is known, its thread, its clock, what has been done and what may be done next.</summary>
internal static class ReadClue
{
    internal sealed record Sibling(string Id, string Number, ClueState State, DateTimeOffset RegisteredAt, string Content, string? TaskId);

    internal sealed record TaskLine(string Id, string Number, TaskState State, string Title, DateTimeOffset? StepDue, IReadOnlyList<string> Crew);

    internal sealed record RecordLine(string Id, string Number, InspectionState State, DateTimeOffset StartedAt, DateTimeOffset? EndedAt, string? Sha256);

    internal sealed record FileLine(string Id, string Name, string Type, long Size);

    internal sealed record ClueFile(
        string Id, string Number, string ThreadId, ClueState State, long Version, string Source, string SourceCode, string? OrderId, string? OrderNumber, IReadOnlyList<string> VerdictIds,
        DateTimeOffset FoundAt, DateTimeOffset RegisteredAt, string RegisteredByName, string? HandlerName,
        string? EnterpriseId, string? OutletId, string? OutletName, string Target, string Division, string DivisionName, string Place, string Element, string Content,
        string? FactorCode, DateTimeOffset? FactFrom, DateTimeOffset? FactTo, decimal? FactValue, decimal? FactLimit, IReadOnlyList<FileLine> Files,
        string? Opinion, DateTimeOffset? ReviewedAt, string? Reply, DateTimeOffset? RepliedAt, string? TransferredTo, string? TaskId, string? CaseId, string? Findings,
        DateOnly FilingFrom, DateOnly? FilingWarn, DateOnly? FilingDue, bool FilingExtended, string? FilingExtensionReason, DateOnly? FilingDone, bool FilingProvisional,
        IReadOnlyList<Sibling> Thread, IReadOnlyList<TaskLine> Tasks, IReadOnlyList<RecordLine> Inspections, IReadOnlyList<StepView> Steps, IReadOnlyList<ClueAct> Acts, IReadOnlyList<PaperLink> Papers);

    public static void Map(RouteGroupBuilder clues)
    {
        clues.MapGet("/{id}", Handle).Requires(Duty.ReadClues);
        clues.MapGet("/{id}/filing-clock", WhyDue).Requires(Duty.ReadClues);
    }

    private static async Task<Results<Ok<ClueFile>, ProblemHttpResult>> Handle(
        string id, MattersDb db, MattersLaw law, FilingClock clock, IDivisions divisions, FileStore files, CancellationToken stop)
    {
        if (await db.Clues.AsNoTracking().FirstOrDefaultAsync(c => c.Id == id, stop) is not { } clue) return Problems.NotFound();
        var thread = await db.Clues.AsNoTracking().Where(c => c.ThreadId == clue.ThreadId && c.Id != id).OrderBy(c => c.RegisteredAt)
            .Select(c => new Sibling(c.Id, c.Number, c.State, c.RegisteredAt, c.Content, c.TaskId)).ToListAsync(stop);
        var tasks = await db.Tasks.AsNoTracking().Where(t => t.ThreadId == clue.ThreadId).OrderBy(t => t.InitiatedAt).ToListAsync(stop);
        var records = await db.Inspections.AsNoTracking().Where(r => r.ThreadId == clue.ThreadId).OrderBy(r => r.StartedAt)
            .Select(r => new RecordLine(r.Id, r.Number, r.State, r.StartedAt, r.EndedAt, r.Sha256)).ToListAsync(stop);
        var kept = await files.Find(clue.FileIds, stop);
        var whole = new List<string> { clue.Id };
        if (clue.TaskId is not null) whole.Add(clue.TaskId);
        whole.AddRange(records.Select(r => r.Id));
        var steps = await db.Steps.AsNoTracking().Of(whole).ToListAsync(stop);
        var sources = law.Sources(clue.FilingFrom);
        return TypedResults.Ok(new ClueFile(
            clue.Id, clue.Number, clue.ThreadId, clue.State, clue.Version, sources.Words(clue.SourceCode, clue.SourceSubcode), clue.SourceCode, clue.OrderId, clue.OrderNumber, clue.VerdictIds,
            clue.FoundAt, clue.RegisteredAt, clue.RegisteredByName, clue.HandlerName, clue.EnterpriseId, clue.OutletId, clue.OutletName, clue.Target, clue.Division, divisions.NameOf(clue.Division),
            clue.Place, sources.Element(clue.Element), clue.Content, clue.FactorCode, clue.FactFrom, clue.FactTo, clue.FactValue, clue.FactLimit,
            [.. kept.Select(f => new FileLine(f.Id, f.Name, f.Type, f.Size))], clue.Opinion, clue.ReviewedAt, clue.Reply, clue.RepliedAt, clue.TransferredTo, clue.TaskId, clue.CaseId, clue.Findings,
            clue.FilingFrom, clue.FilingWarn, clue.FilingDue, clue.FilingExtended, clue.FilingExtensionReason, clue.FilingDone, clock.Answer(clue.FilingFrom, clue.FilingExtendedOn).IsProvisional(),
            thread, [.. tasks.Select(t => new TaskLine(t.Id, t.Number, t.State, t.Title, t.StepDue, [.. t.Crew.Select(c => c.Name)]))], records, steps, Acts(clue, db.Caller), await db.Papers(id, stop)));
    }

    private static async Task<Results<Ok<Why>, ProblemHttpResult>> WhyDue(string id, MattersDb db, FilingClock clock, CancellationToken stop)
    {
        if (await db.Clues.AsNoTracking().FirstOrDefaultAsync(c => c.Id == id, stop) is not { } clue) return Problems.NotFound();
        var inputs = new List<WhyInput> { new("发现日", BeijingTime.InChinese(clue.FilingFrom)) };
        if (clue.FilingExtendedOn is { } asked) inputs.Add(new("批准延长", BeijingTime.InChinese(asked)));
        return TypedResults.Ok(DeadlineWhy.Of(clock.Answer(clue.FilingFrom, clue.FilingExtendedOn), [.. inputs]));
    }

    // What the caller may do now: the table says what the state allows, the duty who may.
    internal static IReadOnlyList<ClueAct> Acts(Clue clue, Caller caller) => [.. CluePath.Table.From(clue.State).Where(act => act switch
    {
        ClueAct.Verify or ClueAct.Dismiss or ClueAct.Transfer or ClueAct.Reply => caller.May(Duty.TriageClues),
        ClueAct.Extend => caller.May(Duty.ApproveFiling) && !clue.FilingExtended,
        ClueAct.OpenCase => caller.May(Duty.InvestigateCases),
        ClueAct.RefuseFiling => caller.May(Duty.ApproveFiling),
        _ => false,
    })];
}
