using Microsoft.EntityFrameworkCore;
using Qingjian.Judgement;
using Qingjian.Monitoring.Contract;
using Qingjian.Monitoring.Exceedance;
using Qingjian.Platform.Live;
using Qingjian.Platform.Schedule;
using Qingjian.Platform.Storage;
using Qingjian.Registry.Contract;
using Qingjian.Vocabulary;
using LimitPeriod = Qingjian.Judgement.LimitPeriod;
using PeriodKind = Qingjian.Monitoring.Contract.PeriodKind;

namespace Qingjian.Monitoring.Transmission;

/// <summary>传输有效率日结: counts each day when the time to mark it is over, and counts a closed day anew when late data, a mark or a review touches it. The earlier count is kept.</summary>
internal sealed class CloseTransmission(MonitoringDb db, CountDays count, IReadings readings, IStations stations, CountingTurn turn, Rulebook book, LiveSignals live, TimeProvider clock) : IRecurring
{
    /// <summary>Last closed day, as a day number.</summary>
    public const string ClosedDay = "transmission-closed";
    /// <summary>First day the house listened.</summary>
    public const string Since = "transmission-since";
    /// <summary>Position in the list of changes.</summary>
    public const string Cursor = "transmission-cursor";
    /// <summary>Marks and reviews up to this instant were looked at.</summary>
    public const string Decided = "transmission-decided";

    private const int ChangesAtOnce = 20_000;

    public async Task Run(CancellationToken stop)
    {
        using var mine = await turn.Take(stop);
        var now = clock.GetUtcNow();
        var states = await db.States.AsNoTracking().ToDictionaryAsync(state => state.Key, state => state.Value, stop);
        var today = BeijingTime.DayOf(now);
        var since = states.TryGetValue(Since, out var first) ? DateOnly.FromDayNumber((int)first) : today;
        var last = LastToClose(now, book);
        var closed = states.TryGetValue(ClosedDay, out var known) ? DateOnly.FromDayNumber((int)known) : await BeforeFirst(last, stop);

        var touched = new HashSet<(string Outlet, DateOnly Day)>();
        var cursor = Touched(states.GetValueOrDefault(Cursor), closed, touched);
        await Decisions(DateTimeOffset.FromUnixTimeMilliseconds(states.GetValueOrDefault(Decided)), closed, touched, stop);
        foreach (var day in touched.GroupBy(each => each.Day).OrderBy(group => group.Key))
            await Write(await count.Of(day.Key, [.. day.Select(each => each.Outlet)], since, null, stop), $"{day.Key:yyyy-MM-dd}", "补传、更正或者标记后重新统计", stop);
        for (var day = closed.AddDays(1); day <= last; day = day.AddDays(1))
        {
            await Write(await count.Of(day, null, since, null, stop), $"{day:yyyy-MM-dd}", "日结", stop);
            await Remember(ClosedDay, day.DayNumber, stop);
        }
        foreach (var (key, value) in new[] { (Since, (long)since.DayNumber), (ClosedDay, Math.Max(closed.DayNumber, last.DayNumber)), (Cursor, cursor), (Decided, now.ToUnixTimeMilliseconds()) })
            if (states.GetValueOrDefault(key) != value) await Remember(key, value, stop);
    }

    /// <summary>The last day whose time to come and to be marked is over.</summary>
    internal static DateOnly LastToClose(DateTimeOffset now, Rulebook book)
    {
        var today = BeijingTime.DayOf(now);
        var yesterday = today.AddDays(-1);
        var hour = book.TransmissionOn(yesterday)?.InTimeHour ?? 2;
        return BeijingTime.ClockOf(now).Hour >= hour ? yesterday : yesterday.AddDays(-1);
    }

    // The first run ever takes up the days that were judged already; there are none in an empty house.
    private async Task<DateOnly> BeforeFirst(DateOnly last, CancellationToken stop) =>
        await new JudgedRows(db).First(LimitPeriod.Hour, stop) is { } slot && DateOnly.FromDateTime(JudgedRow.StartOf(LimitPeriod.Hour, slot)) is var day && day <= last ? day.AddDays(-1) : last;

