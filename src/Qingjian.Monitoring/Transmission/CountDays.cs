using Qingjian.Judgement;
using Qingjian.Monitoring.Contract;
using Qingjian.Monitoring.Exceedance;
using Qingjian.Registry.Contract;
using Qingjian.Vocabulary;
using LimitPeriod = Qingjian.Judgement.LimitPeriod;
using PeriodKind = Qingjian.Monitoring.Contract.PeriodKind;

namespace Qingjian.Monitoring.Transmission;

/// <summary>What one outlet and day came to.</summary>
internal sealed record CountedDay(OutletDuties Duties, DateOnly Day, string Mn, TransmissionRule Rule, IReadOnlyList<TransmissionDay> Factors);

/// <summary>Counts the hours of outlets that were due, came and are valid: from readings, marks and reviews alone, so that a count can be made again at any time.</summary>
internal sealed class CountDays(MonitoringDb db, Rulebook book, ISources sources, IReadings readings, GatherHours gather, JudgeDays judge)
{
    /// <summary>Counts a day of some outlets, or of all; an outlet without a logger bound on the day, or without assessed factors, is left out.</summary>
    /// <param name="day">Beijing day.</param>
    /// <param name="only">Outlets, or null for all open ones the caller may see.</param>
    /// <param name="since">First day the house listened; on earlier days it is not asked when values came.</param>
    /// <param name="now">Beijing clock while the day still goes on; null once it is over.</param>
    /// <param name="stop">Cancels.</param>
    public async Task<List<CountedDay>> Of(DateOnly day, IReadOnlyCollection<string>? only, DateOnly since, DateTime? now, CancellationToken stop)
    {
        var counted = new List<CountedDay>();
        if (book.TransmissionOn(day) is not { } rule) return counted;
        var duties = only is null ? await sources.AllDuties(day, stop) : await sources.DutiesOf(only, day, stop);
        var outlets = duties.Values.OrderBy(duty => duty.Outlet.Id, StringComparer.Ordinal).ToList();
        var ids = outlets.ConvertAll(duty => duty.Outlet.Id);
        var decided = await judge.DecisionsOf(ids, day, stop);
        var slot = JudgedRow.SlotOf(LimitPeriod.Hour, day.ToDateTime(TimeOnly.MinValue));
        var judged = (await new JudgedRows(db).Read(LimitPeriod.Hour, only is null ? null : ids, slot, slot + 23, stop)).Values.ToLookup(row => row.OutletId);
        foreach (var duty in outlets)
        {
            var stations = gather.StationsOf(duty.Outlet.Id, day);
            var assessed = duty.Factors.Where(factor => rule.FactorsOf(duty.Outlet.Medium).Contains(factor.Code)).ToList();
            if (stations.Count == 0 || assessed.Count == 0 || !book.RulesOn(OutletLaw.RequestOf(duty), day).Try(out var rules, out _)) continue;
            var law = new OutletLaw(duty, rules, assessed);
            var rows = judged[duty.Outlet.Id].ToDictionary(row => row.Start);
            (bool, int?) Minutes(string factor, DateTime hour) => JudgeDays.MinutesOf(rows, factor, hour) is { Known: true } known ? known : (true, null);
            var decisions = decided(duty.Outlet.Id);
            var arrivals = Arrivals(law, stations);
            var present = Join(law, gather.Of(law, 0, 24, decisions, Minutes), arrivals, decisions, null, rule);
            var then = day < since ? null : Join(law, gather.Of(law, 0, 24, AsOf(decisions, rule, day), Minutes), arrivals, AsOf(decisions, rule, day), rule.InTimeUntil(day.ToDateTime(TimeOnly.MinValue)), rule);
            var pending = now is { } clock ? clock - rule.MissingAfter(duty.Outlet.Medium) : (DateTime?)null;
            counted.Add(new(duty, day, string.Join(',', stations.Select(station => station.Mn)), rule,
                [.. assessed.Select(factor => AssessTransmission.Day(present[factor.Code], then?[factor.Code], factor.Code, day, rules, rule, pending))]));
        }
        return counted;
    }

