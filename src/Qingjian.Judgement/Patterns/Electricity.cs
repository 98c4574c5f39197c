namespace Qingjian.Judgement;

/// <summary>One hour of a meter beside the flow it drives.</summary>
/// <param name="Start">Beginning, Beijing clock.</param>
/// <param name="Flow">Flow of the hour in m³; null when missing.</param>
/// <param name="Power">Electricity of fan or pump in kWh; null when missing.</param>
public sealed record PowerHour(DateTime Start, decimal? Flow, decimal? Power);

/// <summary>One reading of production and of treatment at the same moment.</summary>
/// <param name="At">Moment, Beijing clock.</param>
/// <param name="Until">Until when it holds.</param>
/// <param name="Production">Power of production in kW.</param>
/// <param name="Treatment">Power of treatment in kW.</param>
public sealed record PlantPower(DateTime At, DateTime Until, decimal Production, decimal Treatment);

/// <summary>Patterns that need electricity: flow against the meter of its fan or pump (P08), production without treatment (P09).</summary>
public static class Electricity
{
    /// <summary>P08: the ratio of flow to electricity leaves its usual value, or the machine runs while no flow is reported.</summary>
    /// <param name="hours">In order of time, history included.</param>
    /// <param name="from">Hits that end before it are left out.</param>
    /// <param name="rule">The settings in force.</param>
    public static IReadOnlyList<PatternHit> FlowAgainstPower(IReadOnlyList<PowerHour> hours, DateTime from, PatternRule rule)
    {
        if (rule.Find("P08") is not { } pattern) return [];
        var ratios = hours.Where(hour => hour is { Flow: > 0, Power: > 0 }).Select(hour => (hour.Start, Ratio: hour.Flow!.Value / hour.Power!.Value)).ToList();
        var powers = hours.Where(hour => hour.Power > 0).Select(hour => hour.Power!.Value).ToList();
        if (powers.Count == 0) return [];
        var (hits, normal, factor) = (new List<PatternHit>(), FindPatterns.Median(powers), pattern["factor"]);
        foreach (var run in Runs(hours, hour => hour is { Flow: 0m, Power: { } power } && power > pattern["power_share"] * normal, pattern.Count("hours")))
            hits.Add(FindPatterns.Hit(pattern, "", run[0].Start, run[^1].Start.AddHours(1), run.Count, pattern["hours"], 1m, $"风机、水泵用电正常而流量连续{run.Count}小时为零"));
        foreach (var run in Runs(hours, hour => Off(hour) is { } off && off > factor, pattern.Count("hours")))
        {
            var worst = run.Max(hour => Off(hour)!.Value);
            hits.Add(FindPatterns.Hit(pattern, "", run[0].Start, run[^1].Start.AddHours(1), worst, factor, worst / (2m * factor), $"流量与用电量之比连续{run.Count}小时偏离近30日中位数{FindPatterns.Show(worst)}倍以上"));
        }
        return [.. hits.Where(hit => hit.To > from).OrderBy(hit => hit.From)];

        // How many times the ratio lies above or below the median of the days before; |log(r/median)| > log(factor).
        decimal? Off(PowerHour hour)
        {
            if (hour is not { Flow: { } flow and > 0, Power: { } power and > 0 }) return null;
            var before = ratios.Where(each => each.Start < hour.Start && each.Start >= hour.Start.AddDays(-(double)pattern["days"])).Select(each => each.Ratio).ToList();
            if (before.Count < pattern.Count("least")) return null;
            var usual = FindPatterns.Median(before);
            var ratio = flow / power;
            return Math.Max(ratio / usual, usual / ratio);
        }
    }

    /// <summary>P09: production runs and treatment does not, for a stretch of minutes.</summary>
    /// <param name="readings">In order of time.</param>
    /// <param name="productionRated">Rated power of production in kW.</param>
    /// <param name="treatmentRated">Rated power of treatment in kW.</param>
    /// <param name="rule">The settings in force.</param>
    public static IReadOnlyList<PatternHit> ProductionWithoutTreatment(IReadOnlyList<PlantPower> readings, decimal productionRated, decimal treatmentRated, PatternRule rule)
    {
        if (rule.Find("P09") is not { } pattern) return [];
        var hits = new List<PatternHit>();
        DateTime? began = null;
        for (var at = 0; at <= readings.Count; at++)
        {
            var bad = at < readings.Count && readings[at].Production > pattern["production_share"] * productionRated && readings[at].Treatment < pattern["treatment_share"] * treatmentRated
                && (began is null || readings[at].At <= readings[at - 1].Until);
            if (bad) { began ??= readings[at].At; continue; }
            if (began is { } start && readings[at - 1].Until is var end && (decimal)(end - start).TotalMinutes is var minutes && minutes >= pattern["minutes"])
                hits.Add(FindPatterns.Hit(pattern, "", start, end, minutes, pattern["minutes"], minutes / (3m * pattern["minutes"]), $"生产设施运行而治理设施停用{FindPatterns.Show(minutes)}分钟"));
            began = null;
        }
        return hits;
    }

    private static IEnumerable<List<PowerHour>> Runs(IReadOnlyList<PowerHour> hours, Func<PowerHour, bool> wanted, int least)
    {
        var run = new List<PowerHour>();
        foreach (var hour in hours)
        {
            if (run.Count > 0 && (!wanted(hour) || hour.Start != run[^1].Start.AddHours(1)))
            {
                if (run.Count >= least) yield return run;
                run = [];
            }
            if (wanted(hour)) run.Add(hour);
        }
        if (run.Count >= least) yield return run;
    }
}
