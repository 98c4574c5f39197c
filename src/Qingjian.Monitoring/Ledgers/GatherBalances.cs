using Microsoft.EntityFrameworkCore;
using Qingjian.Judgement;
using Qingjian.Monitoring.Contract;
using Qingjian.Platform.Storage;
using Qingjian.Registry.Contract;
using Qingjian.Vocabulary;

namespace Qingjian.Monitoring.Ledgers;

/// <summary>A balance with what it found.</summary>
internal sealed record Weighed(SourceOutlet Outlet, BalanceDay Day, IReadOnlyList<PatternHit> Hits, PatternRule Rule);

/// <summary>Makes the balances of a day from the ledger, the inlet and the amounts as they stand now.</summary>
internal sealed class GatherBalances(MonitoringDb db, ISources sources, IReadings readings, Rulebook book)
{
    // L/s for an hour.
    private const decimal WaterHour = 3.6m;
    public static readonly string[] Factors = [Balances.SulfurDioxide, Balances.Demand, Balances.WaterFlow];

    /// <summary>The settings of a day; null before balances were made.</summary>
    public PatternRule? RuleOn(DateOnly day) => book.PatternsOn(day) is { } rule && rule.Find(RunBalances.Code) is not null ? rule : null;

    /// <summary>Outlets that have neither a ledger of the day nor an inlet are left out: there is nothing to balance.</summary>
    public async Task<List<Weighed>> Of(DateOnly day, IReadOnlyCollection<string> ids, CancellationToken stop)
    {
        if (RuleOn(day) is not { } rule) return [];
        var ledgers = await db.Set<LedgerDay>().AsNoTracking().Where(row => row.Day == day && row.SupersededAt == null && ids.Contains(row.OutletId)).ToDictionaryAsync(row => row.OutletId, stop);
        var inlets = (await db.Set<Inlet>().AsNoTracking().Where(each => each.SupersededAt == null && each.FromOn <= day && ids.Contains(each.OutletId)).ToListAsync(stop))
            .GroupBy(each => each.OutletId).ToDictionary(same => same.Key, same => same.MaxBy(each => each.FromOn)!.Mn);
        var wanted = ids.Where(id => ledgers.ContainsKey(id) || inlets.GetValueOrDefault(id) is not null).Order(StringComparer.Ordinal).ToList();
        if (wanted.Count == 0) return [];
        var outlets = await sources.Outlets(wanted, stop);
        var amounts = (await db.DayAmounts.AsNoTracking().Where(row => row.Day == day && row.SupersededAt == null && wanted.Contains(row.OutletId) && Factors.Contains(row.Factor)).ToListAsync(stop)).ToLookup(row => row.OutletId);
        var found = new List<Weighed>();
        foreach (var outlet in wanted.Where(outlets.ContainsKey).Select(id => outlets[id]))
        {
            if (book.MeansOn(outlet.Medium, day) is not { } means) continue;
            var ledger = ledgers.GetValueOrDefault(outlet.Id);
            var inlet = inlets.GetValueOrDefault(outlet.Id) is { } mn ? InletOf(mn, day) : null;
            // An inlet that says nothing all day is a matter of its line.
            if (ledger is null && inlet is { Demand.Count: 0, Water.Count: 0 }) continue;
            var (balance, missing) = WeighDay.Of(new(day, outlet.Medium, amounts[outlet.Id].ToDictionary(row => row.Factor), ledger, inlet), means);
            var hits = Balances.Of(balance, rule);
            found.Add(new(outlet, Row(outlet, day, balance, hits, missing, ledger, rule), hits, rule));
        }
        return found;
    }

    /// <summary>What the balances of one outlet find over some days; keeps nothing.</summary>
    public async Task<IReadOnlyList<PatternHit>> Hits(string outletId, DateOnly from, DateOnly to, CancellationToken stop)
    {
        var hits = new List<PatternHit>();
        for (var day = from; day <= to; day = day.AddDays(1))
            foreach (var weighed in await Of(day, [outletId], stop)) hits.AddRange(weighed.Hits);
        return hits;
    }

    private InletDay InletOf(string mn, DateOnly day)
    {
        var (demand, water) = (new Dictionary<int, decimal>(), new Dictionary<int, decimal>());
        foreach (var reading in readings.Of(mn, PeriodKind.Hour, BeijingTime.StartOf(day), BeijingTime.StartOf(day.AddDays(1))))
        {
            var hour = BeijingTime.ClockOf(reading.Time).Hour;
            if (reading.Find(Balances.Demand) is { Flag: 'N', Suspect: false, Value: { } value }) demand[hour] = value;
            if (reading.Find(Balances.WaterFlow) is { Flag: 'N', Suspect: false } flow && (flow.Total ?? flow.Value * WaterHour) is { } volume) water[hour] = volume;
        }
        return new(mn, demand, water);
    }

    private BalanceDay Row(SourceOutlet outlet, DateOnly day, PlantBalance balance, IReadOnlyList<PatternHit> hits, string missing, LedgerDay? ledger, PatternRule rule)
    {
        var working = Balances.Working(balance, rule);
        return new BalanceDay
        {
            Id = NewId.Make(),
            EnterpriseId = outlet.EnterpriseId,
            EnterpriseName = outlet.EnterpriseName,
            Division = outlet.Division,
            OutletId = outlet.Id,
            OutletName = $"{outlet.Code} {outlet.Name}",
            Medium = outlet.Medium,
            Day = day,
            State = !balance.Compares ? BalanceState.Unknown : hits.Count > 0 ? BalanceState.Differs : BalanceState.Agrees,
            Expected = Short(balance.ExpectedSulfurDioxide),
            Emitted = Short(balance.SulfurDioxide),
            DemandIn = Short(balance.DemandIn),
            DemandOut = Short(balance.DemandOut),
            WaterIn = Short(balance.WaterIn),
            WaterOut = Short(balance.WaterOut),
            Ratio = Short(balance.SulfurRatio ?? balance.WaterRatio),
            Say = working + (missing.Length == 0 ? "" : working.Length == 0 ? $"未能衡算：{missing}" : $"。另有未能衡算的：{missing}"),
            LedgerId = ledger?.Id,
            Rule = rule.Rule.Digest,
            CountedAt = db.Now,
        };
    }

    private static decimal? Short(decimal? value) => value is { } known ? Math.Round(known, 4, MidpointRounding.ToEven) / 1.0000m : null;
}
