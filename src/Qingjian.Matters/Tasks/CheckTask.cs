using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Qingjian.Matters.Clues;
using Qingjian.Matters.TimeLine;
using Qingjian.Platform.Access;
using Qingjian.Platform.Edge;
using Qingjian.Platform.Storage;
using Qingjian.Vocabulary;

namespace Qingjian.Matters.Tasks;

/// <summary>核验, 退回返工, 办结: by the side that initiated, never by the officers who went.</summary>
internal static class CheckTask
{
    internal sealed record VerifyRequest(long Version, string? Remark);

    internal sealed record SendBackRequest(long Version, string Reason);

    internal sealed record CloseRequest(long Version, string? Remark);

    public static void Map(RouteGroupBuilder tasks)
    {
        tasks.MapPost("/{id}/verify", (string id, VerifyRequest request, MoveTask move, MattersDb db, CancellationToken stop) =>
            move.Do(id, request.Version, TaskAct.Verify, request.Remark, task => Task.FromResult(Verify(task, db)), stop, task => $"任务 {task.Number} 的反馈核验通过")).Requires(Duty.TriageClues);
        tasks.MapPost("/{id}/send-back", (string id, SendBackRequest request, MoveTask move, MattersDb db, CancellationToken stop) =>
            move.Do(id, request.Version, TaskAct.SendBack, request.Reason, task => SendBack(task, request, db, stop), stop)).Requires(Duty.TriageClues);
        tasks.MapPost("/{id}/close", (string id, CloseRequest request, MoveTask move, MattersDb db, CancellationToken stop) =>
        {
            var unfounded = new List<Clue>();
            return move.Do(id, request.Version, TaskAct.Close, request.Remark, task => Close(task, db, unfounded, stop), stop,
                with: (_, act) => Task.FromResult(unfounded.Select(clue => act.Ends(clue, $"经现场检查未发现违法行为：{clue.Findings}")).Count()));
        }).Requires(Duty.TriageClues);
    }

    private static Refusal? Verify(FieldTask task, MattersDb db)
    {
        if (Crew.MustNotBe(task, db.Caller, "核验") is { } own) return own;
        task.VerifiedBy = db.Caller.PersonId;
        return null;
    }

    // What was found is open again: the clues wait for the second visit.
    private static async Task<Refusal?> SendBack(FieldTask task, SendBackRequest request, MattersDb db, CancellationToken stop)
    {
        if (Crew.MustNotBe(task, db.Caller, "退回") is { } own) return own;
        if (MoveTask.NeedsReason(request.Reason, "退回返工") is { } missing) return missing;
        task.Reworks++;
        task.ReturnReason = request.Reason.Trim();
        foreach (var clue in await db.Clues.Where(c => c.TaskId == task.Id).ToListAsync(stop))
        {
            if (!CluePath.Table.Next(clue.State, ClueAct.Reinspect).Try(out var next, out _)) continue;
            db.NoteStep(new Act("clue.reinspect", "clue", clue.Id, $"任务 {task.Number} 的反馈被退回，重新检查") { Reason = request.Reason.Trim() }, clue.State, next);
            clue.State = next;
        }
        return null;
    }

    // A clue that the visit did not bear out is done with the task; what was found waits for its case.
    private static async Task<Refusal?> Close(FieldTask task, MattersDb db, List<Clue> unfounded, CancellationToken stop)
    {
        if (Crew.MustNotBe(task, db.Caller, "办结") is { } own) return own;
        task.ClosedAt = db.Now;
        unfounded.AddRange(await db.Clues.Where(c => c.TaskId == task.Id && c.State == ClueState.Unfounded && c.FilingDone == null).ToListAsync(stop));
        foreach (var clue in unfounded) clue.FilingDone = BeijingTime.DayOf(db.Now);
        return null;
    }
}
