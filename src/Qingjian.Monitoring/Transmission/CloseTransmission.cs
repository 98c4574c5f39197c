using Microsoft.EntityFrameworkCore;
using Qingjian.Judgement;
using Qingjian.Platform.Live;
using Qingjian.Platform.Schedule;
using Qingjian.Platform.Storage;
using Qingjian.Vocabulary;

namespace Qingjian.Monitoring.Transmission;

/// <summary>传输有效率日结: counts each day when the time to mark it is over, and counts a closed day anew when late data, a mark or a review touches it. The earlier count is kept.</summary>
internal sealed class CloseTransmission(MonitoringDb db, CountDays count, TouchedDays touched, Rulebook book, LiveSignals live, TimeProvider clock) : IRecurring
{
    private const string Name = "transmission";
    /// <summary>Last closed day, as a day number.</summary>
    public static readonly string ClosedDay = TouchedDays.ClosedKey(Name);
    /// <summary>First day the house listened.</summary>
    public static readonly string Since = TouchedDays.FirstKey(Name);

    public async Task Run(CancellationToken stop)
    {
        var now = clock.GetUtcNow();
        var last = LastToClose(now, book);
        var found = await touched.Since(Name, last, stop);
        foreach (var (day, outlets) in found.Days.OrderBy(each => each.Key))
            await Write(await count.Of(day, outlets, found.First, null, stop), $"{day:yyyy-MM-dd}", "补传、更正或者标记后重新统计", stop);
        var closed = found.Closed;
        for (var day = closed.AddDays(1); day <= last; day = day.AddDays(1))
        {
            await Write(await count.Of(day, null, found.First, null, stop), $"{day:yyyy-MM-dd}", "日结", stop);
            closed = day;
        }
        await touched.Remember(Name, found with { Closed = closed }, now, stop);
    }

    /// <summary>The last day whose time to come and to be marked is over.</summary>
    internal static DateOnly LastToClose(DateTimeOffset now, Rulebook book)
    {
        var today = BeijingTime.DayOf(now);
        var yesterday = today.AddDays(-1);
        var hour = book.TransmissionOn(yesterday)?.InTimeHour ?? 2;
        return BeijingTime.ClockOf(now).Hour >= hour ? yesterday : yesterday.AddDays(-1);
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
}
