using Qingjian.Judgement;
using Qingjian.Monitoring.Contract;
using Qingjian.Monitoring.Exceedance;
using Qingjian.Registry.Contract;
using Qingjian.Vocabulary;
using Medium = Qingjian.Vocabulary.Medium;
using PeriodKind = Qingjian.Monitoring.Contract.PeriodKind;

namespace Qingjian.Monitoring.Means;

/// <summary>The means of one factor of an outlet and day.</summary>
/// <param name="Hours">24.</param>
/// <param name="Day">Of the day; null where no hour counts.</param>
/// <param name="MadeHours">Hours of the day mean that were not sent and stand on minutes.</param>
/// <param name="Sent">Day mean as sent.</param>
/// <param name="DayDiffers">It does not agree with the one worked out.</param>
internal sealed record FactorMeans(OutletFactor Factor, IReadOnlyList<HourMean> Hours, ComputedMean? Day, int MadeHours, decimal? Sent, bool DayDiffers);

/// <summary>Works out the hour and day means of an outlet from minutes, instants and hours. The sent value stays the value of record: an hour that was not
/// sent stays missing for judgement, whatever its minutes say.</summary>
internal sealed class MeasureMeans(Rulebook book, IReadings readings, GatherHours gather, ShortValues shorter)
{
    private const string WaterFlow = "w00000", Oxygen = "a19001", Acidity = "w01001";
    private const int MoreDecimals = 2;

    /// <summary>The day of an outlet, for the factors registered for it.</summary>
    /// <param name="duty">The outlet on the day.</param>
    /// <param name="decisions">Marks and reviews of the day.</param>
    public IReadOnlyList<FactorMeans> Of(OutletDuties duty, Decisions decisions)
    {
        var (day, medium) = (duty.Day, duty.Outlet.Medium);
        if (book.MeansOn(medium, day) is not { } rule || !book.RulesOn(OutletLaw.RequestOf(duty), day).Try(out var rules, out _)) return [];
        var stations = gather.StationsOf(duty.Outlet.Id, day);
        if (stations.Count == 0) return [];
        var (minutes, days) = (Minutes(stations, duty, rule), DaysSent(stations, duty));
        var known = minutes.GroupBy(each => each.Key.Code).ToDictionary(group => group.Key, group => group.ToDictionary(each => each.Key.Hour, each => each.Value), StringComparer.Ordinal);
        (bool, int?) Valid(string code, DateTime hour) => (true, known.GetValueOrDefault(code)?.GetValueOrDefault(hour.Hour) is { } list ? ValidMinutes(list) : null);
        var sent = gather.Of(new OutletLaw(duty, rules, duty.Factors), 0, 24, decisions, Valid).ToDictionary(each => each.Key, each => each.Value.ToDictionary(hour => hour.Start.Hour), StringComparer.Ordinal);
        var oxygen = Hours(Oxygen);
        return [.. duty.Factors.Select(factor =>
        {
            var means = Hours(factor.Code).Select((mean, hour) => Converted(mean, factor.Code, oxygen[hour], duty.Outlet.ReferenceOxygen, rules)).ToList();
            var own = sent.GetValueOrDefault(factor.Code) ?? [];
            var hours = means.Select((mean, hour) => Beside(Rounded(mean, factor), own.GetValueOrDefault(hour), rule)).ToList();
            var (mean, made) = factor.Code == Acidity ? (null, 0) : Day(factor.Code, means, own);
            var told = days.GetValueOrDefault(factor.Code);
            return new FactorMeans(factor, hours, Rounded(mean, factor), made, told, mean is not null && told is { } value && mean.DiffersFrom(value, Step(value), rule));
        })];

        ComputedMean?[] Hours(string code) => [.. Enumerable.Range(0, 24).Select(hour => known.GetValueOrDefault(code)?.GetValueOrDefault(hour) is { Count: > 0 } list ? MeanOf.Hour([.. list.Select(each => each.Value)], list[0].Minutes, rule) : null)];

        (ComputedMean?, int) Day(string code, List<ComputedMean?> means, Dictionary<int, HourValue> own)
        {
            var (values, made, stopped) = (new List<ShortValue>(), 0, 0);
            for (var hour = 0; hour < 24; hour++)
            {
                var at = day.ToDateTime(new TimeOnly(hour, 0));
                var value = own.GetValueOrDefault(hour) ?? new HourValue(code, at) { Received = false, Marks = decisions.Marks.Over(code, at) };
                var state = HourValidity.Of(value, rules);
                if (state == Validity.Stopped) stopped++;
                else if (state == Validity.Valid) values.Add(new(value.Avg, 'N', value.ZsAvg, code == WaterFlow ? null : value.Discharge));
                else if (state == Validity.Missing && value.Marks.Count == 0 && means[hour] is { Valid: true } mean)
                {
                    values.Add(new(mean.Value, 'N', mean.Converted, medium == Medium.Water && code != WaterFlow ? Volume(hour) : null));
                    made++;
                }
            }
            return values.Count == 0 ? (null, 0) : (MeanOf.Day(values, 24 - stopped, rule), made);
        }

        decimal? Volume(int hour) => known.GetValueOrDefault(WaterFlow)?.GetValueOrDefault(hour) is { } list && list.TrueForAll(each => each.Total is not null) ? list.Sum(each => each.Total!.Value) : null;

        int ValidMinutes(List<MinuteRecord> list) => Math.Max(0, 60 - list.Where(each => each.Made is null && !rules.Validity.ValidFlags.Contains(each.Value.Flag.ToString())).Sum(each => each.Minutes));
    }

