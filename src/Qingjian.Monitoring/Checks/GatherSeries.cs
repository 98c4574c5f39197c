using Qingjian.Judgement;
using Qingjian.Monitoring.Contract;
using Qingjian.Monitoring.Exceedance;
using Qingjian.Monitoring.Marks;
using Qingjian.Monitoring.Readings;
using Qingjian.Registry.Contract;
using Qingjian.Vocabulary;
using FactorSeries = Qingjian.Judgement.FactorSeries;
using LimitPeriod = Qingjian.Judgement.LimitPeriod;
using Medium = Qingjian.Vocabulary.Medium;
using PeriodKind = Qingjian.Monitoring.Contract.PeriodKind;

namespace Qingjian.Monitoring.Checks;

/// <summary>The hours of one outlet as the checks read them.</summary>
/// <param name="Outlet">The outlet.</param>
/// <param name="Factors">Factors over the same hours.</param>
internal sealed record GatheredOutlet(SourceOutlet Outlet, IReadOnlyList<FactorSeries> Factors);

/// <summary>Brings together the hours of one outlet for the checks: values, flags, what stood beside them, minutes, earlier values, stops.</summary>
internal sealed class GatherSeries(IReadings readings, IStations stations, Rulebook book)
{
    private const string Oxygen = "a19001", Velocity = "a01011", WaterFlow = "w00000";
    /// <summary>Days of history that the longest check looks back.</summary>
    public const int HistoryDays = 92;
    private const int MinuteDays = 3;

    /// <summary>One hour of the outlet: the cells of the loggers of record.</summary>
    private sealed class Row
    {
        public Dictionary<string, (FactorReading Reading, string Mn, int Revision)> Cells { get; } = new(StringComparer.Ordinal);
    }

    private sealed class Minutes
    {
        public int Received;
        public int Valid;
        public decimal Sum;
        public int Count;
        public decimal? Low;
        public decimal? High;
        public decimal? Total;
    }

    /// <param name="duties">The outlet with its factors on the last day.</param>
    /// <param name="from">First hour that is looked at, Beijing clock; revisions and minutes are read from here on.</param>
    /// <param name="until">Hour after the last.</param>
    /// <param name="stops">Accepted marks that say stopped.</param>
    /// <param name="historyDays">Days before the end that are read.</param>
    public GatheredOutlet Of(OutletDuties duties, DateTime from, DateTime until, IReadOnlyList<Mark> stops, int historyDays = HistoryDays)
    {
        var outlet = duties.Outlet;
        var mine = stations.SpeakingFor(outlet.Id);
        var rows = Rows(mine, outlet.Id, until.AddDays(-historyDays), until);
        if (rows.Count == 0) return new(outlet, []);
        var law = OutletLaw.Of(book, duties);
        var minutes = MinutesOf(mine, outlet.Id, from > until.AddDays(-MinuteDays) ? from : until.AddDays(-MinuteDays), until, law);
        var days = DaysOf(mine, outlet.Id, from.Date, until);
        var seen = rows.Where(row => row.Key >= from).SelectMany(row => row.Value.Cells.Keys).ToHashSet(StringComparer.Ordinal);
        var registered = duties.Factors.Select(factor => factor.Code).ToHashSet(StringComparer.Ordinal);
        var codes = duties.Factors.Select(factor => factor.Code).Concat(seen.Except(registered).Order(StringComparer.Ordinal));
        var flowUsual = rows.Values.SelectMany(row => row.Cells.Values).Any(cell => cell.Reading.Code == Velocity);
        return new(outlet, [.. codes.Select(code => Series(code, registered.Contains(code), outlet, law, rows, minutes, days, stops, from, until, flowUsual))]);
    }

