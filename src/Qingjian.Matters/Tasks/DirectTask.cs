using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Qingjian.Platform.Access;
using Qingjian.Platform.Edge;
using Qingjian.Registry.Contract;
using Qingjian.Vocabulary;

namespace Qingjian.Matters.Tasks;

/// <summary>转办, 延期, 督办: what the unit in charge may do with a task while others work on it.</summary>
internal static class DirectTask
{
    /// <param name="OrganisationId">The unit that takes over.</param>
    internal sealed record TransferRequest(long Version, string OrganisationId, string Reason);

    /// <param name="Until">New end of the present step.</param>
    internal sealed record ExtendRequest(long Version, DateTimeOffset Until, string Reason);

    internal sealed record UrgeRequest(long Version, string Reason);

    public static void Map(RouteGroupBuilder tasks)
    {
        tasks.MapPost("/{id}/transfer", (string id, TransferRequest request, MoveTask move, IOfficers officers, CancellationToken stop) =>
            move.Do(id, request.Version, TaskAct.Transfer, request.Reason, task => Transfer(task, request, officers, stop), stop,
                task => $"任务 {task.Number} 转办至{task.OrganisationName}")).Requires(Duty.DispatchTasks);
        tasks.MapPost("/{id}/extend", (string id, ExtendRequest request, MoveTask move, MattersDb db, CancellationToken stop) =>
            move.Do(id, request.Version, TaskAct.Extend, request.Reason, task => Task.FromResult(Extend(task, request, db)), stop)).Requires(Duty.DispatchTasks);
        tasks.MapPost("/{id}/urge", (string id, UrgeRequest request, MoveTask move, MattersDb db, CancellationToken stop) =>
            move.Do(id, request.Version, TaskAct.Urge, request.Reason, task => Task.FromResult(Urge(task, request, db)), stop)).Requires(Duty.TriageClues);
    }

    private static async Task<Refusal?> Transfer(FieldTask task, TransferRequest request, IOfficers officers, CancellationToken stop)
    {
        if (MoveTask.NeedsReason(request.Reason, "转办") is { } missing) return missing;
        if (await officers.Organisation(request.OrganisationId, stop) is not { } unit) return Refusal.OfField("unit-unknown", "organisationId", "没有找到这个单位，请重新选择。");
        if (!task.Division.StartsWith(DivisionScope.Prefix(unit.Division), StringComparison.Ordinal))
            return Refusal.OfField("unit-elsewhere", "organisationId", $"{unit.ShortName}的辖区不包含任务所在地，不能转办给它。");
        if (unit.Id == task.OrganisationId) return Refusal.OfField("unit-same", "organisationId", $"任务已经在{unit.ShortName}，不用转办。");
        (task.OrganisationId, task.OrganisationName) = (unit.Id, unit.ShortName);
        (task.Crew, task.LeadPersonId, task.SecondPersonId, task.VisitOn) = ([], null, null, null);
        return null;
    }

    private static Refusal? Extend(FieldTask task, ExtendRequest request, MattersDb db)
    {
        if (MoveTask.NeedsReason(request.Reason, "延期") is { } missing) return missing;
        if (Crew.MustNotBe(task, db.Caller, "批准延期") is { } own) return own;
        if (request.Until <= db.Now || request.Until <= task.StepDue) return Refusal.OfField("extension-backwards", "until", "延期后的期限须晚于现在和原期限。");
        task.StepDue = request.Until;
        if (task.DueAt < request.Until) task.DueAt = request.Until;
        task.Extended++;
        task.Escalated = 0;
        return null;
    }

    private static Refusal? Urge(FieldTask task, UrgeRequest request, MattersDb db)
    {
        if (MoveTask.NeedsReason(request.Reason, "督办") is { } missing) return missing;
        task.Urged++;
        task.UrgedAt = db.Now;
        return null;
    }
}