    // Marks and reviews of later do not alter what is said of the data as they stood in time.
    private static Decisions AsOf(Decisions decisions, TransmissionRule rule, DateOnly day)
    {
        var cut = BeijingTime.InstantOf(rule.InTimeUntil(day.ToDateTime(TimeOnly.MinValue)));
        return decisions.Marks.Latest <= cut && decisions.Reviews.All(review => review.At <= cut) ? decisions
            : new(decisions.Marks.AsOf(cut), [.. decisions.Reviews.Where(review => review.At <= cut)]);
    }

    /// <summary>Each value an hour and factor ever had, with the moment it came, the oldest first.</summary>
    private Dictionary<(string Factor, DateTime Hour), List<(DateTime At, FactorReading Value)>> Arrivals(OutletLaw law, IReadOnlyList<Station> stations)
    {
        var (start, end) = (BeijingTime.StartOf(law.Duties.Day), BeijingTime.StartOf(law.Duties.Day.AddDays(1)));
        var found = new Dictionary<(string, DateTime), List<(DateTime, FactorReading)>>();
        foreach (var station in stations)
        {
            var mine = new HashSet<(string, DateTime)>();
            foreach (var reading in readings.Of(station.Mn, PeriodKind.Hour, start, end))
            {
                var clock = BeijingTime.ClockOf(reading.Time);
                clock = clock.Date.AddHours(clock.Hour);
                IEnumerable<Reading> all = reading.Revision > 0 ? readings.Revisions(station.Mn, PeriodKind.Hour, reading.Time).Append(reading) : [reading];
                foreach (var one in all)
                    foreach (var factor in one.Factors)
                    {
                        if (!found.TryGetValue((factor.Code, clock), out var list)) found[(factor.Code, clock)] = list = [];
                        else if (!mine.Contains((factor.Code, clock))) continue; // a logger of record has spoken for it
                        mine.Add((factor.Code, clock));
                        list.Add((BeijingTime.ClockOf(factor.ReceivedAt), factor));
                    }
            }
        }
        foreach (var list in found.Values) list.Sort((one, other) => one.Item1.CompareTo(other.Item1));
        return found;
    }

    private static Dictionary<string, List<HourArrival>> Join(OutletLaw law, IReadOnlyDictionary<string, List<HourValue>> values,
        Dictionary<(string Factor, DateTime Hour), List<(DateTime At, FactorReading Value)>> arrivals, Decisions decisions, DateTime? cut, TransmissionRule rule)
    {
        var joined = new Dictionary<string, List<HourArrival>>(StringComparer.Ordinal);
        foreach (var factor in law.Factors)
        {
            var known = values.GetValueOrDefault(factor.Code)?.ToDictionary(value => value.Start) ?? [];
            var list = new List<HourArrival>(24);
            for (var hour = 0; hour < 24; hour++)
            {
                var start = law.Duties.Day.ToDateTime(new TimeOnly(hour, 0));
                var came = arrivals.GetValueOrDefault((factor.Code, start))?.Where(each => cut is null || each.At <= rule.InTimeUntil(start)).ToList() ?? [];
                if (came.Count > 0 && known.TryGetValue(start, out var value))
                    list.Add(new(cut is null ? value : AsThen(value, came[^1].Value), came[0].At));
                else
                    list.Add(new(new HourValue(factor.Code, start) { Received = false, Marks = decisions.Marks.Over(factor.Code, start) }, null));
            }
            joined[factor.Code] = list;
        }
        return joined;
    }

    // The value as it was before a later correction.
    private static HourValue AsThen(HourValue value, FactorReading then) => value with
    {
        Avg = then.Value,
        ZsAvg = then.Converted,
        Flag = then.Flag,
        Suspect = then.Suspect ? value.Suspect ?? "数值超出可能的范围，按原值保存，待核" : null,
    };
}