    // Only an hour with oxygen of its own is converted (28), and never near air.
    private static ComputedMean? Converted(ComputedMean? mean, string code, ComputedMean? oxygen, decimal? reference, DayRules rules) =>
        mean is { Value: { } value, Converted: null } && code != Oxygen && reference is { } at && oxygen is { Valid: true, Value: { } percent } && percent < (rules.Validity.OxygenUndefinedFrom ?? 20.9m)
            ? mean with { Converted = Conversion.ByReferenceOxygen(value, percent, at, rules.Validity.OxygenAir ?? 21m) } : mean;

    private static HourMean Beside(ComputedMean? mean, HourValue? own, MeanRule rule) =>
        new(mean, own?.Avg, mean is not null && own is { Avg: { } sent } && mean.Valid && mean.DiffersFrom(sent, Step(sent), rule));

    // Intermediate values keep two decimals more than are shown (3.4).
    private static ComputedMean? Rounded(ComputedMean? mean, OutletFactor factor) => mean is null ? null : mean with
    {
        Value = mean.Value is { } value ? Conversion.Round(value, factor.Decimals + MoreDecimals) : null,
        Converted = mean.Converted is { } converted ? Conversion.Round(converted, factor.Decimals + MoreDecimals) : null,
    };

    private static decimal Step(decimal sent) => new(1, 0, 0, false, (byte)Math.Min(28, (int)sent.Scale));

    // Loggers of record first: what they sent stands.
    private Dictionary<(string Code, int Hour), List<MinuteRecord>> Minutes(IReadOnlyList<Station> stations, OutletDuties duty, MeanRule rule)
    {
        var found = new Dictionary<(string, int), List<MinuteRecord>>();
        foreach (var station in stations)
        {
            var binding = station.Bindings.First(each => each.OutletId == duty.Outlet.Id && each.Holds(duty.Day));
            var start = duty.Day.ToDateTime(TimeOnly.MinValue);
            foreach (var (code, records) in shorter.Of(station, binding, start, start.AddDays(1), rule))
                foreach (var hour in records.GroupBy(record => record.Start.Hour)) found.TryAdd((code, hour.Key), [.. hour]);
        }
        return found;
    }

    private Dictionary<string, decimal?> DaysSent(IReadOnlyList<Station> stations, OutletDuties duty)
    {
        var found = new Dictionary<string, decimal?>(StringComparer.Ordinal);
        foreach (var station in stations)
            foreach (var reading in readings.Of(station.Mn, PeriodKind.Day, BeijingTime.StartOf(duty.Day), BeijingTime.StartOf(duty.Day.AddDays(1))))
                foreach (var factor in reading.Factors.Where(factor => factor.Flag is 'N' or 'T' && factor.Value is not null)) found.TryAdd(factor.Code, factor.Value);
        return found;
    }
}
