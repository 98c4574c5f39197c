using Microsoft.EntityFrameworkCore;
using Qingjian.Judgement;
using Qingjian.Monitoring.Meters;
using Qingjian.Registry.Contract;
using Qingjian.Vocabulary;
using FactorSeries = Qingjian.Judgement.FactorSeries;

namespace Qingjian.Monitoring.Checks;

/// <summary>Production and treatment that belong together, at the same moments.</summary>
/// <param name="Powers">In order of time.</param>
/// <param name="ProductionRated">kW.</param>
/// <param name="TreatmentRated">kW.</param>
internal sealed record LinkedPower(IReadOnlyList<PlantPower> Powers, decimal ProductionRated, decimal TreatmentRated);

/// <summary>Electricity beside the hours of an outlet.</summary>
/// <param name="Treatment">kWh of fans, pumps and treatment of the outlet by hour, Beijing clock.</param>
/// <param name="Linked">Production against treatment, from the first hour looked at.</param>
internal sealed record OutletPower(IReadOnlyDictionary<DateTime, decimal> Treatment, IReadOnlyList<LinkedPower> Linked)
{
    private const string WaterFlow = "w00000", GasFlow = "a00000";
    // m³ of an hour from the mean: L/s of water, m³/s of gas.
    private const decimal WaterHour = 3.6m, GasHour = 3600m;

    public static OutletPower None { get; } = new(new Dictionary<DateTime, decimal>(), []);

    /// <summary>The series with the electricity of treatment beside each hour (P23).</summary>
    public FactorSeries Beside(FactorSeries series) => Treatment.Count == 0 ? series
        : series with { Hours = [.. series.Hours.Select(hour => Treatment.TryGetValue(hour.Start, out var kwh) ? hour with { Power = kwh } : hour)] };

    /// <summary>P08 and P09.</summary>
    public IEnumerable<PatternHit> Hits(GatheredOutlet gathered, DateTime from, PatternRule rule)
    {
        var flow = gathered.Factors.FirstOrDefault(series => series.Factor is WaterFlow or GasFlow);
        var hits = flow is null || Treatment.Count == 0 ? [] : Electricity.FlowAgainstPower([.. flow.Hours.Select(hour => new PowerHour(hour.Start, FlowOf(flow, hour), hour.Power))], from, rule).Select(hit => hit with { Factor = flow.Factor });
        return hits.Concat(Linked.SelectMany(linked => Electricity.ProductionWithoutTreatment(linked.Powers, linked.ProductionRated, linked.TreatmentRated, rule)));
    }

    private static decimal? FlowOf(FactorSeries flow, SeriesHour hour) =>
        hour is not { Received: true, Flag: 'N' } ? null : hour.Total ?? hour.Measured * (flow.Factor == WaterFlow ? WaterHour : GasHour);
}

/// <summary>Reads the meters that speak for an outlet: those registered for it, and all of an enterprise that has one outlet only.</summary>
internal sealed class GatherPower(MonitoringDb db, MeterPower power, ISources sources, Rulebook book)
{
    private const int MostDays = 31, BaselineDays = 31;

    public async Task<OutletPower> Of(SourceOutlet outlet, DateTime from, DateTime until, CancellationToken stop)
    {
        if (book.ElectricityOn(DateOnly.FromDateTime(until)) is not { } rule) return OutletPower.None;
        var (groups, treatment) = await MetersOf(outlet, stop);
        if (treatment.Count == 0) return OutletPower.None;

        var first = from > until.AddDays(-MostDays) ? from : until.AddDays(-MostDays);
        var history = power.Of(treatment, BeijingTime.InstantOf(first.AddDays(-BaselineDays)), BeijingTime.InstantOf(until), rule);
        return new(TogetherPower.Hours([.. treatment.Select(meter => history[meter.Id])], BeijingTime.ClockOf, rule), Linked(groups, first, until, rule));
    }

    /// <summary>Meters of treatment that speak for an outlet, and what belongs together with them.</summary>
    public async Task<(List<(List<MeterPoint> Production, List<MeterPoint> Treatment)> Groups, List<MeterPoint> Treatment)> MetersOf(SourceOutlet outlet, CancellationToken stop)
    {
        var meters = await db.Set<MeterPoint>().AsNoTracking().Where(meter => meter.EnterpriseId == outlet.EnterpriseId && meter.RetiredAt == null).OrderBy(meter => meter.Name).ToListAsync(stop);
        if (meters.Count == 0) return ([], []);
        var only = (await sources.OutletsOf(outlet.EnterpriseId, stop)).Count(each => !each.Closed) == 1;
        var treatment = meters.Where(meter => meter.Kind == MeterKind.Treatment && (meter.OutletId == outlet.Id || (meter.OutletId is null && only))).ToList();
        return (treatment.Count == 0 ? [] : await Groups(outlet, meters, treatment, stop), treatment);
    }

    // What belongs together is registered; a plant of one outlet without a registered linkage is looked at as a whole.
    private async Task<List<(List<MeterPoint> Production, List<MeterPoint> Treatment)>> Groups(SourceOutlet outlet, List<MeterPoint> meters, List<MeterPoint> treatment, CancellationToken stop)
    {
        var linkages = await db.Set<MeterLinkage>().AsNoTracking().Where(linkage => linkage.EnterpriseId == outlet.EnterpriseId && linkage.RetiredAt == null).ToListAsync(stop);
        var groups = linkages.Where(linkage => linkage.Treatment.Any(id => treatment.Exists(meter => meter.Id == id)))
            .Select(linkage => (Production: Those(linkage.Production), Treatment: Those(linkage.Treatment))).ToList();
        if (linkages.Count == 0) groups.Add((meters.FindAll(meter => meter.Kind == MeterKind.Production), treatment));
        return groups.FindAll(group => group.Production.Count > 0 && group.Treatment.Count > 0);

        List<MeterPoint> Those(IReadOnlyList<string> ids) => meters.FindAll(meter => ids.Contains(meter.Id));
    }

    private List<LinkedPower> Linked(List<(List<MeterPoint> Production, List<MeterPoint> Treatment)> groups, DateTime from, DateTime until, ElectricityRule rule)
    {
        var (start, end) = (BeijingTime.InstantOf(from), BeijingTime.InstantOf(until));
        return groups.ConvertAll(group =>
        {
            var read = power.Of([.. group.Production, .. group.Treatment], start, end, rule);
            var together = TogetherPower.Of([.. group.Production.Select(meter => read[meter.Id])], [.. group.Treatment.Select(meter => read[meter.Id])], BeijingTime.ClockOf, rule);
            return new LinkedPower([.. together.Where(moment => moment.At >= from)], group.Production.Sum(meter => meter.RatedKw), group.Treatment.Sum(meter => meter.RatedKw));
        });
    }
}
