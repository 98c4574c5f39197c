using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Qingjian.Matters.Inspections;
using Qingjian.Platform.Access;
using Qingjian.Platform.Edge;
using Qingjian.Vocabulary;

namespace Qingjian.Matters.Tasks;

/// <summary>补充反馈 after a rework that needs no second visit: measures or an explanation; the sealed record stands as it is.</summary>
internal static class SupplementFeedback
{
    internal sealed record Request(long Version, string Findings, string? Measures);

    public static void Map(RouteGroupBuilder tasks) =>
        tasks.MapPost("/{id}/feedback", (string id, Request request, MoveTask move, MattersDb db, CancellationToken stop) =>
            move.Do(id, request.Version, TaskAct.GiveFeedback, request.Findings, task => Give(task, request, db, stop), stop, task => $"补充反馈任务 {task.Number}")).Requires(Duty.Inspect);

    private static async Task<Refusal?> Give(FieldTask task, Request request, MattersDb db, CancellationToken stop)
    {
        if (Crew.Refuses(task, db.Caller) is { } stranger) return stranger;
        if (string.IsNullOrWhiteSpace(request.Findings)) return Refusal.OfField("findings-missing", "findings", "请写明补充的情况。");
        if (task.State != TaskState.Rework) return Refusal.Of("feedback-by-record", "现场检查的反馈随笔录封存一并提交，请先完成并封存笔录。");
        var record = await db.Inspections.AsNoTracking().Where(r => r.TaskId == task.Id && r.State == InspectionState.Sealed).OrderByDescending(r => r.SealedAt).FirstOrDefaultAsync(stop);
        if (record is null) return Refusal.Of("no-sealed-record", "这项任务还没有封存的笔录，不能只补充文字，请先到现场检查。");
        var measures = string.IsNullOrWhiteSpace(request.Measures) ? task.Measures ?? "" : request.Measures.Trim();
        await CarryFindings.Back(db, task, record.Content.Found == true, request.Findings.Trim(), measures, db.Now, stop);
        return null;
    }
}
