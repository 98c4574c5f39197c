using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Qingjian.Platform.Access;
using Qingjian.Platform.Edge;
using Qingjian.Platform.Live;
using Qingjian.Vocabulary;

namespace Qingjian.Monitoring.Marks;

/// <summary>审核: an officer accepts a mark that waits or that the data speak against, or does not; each with a reason.</summary>
internal static class ReviewMark
{
    /// <param name="Version">Version the page was shown.</param>
    /// <param name="Reason">What was looked at and why, at least 5 characters.</param>
    internal sealed record Request(long Version, string Reason);

    public static void Map(RouteGroupBuilder marks)
    {
        marks.MapPost("/{id}/accept", (string id, Request request, MonitoringDb db, LiveSignals live, CancellationToken stop) => Handle(id, MarkAct.Accept, request, db, live, stop)).Requires(Duty.ReviewData);
        marks.MapPost("/{id}/refuse", (string id, Request request, MonitoringDb db, LiveSignals live, CancellationToken stop) => Handle(id, MarkAct.Refuse, request, db, live, stop)).Requires(Duty.ReviewData);
    }

    private static async Task<Results<Ok<MarkView>, ProblemHttpResult>> Handle(string id, MarkAct what, Request request, MonitoringDb db, LiveSignals live, CancellationToken stop)
    {
        if (await db.Marks.FirstOrDefaultAsync(mark => mark.Id == id, stop) is not { } mark) return Problems.NotFound();
        if (string.IsNullOrWhiteSpace(request.Reason) || request.Reason.Trim().Length < 5) return Refusal.OfField("reason-missing", "reason", "请写明审核的理由，至少5个字：核对了什么材料，依据是什么。").ToProblem();
        if (!MarkPath.Next(mark, what).Try(out var next, out var no)) return no.ToProblem();
        db.Expect(mark, request.Version);
        var (stood, reason) = (mark.State == MarkState.Standing, request.Reason.Trim());
        (mark.State, mark.ReviewedAt, mark.ReviewReason, mark.AcceptedBy) = (next, db.Now, reason, db.Caller.Name);
        var act = db.Begin(mark, what == MarkAct.Accept ? "mark.accept" : "mark.refuse", $"{what.InChinese()}标记“{mark.Name}” {mark.Span}", reason);
        if (what == MarkAct.Refuse)
        {
            mark.EndedAt = db.Now;
            if (stood) act.Ends(mark);
        }
        else
        {
            mark.AcceptedAt = db.Now;
            if (mark.Replaces is { } replaced && await db.Marks.FirstOrDefaultAsync(each => each.Id == replaced, stop) is { State: MarkState.Standing } earlier) ChangeMark.GiveWay(db, act, earlier, mark);
            // A reviewed mark can do more than one that only stands (M37), so it is told even when it stood.
            act.Stands(mark);
        }
        await db.Commit(act, stop);
        live.Raise("marks");
        live.Raise("inbox");
        return TypedResults.Ok(MarkView.Of(mark, db.Caller));
    }
}
