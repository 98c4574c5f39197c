using Microsoft.EntityFrameworkCore;
using Qingjian.Judgement;
using Qingjian.Monitoring.Contract;
using Qingjian.Monitoring.Exceedance;
using Qingjian.Monitoring.Ledgers;
using Qingjian.Monitoring.Marks;
using Qingjian.Platform.Schedule;
using Qingjian.Registry.Contract;
using Qingjian.Vocabulary;
using PeriodKind = Qingjian.Monitoring.Contract.PeriodKind;

namespace Qingjian.Monitoring.Checks;

/// <summary>夜间核查: once a day is over, every outlet is checked over its hours; days that late data or corrections touched are checked again with
/// the next run. Positions are kept, so a missed night is made up for.</summary>
internal sealed class CheckHours(MonitoringDb db, LookAtOutlet look, KeepFindings keep, RaiseSuspicions suspect, ISources sources, IReadings readings, IStations stations, Rulebook book, TimeProvider clock) : IRecurring
{
    /// <summary>Last day all outlets were checked over, as a day number.</summary>
    public const string CheckedDay = "checks-day";
    /// <summary>Position in the list of changes.</summary>
    public const string Cursor = "checks-cursor";

    private const int ChangesAtOnce = 20_000;
    private static readonly TimeSpan AfterMidnight = TimeSpan.FromMinutes(100);

    public async Task Run(CancellationToken stop)
    {
        var now = clock.GetUtcNow();
        var closed = BeijingTime.DayOf(now - AfterMidnight).AddDays(-1);
        var states = await db.States.AsNoTracking().Where(state => state.Key == CheckedDay || state.Key == Cursor).ToDictionaryAsync(state => state.Key, state => state.Value, stop);
        var done = states.TryGetValue(CheckedDay, out var day) ? DateOnly.FromDayNumber((int)day) : closed;
        var (touched, cursor) = Touched(states.GetValueOrDefault(Cursor), closed);
        if (done < closed)
            foreach (var outlet in await sources.AllOutlets(stop))
                touched[outlet.Id] = touched.TryGetValue(outlet.Id, out var first) && first < done.AddDays(1) ? first : done.AddDays(1);
        await Check(touched, closed, stop);
        await Remember(CheckedDay, Math.Max(closed.DayNumber, done.DayNumber), states, stop);
        await Remember(Cursor, cursor, states, stop);
    }

    /// <summary>Checks outlets from a day each to the last closed one.</summary>
    internal async Task Check(IReadOnlyDictionary<string, DateOnly> wanted, DateOnly last, CancellationToken stop)
    {
        if (wanted.Count == 0 || book.PatternsOn(last) is not { } rule) return;
        var duties = await sources.AllDuties(last, stop);
        var until = last.AddDays(1).ToDateTime(TimeOnly.MinValue);
        var stops = (await StopsOf(db, [.. wanted.Keys], until, stop)).ToLookup(mark => mark.OutletId);
        foreach (var (outlet, first) in wanted)
        {
            if (!duties.TryGetValue(outlet, out var duty)) continue;
            var from = first.ToDateTime(TimeOnly.MinValue);
            var (_, hits) = await look.Over(duty, from, until, [.. stops[outlet]], rule, stop);
            await keep.Keep(duty.Outlet, hits, rule, from, until, code => code[0] is 'P' or 'D' && code is not ("P12" or RunBalances.Code), stop);
            await suspect.Look(duty.Outlet, rule, stop);
        }
    }

    /// <summary>Accepted marks that say stopped, over the history that the checks read.</summary>
    internal static async Task<List<Mark>> StopsOf(MonitoringDb db, IReadOnlyCollection<string> outlets, DateTime until, CancellationToken stop)
    {
        var (start, end) = (BeijingTime.InstantOf(until.AddDays(-GatherSeries.HistoryDays)), BeijingTime.InstantOf(until));
        return await db.Marks.AsNoTracking().Where(mark => outlets.Contains(mark.OutletId) && mark.Effect == MarkEffect.Stopped && mark.State == MarkState.Standing && mark.FromAt < end && mark.ToAt > start).ToListAsync(stop);
    }

    // Only late data and corrections of days that are over: the day that runs is checked in its own night.
    private (Dictionary<string, DateOnly> Touched, long Cursor) Touched(long cursor, DateOnly closed)
    {
        var touched = new Dictionary<string, DateOnly>();
        while (readings.Changes(cursor, ChangesAtOnce) is { Count: > 0 } changes)
        {
            foreach (var change in changes)
            {
                var day = BeijingTime.DayOf(change.Time);
                if (change.Kind != PeriodKind.Hour || day > closed || !(change.Late || change.Revised.Count > 0) || stations.Find(change.Mn) is not { } station) continue;
                foreach (var binding in station.Bindings.Where(binding => binding.Holds(day)))
                    if (!touched.TryGetValue(binding.OutletId, out var first) || day < first) touched[binding.OutletId] = day;
            }
            cursor = changes[^1].Position;
        }
        return (touched, cursor);
    }

    private async Task Remember(string key, long value, Dictionary<string, long> known, CancellationToken stop)
    {
        if (known.GetValueOrDefault(key, -1) != value)
            await db.MoveTo(key, value, stop);
    }
}
