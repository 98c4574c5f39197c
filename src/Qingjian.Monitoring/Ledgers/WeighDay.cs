using Qingjian.Judgement;
using Qingjian.Monitoring.Amounts;
using Qingjian.Vocabulary;
using Medium = Qingjian.Vocabulary.Medium;

namespace Qingjian.Monitoring.Ledgers;

/// <summary>What came of the hours of the inlet.</summary>
/// <param name="Mn">Its logger.</param>
/// <param name="Demand">COD in mg/L by hour; valid ones only.</param>
/// <param name="Water">m³ by hour; valid ones only.</param>
internal sealed record InletDay(string Mn, IReadOnlyDictionary<int, decimal> Demand, IReadOnlyDictionary<int, decimal> Water);

/// <summary>What a balance is made from.</summary>
/// <param name="Amounts">Amounts of the outlet and day by factor.</param>
/// <param name="Ledger">What the enterprise entered; null for nothing.</param>
/// <param name="Inlet">Null where none is registered.</param>
internal sealed record DayAtHand(DateOnly Day, Medium Medium, IReadOnlyDictionary<string, DayAmount> Amounts, LedgerDay? Ledger, InletDay? Inlet);

/// <summary>Puts the two sides of the balance of a day side by side: the ledger or the inlet, and the amounts. A side that is not whole is left out and said,
/// rather than blamed on the plant.</summary>
internal static class WeighDay
{
    /// <returns>The balance, and what is missing in it (Chinese; empty for nothing).</returns>
    public static (PlantBalance Balance, string Missing) Of(DayAtHand hand, MeanRule means)
    {
        var start = hand.Day.ToDateTime(TimeOnly.MinValue);
        var empty = new PlantBalance(start, start.AddDays(1));
        return hand.Medium == Medium.Air ? Gas(empty, hand, means) : Water(empty, hand, means);
    }

    private static (PlantBalance, string) Gas(PlantBalance balance, DayAtHand hand, MeanRule means)
    {
        if (hand.Ledger is not { CoalTonnes: { } coal } ledger) return (balance, "没有燃煤台账");
        if (coal == 0) return (balance, "台账填报当日未燃煤");
        var (emitted, why) = Total(hand, Balances.SulfurDioxide, "二氧化硫排放量", means);
        return (balance with { Coal = coal * 1000m, Sulfur = ledger.SulfurPercent / 100m, Efficiency = ledger.EfficiencyPercent / 100m, SulfurDioxide = emitted }, why);
    }

    private static (PlantBalance, string) Water(PlantBalance balance, DayAtHand hand, MeanRule means)
    {
        var missing = new List<string>();
        var (demand, water) = (Items(hand, Balances.Demand), Items(hand, Balances.WaterFlow));
        var due = Due(demand ?? water);
        var needed = Needed(means, due);
        if (needed == 0) return (balance, "当日没有排水");
        var after = demand is null ? null : Mean(hand.Amounts[Balances.Demand].Items(), water, needed);
        if (after is null) missing.Add(demand is null ? "没有出水化学需氧量的统计" : $"出水化学需氧量有效数据不足{needed}小时");

        var inlet = hand.Inlet;
        var (before, demandFrom) = inlet is not null && inlet.Demand.Count >= needed ? (Weighted(inlet.Demand, inlet.Water), $"进水口监测，有效{inlet.Demand.Count}小时") : (hand.Ledger?.DemandIn, Stand(inlet, inlet?.Demand.Count));
        if (before is null) missing.Add("没有进水化学需氧量");

        // Of an inlet that is measured, the same hours are held against each other.
        var common = inlet is null || water is null ? [] : inlet.Water.Keys.Where(hour => water[hour].Amount is not null).ToList();
        decimal? entered, left;
        string waterFrom;
        if (common.Count >= needed) (entered, left, waterFrom) = (common.Sum(hour => inlet!.Water[hour]), common.Sum(hour => water![hour].Amount), $"进水口监测，同为有效的{common.Count}小时");
        else
        {
            (left, var why) = Total(hand, Balances.WaterFlow, "出水量", means);
            (entered, waterFrom) = (hand.Ledger?.WaterIn, Stand(inlet, common.Count));
            if (why.Length > 0) missing.Add(why);
        }
        if (entered is null) missing.Add("没有进水量");
        return (balance with { DemandIn = before, DemandOut = after, WaterIn = entered, WaterOut = left, DemandFrom = demandFrom, WaterFrom = waterFrom }, string.Join('，', missing));
    }

    private static string Stand(InletDay? inlet, int? hours) => inlet is null ? "台账填报" : $"台账填报，进水口监测有效数据只有{hours ?? 0}小时";

    private static IReadOnlyList<HourItem>? Items(DayAtHand hand, string factor) => hand.Amounts.GetValueOrDefault(factor)?.Items();

    // Measured and substituted; null where hours are lost for which nothing may stand, or too few were measured.
    private static (decimal? Amount, string Why) Total(DayAtHand hand, string factor, string name, MeanRule means)
    {
        if (hand.Amounts.GetValueOrDefault(factor) is not { } amount) return (null, $"当日没有{name}的统计");
        var needed = Needed(means, Due(amount.Items()));
        if (needed == 0) return (null, "当日停运");
        if (amount.Valid < needed) return (null, $"{name}只有{amount.Valid}小时实测，不足{needed}小时");
        var lost = amount.Invalid + amount.Missing - amount.SubstitutedHours;
        return lost > 0 ? (null, $"{name}有{lost}小时既无实测也无替代") : ((amount.Measured + amount.Substituted) / DayAmount.Scale, "");
    }

    private static int Due(IReadOnlyList<HourItem>? items) => items?.Count(item => item.State != AmountState.Stopped) ?? 24;

    // As a day mean needs: a number of hours, or a share of those due.
    private static int Needed(MeanRule means, int due) => means.DayHours is { } hours ? Math.Min(hours, due) : (int)Math.Ceiling((means.DayShare ?? 1m) * due);

    private static decimal? Mean(IReadOnlyList<HourItem> demand, IReadOnlyList<HourItem>? water, int needed)
    {
        var values = Enumerable.Range(0, demand.Count).Where(hour => demand[hour].Concentration is not null).ToDictionary(hour => hour, hour => demand[hour].Concentration!.Value);
        if (needed == 0 || values.Count < needed) return null;
        return Weighted(values, water is null ? new Dictionary<int, decimal>() : Enumerable.Range(0, water.Count).Where(hour => water[hour].Amount is not null).ToDictionary(hour => hour, hour => water[hour].Amount!.Value));
    }

    // By discharge; plain where one discharge is unknown or all are nothing (J7).
    private static decimal Weighted(IReadOnlyDictionary<int, decimal> values, IReadOnlyDictionary<int, decimal> water)
    {
        var volume = values.Keys.Sum(hour => water.GetValueOrDefault(hour));
        return values.Keys.All(water.ContainsKey) && volume > 0 ? values.Sum(each => each.Value * water[each.Key]) / volume : values.Values.Average();
    }
}
