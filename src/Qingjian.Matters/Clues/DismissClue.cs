using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Qingjian.Matters.TimeLine;
using Qingjian.Platform.Access;
using Qingjian.Platform.Edge;
using Qingjian.Platform.Live;
using Qingjian.Platform.Storage;
using Qingjian.Vocabulary;

namespace Qingjian.Matters.Clues;

/// <summary>排除或移送: the initial review ends without a task. The reason is kept, and so is the reply to whoever gave the clue.</summary>
internal static class DismissClue
{
    /// <param name="Version">Version the page was shown.</param>
    /// <param name="Reason">Why.</param>
    /// <param name="Reply">What the giver was told; may follow later.</param>
    internal sealed record Request(long Version, string Reason, string? Reply);

    /// <param name="To">The authority that receives it.</param>
    internal sealed record TransferRequest(long Version, string To, string Reason, string? Reply);

    public static void Map(RouteGroupBuilder clues)
    {
        clues.MapPost("/{id}/dismiss", Dismiss).Requires(Duty.TriageClues);
        clues.MapPost("/{id}/transfer", Transfer).Requires(Duty.TriageClues);
    }

    private static Task<Results<NoContent, ProblemHttpResult>> Dismiss(string id, Request request, MattersDb db, ClueRegister register, LiveSignals live, CancellationToken stop) =>
        End(id, request.Version, ClueAct.Dismiss, null, request.Reason, request.Reply, db, register, live, stop);

    private static async Task<Results<NoContent, ProblemHttpResult>> Transfer(string id, TransferRequest request, MattersDb db, ClueRegister register, LiveSignals live, CancellationToken stop) =>
        string.IsNullOrWhiteSpace(request.To)
            ? Refusal.OfField("receiver-missing", "to", "请填写接收移送的单位。").ToProblem()
            : await End(id, request.Version, ClueAct.Transfer, request.To.Trim(), request.Reason, request.Reply, db, register, live, stop);

    private static async Task<Results<NoContent, ProblemHttpResult>> End(
        string id, long version, ClueAct what, string? to, string reason, string? reply, MattersDb db, ClueRegister register, LiveSignals live, CancellationToken stop)
    {
        if (string.IsNullOrWhiteSpace(reason)) return Refusal.OfField("reason-missing", "reason", $"请写明{what.InChinese()}的理由，理由会留在经过里。").ToProblem();
        if (await db.Clues.FirstOrDefaultAsync(c => c.Id == id, stop) is not { } clue) return Problems.NotFound();
        if (!CluePath.Table.Next(clue.State, what).Try(out var next, out var why)) return why.ToProblem();
        db.Expect(clue, version);
        var was = clue.State;
        (clue.State, clue.Opinion, clue.ReviewedBy, clue.ReviewedAt) = (next, reason.Trim(), db.Caller.PersonId, db.Now);
        (clue.FilingDone, clue.TransferredTo) = (BeijingTime.DayOf(db.Now), to);
        if (!string.IsNullOrWhiteSpace(reply)) (clue.Reply, clue.RepliedAt) = (reply.Trim(), db.Now);
        var title = to is null ? $"排除线索 {clue.Number}" : $"线索 {clue.Number} 移送{to}";
        var act = new Act(to is null ? "clue.dismiss" : "clue.transfer", "clue", clue.Id, title) { Reason = reason.Trim() }
            .Ends(clue, to is null ? $"经初核排除：{reason.Trim()}" : $"移送{to}：{reason.Trim()}");
        await register.Make(clue, to is null ? $"排除：{reason.Trim()}" : $"移送{to}：{reason.Trim()}", act, stop);
        await db.CommitStep(act, was, next, stop);
        live.Raise("clues");
        live.Raise("inbox");
        return TypedResults.NoContent();
    }
}
