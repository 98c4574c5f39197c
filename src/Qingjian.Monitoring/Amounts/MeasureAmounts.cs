using Microsoft.EntityFrameworkCore;
using Qingjian.Judgement;
using Qingjian.Monitoring.Contract;
using Qingjian.Monitoring.Exceedance;
using Qingjian.Monitoring.Transmission;
using Qingjian.Registry.Contract;
using Qingjian.Vocabulary;
using LimitPeriod = Qingjian.Judgement.LimitPeriod;
using PeriodKind = Qingjian.Monitoring.Contract.PeriodKind;

namespace Qingjian.Monitoring.Amounts;

/// <summary>The measured hours of one factor of an outlet and day.</summary>
internal sealed record MeasuredDay(SourceOutlet Outlet, DateOnly Day, string Factor, IReadOnlyList<HourItem> Hours, decimal Recomputed, int Differing);

/// <summary>Takes the amounts of a day from the hours the loggers reported: Cou is the value of record, concentration and flow are the check.</summary>
internal sealed class MeasureAmounts(MonitoringDb db, Rulebook book, ISources sources, IReadings readings, GatherHours gather, JudgeDays judge)
{
    /// <summary>Codes of the flow.</summary>
    public const string GasFlow = "a00000", WaterFlow = "w00000";

    public static string FlowOf(Medium medium) => medium == Medium.Water ? WaterFlow : GasFlow;

    /// <summary>Factors of an outlet that have an amount: the flow, and what is measured in mg/m3 or mg/L.</summary>
    public static IEnumerable<OutletFactor> WithAmount(OutletDuties duties) =>
        duties.Factors.Where(factor => factor.Code == FlowOf(duties.Outlet.Medium) || factor.Unit.Replace("³", "3", StringComparison.Ordinal) is "mg/m3" or "mg/L");

    public async Task<List<MeasuredDay>> Of(DateOnly day, IReadOnlyCollection<string>? only, CancellationToken stop)
    {
        var measured = new List<MeasuredDay>();
        var duties = (only is null ? await sources.AllDuties(day, stop) : await sources.DutiesOf(only, day, stop)).Values.OrderBy(duty => duty.Outlet.Id, StringComparer.Ordinal).ToList();
        var ids = duties.ConvertAll(duty => duty.Outlet.Id);
        var decided = await judge.DecisionsOf(ids, day, stop);
        var slot = JudgedRow.SlotOf(LimitPeriod.Hour, day.ToDateTime(TimeOnly.MinValue));
        var judged = (await new JudgedRows(db).Read(LimitPeriod.Hour, only is null ? null : ids, slot, slot + 23, stop)).Values.ToLookup(row => row.OutletId);
        var bases = (await db.Set<FlowBasis>().AsNoTracking().Where(basis => ids.Contains(basis.OutletId) && basis.SupersededAt == null && basis.FromOn <= day).OrderBy(basis => basis.FromOn).ToListAsync(stop)).ToLookup(basis => basis.OutletId);
        foreach (var duty in duties)
        {
            var stations = gather.StationsOf(duty.Outlet.Id, day);
            var factors = WithAmount(duty).ToList();
            if (stations.Count == 0 || factors.Count == 0 || !book.RulesOn(OutletLaw.RequestOf(duty), day).Try(out var rules, out _)) continue;
            var rows = judged[duty.Outlet.Id].ToDictionary(row => row.Start);
            (bool, int?) Minutes(string factor, DateTime hour) => JudgeDays.MinutesOf(rows, factor, hour) is { Known: true } known ? known : (true, null);
            var decisions = decided(duty.Outlet.Id);
            measured.AddRange(Outlet(duty, factors, rules, gather.Of(new OutletLaw(duty, rules, factors), 0, 24, decisions, Minutes), Came(stations, day), decisions, new FlowVolumes(bases[duty.Outlet.Id].LastOrDefault(), duty.Factors.ToDictionary(factor => factor.Code, factor => factor.Unit))));
        }
        return measured;
    }

    private static IEnumerable<MeasuredDay> Outlet(
        OutletDuties duty, List<OutletFactor> factors, DayRules rules, IReadOnlyDictionary<string, List<HourValue>> values, Dictionary<(string, DateTime), FactorReading> came, Decisions decisions, FlowVolumes flows)
    {
        var medium = duty.Outlet.Medium;
        var flow = FlowOf(medium);
        var states = factors.ToDictionary(factor => factor.Code, factor => Hours(factor.Code));
        var volumes = new decimal?[24];
        for (var hour = 0; hour < 24; hour++)
            if (states.GetValueOrDefault(flow)?[hour] == AmountState.Valid && came.TryGetValue((flow, At(hour)), out var reading))
                // The logger's own volume; else its mean: m3/s of gas, L/s of water.
                volumes[hour] = medium == Medium.Water ? reading.Total ?? reading.Value * 3.6m : flows.Of(reading.Total ?? reading.Value * 3600m, code => came.GetValueOrDefault((code, At(hour))));
        foreach (var factor in factors)
        {
            var hours = new HourItem[24];
            var (recomputed, differing) = (0m, 0);
            for (var hour = 0; hour < 24; hour++)
            {
                var state = states[factor.Code][hour];
                var reading = came.GetValueOrDefault((factor.Code, At(hour)));
                if (state != AmountState.Valid || reading is null) hours[hour] = new(state == AmountState.Valid ? AmountState.Missing : state);
                else if (factor.Code == flow) hours[hour] = volumes[hour] is { } volume ? new(AmountState.Valid, volume) : new(AmountState.Invalid);
                else
                {
                    var emission = HourEmission.Of(medium, reading.Total, reading.Value, volumes[hour]);
                    hours[hour] = emission.Kilograms is { } kilograms ? new(AmountState.Valid, kilograms, medium == Medium.Water ? reading.Value : null) : new(AmountState.Invalid);
                    recomputed += emission.Recomputed ?? 0m;
                    differing += emission.Differs ? 1 : 0;
                }
            }
            yield return new(duty.Outlet, duty.Day, factor.Code, hours, recomputed, differing);
        }

        DateTime At(int hour) => duty.Day.ToDateTime(new TimeOnly(hour, 0));

        AmountState[] Hours(string code)
        {
            var known = values.GetValueOrDefault(code)?.ToDictionary(value => value.Start) ?? [];
            return [.. Enumerable.Range(0, 24).Select(hour => HourEmission.StateOf(known.GetValueOrDefault(At(hour)) ?? new HourValue(code, At(hour)) { Received = false, Marks = decisions.Marks.Over(code, At(hour)) }, rules))];
        }
    }

    private Dictionary<(string, DateTime), FactorReading> Came(IReadOnlyList<Station> stations, DateOnly day)
    {
        var came = new Dictionary<(string, DateTime), FactorReading>();
        foreach (var station in stations)
            foreach (var reading in readings.Of(station.Mn, PeriodKind.Hour, BeijingTime.StartOf(day), BeijingTime.StartOf(day.AddDays(1))))
            {
                var clock = BeijingTime.ClockOf(reading.Time);
                foreach (var factor in reading.Factors) came.TryAdd((factor.Code, clock.Date.AddHours(clock.Hour)), factor);
            }
        return came;
    }
}
