using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Qingjian.Matters.Documents;
using Qingjian.Matters.TimeLine;
using Qingjian.Platform.Edge;
using Qingjian.Platform.Live;
using Qingjian.Platform.Storage;
using Qingjian.Vocabulary;

namespace Qingjian.Matters.Tasks;

/// <summary>The way every act on a task goes: load, ask the table, decide, write once.</summary>
internal sealed class MoveTask(MattersDb db, TaskClock clock, LiveSignals live)
{
    /// <param name="id">Task.</param>
    /// <param name="version">Version the page was shown.</param>
    /// <param name="what">The act.</param>
    /// <param name="reason">Reason or remark, kept on the time line.</param>
    /// <param name="change">Further conditions and changes; a refusal writes nothing.</param>
    /// <param name="stop">Cancels.</param>
    /// <param name="title">Line of the time line; the act's word and the number by default.</param>
    /// <param name="with">What else goes with the act: facts, a paper.</param>
    /// <param name="papers">Desk of that paper; its number is kept with the act.</param>
    public async Task<Results<NoContent, ProblemHttpResult>> Do(
        string id, long version, TaskAct what, string? reason, Func<FieldTask, Task<Refusal?>> change, CancellationToken stop, Func<FieldTask, string>? title = null, Func<FieldTask, Act, Task>? with = null, PaperDesk? papers = null)
    {
        if (await db.Tasks.FirstOrDefaultAsync(t => t.Id == id, stop) is not { } task) return Problems.NotFound();
        if (!TaskPath.Table.Next(task.State, what).Try(out var next, out var why)) return why.ToProblem();
        db.Expect(task, version);
        var was = task.State;
        if (await change(task) is { } refused) return refused.ToProblem();
        if (next != was) clock.Enter(task, next, db.Now);
        var act = new Act($"task.{Clues.ListClues.Word(what)}", "task", task.Id, title?.Invoke(task) ?? $"{what.InChinese()}任务 {task.Number}") { Reason = Trimmed(reason) };
        if (with is not null) await with(task, act);
        await db.CommitStep(act, was, task.State, stop);
        if (papers is not null) await papers.Keep(stop);
        live.Raise("tasks");
        live.Raise("inbox");
        return TypedResults.NoContent();
    }

    /// <summary>A refusal when the reason is missing.</summary>
    public static Refusal? NeedsReason(string? reason, string word) =>
        string.IsNullOrWhiteSpace(reason) ? Refusal.OfField("reason-missing", "reason", $"请写明{word}的理由，理由会留在经过里。") : null;

    private static string? Trimmed(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
