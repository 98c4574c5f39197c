using Microsoft.EntityFrameworkCore;
using Qingjian.Judgement;
using Qingjian.Monitoring.Checks;
using Qingjian.Monitoring.Exceedance;
using Qingjian.Registry.Contract;
using LimitPeriod = Qingjian.Judgement.LimitPeriod;

namespace Qingjian.Monitoring.Interventions;

/// <summary>Decisions of a review: what the hour was judged before, and what the person said.</summary>
internal sealed class ReadReviews(MonitoringDb db, ISources sources)
{
    public async Task<List<Intervention>> Of(InterventionPeriod period, CancellationToken stop)
    {
        var (from, until) = (period.From, period.Until);
        var reviews = await db.Reviews.AsNoTracking().Where(review => review.At >= from && review.At < until).OrderBy(review => review.Position).ToListAsync(stop);
        if (reviews.Count == 0) return [];
        var outlets = await sources.Outlets([.. reviews.Select(review => review.OutletId).Distinct()], stop);
        var (first, last) = (reviews.Min(review => review.StartAt), reviews.Max(review => review.StartAt));
        var ids = reviews.Select(review => review.OutletId).Distinct().ToList();
        var verdicts = (await db.Verdicts.AsNoTracking().Where(v => ids.Contains(v.OutletId) && v.Period == LimitPeriod.Hour && v.StartAt >= first && v.StartAt <= last)
            .Select(v => new { v.OutletId, v.Factor, v.StartAt, v.JudgedAt, v.Outcome, v.Reason }).ToListAsync(stop)).ToLookup(v => (v.OutletId, v.Factor, v.StartAt));
        var earlier = new Dictionary<(string, string, DateTimeOffset), HourReview>();
        var found = new List<Intervention>();
        foreach (var review in reviews)
        {
            var key = (review.OutletId, review.Factor, review.StartAt);
            var judged = verdicts[key].Where(verdict => verdict.JudgedAt <= review.At).MaxBy(verdict => verdict.JudgedAt);
            var before = earlier.TryGetValue(key, out var said) ? $"人工审核{(said.Valid ? "有效" : "无效")}（{said.PersonName}）" : judged is null ? "按标记和数据标志判定" : $"判定为{JudgedReason.WordOf(judged.Reason)}";
            earlier[key] = review;
            var outlet = outlets.GetValueOrDefault(review.OutletId);
            var hides = !review.Valid && judged?.Outcome is VerdictOutcome.Exceeded or VerdictOutcome.Warning;
            found.Add(new(
                $"review-{review.Position}", review.At, InterventionKind.Review, hides ? InterventionRisk.High : InterventionRisk.Medium, review.PersonName, review.Post, review.EnterpriseId, outlet?.EnterpriseName, review.Division,
                review.OutletId, outlet is null ? null : $"{outlet.Code} {outlet.Name}", review.StartAt, review.StartAt.AddHours(1), $"{InterventionWords.Clock(review.StartAt)} {GatherSeries.NameOf(review.Factor)} 小时值人工审核",
                review.Reason, before, review.Valid ? "认定有效" : "认定无效", "outlet", review.OutletId, $"/outlets/{review.OutletId}/verdicts"));
        }
        return found;
    }
}
