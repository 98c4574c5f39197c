using Microsoft.EntityFrameworkCore;
using Qingjian.Judgement;
using Qingjian.Monitoring.Transmission;
using Qingjian.Platform.Live;
using Qingjian.Platform.Schedule;
using Qingjian.Platform.Storage;
using Qingjian.Vocabulary;

namespace Qingjian.Monitoring.Amounts;

/// <summary>排放量日结: takes the amounts of each day that is over, and of each that late data, marks or reviews touch, and substitutes what is missing in the quarters they belong to.
/// Earlier results are kept.</summary>
internal sealed class CloseAmounts(MonitoringDb db, MeasureAmounts measure, TouchedDays touched, Rulebook book, LiveSignals live, TimeProvider clock) : IRecurring
{
    private const string Name = "amounts";
    private const int CloseHour = 2, OutletsAtOnce = 20;

    public async Task Run(CancellationToken stop)
    {
        var now = clock.GetUtcNow();
        var last = BeijingTime.DayOf(now.AddHours(-CloseHour)).AddDays(-1);
        var found = await touched.Since(Name, last, stop);
        var outlets = new Dictionary<string, List<MeasuredDay>>(StringComparer.Ordinal);
        foreach (var (day, ids) in found.Days.OrderBy(each => each.Key)) Put(await measure.Of(day, ids, stop));
        for (var day = found.Closed.AddDays(1); day <= last; day = day.AddDays(1)) Put(await measure.Of(day, null, stop));
        foreach (var some in outlets.Chunk(OutletsAtOnce)) await Write(some, found.Days.Count > 0 ? "补传、更正、标记或者日结" : "日结", stop);
        await touched.Remember(Name, found with { Closed = last > found.Closed ? last : found.Closed }, now, stop);

        void Put(List<MeasuredDay> days)
        {
            foreach (var day in days)
            {
                if (!outlets.TryGetValue(day.Outlet.Id, out var list)) outlets[day.Outlet.Id] = list = [];
                list.RemoveAll(each => each.Day == day.Day && each.Factor == day.Factor);
                list.Add(day);
            }
        }
    }

    private async Task Write(KeyValuePair<string, List<MeasuredDay>>[] outlets, string why, CancellationToken stop)
    {
        var changed = 0;
        foreach (var (outlet, days) in outlets)
        {
            var quarter = CaptureRate.QuarterOf(days.Min(day => day.Day).ToDateTime(TimeOnly.MinValue));
            var passed = await PassedChecks.Of(db, outlet, stop);
            var from = PassedChecks.HistoryFrom(quarter, passed);
            var known = (await db.DayAmounts.Where(row => row.OutletId == outlet && row.SupersededAt == null && row.Day >= from).ToListAsync(stop)).ToDictionary(row => (row.Factor, row.Day));
            foreach (var row in Rows(days, known, quarter, passed, why))
            {
                if (known.TryGetValue((row.Factor, row.Day), out var before))
                {
                    if (before.SameAs(row)) continue;
                    before.SupersededAt = db.Now;
                }
                db.DayAmounts.Add(row);
                changed++;
            }
        }
        if (changed > 0)
        {
            await db.Commit(new Act("amount.count", "amount", NewId.Make(), $"排放量统计（{why}）：{outlets.Length}个排放口，{changed}条"), stop);
            live.Raise("amounts");
        }
        db.ChangeTracker.Clear();
    }

    /// <summary>Every day of the touched quarters and after, measured now or before, with its substitution as it comes out now.</summary>
    private IEnumerable<DayAmount> Rows(List<MeasuredDay> days, Dictionary<(string Factor, DateOnly Day), DayAmount> known, DateOnly quarter, ILookup<string, DateTime> passed, string why)
    {
        var outlet = days[0].Outlet;
        var fresh = days.ToDictionary(day => (day.Factor, day.Day));
        var hours = known.Values.Where(row => !fresh.ContainsKey((row.Factor, row.Day))).Select(row => (row.Factor, row.Day, Items: row.Items()))
            .Concat(days.Select(day => (day.Factor, day.Day, Items: day.Hours))).ToLookup(each => each.Factor, each => (each.Day, each.Items));
        var flow = Ordered(hours[MeasureAmounts.FlowOf(outlet.Medium)]);
        foreach (var factor in hours.Select(group => group.Key).Order(StringComparer.Ordinal).ToList())
        {
            var all = Ordered(hours[factor]);
            var rule = book.SubstitutionOn(outlet.Medium, all[^1].Day);
            IReadOnlyList<StandIn> standIns = rule is null ? [] : Substitute.Of(outlet.Medium, factor, all, flow, rule, passed[factor]);
            var byDay = standIns.ToLookup(each => DateOnly.FromDateTime(each.Start));
            foreach (var (day, items) in all.Where(each => each.Day >= quarter))
            {
                var measured = fresh.GetValueOrDefault((factor, day));
                var before = known.GetValueOrDefault((factor, day));
                var replaced = byDay[day].Where(each => each.Amount is not null).ToList();
                yield return new DayAmount
                {
                    Id = NewId.Make(),
                    Day = day,
                    OutletId = outlet.Id,
                    EnterpriseId = outlet.EnterpriseId,
                    Division = outlet.Division,
                    Factor = factor,
                    Hours = HourItem.Write(items),
                    Valid = items.Count(item => item.State == AmountState.Valid),
                    Invalid = items.Count(item => item.State is AmountState.Invalid or AmountState.Calibration or AmountState.OutOfControl),
                    Missing = items.Count(item => item.State == AmountState.Missing),
                    Stopped = items.Count(item => item.State == AmountState.Stopped),
                    Differing = measured?.Differing ?? before?.Differing ?? 0,
                    Measured = DayAmount.Scaled(items.Sum(item => item.Amount ?? 0m)),
                    Recomputed = measured is null ? before?.Recomputed ?? 0 : DayAmount.Scaled(measured.Recomputed),
                    Substituted = DayAmount.Scaled(replaced.Sum(each => each.Amount!.Value)),
                    SubstitutedHours = replaced.Count,
                    Because = replaced.Count > 0 ? replaced[^1].Because : byDay[day].LastOrDefault()?.Because ?? "",
                    CountedAt = db.Now,
                    Why = why,
                };
            }
        }
    }

    private static List<(DateOnly Day, IReadOnlyList<HourItem> Hours)> Ordered(IEnumerable<(DateOnly Day, IReadOnlyList<HourItem> Items)> days) => [.. days.OrderBy(day => day.Day).Select(day => (day.Day, day.Items))];
}