    private FactorSeries Series(string code, bool registered, SourceOutlet outlet, OutletLaw? law, SortedDictionary<DateTime, Row> rows, Dictionary<(DateTime, string), Minutes> minutes,
        Dictionary<(DateOnly, string), FactorReading> days, IReadOnlyList<Mark> stops, DateTime from, DateTime until, bool flowKnown)
    {
        var limit = LimitOf(law, code);
        var reference = limit is { ReferenceOxygen: { } oxygen, Measured: false } ? oxygen : (decimal?)null;
        decimal? Judged(FactorReading reading) => reference is not null ? reading.Converted ?? reading.Value : reading.Value;
        var (hours, scale) = (new List<SeriesHour>(), 0);
        var firstMinute = minutes.Count > 0 ? minutes.Keys.Min(key => key.Item1).AddHours(1) : DateTime.MaxValue;
        var first = rows.First().Key;
        for (var at = first; at < until; at = at.AddHours(1))
        {
            var row = rows.GetValueOrDefault(at);
            var stopped = IsStopped(stops, code, at);
            if (row is null || !row.Cells.TryGetValue(code, out var cell))
            {
                hours.Add(new SeriesHour(at, null) { Received = false, MarkedStopped = stopped });
                continue;
            }
            var reading = cell.Reading;
            if (reading.Value is { } measured) scale = Math.Max(scale, measured.Scale);
            var valid = reading.Flag is 'N' or 'T';
            var hour = new SeriesHour(at, valid && !stopped ? Judged(reading) : null)
            {
                Flag = reading.Flag,
                Measured = reading.Value,
                Converted = reading.Converted,
                Min = reading.Min,
                Max = reading.Max,
                Total = reading.Total,
                Suspect = reading.Suspect,
                MarkedStopped = stopped || reading.Flag == 'F',
                Oxygen = Beside(row, Oxygen, code),
                Velocity = flowKnown ? Beside(row, Velocity, code) : null,
                Discharge = row.Cells.TryGetValue(WaterFlow, out var flow) ? flow.Reading.Total : null,
                Delay = reading.ReceivedAt == default ? null : reading.ReceivedAt - BeijingTime.InstantOf(at.AddHours(1)),
            };
            if (minutes.TryGetValue((at, code), out var of))
                hour = hour with { Minutes = of.Valid, MinutesReceived = of.Received, MinuteMean = of.Count > 0 ? of.Sum / of.Count : null, MinuteMin = of.Low, MinuteMax = of.High, MinuteTotal = of.Total };
            // Before the first minute value is kept, nothing is known of minutes.
            else if (at < firstMinute) hour = hour with { Minutes = 60, MinutesReceived = 60 };
            if (cell.Revision > 0 && at >= from && Earlier(cell.Mn, at, code, hour.Value, Judged) is { } earlier) hour = hour with { Earlier = earlier };
            hours.Add(hour);
        }
        return new FactorSeries(code, outlet.Medium, limit is { Range: { Low: null, High: var high } } ? high : null, Step(scale), hours)
        {
            ReferenceOxygen = reference,
            Registered = registered,
            MinutesKept = minutes.Count > 0 && outlet.Medium == Medium.Air,
            Days = days.Where(day => day.Key.Item2 == code && Judged(day.Value) is not null).ToDictionary(day => day.Key.Item1, day => Judged(day.Value)!.Value),
        };
    }

    // The greatest value the hour held before: the first sent one is the one that may have exceeded.
    private decimal? Earlier(string mn, DateTime at, string code, decimal? now, Func<FactorReading, decimal?> judged) =>
        readings.Revisions(mn, PeriodKind.Hour, BeijingTime.InstantOf(at)).Select(old => old.Find(code)).OfType<FactorReading>().Where(old => old.Flag is 'N' or 'T')
            .Select(judged).OfType<decimal>().Where(old => old != now).Select(old => (decimal?)old).Max();

    /// <summary>The limit a factor is checked against: of the hour, else of the day; the binding one.</summary>
    public static Limit? LimitOf(OutletLaw? law, string code) => law is null ? null
        : new[] { LimitPeriod.Hour, LimitPeriod.Day }.Select(period => law.Rules.Limits.For(code, period).Where(limit => !limit.ManualOnly && limit.IsBinding).MinBy(limit => limit.Range.High)).FirstOrDefault(limit => limit is not null);

    /// <summary>Chinese name of a factor.</summary>
    public static string NameOf(string code) => code.Length == 0 ? "多个因子" : ReadSource.NameOf(code);

