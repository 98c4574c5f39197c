using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Qingjian.Matters.Tasks;
using Qingjian.Matters.TimeLine;
using Qingjian.Platform.Access;
using Qingjian.Platform.Edge;
using Qingjian.Registry.Contract;

namespace Qingjian.Matters.Inspections;

/// <summary>One record with all that belongs to it.</summary>
internal static class ReadInspection
{
    internal sealed record PhotoView(
        string Id, string FileId, string Sha256, string Name, string Subject, string Proves, string Place, double? Longitude, double? Latitude, double? Accuracy,
        DateTimeOffset TakenAt, string TakenByName, string? ItemId);

    internal sealed record SignatureView(SignatureRole Role, string? PersonId, string Name, string? FileId, bool Refused, string? Reason, string? Witness, DateTimeOffset At);

    internal sealed record AmendmentView(int Ordinal, string Reason, string Text, string ByName, DateTimeOffset At, string Sha256, string? PaperId);

    /// <param name="Source">The clue and order that led here, so that the facts stand beside the form.</param>
    internal sealed record SourceView(string Number, string Content, string? OrderId, string? OrderNumber);

    internal sealed record RecordFile(
        string Id, string Number, InspectionState State, long Version, string TaskId, string TaskNumber, string? ClueId, string? EnterpriseId, string Target, string Division, string DivisionName,
        IReadOnlyList<CrewMember> Crew, DateTimeOffset StartedAt, DateTimeOffset? EndedAt, RecordContent Content, Checklist? Checklist, string? ChecklistSha256,
        IReadOnlyList<SignatureView> Signatures, IReadOnlyList<PhotoView> Photos, IReadOnlyList<AmendmentView> Amendments, IReadOnlyList<SourceView> Sources,
        DateTimeOffset? SealedAt, string? Sha256, string? DiscardReason, IReadOnlyList<StepView> Steps, bool MayWrite, bool MayAmend);

    public static void Map(RouteGroupBuilder records) => records.MapGet("/{id}", Handle).Requires(Duty.ReadClues);

    private static async Task<Results<Ok<RecordFile>, ProblemHttpResult>> Handle(string id, MattersDb db, IDivisions divisions, CancellationToken stop)
    {
        if (await db.Inspections.AsNoTracking().FirstOrDefaultAsync(r => r.Id == id, stop) is not { } r) return Problems.NotFound();
        var photos = await db.Photos(id, stop);
        var amendments = await db.Set<InspectionAmendment>().AsNoTracking().Where(a => a.InspectionId == id).OrderBy(a => a.Ordinal)
            .Select(a => new AmendmentView(a.Ordinal, a.Reason, a.Text, a.ByName, a.At, a.Sha256, a.PaperId)).ToListAsync(stop);
        var sources = await db.Clues.AsNoTracking().Where(c => c.TaskId == r.TaskId).OrderBy(c => c.RegisteredAt).Select(c => new SourceView(c.Number, c.Content, c.OrderId, c.OrderNumber)).ToListAsync(stop);
        var task = await db.Tasks.AsNoTracking().Where(t => t.Id == r.TaskId).Select(t => t.Number).FirstOrDefaultAsync(stop);
        var steps = await db.Steps.AsNoTracking().Of([id]).ToListAsync(stop);
        var mine = r.Crew.Any(c => c.PersonId == db.Caller.PersonId) && db.Caller.May(Duty.Inspect);
        return TypedResults.Ok(new RecordFile(
            r.Id, r.Number, r.State, r.Version, r.TaskId, task ?? "无", r.ClueId, r.EnterpriseId, r.Target, r.Division, divisions.NameOf(r.Division),
            r.Crew, r.StartedAt, r.EndedAt, r.Content, r.Checklist, r.ChecklistSha256,
            [.. r.Signatures.Select(s => new SignatureView(s.Role, s.PersonId, s.Name, s.FileId, s.Refused, s.Reason, s.Witness, s.At))],
            [.. photos.Select(p => new PhotoView(p.Id, p.FileId, p.Sha256, p.Name, p.Subject, p.Proves, p.Place, p.Longitude, p.Latitude, p.Accuracy, p.TakenAt, p.TakenByName, p.ItemId))],
            amendments, sources, r.SealedAt, r.Sha256, r.DiscardReason, steps, mine && r.State == InspectionState.Draft, mine && r.State == InspectionState.Sealed));
    }
}
