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
    /// <summary>Where the COD of the inlet comes from, Chinese; empty where nothing is to be said.</summary>
    public string DemandFrom { get; init; } = "";
    /// <summary>Where the inlet water comes from, Chinese.</summary>
    public string WaterFrom { get; init; } = "";

    /// <summary>SO2 in kg that should have left: coal × sulfur × 2 × (1 − efficiency); null without coal or sulfur.</summary>
    public decimal? ExpectedSulfurDioxide => this is { Coal: { } coal and > 0, Sulfur: { } sulfur and > 0, Efficiency: { } efficiency and < 1 } ? coal * sulfur * 2m * (1m - efficiency) : null;

    /// <summary>Emitted ÷ expected SO2.</summary>
    public decimal? SulfurRatio => ExpectedSulfurDioxide is { } expected && SulfurDioxide is { } emitted ? emitted / expected : null;

    /// <summary>Outlet ÷ inlet water.</summary>
    public decimal? WaterRatio => this is { WaterIn: { } entered and > 0, WaterOut: { } left } ? left / entered : null;

    /// <summary>Something can be held against something.</summary>
    public bool Compares => SulfurRatio is not null || WaterRatio is not null || this is { DemandIn: not null, DemandOut: not null };
}

/// <summary>Patterns that need data beside the monitor: mass balance (P19), a manual measurement (P21).</summary>
public static class Balances
{
    /// <summary>HJ 212-2017 codes of what is balanced.</summary>
    public const string SulfurDioxide = "a21026", Demand = "w01018", WaterFlow = "w00000";

    /// <summary>P19: what the monitor says cannot follow from what went in.</summary>
    public static IReadOnlyList<PatternHit> Of(PlantBalance balance, PatternRule rule)
    {
        ArgumentNullException.ThrowIfNull(balance);
        if (rule.Find("P19") is not { } pattern) return [];
        var hits = new List<PatternHit>();
        if (balance is { SulfurRatio: { } ratio, SulfurDioxide: { } emitted, ExpectedSulfurDioxide: { } expected } && (ratio < pattern["so2_low"] || ratio > pattern["so2_high"]))
            hits.Add(Hit(SulfurDioxide, ratio, ratio < pattern["so2_low"] ? pattern["so2_low"] : pattern["so2_high"], $"二氧化硫排放量{Round(emitted)}千克，按燃煤和脱硫效率应约为{Round(expected)}千克"));
        if (balance is { DemandIn: { } before, DemandOut: { } after } && after > before)
            hits.Add(Hit(Demand, after, before, $"出水化学需氧量{Round(after)}高于进水{Round(before)}{From(balance.DemandFrom)}"));
        if (balance is { WaterRatio: { } times, WaterIn: { } entered, WaterOut: { } left } && times > pattern["water_times"])
            hits.Add(Hit(WaterFlow, times, pattern["water_times"], $"出水量{Round(left)}立方米，超过进水量{Round(entered)}立方米{From(balance.WaterFrom)}的{FindPatterns.Show(pattern["water_times"])}倍"));
        return hits;

        PatternHit Hit(string factor, decimal statistic, decimal threshold, string say) => FindPatterns.Hit(pattern, factor, balance.From, balance.To, statistic, threshold, 0.7m, say);
    }

    /// <summary>The arithmetic of P19 in Chinese, hit or not; empty where nothing can be held against anything.</summary>
    public static string Working(PlantBalance balance, PatternRule rule)
    {
        ArgumentNullException.ThrowIfNull(balance);
        if (rule.Find("P19") is not { } pattern) return "";
        var lines = new List<string>();
        if (balance is { SulfurRatio: { } ratio, Coal: { } coal, Sulfur: { } sulfur, Efficiency: { } efficiency, ExpectedSulfurDioxide: { } expected, SulfurDioxide: { } emitted })
            lines.Add($"燃煤{Round(coal)}千克 × 全硫{Share(sulfur)} × 2 ×（1 − 脱硫{Share(efficiency)}）= 应排二氧化硫{Round(expected)}千克；排放量{Round(emitted)}千克，是应排的{Round(ratio)}倍，相符范围为{FindPatterns.Show(pattern["so2_low"])}至{FindPatterns.Show(pattern["so2_high"])}倍");
        if (balance is { DemandIn: { } before, DemandOut: { } after })
            lines.Add($"进水化学需氧量{Round(before)} mg/L{From(balance.DemandFrom)}，出水{Round(after)} mg/L，出水不应高于进水");
        if (balance is { WaterRatio: { } times, WaterIn: { } entered, WaterOut: { } left })
            lines.Add($"进水{Round(entered)}立方米{From(balance.WaterFrom)}，出水{Round(left)}立方米，是进水的{Round(times)}倍，不应超过{FindPatterns.Show(pattern["water_times"])}倍");
        return string.Join("。", lines);
    }

    private static string From(string source) => source.Length == 0 ? "" : $"（{source}）";

    private static string Round(decimal value) => VerdictJson.Plain(Math.Round(value, Math.Abs(value) < 10m ? 3 : 1, MidpointRounding.ToEven));

    private static string Share(decimal share) => $"{VerdictJson.Plain(Math.Round(share * 100m, 3, MidpointRounding.ToEven))}%";

    /// <summary>P21: the automatic value differs from a manual one taken at the same time by more than the tolerance of the comparison.</summary>
    /// <param name="factor">HJ 212-2017 code.</param>
    /// <param name="at">Hour of both, Beijing clock.</param>
    /// <param name="automatic">Value of the monitor.</param>
    /// <param name="manual">Value of the manual measurement in the same unit, 0 or more.</param>
    /// <param name="unit">Unit of both.</param>
    /// <param name="comparison">Graded tolerances in force; where they have no grade, the one tolerance of the pattern is used.</param>
    /// <param name="rule">The settings in force.</param>
    public static IReadOnlyList<PatternHit> AgainstManual(string factor, DateTime at, decimal automatic, decimal manual, string unit, ComparisonRule? comparison, PatternRule rule)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(manual);
        if (rule.Find("P21") is not { } pattern) return [];
        var grade = comparison?.GradeOf(factor, manual, unit);
        var relative = grade?.Relative ?? true;
        // Nothing can be a share of nothing.
        if (relative && manual == 0) return [];
        var (off, allowed) = (relative ? Math.Abs(automatic - manual) / manual : Math.Abs(automatic - manual), grade?.Tolerance ?? pattern["tolerance"]);
        var words = relative ? $"相差{FindPatterns.Percent(off)}，{grade?.Name ?? "相对误差"}允许±{FindPatterns.Percent(allowed)}" : $"相差{FindPatterns.Show(off)}，{grade!.Name}允许±{FindPatterns.Show(allowed)}";
        return off <= allowed ? [] : [FindPatterns.Hit(pattern, factor, at, at.AddHours(1), off, allowed, off / (2m * allowed), $"自动监测{FindPatterns.Show(automatic)}，手工监测{FindPatterns.Show(manual)}，{words}（{(grade is null ? "核查目录" : comparison!.Rule.Document)}）")];
    }
}