    private SortedDictionary<DateTime, Row> Rows(IReadOnlyList<Station> mine, string outletId, DateTime from, DateTime until)
    {
        var rows = new SortedDictionary<DateTime, Row>();
        foreach (var (station, reading, binding) in ReadingsOf(mine, outletId, PeriodKind.Hour, from, until))
        {
            var clock = BeijingTime.ClockOf(reading.Time);
            var at = clock.Date.AddHours(clock.Hour);
            if (!rows.TryGetValue(at, out var row)) rows[at] = row = new Row();
            foreach (var factor in reading.Factors)
                if (binding.Codes.Count == 0 || binding.Codes.Contains(factor.Code)) row.Cells.TryAdd(factor.Code, (factor, station.Mn, reading.Revision));
        }
        return rows;
    }

    // Loggers of record first: what they sent stands.
    private IEnumerable<(Station Station, Reading Reading, StationBinding Binding)> ReadingsOf(IReadOnlyList<Station> mine, string outletId, PeriodKind kind, DateTime from, DateTime until) =>
        from station in mine.OrderByDescending(station => station.Bindings.Any(binding => binding.OutletId == outletId && binding.Record)).ThenBy(station => station.Mn, StringComparer.Ordinal)
        from reading in readings.Of(station.Mn, kind, BeijingTime.InstantOf(@from), BeijingTime.InstantOf(until))
        let binding = station.Bindings.FirstOrDefault(each => each.OutletId == outletId && each.Holds(BeijingTime.DayOf(reading.Time)))
        where binding != null
        select (station, reading, binding);

    private Dictionary<(DateTime, string), Minutes> MinutesOf(IReadOnlyList<Station> mine, string outletId, DateTime from, DateTime until, OutletLaw? law)
    {
        var all = new Dictionary<(DateTime, string), Minutes>();
        var sound = law?.Rules.Validity.ValidFlags;
        foreach (var (station, reading, binding) in ReadingsOf(mine, outletId, PeriodKind.Minute, from, until))
        {
            var (clock, interval) = (BeijingTime.ClockOf(reading.Time), Math.Max(1, (int)station.MinInterval.TotalMinutes));
            var hour = clock.Date.AddHours(clock.Hour);
            foreach (var factor in reading.Factors)
            {
                if (binding.Codes.Count > 0 && !binding.Codes.Contains(factor.Code)) continue;
                if (!all.TryGetValue((hour, factor.Code), out var of)) all[(hour, factor.Code)] = of = new Minutes();
                of.Received += interval;
                if (factor.Total is { } part) of.Total = (of.Total ?? 0m) + part;
                var counts = sound is null ? factor.Flag is 'N' or 'T' : sound.Contains(factor.Flag.ToString());
                if (!counts || factor.Value is not { } value) continue;
                of.Valid += interval;
                (of.Sum, of.Count) = (of.Sum + value, of.Count + 1);
                (of.Low, of.High) = (of.Low is { } low ? Math.Min(low, value) : value, of.High is { } high ? Math.Max(high, value) : value);
            }
        }
        return all;
    }

    private Dictionary<(DateOnly, string), FactorReading> DaysOf(IReadOnlyList<Station> mine, string outletId, DateTime from, DateTime until)
    {
        var days = new Dictionary<(DateOnly, string), FactorReading>();
        foreach (var (_, reading, binding) in ReadingsOf(mine, outletId, PeriodKind.Day, from, until))
            foreach (var factor in reading.Factors)
                if (binding.Codes.Count == 0 || binding.Codes.Contains(factor.Code)) days.TryAdd((BeijingTime.DayOf(reading.Time), factor.Code), factor);
        return days;
    }

    private static decimal? Beside(Row row, string code, string self) =>
        code != self && row.Cells.TryGetValue(code, out var cell) && cell.Reading.Flag is 'N' or 'T' ? cell.Reading.Value : null;

    private static bool IsStopped(IReadOnlyList<Mark> stops, string code, DateTime hour)
    {
        var (start, end) = (BeijingTime.InstantOf(hour), BeijingTime.InstantOf(hour.AddHours(1)));
        foreach (var mark in stops)
            if (mark.Placed.Covers(code) && (mark.ToAt < end ? mark.ToAt : end) - (mark.FromAt > start ? mark.FromAt : start) > TimeSpan.FromMinutes(15)) return true;
        return false;
    }

    // M19: the smallest step is learnt from the values as sent.
    private static decimal Step(int scale)
    {
        var step = 1m;
        for (var n = 0; n < scale; n++) step /= 10m;
        return step;
    }
}
