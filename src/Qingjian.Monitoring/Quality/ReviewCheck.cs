using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Qingjian.Platform.Access;
using Qingjian.Platform.Edge;
using Qingjian.Platform.Live;
using Qingjian.Platform.Storage;
using Qingjian.Vocabulary;

namespace Qingjian.Monitoring.Quality;

/// <summary>审核质控记录: an officer accepts a record that the enterprise entered, or does not; one that stands can be refused too.</summary>
internal static class ReviewCheck
{
    /// <param name="Version">Version the page was shown.</param>
    /// <param name="Reason">What was looked at, at least 5 characters.</param>
    internal sealed record Request(long Version, string Reason);

    public static void Map(RouteGroupBuilder checks)
    {
        checks.MapPost("/{id}/accept", (string id, Request request, MonitoringDb db, QualityEffect effect, LiveSignals live, CancellationToken stop) => Handle(id, true, request, db, effect, live, stop)).Requires(Duty.ReviewData);
        checks.MapPost("/{id}/refuse", (string id, Request request, MonitoringDb db, QualityEffect effect, LiveSignals live, CancellationToken stop) => Handle(id, false, request, db, effect, live, stop)).Requires(Duty.ReviewData);
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> Handle(string id, bool accept, Request request, MonitoringDb db, QualityEffect effect, LiveSignals live, CancellationToken stop)
    {
        if (await db.Set<QualityCheck>().FirstOrDefaultAsync(each => each.Id == id, stop) is not { } check) return Problems.NotFound();
        if (Fault(check.State, accept, request.Reason) is { } fault) return fault.ToProblem();
        db.Expect(check, request.Version);
        var stood = check.State == QualityState.Standing;
        (check.State, check.ReviewedBy, check.ReviewReason) = (accept ? QualityState.Standing : QualityState.Refused, db.Caller.Name, request.Reason.Trim());
        if (accept) check.AcceptedAt = db.Now;
        else check.EndedAt = db.Now;
        var act = new Act(accept ? "quality.accept" : "quality.refuse", "quality-check", id, $"{(accept ? "采纳" : "不予采纳")}质控记录：{check.EnterpriseName} {check.OutletName} {check.FactorName} {check.Say}") { Reason = check.ReviewReason }
            .Enter("case.step", new { check.Id, check.OutletId, check.Factor, check.State, check.ReviewReason, person = db.Caller.PersonId, at = db.Now });
        if (accept || stood) await effect.Tell(act, check, stop);
        await db.Commit(act, stop);
        live.Raise("quality");
        return TypedResults.NoContent();
    }

    /// <summary>Pure: what is wrong; null when nothing is.</summary>
    internal static Refusal? Fault(QualityState state, bool accept, string? reason)
    {
        if (state == QualityState.Refused || (accept && state == QualityState.Standing)) return Refusal.Of("check-decided", "这条记录已经审核过，不用再审核。");
        return string.IsNullOrWhiteSpace(reason) || reason.Trim().Length < 5 ? Refusal.OfField("reason-missing", "reason", "请写明核对了什么、依据是什么，至少5个字。") : null;
    }
}
