using Qingjian.Judgement;
using Qingjian.Monitoring.Contract;
using Qingjian.Registry.Contract;
using Qingjian.Vocabulary;
using PeriodKind = Qingjian.Monitoring.Contract.PeriodKind;

namespace Qingjian.Monitoring.Exceedance;

/// <summary>Brings together what bears on the hours of one outlet: values of the loggers of record, oxygen, discharge, water
/// temperature, valid minutes, accepted marks, decisions of a review.</summary>
internal sealed class GatherHours(IReadings readings, IStations stations)
{
    private const string Oxygen = "a19001", WaterTemperature = "w01010", WaterFlow = "w00000";

    /// <summary>Loggers that speak for an outlet on a day, those of record first.</summary>
    public IReadOnlyList<Station> StationsOf(string outletId, DateOnly day) =>
        [.. stations.SpeakingFor(outletId).Where(station => Binding(station, outletId, day) is not null).OrderByDescending(station => Binding(station, outletId, day)!.Record)];

    /// <summary>The hours of a day from <paramref name="from"/> (inclusive) to <paramref name="until"/> (exclusive) that came, by factor.</summary>
    /// <param name="law">The outlet and its factors.</param>
    /// <param name="from">First hour of the day, 0 to 23.</param>
    /// <param name="until">Hour after the last, 1 to 24.</param>
    /// <param name="decisions">Accepted marks and reviewed hours of the outlet and day.</param>
    /// <param name="minutesKnown">Valid minutes as they were known when the hour was first judged; null asks the minute values.</param>
    public IReadOnlyDictionary<string, List<HourValue>> Of(
        OutletLaw law, int from, int until, Decisions decisions, Func<string, DateTime, (bool Known, int? Minutes)>? minutesKnown = null)
    {
        var day = law.Duties.Day;
        var (start, end) = (BeijingTime.StartOf(day).AddHours(from), BeijingTime.StartOf(day).AddHours(until));
        var hours = new Dictionary<DateTime, Dictionary<string, (FactorReading Reading, string Mn)>>();
        var abnormal = new Dictionary<(DateTime, string), int>();
        var anyMinutes = new HashSet<(DateTime, string)>();
        foreach (var station in StationsOf(law.Duties.Outlet.Id, day))
        {
            var binding = Binding(station, law.Duties.Outlet.Id, day)!;
            foreach (var reading in readings.Of(station.Mn, PeriodKind.Hour, start, end))
            {
                var clock = BeijingTime.ClockOf(reading.Time);
                clock = clock.Date.AddHours(clock.Hour);
                if (!hours.TryGetValue(clock, out var cells)) hours[clock] = cells = new(StringComparer.Ordinal);
                foreach (var factor in reading.Factors)
                    if (binding.Codes.Count == 0 || binding.Codes.Contains(factor.Code)) cells.TryAdd(factor.Code, (factor, station.Mn));
            }
            if (minutesKnown is null && law.Rules.Validity.HourValidMinutes is not null) CountMinutes(station, law, start, end, abnormal, anyMinutes);
        }

        var byFactor = new Dictionary<string, List<HourValue>>(StringComparer.Ordinal);
        foreach (var factor in law.Factors)
        {
            var list = new List<HourValue>();
            foreach (var (clock, cells) in hours.OrderBy(each => each.Key))
            {
                if (!cells.TryGetValue(factor.Code, out var cell)) continue;
                var minutes = minutesKnown?.Invoke(factor.Code, clock) is { Known: true } known ? known.Minutes
                    : anyMinutes.Contains((clock, factor.Code)) ? Math.Max(0, 60 - abnormal.GetValueOrDefault((clock, factor.Code))) : (int?)null;
                list.Add(Value(factor, clock, cell.Reading, cell.Mn, cells, minutes, law.Rules.Validity, decisions));
            }
            byFactor[factor.Code] = list;
        }
        return byFactor;
    }

    // A minute value with an abnormal flag takes its interval from the hour; one that never came takes nothing: the logger's own hour
    // flag speaks for it, so that a gap of the line does not make a sound hour invalid.
    private void CountMinutes(Station station, OutletLaw law, DateTimeOffset start, DateTimeOffset end, Dictionary<(DateTime, string), int> abnormal, HashSet<(DateTime, string)> any)
    {
        var interval = Math.Max(1, (int)station.MinInterval.TotalMinutes);
        foreach (var reading in readings.Of(station.Mn, PeriodKind.Minute, start, end))
        {
            var clock = BeijingTime.ClockOf(reading.Time);
            var hour = clock.Date.AddHours(clock.Hour);
            foreach (var factor in reading.Factors)
            {
                any.Add((hour, factor.Code));
                if (!law.Rules.Validity.ValidFlags.Contains(factor.Flag.ToString()))
                    abnormal[(hour, factor.Code)] = abnormal.GetValueOrDefault((hour, factor.Code)) + interval;
            }
        }
    }

    private static HourValue Value(
        OutletFactor factor, DateTime clock, FactorReading reading, string mn, Dictionary<string, (FactorReading Reading, string Mn)> cells, int? minutes, ValidityRule rule, Decisions decisions) =>
        new(factor.Code, clock)
        {
            Avg = reading.Value,
            ZsAvg = reading.Converted,
            Min = reading.Min,
            Max = reading.Max,
            Unit = UnitOf(factor.Unit),
            Flag = reading.Flag,
            ValidMinutes = minutes,
            Discharge = cells.TryGetValue(WaterFlow, out var flow) && Counts(flow.Reading, rule) ? flow.Reading.Total : null,
            Oxygen = cells.TryGetValue(Oxygen, out var oxygen) && Counts(oxygen.Reading, rule) ? oxygen.Reading.Value : null,
            WaterTemperature = cells.TryGetValue(WaterTemperature, out var temperature) && Counts(temperature.Reading, rule) ? temperature.Reading.Value : null,
            Suspect = reading.Suspect ? "数值超出可能的范围，按原值保存，待核" : null,
            Marks = decisions.Marks.Over(factor.Code, clock),
            Manual = decisions.Of(factor.Code, BeijingTime.InstantOf(clock)),
            Origin = $"数采仪{mn}原始报文{reading.RawPacketId}",
        };

    private static bool Counts(FactorReading reading, ValidityRule rule) => rule.ValidFlags.Contains(reading.Flag.ToString()) && !reading.Suspect;

    // The unit of a pH factor is written in several ways for "none".
    internal static string? UnitOf(string unit) => unit is "无量纲" or "-" or "pH" ? "" : unit.Replace("³", "3", StringComparison.Ordinal).Replace("μ", "u", StringComparison.Ordinal);

    private static StationBinding? Binding(Station station, string outletId, DateOnly day) =>
        station.Bindings.FirstOrDefault(binding => binding.OutletId == outletId && binding.Holds(day));
}
