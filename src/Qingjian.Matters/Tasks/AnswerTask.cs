using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Qingjian.Platform.Access;
using Qingjian.Platform.Edge;
using Qingjian.Vocabulary;

namespace Qingjian.Matters.Tasks;

/// <summary>接受 or 退回 by one of the two officers.</summary>
internal static class AnswerTask
{
    internal sealed record AcceptRequest(long Version);

    internal sealed record ReturnRequest(long Version, string Reason);

    public static void Map(RouteGroupBuilder tasks)
    {
        tasks.MapPost("/{id}/accept", (string id, AcceptRequest request, MoveTask move, MattersDb db, CancellationToken stop) =>
            move.Do(id, request.Version, TaskAct.Accept, null, task => Task.FromResult(Crew.Refuses(task, db.Caller)), stop)).Requires(Duty.HandleTasks);
        tasks.MapPost("/{id}/return", (string id, ReturnRequest request, MoveTask move, MattersDb db, CancellationToken stop) =>
            move.Do(id, request.Version, TaskAct.Return, request.Reason, task => Task.FromResult(Return(task, request, db)), stop)).Requires(Duty.HandleTasks);
    }

    private static Refusal? Return(FieldTask task, ReturnRequest request, MattersDb db)
    {
        if (Crew.Refuses(task, db.Caller) is { } refused) return refused;
        if (MoveTask.NeedsReason(request.Reason, "退回") is { } missing) return missing;
        task.ReturnReason = request.Reason.Trim();
        return null;
    }
}
