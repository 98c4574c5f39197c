namespace Qingjian.Judgement;

/// <summary>What went into a plant in a period and what came out, in the same units.</summary>
/// <param name="From">Beginning.</param>
/// <param name="To">End, exclusive.</param>
public sealed record PlantBalance(DateTime From, DateTime To)
{
    /// <summary>Coal burnt in kg.</summary>
    public decimal? Coal { get; init; }
    /// <summary>Sulfur in the coal as a fraction of 1.</summary>
    public decimal? Sulfur { get; init; }
    /// <summary>Efficiency of desulfurisation as a fraction of 1.</summary>
    public decimal? Efficiency { get; init; }
    /// <summary>SO2 emitted in kg, as the monitor says.</summary>
    public decimal? SulfurDioxide { get; init; }
    /// <summary>COD at the inlet in mg/L.</summary>
    public decimal? DemandIn { get; init; }
    /// <summary>COD at the outlet in mg/L.</summary>
    public decimal? DemandOut { get; init; }
    /// <summary>Inlet water in m³.</summary>
    public decimal? WaterIn { get; init; }
    /// <summary>Outlet water in m³.</summary>
    public decimal? WaterOut { get; init; }
}

/// <summary>Patterns that need data beside the monitor: mass balance (P19), a manual measurement (P21).</summary>
public static class Balances
{
    private const string SulfurDioxide = "a21026", Demand = "w01018", WaterFlow = "w00000";

    /// <summary>P19: what the monitor says cannot follow from what went in.</summary>
    public static IReadOnlyList<PatternHit> Of(PlantBalance balance, PatternRule rule)
    {
        ArgumentNullException.ThrowIfNull(balance);
        if (rule.Find("P19") is not { } pattern) return [];
        var hits = new List<PatternHit>();
        if (balance is { Coal: { } coal and > 0, Sulfur: { } sulfur and > 0, Efficiency: { } efficiency and < 1, SulfurDioxide: { } emitted })
        {
            var expected = coal * sulfur * 2m * (1m - efficiency);
            var ratio = emitted / expected;
            if (ratio < pattern["so2_low"] || ratio > pattern["so2_high"])
                hits.Add(Hit(SulfurDioxide, ratio, ratio < pattern["so2_low"] ? pattern["so2_low"] : pattern["so2_high"], $"二氧化硫排放量{FindPatterns.Show(emitted)}千克，按燃煤和脱硫效率应约为{FindPatterns.Show(expected)}千克"));
        }
        if (balance is { DemandIn: { } before, DemandOut: { } after } && after > before)
            hits.Add(Hit(Demand, after, before, $"出水化学需氧量{FindPatterns.Show(after)}高于进水{FindPatterns.Show(before)}"));
        if (balance is { WaterIn: { } entered and > 0, WaterOut: { } left } && left > pattern["water_times"] * entered)
            hits.Add(Hit(WaterFlow, left / entered, pattern["water_times"], $"出水量{FindPatterns.Show(left)}立方米，超过进水量{FindPatterns.Show(entered)}立方米的{FindPatterns.Show(pattern["water_times"])}倍"));
        return hits;

        PatternHit Hit(string factor, decimal statistic, decimal threshold, string say) => FindPatterns.Hit(pattern, factor, balance.From, balance.To, statistic, threshold, 0.7m, say);
    }

    /// <summary>P21: the automatic value differs from a manual one taken at the same time by more than the tolerance of the comparison.</summary>
    /// <param name="factor">HJ 212-2017 code.</param>
    /// <param name="at">Hour of both, Beijing clock.</param>
    /// <param name="automatic">Value of the monitor.</param>
    /// <param name="manual">Value of the manual measurement in the same unit, above 0.</param>
    /// <param name="tolerance">Relative tolerance of HJ 75 or HJ 355 for this value; null takes the default of the rule.</param>
    /// <param name="rule">The settings in force.</param>
    public static IReadOnlyList<PatternHit> AgainstManual(string factor, DateTime at, decimal automatic, decimal manual, decimal? tolerance, PatternRule rule)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(manual);
        if (rule.Find("P21") is not { } pattern) return [];
        var (off, allowed) = (Math.Abs(automatic - manual) / manual, tolerance ?? pattern["tolerance"]);
        return off <= allowed ? [] : [FindPatterns.Hit(pattern, factor, at, at.AddHours(1), off, allowed, off / (2m * allowed), $"自动监测{FindPatterns.Show(automatic)}，手工监测{FindPatterns.Show(manual)}，相差{FindPatterns.Percent(off)}")];
    }
}