    private long Touched(long cursor, DateOnly closed, HashSet<(string, DateOnly)> touched)
    {
        while (readings.Changes(cursor, ChangesAtOnce) is { Count: > 0 } changes)
        {
            foreach (var change in changes)
            {
                var day = BeijingTime.DayOf(change.Time);
                if (change.Kind != PeriodKind.Hour || day > closed || stations.Find(change.Mn) is not { } station) continue;
                foreach (var binding in station.Bindings.Where(binding => binding.Holds(day))) touched.Add((binding.OutletId, day));
            }
            cursor = changes[^1].Position;
        }
        return cursor;
    }

    private async Task Decisions(DateTimeOffset after, DateOnly closed, HashSet<(string, DateOnly)> touched, CancellationToken stop)
    {
        foreach (var mark in await db.Marks.AsNoTracking().Where(mark => mark.AcceptedAt > after || mark.EndedAt > after).Select(mark => new { mark.OutletId, mark.FromAt, mark.ToAt }).ToListAsync(stop))
            for (var day = BeijingTime.DayOf(mark.FromAt); day <= closed && BeijingTime.StartOf(day) < mark.ToAt; day = day.AddDays(1)) touched.Add((mark.OutletId, day));
        foreach (var review in await db.Reviews.AsNoTracking().Where(review => review.At > after).Select(review => new { review.OutletId, review.StartAt }).ToListAsync(stop))
            if (BeijingTime.DayOf(review.StartAt) is var day && day <= closed) touched.Add((review.OutletId, day));
    }

    private async Task Write(List<CountedDay> days, string day, string why, CancellationToken stop)
    {
        if (days.Count == 0) return;
        var on = days[0].Day;
        var ids = days.ConvertAll(each => each.Duties.Outlet.Id);
        var known = await db.DayTransmissions.Where(row => row.Day == on && row.SupersededAt == null && ids.Contains(row.OutletId)).ToDictionaryAsync(row => row.OutletId, stop);
        var changed = 0;
        foreach (var row in days.Select(each => Row(each, why)))
        {
            if (known.TryGetValue(row.OutletId, out var before))
            {
                if (before.SameAs(row)) continue;
                before.SupersededAt = db.Now;
            }
            db.DayTransmissions.Add(row);
            changed++;
        }
        if (changed > 0)
        {
            await db.Commit(new Act("transmission.count", "day", day, $"{day} 传输有效率{why}：{changed}个排放口"), stop);
            live.Raise("transmission");
        }
        db.ChangeTracker.Clear();
    }

    private DayTransmission Row(CountedDay counted, string why)
    {
        var total = counted.Factors.Aggregate(default(TransmissionCount), (sum, each) => sum + each.Completed);
        var then = counted.Factors.All(each => each.InTime is not null) ? counted.Factors.Aggregate(default(TransmissionCount), (sum, each) => sum + each.InTime!.Value) : (TransmissionCount?)null;
        return new DayTransmission
        {
            Id = NewId.Make(),
            Day = counted.Day,
            OutletId = counted.Duties.Outlet.Id,
            EnterpriseId = counted.Duties.Outlet.EnterpriseId,
            Division = counted.Duties.Outlet.Division,
            Mn = counted.Mn,
            Due = (int)total.Due,
            Received = (int)total.Received,
            Valid = (int)total.Valid,
            DueThen = (int?)then?.Due,
            ReceivedThen = (int?)then?.Received,
            ValidThen = (int?)then?.Valid,
            TakenOut = counted.Factors.Sum(each => each.TakenOut),
            Cells = DayTransmission.Write(counted.Factors),
            Rule = counted.Rule.Rule.Digest,
            CountedAt = db.Now,
            Why = why,
        };
    }

    // Moving a position alone is no act of anybody: plain SQL, without a line in the trail.
    private Task<int> Remember(string key, long value, CancellationToken stop) =>
        db.Database.ExecuteSqlAsync($"INSERT INTO monitoring_judgement_state (key, value) VALUES ({key}, {value}) ON CONFLICT (key) DO UPDATE SET value = excluded.value", stop);
}
