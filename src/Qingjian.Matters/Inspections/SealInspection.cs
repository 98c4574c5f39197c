using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Qingjian.Matters.Clues;
using Qingjian.Matters.Tasks;
using Qingjian.Matters.TimeLine;
using Qingjian.Platform.Access;
using Qingjian.Platform.Edge;
using Qingjian.Platform.Live;
using Qingjian.Platform.Storage;
using Qingjian.Registry.Contract;
using Qingjian.Vocabulary;

namespace Qingjian.Matters.Inspections;

/// <summary>封存: fixes the record by its digest and sends the findings back to the task and its clues. After this only amendments.</summary>
internal static class SealInspection
{
    internal sealed record Request(long Version);

    internal sealed record Answer(string Sha256);

    internal sealed record Readiness(IReadOnlyList<SealCheck.Fault> Faults);

    public static void Map(RouteGroupBuilder records)
    {
        records.MapGet("/{id}/check", Check).Requires(Duty.ReadClues);
        records.MapPost("/{id}/seal", Handle).Requires(Duty.Inspect);
    }

    private static async Task<Results<Ok<Readiness>, ProblemHttpResult>> Check(string id, MattersDb db, CancellationToken stop) =>
        await db.Inspections.AsNoTracking().FirstOrDefaultAsync(r => r.Id == id, stop) is not { } record ? Problems.NotFound()
            : TypedResults.Ok(new Readiness(record.State == InspectionState.Draft ? SealCheck.Of(record, await db.Photos(id, stop), db.Now) : []));

    private static async Task<Results<Ok<Answer>, ProblemHttpResult>> Handle(string id, Request request, MattersDb db, IOfficers officers, TaskClock clock, LiveSignals live, CancellationToken stop)
    {
        if (await db.Inspections.FirstOrDefaultAsync(r => r.Id == id, stop) is not { } record) return Problems.NotFound();
        if (DraftRecord.Closed(record, db.Caller) is { } closed) return closed.ToProblem();
        var photos = await db.Photos(id, stop);
        if (SealCheck.AsRefusal(SealCheck.Of(record, photos, db.Now)) is { } incomplete) return incomplete.ToProblem();
        if (await Unqualified(record, officers, stop) is { } unfit) return unfit.ToProblem();
        if (await OnePlaceAtATime.Overlap(db, id, record.LeadPersonId, record.SecondPersonId, record.StartedAt, record.EndedAt!.Value, stop) is { } twice) return twice.ToProblem();
        if (await db.Tasks.FirstOrDefaultAsync(t => t.Id == record.TaskId, stop) is not { } task) return Problems.NotFound();
        if (!TaskPath.Table.Next(task.State, TaskAct.GiveFeedback).Try(out var next, out var why)) return why.ToProblem();

        db.Expect(record, request.Version);
        var now = db.Now;
        record.SealedText = RecordText.Seal(record, photos);
        record.Sha256 = RecordText.Digest(record.SealedText);
        (record.State, record.SealedAt, record.SealedBy) = (InspectionState.Sealed, now, db.Caller.PersonId);

        await CarryFindings.Back(db, task, record.Content.Found!.Value, record.Content.Violation, record.Content.Measures, now, stop);
        var was = task.State;
        clock.Enter(task, next, now);
        db.NoteStep(new Act("task.feedback", "task", task.Id, $"反馈：{(task.Found == true ? "查实" : "未发现违法行为")}"), was, next);
        var size = Encoding.UTF8.GetByteCount(record.SealedText);
        await db.CommitStep(new Act("inspection.seal", "inspection", id, $"封存现场检查笔录 {record.Number}").Enter("evidence.add", record.Sha256, size),
            InspectionState.Draft, record.State, stop, record.Sha256);
        foreach (var topic in new[] { "tasks", "clues", "inspections", "inbox" }) live.Raise(topic);
        return TypedResults.Ok(new Answer(record.Sha256));
    }

    // 评查细则: a certificate that did not hold on the day of the act is a fatal defect.
    private static async Task<Refusal?> Unqualified(Inspection record, IOfficers officers, CancellationToken stop)
    {
        foreach (var member in record.Crew)
            if (!(await officers.MayEnforceAt(member.PersonId, record.StartedAt, record.Division, stop)).Try(out _, out var why))
                return new Refusal("two-qualified-officers", $"{member.Name}：{why.Message}");
        return record.Crew.Select(c => c.PersonId).Distinct().Count() < 2 ? Refusal.Of("two-qualified-officers", "笔录须有两名不同的执法人员。") : null;
    }
}
