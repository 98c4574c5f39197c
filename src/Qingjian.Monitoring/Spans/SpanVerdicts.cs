using Microsoft.EntityFrameworkCore;
using Qingjian.Hj212;
using Qingjian.Judgement;
using Qingjian.Monitoring.Amounts;
using Qingjian.Monitoring.Exceedance;
using Qingjian.Monitoring.Meters.Controls;
using Qingjian.Registry.Contract;
using Qingjian.Vocabulary;
using LimitPeriod = Qingjian.Judgement.LimitPeriod;
using Medium = Qingjian.Vocabulary.Medium;

namespace Qingjian.Monitoring.Spans;

/// <summary>A verdict on more than an hour or a day, and whom it is about.</summary>
/// <param name="Verdict">The verdict.</param>
/// <param name="Outlet">The outlet that stands for it.</param>
/// <param name="Name">Chinese name of what was counted.</param>
internal sealed record SpanJudged(Verdict Verdict, SourceOutlet Outlet, string Name);

/// <summary>多次超标, 许可排放量, 停限产期间生产: judges spans of days from what is stored: standing verdicts, counted amounts, assessed days. From the same rows always the same.</summary>
internal sealed class SpanVerdicts(MonitoringDb db, Rulebook book, ISources sources)
{
    /// <summary>Verdicts whose day lies in a stretch.</summary>
    /// <param name="from">First day.</param>
    /// <param name="to">Last day; it must be closed.</param>
    /// <param name="enterpriseId">One enterprise; null for all.</param>
    /// <param name="stop">Cancels.</param>
    public async Task<List<SpanJudged>> Of(DateOnly from, DateOnly to, string? enterpriseId, CancellationToken stop)
    {
        if (to < from) return [];
        var judged = await Persistent(from, to, enterpriseId, stop);
        judged.AddRange(await Totals(from, to, enterpriseId, stop));
        judged.AddRange(await Stops(from, to, enterpriseId, stop));
        return [.. judged.OrderBy(each => each.Verdict.Start).ThenBy(each => each.Verdict.Subject, StringComparer.Ordinal).ThenBy(each => each.Verdict.Pollutant, StringComparer.Ordinal)];
    }

    private async Task<List<SpanJudged>> Persistent(DateOnly from, DateOnly to, string? enterpriseId, CancellationToken stop)
    {
        var rows = book.PersistenceOn(to);
        if (rows.Count == 0) return [];
        var (since, until) = (BeijingTime.StartOf(rows.Min(row => row.WindowOf(from))), BeijingTime.StartOf(to.AddDays(1)));
        var found = await db.Verdicts.AsNoTracking().Where(v => v.SupersededAt == null && v.Outcome == VerdictOutcome.Exceeded && v.Reason == "exceeded" && v.StartAt >= since && v.StartAt < until
            && (enterpriseId == null || v.EnterpriseId == enterpriseId))
            .Select(v => new { v.EnterpriseId, v.OutletId, v.OutletName, v.Factor, v.FactorName, v.Period, v.StartAt, v.Multiple, v.Value, v.Unit, v.Digest }).ToListAsync(stop);
        if (found.Count == 0) return [];
        var outlets = await sources.Outlets([.. found.Select(v => v.OutletId).Distinct()], stop);
        var standards = new Dictionary<string, IReadOnlyCollection<string>>(StringComparer.Ordinal);
        foreach (var id in rows.Any(row => row.Standards.Count > 0) ? outlets.Keys : [])
            standards[id] = [.. (await sources.DutiesOf(id, to, stop))?.Standards.Select(standard => standard.StandardNo) ?? []];
        var judged = new List<SpanJudged>();
        foreach (var row in rows)
        {
            var mine = found.Where(v => v.Period == row.Period && outlets.ContainsKey(v.OutletId) && (row.Standards.Count == 0 || row.Standards.Any(standards[v.OutletId].Contains))).ToList();
            foreach (var group in mine.GroupBy(v => row.CountedBy == PersistenceSubject.Factor ? (v.OutletId, v.Factor) : (v.EnterpriseId!, "")))
            {
                var counted = group.Select(v => new CountedExceedance(v.OutletName, v.Factor, v.FactorName, BeijingTime.ClockOf(v.StartAt), v.Multiple, v.Value, v.Unit, v.Digest)).ToList();
                foreach (var day in counted.Select(each => DateOnly.FromDateTime(each.Start)).Distinct().Where(day => day >= from && day <= to && row.Rule.HoldsOn(day)))
                {
                    // Counted over a plant, the verdict stands at the first of its outlets that exceeded on the day.
                    var at = group.Where(v => BeijingTime.DayOf(v.StartAt) == day).MinBy(v => (v.OutletName, v.OutletId))!;
                    var outlet = outlets[at.OutletId];
                    var name = row.CountedBy == PersistenceSubject.Factor ? at.FactorName : "全厂各焚烧炉";
                    if (JudgePersistence.Of(outlet.Id, group.Key.Item2, name, day, counted, row) is { } verdict) judged.Add(new(verdict, outlet, $"{(row.CountedBy == PersistenceSubject.Factor ? name : "全厂")}多次超标"));
                }
            }
        }
        return judged;
    }

