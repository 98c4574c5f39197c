using Microsoft.EntityFrameworkCore;
using Qingjian.Judgement;
using Qingjian.Monitoring.Amounts;
using Qingjian.Monitoring.Contract;
using Qingjian.Monitoring.Quality;
using Qingjian.Monitoring.Exceedance;
using Qingjian.Registry.Contract;
using Qingjian.Vocabulary;
using LimitPeriod = Qingjian.Judgement.LimitPeriod;
using PeriodKind = Qingjian.Monitoring.Contract.PeriodKind;

namespace Qingjian.Monitoring.Transmission;

/// <summary>Which closed days of which outlets were touched since a daily count last ran: by hour values that came or changed, by accepted marks, by reviews.</summary>
internal sealed class TouchedDays(MonitoringDb db, IReadings readings, IStations stations)
{
    private const int ChangesAtOnce = 20_000, MostDaysBack = 400;

    /// <param name="Days">Outlets by day.</param>
    /// <param name="Closed">Last day closed before this run.</param>
    /// <param name="First">First day the house listened.</param>
    /// <param name="Cursor">Position reached in the list of changes.</param>
    public sealed record Found(IReadOnlyDictionary<DateOnly, HashSet<string>> Days, DateOnly Closed, DateOnly First, long Cursor);

    public static string ClosedKey(string name) => $"{name}-closed";

    public static string FirstKey(string name) => $"{name}-since";

    /// <param name="name">Name of the count.</param>
    /// <param name="last">The last day that is to be closed now.</param>
    /// <param name="stop">Cancels.</param>
    /// <param name="minutes">Minute and day values touch a day too.</param>
    public async Task<Found> Since(string name, DateOnly last, CancellationToken stop, bool minutes = false)
    {
        var states = await db.States.AsNoTracking().ToDictionaryAsync(state => state.Key, state => state.Value, stop);
        var closed = states.TryGetValue(ClosedKey(name), out var known) ? DateOnly.FromDayNumber((int)known) : await BeforeFirst(last, stop);
        var first = states.TryGetValue(FirstKey(name), out var since) ? DateOnly.FromDayNumber((int)since) : BeijingTime.DayOf(db.Now);
        var days = new Dictionary<DateOnly, HashSet<string>>();
        var cursor = states.GetValueOrDefault($"{name}-cursor");
        while (readings.Changes(cursor, ChangesAtOnce) is { Count: > 0 } changes)
        {
            foreach (var change in changes)
            {
                var day = BeijingTime.DayOf(change.Time);
                if (!(change.Kind == PeriodKind.Hour || (minutes && change.Kind is PeriodKind.Minute or PeriodKind.Day)) || day > closed || stations.Find(change.Mn) is not { } station) continue;
                foreach (var binding in station.Bindings.Where(binding => binding.Holds(day))) Put(day, binding.OutletId);
            }
            cursor = changes[^1].Position;
        }
        var after = DateTimeOffset.FromUnixTimeMilliseconds(states.GetValueOrDefault($"{name}-decided"));
        foreach (var mark in await db.Marks.AsNoTracking().Where(mark => mark.AcceptedAt > after || mark.EndedAt > after).Select(mark => new { mark.OutletId, mark.FromAt, mark.ToAt }).ToListAsync(stop))
            for (var day = BeijingTime.DayOf(mark.FromAt); day <= closed && BeijingTime.StartOf(day) < mark.ToAt; day = day.AddDays(1)) Put(day, mark.OutletId);
        foreach (var check in await db.Set<QualityCheck>().AsNoTracking().Where(check => (check.AcceptedAt > after || check.EndedAt > after) && check.TouchedFrom != null).Select(check => new { check.OutletId, check.TouchedFrom, check.TouchedTo }).ToListAsync(stop))
            for (var day = BeijingTime.DayOf(check.TouchedFrom!.Value); day <= closed && BeijingTime.StartOf(day) < check.TouchedTo; day = day.AddDays(1)) Put(day, check.OutletId);
        // A passed check is the last calibration of what is out of control after it, though no period changes with it.
        foreach (var check in await db.Set<QualityCheck>().AsNoTracking().Where(check => (check.AcceptedAt > after || check.EndedAt > after) && check.Result == InstrumentCheckResult.Passed).Select(check => new { check.OutletId, check.MadeOn }).ToListAsync(stop))
            if (BeijingTime.DayOf(check.MadeOn) is var made && made <= closed && made >= closed.AddDays(-MostDaysBack)) Put(made, check.OutletId);
        foreach (var basis in await db.Set<FlowBasis>().AsNoTracking().Where(basis => basis.SetAt > after).Select(basis => new { basis.OutletId, basis.FromOn }).ToListAsync(stop))
            for (var day = basis.FromOn > closed.AddDays(-MostDaysBack) ? basis.FromOn : closed.AddDays(-MostDaysBack); day <= closed; day = day.AddDays(1)) Put(day, basis.OutletId);
        foreach (var review in await db.Reviews.AsNoTracking().Where(review => review.At > after).Select(review => new { review.OutletId, review.StartAt }).ToListAsync(stop))
            if (BeijingTime.DayOf(review.StartAt) is var day && day <= closed) Put(day, review.OutletId);
        return new(days, closed, first, cursor);

        void Put(DateOnly day, string outlet)
        {
            if (!days.TryGetValue(day, out var outlets)) days[day] = outlets = new(StringComparer.Ordinal);
            outlets.Add(outlet);
        }
    }

    /// <summary>Remembers how far a count came.</summary>
    public async Task Remember(string name, Found found, DateTimeOffset decided, CancellationToken stop)
    {
        foreach (var (key, value) in new[] { (ClosedKey(name), (long)found.Closed.DayNumber), (FirstKey(name), found.First.DayNumber), ($"{name}-cursor", found.Cursor), ($"{name}-decided", decided.ToUnixTimeMilliseconds()) })
            await db.MoveTo(key, value, stop);
    }

    // The first run ever takes up the days that were judged already; there are none in an empty house.
    private async Task<DateOnly> BeforeFirst(DateOnly last, CancellationToken stop) =>
        await new JudgedRows(db).First(LimitPeriod.Hour, stop) is { } slot && DateOnly.FromDateTime(JudgedRow.StartOf(LimitPeriod.Hour, slot)) is var day && day <= last ? day.AddDays(-1) : last;
}
