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

namespace Qingjian.Monitoring.Checks;

/// <summary>搁置: an officer says why a finding does not count, or takes that back. Both are recorded; the finding stays as it was found.</summary>
internal static class SetAsideFinding
{
    private const int LongestReason = 1000;

    /// <param name="Version">Version the page was shown.</param>
    /// <param name="Reason">Why, 5 to 1000 characters.</param>
    internal sealed record Request(long Version, string Reason);

    internal sealed record Changed(string Id, long Version, DateTimeOffset? SetAsideAt);

    public static void Map(RouteGroupBuilder findings)
    {
        findings.MapPost("/{id}/set-aside", (string id, Request request, MonitoringDb db, LiveSignals live, CancellationToken stop) => Handle(id, request, true, db, live, stop)).Requires(Duty.ReviewData);
        findings.MapPost("/{id}/take-up", (string id, Request request, MonitoringDb db, LiveSignals live, CancellationToken stop) => Handle(id, request, false, db, live, stop)).Requires(Duty.ReviewData);
    }

    private static async Task<Results<Ok<Changed>, ProblemHttpResult>> Handle(string id, Request request, bool aside, MonitoringDb db, LiveSignals live, CancellationToken stop)
    {
        if (await db.Findings.FirstOrDefaultAsync(finding => finding.Id == id, stop) is not { } finding) return Problems.NotFound();
        if (Fault(finding, request.Reason, aside) is { } why) return why.ToProblem();
        db.Expect(finding, request.Version);
        var (reason, before) = (request.Reason.Trim(), finding.SetAsideReason);
        (finding.SetAsideAt, finding.SetAsideBy, finding.SetAsideReason) = aside ? (db.Now, db.Caller.Name, reason) : ((DateTimeOffset?)null, (string?)null, (string?)null);
        await db.Commit(new Act(aside ? "finding.set-aside" : "finding.take-up", "finding", finding.Id, $"{(aside ? "搁置" : "恢复")}异常发现 {finding.EnterpriseName} {finding.OutletName} {finding.FactorName}{finding.Name}") { Reason = reason }
            .Enter("case.step", new { finding.Id, finding.Code, finding.OutletId, finding.FromAt, finding.ToAt, aside, reason, before, person = db.Caller.PersonId, at = db.Now }), stop);
        live.Raise("findings");
        return TypedResults.Ok(new Changed(finding.Id, finding.Version, finding.SetAsideAt));
    }

    /// <summary>Pure: what is wrong; null when nothing is.</summary>
    internal static Refusal? Fault(CheckFinding finding, string? reason, bool aside)
    {
        if (aside && finding.SetAsideAt is not null) return Refusal.Of("finding-set-aside", "这项发现已经搁置，不需要再搁置。");
        if (!aside && finding.SetAsideAt is null) return Refusal.Of("finding-standing", "这项发现没有搁置，不需要恢复。");
        if (string.IsNullOrWhiteSpace(reason) || reason.Trim().Length < 5) return Refusal.OfField("reason-missing", "reason", "请写明理由，至少5个字：核对了什么，为什么不成立（或者为什么恢复）。");
        return reason.Length > LongestReason ? Refusal.OfField("reason-too-long", "reason", $"理由不超过{LongestReason}字。") : null;
    }
}