    private async Task<List<SpanJudged>> Totals(DateOnly from, DateOnly to, string? enterpriseId, CancellationToken stop)
    {
        var judged = new List<SpanJudged>();
        for (var year = from.Year; year <= to.Year; year++)
        {
            var (first, last) = (new DateOnly(year, 1, 1), to < new DateOnly(year, 12, 31) ? to : new DateOnly(year, 12, 31));
            if (book.TotalsOn(last) is not { WarnShares.Count: > 0 } rule) continue;
            var days = db.DayAmounts.AsNoTracking().Where(row => row.SupersededAt == null && row.Day >= first && row.Day <= last && (enterpriseId == null || row.EnterpriseId == enterpriseId));
            var sums = await days.GroupBy(row => new { row.OutletId, row.Factor }).Select(group => new { group.Key.OutletId, group.Key.Factor, Sum = group.Sum(row => row.Measured + row.Substituted) }).ToListAsync(stop);
            var duties = await sources.AllDuties(last, stop);
            foreach (var sum in sums)
            {
                if (!duties.TryGetValue(sum.OutletId, out var duty) || duty.Factors.FirstOrDefault(factor => factor.Code == sum.Factor)?.YearlyTonnes is not { } permit || permit <= 0) continue;
                if (sum.Sum / DayAmount.Scale <= rule.WarnShares[0] * permit * 1000m) continue;
                var name = Pollutants.Find(sum.Factor)?.NameZh ?? sum.Factor;
                var (measured, substituted) = (0m, 0m);
                foreach (var row in await days.Where(row => row.OutletId == sum.OutletId && row.Factor == sum.Factor).OrderBy(row => row.Day).Select(row => new { row.Day, row.Measured, row.Substituted }).ToListAsync(stop))
                {
                    var before = measured + substituted;
                    (measured, substituted) = (measured + (row.Measured / DayAmount.Scale), substituted + (row.Substituted / DayAmount.Scale));
                    if (row.Day < from || JudgeTotal.Of(duty.Outlet.Id, sum.Factor, name, new(row.Day, before, measured, substituted, permit), rule) is not { } verdict) continue;
                    judged.Add(new(verdict, duty.Outlet, $"{name}年排放量"));
                }
            }
        }
        return judged;
    }

    private async Task<List<SpanJudged>> Stops(DateOnly from, DateOnly to, string? enterpriseId, CancellationToken stop)
    {
        var days = await db.Set<ControlDay>().AsNoTracking().Where(day => day.Day >= from && day.Day <= to && (day.Result == ControlResult.NotExecuted || day.Result == ControlResult.Partly)
            && (enterpriseId == null || day.EnterpriseId == enterpriseId)).ToListAsync(stop);
        var judged = new List<SpanJudged>();
        foreach (var group in days.GroupBy(day => (day.OrderId, day.TargetId)))
        {
            // Meters belong to the enterprise, verdicts to an outlet: the stack stands for it where there is one.
            var all = await sources.OutletsOf(group.First().EnterpriseId!, stop);
            if ((all.FirstOrDefault(each => each is { Closed: false, Medium: Medium.Air }) ?? all.FirstOrDefault(each => !each.Closed)) is not { } outlet) continue;
            var order = await db.Set<ControlOrder>().AsNoTracking().SingleAsync(each => each.Id == group.Key.OrderId, stop);
            var target = await db.Set<ControlTarget>().AsNoTracking().SingleAsync(each => each.Id == group.Key.TargetId, stop);
            var measure = ControlWords.Measure(order.Measure, order.LimitShare);
            foreach (var day in group)
                if (book.ElectricityOn(BeijingTime.DayOf(order.FromAt)) is { } rule
                    && JudgeStop.Of(outlet.Id, order.Id, new(day.Day, order.Number, order.Basis, measure, day.Hours, day.Kwh, day.AllowedKwh, day.Covered, day.Result, day.Say, target.BaselineSay ?? ""), rule) is { } verdict)
                    judged.Add(new(verdict, outlet, "停限产期间用电"));
        }
        return judged;
    }
}
