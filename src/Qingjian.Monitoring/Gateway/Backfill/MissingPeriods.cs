using Qingjian.Judgement;
using Qingjian.Monitoring.Contract;
using Qingjian.Monitoring.Readings;
using Qingjian.Monitoring.Storage;
using Qingjian.Registry.Contract;
using Qingjian.Vocabulary;

namespace Qingjian.Monitoring.Gateway.Backfill;

/// <summary>Which periods of a logger did not come, kind by kind. A kind it never sends is not missed, nor is anything before the first value of a kind.</summary>
internal static class MissingPeriods
{
    private static readonly TimeSpan Habit = TimeSpan.FromDays(30);

    /// <summary>What is asked for with which command.</summary>
    public static readonly IReadOnlyList<(PeriodKind Kind, int Command)> Kinds = [(PeriodKind.Hour, 2061), (PeriodKind.Minute, 2051), (PeriodKind.Day, 2031)];

    public static TimeSpan StepOf(PeriodKind kind, Station station) => kind switch
    {
        PeriodKind.Hour => TimeSpan.FromHours(1),
        PeriodKind.Day => TimeSpan.FromDays(1),
        _ => station.MinInterval > TimeSpan.Zero ? station.MinInterval : TimeSpan.FromMinutes(10),
    };

    /// <summary>Starts of missing periods, in order, Beijing clock.</summary>
    /// <param name="store">Readings.</param>
    /// <param name="station">The logger.</param>
    /// <param name="kind">Minute, hour or day.</param>
    /// <param name="now">Beijing clock.</param>
    /// <param name="rule">When a value is missing, and how far back-fill counts.</param>
    /// <param name="stopped">Whether a period is covered by a confirmed stop.</param>
    public static List<DateTime> Of(IReadingStore store, Station station, PeriodKind kind, DateTime now, TransmissionRule rule, Func<DateTime, TimeSpan, bool> stopped)
    {
        var step = StepOf(kind, station);
        var reach = now - rule.Window;
        // As late after its end as an hour of the medium.
        var dueBefore = now - step - (rule.MissingAfter(station.Medium) - TimeSpan.FromHours(1));
        var from = kind == PeriodKind.Day ? reach.Date.AddDays(1) : reach.Date.AddHours(reach.Hour + 1);
        var there = store.Read(station.Mn, kind, Seconds(from), Seconds(now)).Select(reading => DateTime.UnixEpoch.AddSeconds(reading.Time)).ToHashSet();
        if (store.Latest(station.Mn, kind, Seconds(from - Habit), Seconds(from)) is null)
        {
            if (there.Count == 0) return [];
            from = there.Min();
        }
        var missing = new List<DateTime>();
        for (var start = from; start <= dueBefore; start += step)
            if (!there.Contains(start) && station.Bindings.Any(binding => binding.Holds(DateOnly.FromDateTime(start))) && !stopped(start, step)) missing.Add(start);
        return missing;
    }

    /// <summary>How many of the periods are there.</summary>
    public static int Present(IReadingStore store, Station station, PeriodKind kind, DateTime from, DateTime to) =>
        store.Read(station.Mn, kind, Seconds(from), Seconds(to) + 1).Count;

    private static long Seconds(DateTime clock) => Beijing.LocalSeconds(BeijingTime.InstantOf(clock));
}
