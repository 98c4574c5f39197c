using Qingjian.Hj212;
using Qingjian.Judgement;
using Qingjian.Monitoring.Contract;
using Qingjian.Monitoring.Exceedance;
using Qingjian.Registry.Contract;
using Qingjian.Vocabulary;
using LimitPeriod = Qingjian.Judgement.LimitPeriod;

namespace Qingjian.Monitoring.AlarmConditions;

/// <summary>Brings together what the conditions of one outlet look at: values of its loggers, those of record first, when they came, and limits.</summary>
internal sealed class GatherFeed(IReadings readings, IStations stations, Rulebook book)
{
    // A momentary value speaks until the next one; after this long nothing is known.
    private static readonly TimeSpan LongestMoment = TimeSpan.FromMinutes(5), ShortestMoment = TimeSpan.FromMinutes(2);
    // A logger that said nothing for longer is not silent but unknown.
    private static readonly TimeSpan LongestSilence = TimeSpan.FromDays(15);
    private const string Sound = "NT";

    /// <param name="outletId">The outlet.</param>
    /// <param name="leaves">Comparisons and silences of all its conditions.</param>
    /// <param name="from">Beijing clock: the oldest moment from which a condition goes on.</param>
    /// <param name="now">Beijing clock.</param>
    /// <param name="duties">What is laid down for the outlet on a day; null when it is unknown then.</param>
    public AlarmFeed Of(string outletId, IReadOnlyCollection<AlarmTerm> leaves, DateTime from, DateTime now, Func<DateOnly, OutletDuties?> duties)
    {
        var values = new Dictionary<(string, AlarmPeriod), SortedDictionary<DateTime, AlarmReading>>();
        var came = new Dictionary<(string, AlarmPeriod), SortedSet<DateTime>>();
        foreach (var period in leaves.Select(leaf => leaf.Period).Distinct())
        {
            var wanted = leaves.Where(leaf => leaf.Period == period).ToList();
            var codes = wanted.Select(leaf => leaf.Factor).ToHashSet(StringComparer.Ordinal);
            foreach (var (station, binding, reading) in Read(outletId, period, wanted, from, now)) Put(station, binding, period, reading, codes, values, came);
        }
        var limits = new Dictionary<(string, AlarmMeasure, DateOnly), AlarmLimit?>();
        var laws = new Dictionary<DateOnly, OutletLaw?>();
        return new()
        {
            Values = values.ToDictionary(each => each.Key, each => (IReadOnlyList<AlarmReading>)[.. each.Value.Values]),
            Came = came.ToDictionary(each => each.Key, each => (IReadOnlyList<DateTime>)[.. each.Value]),
            NameOf = code => Pollutants.Find(code)?.NameZh ?? code,
            UnitOf = code => Shown(UnitOf(duties(DateOnly.FromDateTime(now)), code)),
            LimitOf = (factor, measure, day) =>
            {
                if (limits.TryGetValue((factor, measure, day), out var known)) return known;
                if (!laws.TryGetValue(day, out var law)) laws[day] = law = duties(day) is { } duty ? OutletLaw.Of(book, duty) : null;
                return limits[(factor, measure, day)] = law is null ? null : LimitOf(law, factor, measure == AlarmMeasure.HourLimit ? LimitPeriod.Hour : LimitPeriod.Day);
            },
        };
    }

    private IEnumerable<(Station Station, StationBinding Binding, Reading Reading)> Read(string outletId, AlarmPeriod period, List<AlarmTerm> wanted, DateTime from, DateTime now)
    {
        var kind = KindOf(period);
        // The value that speaks at the beginning began before; a silence is counted from the last that came before.
        var begin = BeijingTime.InstantOf(from - (period == AlarmPeriod.Hour ? TimeSpan.FromHours(1) : TimeSpan.FromMinutes(30)));
        var until = BeijingTime.InstantOf(now);
        var silence = wanted.Exists(leaf => leaf.Kind == AlarmTermKind.NoData);
        foreach (var station in stations.SpeakingFor(outletId).OrderByDescending(station => station.Bindings.Any(binding => binding.OutletId == outletId && binding.Record)))
        {
            IEnumerable<Reading> read = readings.Of(station.Mn, kind, begin, until);
            if (silence && readings.Latest(station.Mn, kind, begin - LongestSilence, begin) is { } last) read = read.Prepend(last);
            foreach (var reading in read)
                if (station.Bindings.FirstOrDefault(each => each.OutletId == outletId && each.Holds(BeijingTime.DayOf(reading.Time))) is { } binding)
                    yield return (station, binding, reading);
        }
    }

    private static void Put(Station station, StationBinding binding, AlarmPeriod period, Reading reading, HashSet<string> codes,
        Dictionary<(string, AlarmPeriod), SortedDictionary<DateTime, AlarmReading>> values, Dictionary<(string, AlarmPeriod), SortedSet<DateTime>> came)
    {
        var from = BeijingTime.ClockOf(reading.Time);
        if (period == AlarmPeriod.Hour) from = from.Date.AddHours(from.Hour);
        var end = from + period switch { AlarmPeriod.Hour => TimeSpan.FromHours(1), AlarmPeriod.Minute => station.MinInterval, _ => TimeSpan.Zero };
        var speaks = period == AlarmPeriod.Realtime ? from + Clamped(3 * station.RtdInterval) : end;
        if (codes.Contains("")) Came("");
        foreach (var factor in reading.Factors)
        {
            if (!codes.Contains(factor.Code) || (binding.Codes.Count > 0 && !binding.Codes.Contains(factor.Code))) continue;
            Came(factor.Code);
            if (!values.TryGetValue((factor.Code, period), out var list)) values[(factor.Code, period)] = list = [];
            list.TryAdd(from, new(from, speaks, Sound.Contains(factor.Flag, StringComparison.Ordinal) && !factor.Suspect)
            {
                Measured = factor.Value,
                Converted = factor.Converted,
                Min = factor.ConvertedMin ?? factor.Min,
                Max = factor.ConvertedMax ?? factor.Max,
                Total = factor.Total,
            });
        }

        void Came(string code)
        {
            if (!came.TryGetValue((code, period), out var moments)) came[(code, period)] = moments = [];
            moments.Add(end);
        }
    }

    // The strictest one counts for an alarm, a commitment too; a range has no share.
    private static AlarmLimit? LimitOf(OutletLaw law, string factor, LimitPeriod period)
    {
        var unit = GatherHours.UnitOf(UnitOf(law.Duties, factor));
        return law.Rules.Limits.For(factor, period).Where(limit => limit is { ManualOnly: false, Range.Low: null })
            .Select(limit => Units.Factor(limit.Unit, unit ?? "") is { } times ? new AlarmLimit(limit.Range.High * times, limit.Name) : null)
            .OfType<AlarmLimit>().MinBy(limit => limit.Bound);
    }

    private static string UnitOf(OutletDuties? duty, string code) => duty?.Factors.FirstOrDefault(factor => factor.Code == code)?.Unit ?? "";

    private static string Shown(string unit) => unit is "无量纲" or "-" ? "" : unit.Replace("m3", "m³", StringComparison.Ordinal);

    private static TimeSpan Clamped(TimeSpan span) => span < ShortestMoment ? ShortestMoment : span > LongestMoment ? LongestMoment : span;

    public static PeriodKind KindOf(AlarmPeriod period) => period switch { AlarmPeriod.Realtime => PeriodKind.Realtime, AlarmPeriod.Minute => PeriodKind.Minute, _ => PeriodKind.Hour };
}
