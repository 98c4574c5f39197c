using Microsoft.EntityFrameworkCore;
using Qingjian.Judgement;
using Qingjian.Monitoring.Contract;
using Qingjian.Platform.Access;
using Qingjian.Platform.Edge;
using Qingjian.Registry.Contract;
using Qingjian.Vocabulary;

namespace Qingjian.Monitoring.Supervision;

/// <summary>Counts a period for a report from the same rows, and with the same definitions, as the pages show.</summary>
internal sealed class CountForReports(MonitoringDb db, Rulebook book, IDivisions divisions) : ISupervisionFigures
{
    public async Task<SupervisionFigures> Of(string division, DateOnly from, DateOnly to, CancellationToken stop)
    {
        var (area, since, until) = (DivisionScope.Prefix(division), BeijingTime.StartOf(from), BeijingTime.StartOf(to.AddDays(1)));
        // A verdict on a span counts days that are counted here already.
        var verdicts = await db.Verdicts.AsNoTracking()
            .Where(v => !EF.Functions.Like(v.Factor, "%:%") && v.Division.StartsWith(area) && v.SupersededAt == null && v.Outcome == VerdictOutcome.Exceeded && v.StartAt >= since && v.StartAt < until)
            .Select(v => new { v.EnterpriseId, v.EnterpriseName, v.Division, v.Factor, v.FactorName, v.Period, v.StartAt, v.Multiple }).ToListAsync(stop);
        var issued = await db.Orders.AsNoTracking().Where(OrderMeasures.Of["issued"]).Where(o => o.Division.StartsWith(area) && o.IssuedAt >= since && o.IssuedAt < until).Select(o => o.IssuedAt).ToListAsync(stop);
        var silences = await db.Silences.AsNoTracking().Where(s => s.Division.StartsWith(area) && s.Since < until && (s.EndedAt == null || s.EndedAt > since)).Select(s => new { s.MonitorId, s.Since, s.EndedAt }).ToListAsync(stop);
        var alarms = await db.Alarms.AsNoTracking().Where(a => a.Division.StartsWith(area) && a.At >= since && a.At < until).Select(a => new { a.At, a.AcknowledgedAt }).ToListAsync(stop);
        var waits = alarms.Where(a => a.AcknowledgedAt is not null).Select(a => (decimal)(a.AcknowledgedAt!.Value - a.At).TotalMinutes).Order().ToList();

        var query = new ListQuery(Division: division, From: from, To: to);
        var byClass = await Table(query, StatisticsBy.Class, stop);
        // Days that have not come are no days without exceedance.
        var today = BeijingTime.DayOf(db.Now);
        var days = Enumerable.Range(0, Math.Max(0, (to < today ? to : today).DayNumber - from.DayNumber + 1)).Select(at => from.AddDays(at)).Select(day =>
        {
            var mine = verdicts.Where(v => BeijingTime.DayOf(v.StartAt) == day).ToList();
            return new DayFigures(day, mine.Count, mine.Select(v => v.EnterpriseId).Distinct().Count(), issued.Count(at => BeijingTime.DayOf(at) == day));
        });
        var ends = db.Now < until ? db.Now : until;
        return new(
            new OrderFigures("", "合计", byClass.Sum(r => r.Issued), byClass.Sum(r => r.Needed), byClass.Sum(r => r.Answered), byClass.Sum(r => r.OnTime), byClass.Sum(r => r.Closed)),
            byClass, await Table(query, StatisticsBy.Trigger, stop), await Table(query, StatisticsBy.County, stop), [.. days],
            [.. verdicts.GroupBy(v => v.Factor).Select(g => new FactorFigures(g.Key, g.First().FactorName, g.Count())).OrderByDescending(f => f.Exceeded).ThenBy(f => f.Factor, StringComparer.Ordinal)],
            [.. verdicts.Where(v => v.EnterpriseId is not null).GroupBy(v => v.EnterpriseId!).Select(g => new EnterpriseFigures(
                g.Key, g.First().EnterpriseName, g.First().Division, divisions.NameOf(g.First().Division), [.. g.Select(v => v.FactorName).Distinct()],
                g.Count(v => v.Period != Judgement.LimitPeriod.Day), g.Count(v => v.Period == Judgement.LimitPeriod.Day), g.Max(v => v.Multiple)))
                .OrderByDescending(e => e.Days).ThenByDescending(e => e.Hours).ThenBy(e => e.Name, StringComparer.Ordinal)],
            verdicts.Count(v => v.Period != Judgement.LimitPeriod.Day), verdicts.Count(v => v.Period == Judgement.LimitPeriod.Day),
            silences.Select(s => s.MonitorId).Distinct().Count(),
            Math.Round((decimal)silences.Sum(s => Math.Max(0, (Earlier(s.EndedAt ?? ends, ends) - Later(s.Since, since)).TotalHours)), 1),
            alarms.Count, waits.Count, waits.Count == 0 ? null : Math.Round(waits[waits.Count / 2], 1));

        static DateTimeOffset Earlier(DateTimeOffset one, DateTimeOffset other) => one < other ? one : other;
        static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;
    }

    private async Task<List<OrderFigures>> Table(ListQuery query, StatisticsBy by, CancellationToken stop) =>
        [.. (await OrderStatistics.Read(query, by, db, book, divisions, stop)).Rows.Select(r => new OrderFigures(r.Key, r.Name, r.Issued, r.Needed, r.Answered, r.OnTime, r.Closed))];
}
