using Microsoft.EntityFrameworkCore;
using Qingjian.Judgement;
using Qingjian.Monitoring.Contract;
using Qingjian.Platform.Schedule;
using Qingjian.Registry.Contract;
using Qingjian.Vocabulary;
using PeriodKind = Qingjian.Monitoring.Contract.PeriodKind;

namespace Qingjian.Monitoring.Checks;

/// <summary>逐时核查: once an hour is over, its minute values are checked against one another and against the realtime values.</summary>
internal sealed class CheckMinutes(MonitoringDb db, KeepFindings keep, RaiseSuspicions suspect, ISources sources, IReadings readings, IStations stations, Rulebook book, TimeProvider clock) : IRecurring
{
    /// <summary>Last hour checked, in hours since 1970 UTC.</summary>
    public const string CheckedHour = "checks-minutes";

    private const int MostHours = 48;
    private const int LookBackHours = 3;
    private static readonly TimeSpan AfterTheHour = TimeSpan.FromMinutes(15);

    public async Task Run(CancellationToken stop)
    {
        var last = (clock.GetUtcNow() - AfterTheHour).ToUnixTimeSeconds() / 3600 - 1;
        var known = await db.States.AsNoTracking().FirstOrDefaultAsync(state => state.Key == CheckedHour, stop);
        for (var hour = Math.Max(known?.Value + 1 ?? last, last - MostHours); hour <= last; hour++)
        {
            await Check(BeijingTime.ClockOf(DateTimeOffset.FromUnixTimeSeconds(hour * 3600)), stop);
            await db.MoveTo(CheckedHour, hour, stop);
        }
    }

    /// <summary>Checks the minutes of one hour (Beijing clock) at every outlet.</summary>
    internal async Task Check(DateTime hour, CancellationToken stop)
    {
        var day = DateOnly.FromDateTime(hour);
        if (book.PatternsOn(day) is not { } rule) return;
        var (start, end) = (BeijingTime.InstantOf(hour.AddHours(-LookBackHours)), BeijingTime.InstantOf(hour.AddHours(1)));
        var minutes = readings.All(PeriodKind.Minute, start, end).ToLookup(reading => reading.Mn);
        if (minutes.Count == 0) return;
        var moments = readings.All(PeriodKind.Realtime, BeijingTime.InstantOf(hour), end).ToLookup(reading => reading.Mn);
        var duties = await sources.AllDuties(day, stop);
        foreach (var station in stations.All)
        {
            if (minutes[station.Mn].Any() && station.Bindings.FirstOrDefault(binding => binding.Record && binding.Holds(day)) is { } binding && duties.TryGetValue(binding.OutletId, out var duty))
            {
                var series = Series(station, binding, duty, [.. minutes[station.Mn].OrderBy(reading => reading.Time)], [.. moments[station.Mn]]);
                var hits = MinuteValues.In(series, hour, rule);
                if (hits.Count == 0) continue;
                await keep.Keep(duty.Outlet, hits, rule, null, hour.AddHours(1), _ => false, stop);
                await suspect.Look(duty.Outlet, rule, stop);
            }
        }
    }

    private static List<MinuteSeries> Series(Station station, StationBinding binding, OutletDuties duty, List<Reading> minutes, List<Reading> moments)
    {
        var series = new List<MinuteSeries>();
        foreach (var factor in duty.Factors.Where(factor => binding.Codes.Count == 0 || binding.Codes.Contains(factor.Code)))
        {
            var (values, scale) = (new List<MinuteValue>(), 0);
            foreach (var reading in minutes)
            {
                if (reading.Find(factor.Code) is not { } sent) continue;
                if (sent.Value is { } value) scale = Math.Max(scale, value.Scale);
                var within = moments.Where(moment => moment.Time >= reading.Time && moment.Time < reading.Time + station.MinInterval).Select(moment => moment.Find(factor.Code)).OfType<FactorReading>()
                    .Where(moment => moment.Flag is 'N' or 'T').Select(moment => moment.Value).OfType<decimal>().ToList();
                values.Add(new(BeijingTime.ClockOf(reading.Time), sent.Flag is 'N' or 'T' ? sent.Value : null, within.Count > 0 ? within.Average() : null, within.Count));
            }
            series.Add(new(factor.Code, duty.Outlet.Medium, station.MinInterval, (decimal)Math.Pow(10, -scale), values));
        }
        return series;
    }
}
