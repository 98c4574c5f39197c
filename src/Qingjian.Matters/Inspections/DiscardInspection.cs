using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Qingjian.Matters.Tasks;
using Qingjian.Matters.TimeLine;
using Qingjian.Platform.Access;
using Qingjian.Platform.Edge;
using Qingjian.Platform.Live;
using Qingjian.Platform.Storage;
using Qingjian.Vocabulary;

namespace Qingjian.Matters.Inspections;

/// <summary>作废 an open record that was begun by mistake; it stays readable, and the task waits for the visit again.</summary>
internal static class DiscardInspection
{
    internal sealed record Request(long Version, string Reason);

    public static void Map(RouteGroupBuilder records) => records.MapPost("/{id}/discard", Handle).Requires(Duty.Inspect);

    private static async Task<Results<NoContent, ProblemHttpResult>> Handle(string id, Request request, MattersDb db, TaskClock clock, LiveSignals live, CancellationToken stop)
    {
        if (await db.Inspections.FirstOrDefaultAsync(r => r.Id == id, stop) is not { } record) return Problems.NotFound();
        if (DraftRecord.Closed(record, db.Caller) is { } closed) return closed.ToProblem();
        if (MoveTask.NeedsReason(request.Reason, "作废") is { } missing) return missing.ToProblem();
        if (await db.Tasks.FirstOrDefaultAsync(t => t.Id == record.TaskId, stop) is not { } task) return Problems.NotFound();
        if (!TaskPath.Table.Next(task.State, TaskAct.Leave).Try(out var next, out var why)) return why.ToProblem();
        db.Expect(record, request.Version);
        (record.State, record.DiscardReason) = (InspectionState.Discarded, request.Reason.Trim());
        var was = task.State;
        clock.Enter(task, next, db.Now);
        (task.InspectionId, task.ArrivedAt) = (null, null);
        db.NoteStep(new Act("task.leave", "task", task.Id, $"笔录 {record.Number} 作废，任务等待重新到场") { Reason = record.DiscardReason }, was, next);
        await db.CommitStep(new Act("inspection.discard", "inspection", id, $"作废笔录 {record.Number}") { Reason = record.DiscardReason }, InspectionState.Draft, record.State, stop);
        live.Raise("tasks");
        live.Raise("inspections");
        return TypedResults.NoContent();
    }
}
