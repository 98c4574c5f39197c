using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Qingjian.Judgement;
using Qingjian.Platform.Access;
using Qingjian.Platform.Edge;
using Qingjian.Vocabulary;

namespace Qingjian.Monitoring.Checks;

/// <summary>One finding: what was measured, what it was held against, how it adds to the score of its outlet, and what else was found there.</summary>
internal static class ReadFinding
{
    /// <param name="Part">Weight × score: what it adds by itself.</param>
    internal sealed record Beside(string Id, string Code, string Name, string FactorName, DateTimeOffset FromAt, DateTimeOffset ToAt, decimal Score, decimal Part, string Say, bool Counted);

    /// <param name="ToldAt">When the outlet was told to enforcement; null when it was not.</param>
    /// <param name="FileId">Table of evidence.</param>
    internal sealed record Told(DateTimeOffset ToldAt, decimal Score, string? FileId);

    internal sealed record FindingFile(
        string Id, long Version, string Code, string Name, Severity Severity, string EnterpriseId, string EnterpriseName, string OutletId, string OutletName, string Factor, string FactorName,
        DateTimeOffset FromAt, DateTimeOffset ToAt, decimal Statistic, decimal Threshold, decimal Score, decimal Weight, string Say, string Means, string Cure, string Source, string Thresholds, string RuleTitle, string RuleDigest,
        DateTimeOffset FoundAt, DateTimeOffset LookedAt, DateTimeOffset? GoneAt, DateTimeOffset? SetAsideAt, string? SetAsideBy, string? SetAsideReason,
        decimal Combined, decimal ClueFrom, int ScoreDays, IReadOnlyList<Beside> Besides, Told? Clue, bool MaySetAside);

    public static void Map(RouteGroupBuilder findings) => findings.MapGet("/{id}", Handle).Requires(Duty.ReadClues);

    private static async Task<Results<Ok<FindingFile>, ProblemHttpResult>> Handle(string id, MonitoringDb db, Rulebook book, CancellationToken stop)
    {
        if (await db.Findings.AsNoTracking().FirstOrDefaultAsync(finding => finding.Id == id, stop) is not { } f) return Problems.NotFound();
        var used = book.PatternVersions.FirstOrDefault(version => version.Rule.Digest == f.RuleDigest) ?? book.PatternsOn(BeijingTime.DayOf(f.ToAt.AddTicks(-1)));
        var check = used?.Find(f.Code);
        // The days that counted when this window ended.
        var (since, until) = (f.ToAt.AddDays(-(used?.ScoreDays ?? 7)), f.ToAt);
        var others = await db.Findings.AsNoTracking().Where(other => other.OutletId == f.OutletId && other.ToAt > since && other.FromAt < until).OrderByDescending(other => other.ToAt).ToListAsync(stop);
        var gravest = others.Where(other => other.Counts).GroupBy(other => other.Code).Select(same => same.MaxBy(other => other.Score)!.Id).ToHashSet();
        var told = await db.Suspicions.AsNoTracking().Where(each => each.OutletId == f.OutletId && each.FromAt < f.ToAt && each.ToAt > f.FromAt).OrderByDescending(each => each.ToldAt).FirstOrDefaultAsync(stop);
        return TypedResults.Ok(new FindingFile(
            f.Id, f.Version, f.Code, f.Name, f.Severity, f.EnterpriseId!, f.EnterpriseName, f.OutletId, f.OutletName, f.Factor, f.FactorName, f.FromAt, f.ToAt, f.Statistic, f.Threshold, f.Score, f.Weight, f.Say,
            check?.Means ?? "", check?.Cure ?? "", check?.Source ?? "", check is null ? "" : CheckWords.Thresholds(check.Numbers), used?.Rule.Title ?? "规则已不在库中", f.RuleDigest,
            f.FoundAt, f.LookedAt, f.GoneAt, f.SetAsideAt, f.SetAsideBy, f.SetAsideReason, used is null ? 0m : RaiseSuspicions.ScoreOf(others, used), used?.ClueFrom ?? 0m, used?.ScoreDays ?? 0,
            [.. others.Where(other => other.Id != f.Id).Take(50).Select(other => new Beside(other.Id, other.Code, other.Name, other.FactorName, other.FromAt, other.ToAt, other.Score, Math.Round(other.Weight * other.Score, 4), other.Say, gravest.Contains(other.Id)))],
            told is null ? null : new Told(told.ToldAt, told.Score, told.FileId), db.Caller.May(Duty.ReviewData)));
    }
}
