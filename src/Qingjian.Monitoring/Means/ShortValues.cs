using Qingjian.Judgement;
using Qingjian.Monitoring.Contract;
using Qingjian.Registry.Contract;
using Qingjian.Vocabulary;
using Medium = Qingjian.Vocabulary.Medium;
using PeriodKind = Qingjian.Monitoring.Contract.PeriodKind;

namespace Qingjian.Monitoring.Means;

/// <summary>A minute value of one factor, sent or worked out.</summary>
/// <param name="Start">Beginning, Beijing clock.</param>
/// <param name="Minutes">Its length.</param>
/// <param name="Value">The value.</param>
/// <param name="Made">The mean worked out from instants; null when it was sent.</param>
internal sealed record MinuteRecord(DateTime Start, int Minutes, ShortValue Value, ComputedMean? Made)
{
    /// <summary>Cumulative value (Cou) as sent: m³ of a flow.</summary>
    public decimal? Total { get; init; }
}

/// <summary>The minute values of one logger over a stretch: those sent, and for those that are absent the mean of the instants that were uploaded.</summary>
internal sealed class ShortValues(IReadings readings)
{
    private const string WaterFlow = "w00000";

    /// <summary>By factor, in order of time. Instants are read for hours with absent minutes only.</summary>
    /// <param name="station">The logger.</param>
    /// <param name="binding">What it speaks for.</param>
    /// <param name="from">Full hour, Beijing clock.</param>
    /// <param name="until">Full hour, exclusive.</param>
    /// <param name="rule">The rule in force.</param>
    /// <param name="all">Works out every minute from its instants, sent or not.</param>
    public Dictionary<string, List<MinuteRecord>> Of(Station station, StationBinding binding, DateTime from, DateTime until, MeanRule rule, bool all = false)
    {
        var found = new Dictionary<string, List<MinuteRecord>>(StringComparer.Ordinal);
        var interval = Math.Clamp((int)station.MinInterval.TotalMinutes, 1, 60);
        var sent = new HashSet<(DateTime, string)>();
        var minutesByHour = new Dictionary<DateTime, int>();
        foreach (var reading in all ? [] : readings.Of(station.Mn, PeriodKind.Minute, BeijingTime.InstantOf(from), BeijingTime.InstantOf(until)))
        {
            var at = BeijingTime.ClockOf(reading.Time);
            minutesByHour[HourOf(at)] = minutesByHour.GetValueOrDefault(HourOf(at)) + 1;
            var discharge = rule.Medium == Medium.Water ? reading.Find(WaterFlow)?.Total : null;
            foreach (var factor in reading.Factors.Where(factor => Mine(binding, factor.Code)))
                if (sent.Add((at, factor.Code))) Put(factor.Code, new(at, interval, new(factor.Value, factor.Flag, factor.Converted, factor.Code == WaterFlow ? null : discharge), null) { Total = factor.Total });
        }
        for (var hour = from; hour < until; hour = hour.AddHours(1))
        {
            if (minutesByHour.GetValueOrDefault(hour) >= 60 / interval) continue;
            var moments = readings.Of(station.Mn, PeriodKind.Realtime, BeijingTime.InstantOf(hour), BeijingTime.InstantOf(hour.AddHours(1)));
            if (moments.Count > 0) Make(station, binding, hour, interval, moments, sent, rule, all, Put);
        }
        foreach (var list in found.Values) list.Sort((one, other) => one.Start.CompareTo(other.Start));
        return found;

        void Put(string code, MinuteRecord record)
        {
            if (!found.TryGetValue(code, out var list)) found[code] = list = [];
            list.Add(record);
        }
    }

    private static void Make(Station station, StationBinding binding, DateTime hour, int interval, IReadOnlyList<Reading> moments, HashSet<(DateTime, string)> sent, MeanRule rule, bool all, Action<string, MinuteRecord> put)
    {
        var due = Math.Max(1, (int)(interval * 60 / Math.Max(1, station.RtdInterval.TotalSeconds)));
        var slots = moments.SelectMany(reading => reading.Factors.Where(factor => Mine(binding, factor.Code)).Select(factor => (Start: hour.AddMinutes((int)(BeijingTime.ClockOf(reading.Time) - hour).TotalMinutes / interval * interval), Factor: factor)))
            .GroupBy(each => (each.Start, each.Factor.Code));
        foreach (var slot in slots.Where(slot => !sent.Contains(slot.Key)))
        {
            var mean = MeanOf.Minute([.. slot.Select(each => new ShortValue(each.Factor.Value, each.Factor.Flag, each.Factor.Converted))], interval, due, rule);
            // Too few of them make no minute: the hour goes without it.
            if (all || mean.Valid) put(slot.Key.Code, new(slot.Key.Start, interval, new(mean.Value, mean.Flag, mean.Converted), mean));
        }
    }

    private static DateTime HourOf(DateTime at) => at.Date.AddHours(at.Hour);

    private static bool Mine(StationBinding binding, string code) => binding.Codes.Count == 0 || binding.Codes.Contains(code);
}
