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

/// <summary>研判 (统筹调度): priority, alert mode, limit and unit; or dismissal with a reason.</summary>
internal static class TriageTask
{
    /// <param name="Version">Version the page was shown.</param>
    /// <param name="Priority">normal, urgent or critical; the latter shorten the steps.</param>
    /// <param name="Alert">战时: heavy-pollution alert.</param>
    /// <param name="DueOn">Last Beijing day for the whole task; null for none beside the steps'.</param>
    /// <param name="Instruction">What to look at.</param>
    internal sealed record Request(long Version, TaskPriority Priority, bool Alert, DateOnly? DueOn, string? Instruction);

    internal sealed record DismissRequest(long Version, string Reason);

    public static void Map(RouteGroupBuilder tasks)
    {
        tasks.MapPost("/{id}/triage", (string id, Request request, MoveTask move, MattersDb db, CancellationToken stop) =>
            move.Do(id, request.Version, TaskAct.Triage, request.Instruction, task => Task.FromResult(Decide(task, request, db)), stop,
                task => $"研判任务 {task.Number}：{task.Priority.InChinese()}{(task.Alert ? "，战时" : "")}{(request.DueOn is { } day ? $"，{BeijingTime.InChinese(day)}前办结" : "")}"))
            .Requires(Duty.TriageClues);
        tasks.MapPost("/{id}/dismiss", (string id, DismissRequest request, MoveTask move, MattersDb db, CancellationToken stop) =>
            move.Do(id, request.Version, TaskAct.Dismiss, request.Reason, task => Dismiss(task, request, db, stop), stop))
            .Requires(Duty.TriageClues);
    }

    private static Refusal? Decide(FieldTask task, Request request, MattersDb db)
    {
        if (request.DueOn < BeijingTime.DayOf(db.Now)) return Refusal.OfField("due-past", "dueOn", "办结期限不能早于今天。");
        (task.Priority, task.Alert, task.TriagedBy) = (request.Priority, request.Alert, db.Caller.PersonId);
        task.Instruction = string.IsNullOrWhiteSpace(request.Instruction) ? null : request.Instruction.Trim();
        task.DueAt = request.DueOn is { } day ? BeijingTime.StartOf(day.AddDays(1)) : null;
        return null;
    }

    // The clues go back to 已核实: they can still be filed, transferred or given another task.
    private static async Task<Refusal?> Dismiss(FieldTask task, DismissRequest request, MattersDb db, CancellationToken stop)
    {
        if (MoveTask.NeedsReason(request.Reason, "排除") is { } missing) return missing;
        task.ClosedAt = db.Now;
        foreach (var clue in await db.Clues.Where(c => c.TaskId == task.Id).ToListAsync(stop))
        {
            if (!CluePath.Table.Next(clue.State, ClueAct.DropTask).Try(out var next, out _)) continue;
            db.NoteStep(new Act("clue.drop-task", "clue", clue.Id, $"任务 {task.Number} 已排除") { Reason = request.Reason.Trim() }, clue.State, next);
            (clue.State, clue.TaskId) = (next, null);
        }
        return null;
    }
}
