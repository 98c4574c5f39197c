using Microsoft.EntityFrameworkCore;
using Qingjian.Judgement;
using Qingjian.Monitoring.Contract;
using Qingjian.Platform.Live;
using Qingjian.Platform.Schedule;
using Qingjian.Platform.Storage;
using Qingjian.Vocabulary;

namespace Qingjian.Monitoring.Meters.Controls;

/// <summary>停限产核查: assesses each day of each enterprise under an order when the day is over, and for some days after again, because readings may come late.</summary>
internal sealed class AssessOrders(MonitoringDb db, MeterPower power, Rulebook book, LiveSignals live) : IRecurring
{
    public static readonly TimeSpan Every = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Again = TimeSpan.FromDays(5);
    /// <summary>So long after its end a day is assessed: the last readings must be in.</summary>
    private static readonly TimeSpan Settle = TimeSpan.FromMinutes(30);

    public async Task Run(CancellationToken stop)
    {
        var now = db.Now;
        foreach (var order in await db.Set<ControlOrder>().AsNoTracking().Where(each => each.FromAt < now && (each.ToAt > now - Again || each.IssuedAt > now - Again)).ToListAsync(stop))
            foreach (var id in await db.Set<ControlTarget>().Where(each => each.OrderId == order.Id).OrderBy(each => each.EnterpriseName).Select(each => each.Id).ToListAsync(stop))
            {
                // One by one: clearing the tracker lets go of the other targets too.
                await Assess(order, await db.Set<ControlTarget>().SingleAsync(each => each.Id == id, stop), now, stop);
                db.ChangeTracker.Clear();
            }
    }

    private async Task Assess(ControlOrder order, ControlTarget target, DateTimeOffset now, CancellationToken stop)
    {
        var first = BeijingTime.DayOf(order.FromAt);
        if (book.ElectricityOn(first) is not { } rule) return;
        var meters = await db.Set<MeterPoint>().AsNoTracking().Where(meter => meter.EnterpriseId == target.EnterpriseId && meter.Kind == MeterKind.Production && meter.RetiredAt == null).ToListAsync(stop);
        if (meters.Count == 0) return;
        var known = await db.Set<ControlDay>().Where(each => each.TargetId == target.Id).ToDictionaryAsync(each => each.Day, stop);
        var changed = await Baseline(order, target, meters, first, rule, stop);
        var earliest = BeijingTime.DayOf(now - Again);
        foreach (var (day, from, to) in Days(order, now))
        {
            if (day < earliest && known.ContainsKey(day)) continue;
            var energy = Sum(power.Of(meters, from, to, rule).Values, from, to, rule);
            var hours = (decimal)(to - from).TotalHours;
            var finding = AssessControl.Day(order.Measure, order.LimitShare, target.BaselineKwh, energy, hours, rule);
            if (known.TryGetValue(day, out var row) && row.Result == finding.Result && row.Say == finding.Say) continue;
            if (row is null)
            {
                row = known[day] = new() { Id = NewId.Make(), TargetId = target.Id, OrderId = order.Id, EnterpriseId = target.EnterpriseId, Division = target.Division, Day = day, Say = "", Rule = "" };
                db.Add(row);
            }
            (row.Hours, row.Kwh, row.Covered, row.AllowedKwh, row.Result, row.Say, row.Rule, row.AssessedAt) = (hours, energy.Kwh, energy.Covered, finding.AllowedKwh, finding.Result, finding.Say, rule.Rule.Digest, now);
            changed = true;
        }
        if (!changed) return;
        target.Result = AssessControl.Whole(known.Values.Select(day => day.Result));
        var act = new Act("control.assess", "control", order.Id, $"核查{order.Number}：{target.EnterpriseName}{ControlWords.Of(target.Result)}");
        if (target.ToldAt is null && known.Values.Where(day => day.Result is ControlResult.Partly or ControlResult.NotExecuted).MinBy(day => day.Day) is { } breach)
        {
            target.ToldAt = now;
            var summary = $"{order.Number}（{ControlWords.Of(order.Kind)}，{ControlWords.Measure(order.Measure, order.LimitShare)}）：{breach.Day:yyyy-MM-dd}{breach.Say}。{target.BaselineSay}";
            act.Tell(new ElectricityBreach("order_not_executed", breach.Id, target.EnterpriseId!, target.Division, summary, BeijingTime.StartOf(breach.Day), BeijingTime.StartOf(breach.Day.AddDays(1)), rule.Rule.Digest));
        }
        await db.Commit(act, stop);
        live.Raise("controls");
    }

    /// <summary>Parts of days under the order that are over.</summary>
    internal static IEnumerable<(DateOnly Day, DateTimeOffset From, DateTimeOffset To)> Days(ControlOrder order, DateTimeOffset now)
    {
        for (var day = BeijingTime.DayOf(order.FromAt); BeijingTime.StartOf(day) < order.ToAt; day = day.AddDays(1))
        {
            var (from, to) = (BeijingTime.StartOf(day), BeijingTime.StartOf(day.AddDays(1)));
            if (order.FromAt > from) from = order.FromAt;
            if (order.ToAt < to) to = order.ToAt;
            if (to + Settle > now) yield break;
            if (to > from) yield return (day, from, to);
        }
    }

    /// <summary>Electricity of several meters together; as covered as the worst of them.</summary>
    internal static Energy Sum(IEnumerable<IReadOnlyList<PowerReading>> meters, DateTimeOffset from, DateTimeOffset to, ElectricityRule rule)
    {
        var each = meters.Select(readings => Energy.Between(readings, from, to, rule)).ToList();
        return new(each.Sum(energy => energy.Kwh), each.Count == 0 ? 0 : each.Min(energy => energy.Covered));
    }

    private async Task<bool> Baseline(ControlOrder order, ControlTarget target, List<MeterPoint> meters, DateOnly first, ElectricityRule rule, CancellationToken stop)
    {
        var since = first.AddDays(-rule.LookBackDays);
        var ids = meters.ConvertAll(meter => meter.Id);
        var rows = await db.Set<MeterDay>().AsNoTracking().Where(row => ids.Contains(row.MeterId) && row.Day >= since && row.Day < first).ToListAsync(stop);
        var days = rows.GroupBy(row => row.Day).Where(group => group.Count() == ids.Count).Select(group => new DayEnergy(group.Key, group.Sum(row => row.Kwh), group.Min(row => row.Covered)));
        var others = await db.Set<ControlOrder>().AsNoTracking().Where(each => each.Id != order.Id && each.FromAt < order.FromAt && db.Set<ControlTarget>().Any(other => other.OrderId == each.Id && other.EnterpriseId == target.EnterpriseId)).ToListAsync(stop);
        var controlled = others.SelectMany(each => Enumerable.Range(0, BeijingTime.DayOf(each.ToAt).DayNumber - BeijingTime.DayOf(each.FromAt).DayNumber + 1).Select(n => BeijingTime.DayOf(each.FromAt).AddDays(n))).ToHashSet();
        var baseline = ControlBaseline.Before(days, first, controlled, rule);
        if (baseline is null || baseline.Kwh == target.BaselineKwh) return false;
        (target.BaselineKwh, target.BaselineSay) = (baseline.Kwh, baseline.Sentence);
        return true;
    }
}
