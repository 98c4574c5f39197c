using Microsoft.EntityFrameworkCore;
using Qingjian.Hj212;
using Qingjian.Judgement;
using Qingjian.Monitoring.Amounts;
using Qingjian.Registry.Contract;

namespace Qingjian.Monitoring.Spans;

/// <summary>许可排放量: holds the amounts of a year, as they are counted, against the permit.</summary>
internal sealed class TotalSpans(MonitoringDb db, ISources sources)
{
    /// <summary>Verdicts whose day lies in a stretch.</summary>
    /// <param name="from">First day.</param>
    /// <param name="to">Last day.</param>
    /// <param name="enterpriseId">One enterprise; null for all.</param>
    /// <param name="law">The rules.</param>
    /// <param name="stop">Cancels.</param>
    public async Task<List<SpanJudged>> Of(DateOnly from, DateOnly to, string? enterpriseId, SpanLaw law, CancellationToken stop)
    {
        var judged = new List<SpanJudged>();
        for (var year = from.Year; year <= to.Year; year++)
        {
            var (first, last) = (new DateOnly(year, 1, 1), to < new DateOnly(year, 12, 31) ? to : new DateOnly(year, 12, 31));
            var rules = new[] { law.Totals(first), law.Totals(last) }.OfType<TotalRule>().ToList();
            if (rules.Count == 0) continue;
            var least = rules.Min(rule => rule.WarnShares.Append(1m).Min());
            var days = db.DayAmounts.AsNoTracking().Where(row => row.SupersededAt == null && row.Day >= first && row.Day <= last && (enterpriseId == null || row.EnterpriseId == enterpriseId));
            var sums = await days.GroupBy(row => new { row.OutletId, row.Factor }).Select(group => new { group.Key.OutletId, group.Key.Factor, Sum = group.Sum(row => row.Measured + row.Substituted) }).ToListAsync(stop);
            // An outlet that is closed by now keeps what was judged of it.
            var duties = await sources.DutiesOf([.. sums.Select(sum => sum.OutletId).Distinct()], last, stop);
            foreach (var sum in sums)
            {
                if (!duties.TryGetValue(sum.OutletId, out var duty) || duty.Factors.FirstOrDefault(factor => factor.Code == sum.Factor)?.YearlyTonnes is not { } permit || permit <= 0) continue;
                if (sum.Sum / DayAmount.Scale <= least * permit * 1000m) continue;
                var name = Pollutants.Find(sum.Factor)?.NameZh ?? sum.Factor;
                var (measured, substituted) = (0m, 0m);
                foreach (var row in await days.Where(row => row.OutletId == sum.OutletId && row.Factor == sum.Factor).OrderBy(row => row.Day).Select(row => new { row.Day, row.Measured, row.Substituted }).ToListAsync(stop))
                {
                    var before = measured + substituted;
                    (measured, substituted) = (measured + (row.Measured / DayAmount.Scale), substituted + (row.Substituted / DayAmount.Scale));
                    if (row.Day < from || law.Totals(row.Day) is not { } rule || JudgeTotal.Of(duty.Outlet.Id, sum.Factor, name, new(row.Day, before, measured, substituted, permit), rule) is not { } verdict) continue;
                    judged.Add(new(verdict, duty.Outlet, $"{name}年排放量"));
                }
            }
        }
        return judged;
    }
}
