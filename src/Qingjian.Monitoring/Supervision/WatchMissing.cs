using Microsoft.EntityFrameworkCore;
using Qingjian.Judgement;
using Qingjian.Monitoring.Contract;
using Qingjian.Platform.Schedule;
using Qingjian.Platform.Storage;
using Qingjian.Registry.Contract;
using Qingjian.Registry.Sources;
using Qingjian.Vocabulary;

namespace Qingjian.Monitoring.Supervision;

/// <summary>数据缺失: a logger that speaks but left hours of the last day without a value. A silent one is the matter of <see cref="WatchLinks"/>.</summary>
internal sealed class WatchMissing(MonitoringDb db, Rulebook book, IStations stations, IReadings readings, ListeningSince listening, TimeProvider clock) : IRecurring
{
    // An hour may come until the hour after it is over.
    private static readonly TimeSpan Settling = TimeSpan.FromHours(1);
    private static readonly TimeSpan Window = TimeSpan.FromHours(24);

    public async Task Run(CancellationToken stop)
    {
        var now = clock.GetUtcNow();
        var today = BeijingTime.DayOf(now);
        if (book.SupervisionOn(today) is not { MissingHours: { } least }) return;
        var wall = BeijingTime.ClockOf(now - Settling);
        var until = BeijingTime.InstantOf(wall.Date.AddHours(wall.Hour));
        var from = until - Window;
        // What the house slept through may still be sent again: nobody is warned of it.
        if (now - listening.At < Settling + Settling) return;
        var silent = await db.Silences.Where(silence => silence.EndedAt == null).Select(silence => silence.MonitorId).ToListAsync(stop);
        var known = await db.Orders.Where(o => o.Trigger == "data_missing" && o.State == OrderState.Reminded).ToDictionaryAsync(o => (o.OutletId, o.Day), o => o, stop);
        foreach (var station in stations.All.Where(station => station.State == MonitorState.Active && !silent.Contains(station.MonitorId)))
        {
            if (station.Bindings.FirstOrDefault(binding => binding.Record && binding.Holds(today)) is not { } binding) continue;
            var hours = readings.Of(station.Mn, PeriodKind.Hour, from, until);
            // Nothing at all in a whole day is a logger that is not connected yet.
            if (hours.Count == 0) continue;
            var first = hours.Min(hour => hour.Time);
            var have = hours.Select(hour => hour.Time).ToHashSet();
            var missing = Enumerable.Range(0, (int)Window.TotalHours).Select(at => from.AddHours(at)).Where(at => at > first && !have.Contains(at)).ToList();
            var open = known.Values.FirstOrDefault(order => order.OutletId == binding.OutletId);
            if (missing.Count >= least && !known.ContainsKey((binding.OutletId, BeijingTime.DayOf(missing[0]))))
                await Tell(station.Mn, new SupervisionEvent($"missing-{station.Mn}-{missing[0]:yyyyMMddHH}", "data_missing", binding.OutletId, "", "小时数据", missing[0], missing[^1].AddHours(1),
                    $"{BeijingTime.ClockOf(missing[0]):yyyy年M月d日H时}起24小时内，数采仪{station.Mn}缺少{missing.Count}个小时数据。请检查数据采集和传输，及时补传；属于停运或者维护的请标记。", missing.Count >= 3 * least ? "yellow" : "blue", "memory")
                { Value = missing.Count, Unit = "个" }, stop);
            else if (missing.Count < least && open is not null)
                await Tell(station.Mn, new SupervisionEventEnded("data_missing", binding.OutletId, "", now, $"缺失的小时数据已补齐到{missing.Count}个以内"), stop);
        }
    }

    private Task Tell(string mn, object fact, CancellationToken stop) => db.Commit(new Act("supervision.missing", "monitor", mn, fact is SupervisionEvent ? "小时数据缺失" : "小时数据补齐").Tell(fact), stop);
}
