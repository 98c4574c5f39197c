namespace Qingjian.Judgement;

/// <summary>Night effect (P23): the nights differ from the days for two weeks, and the treatment draws less electricity at night.</summary>
internal static class Nights
{
    internal static IEnumerable<PatternHit> In(FactorSeries series, PatternRule rule)
    {
        if (rule.Find("P23") is not { } pattern || series.Limit is null || series.Hours.Count == 0) yield break;
        var from = series.Hours[^1].Start.AddDays(-(double)pattern["days"]).AddHours(1);
        var hours = series.Hours.Where(hour => hour.Start >= from && hour.Value is not null).ToList();
        if (hours.Count < pattern["days"] * 24 * 3 / 4) yield break;
        bool Night(SeriesHour hour) => hour.Start.Hour >= pattern["night_from"] || hour.Start.Hour < pattern["night_until"];
        var (nights, days) = (hours.Where(Night).Select(hour => hour.Value!.Value).ToList(), hours.Where(hour => !Night(hour)).Select(hour => hour.Value!.Value).ToList());
        if (nights.Count < 2 || days.Count < 2) yield break;
        var difference = nights.Average() - days.Average();
        var error = (decimal)Math.Sqrt((double)(Variance(nights) / nights.Count + Variance(days) / days.Count));
        if (error == 0 || Math.Abs(difference) <= pattern["errors"] * error) yield break;
        // Without meters the pattern cannot be told from a plant that works by day.
        var power = hours.Where(hour => hour.Power is not null).ToList();
        var (dark, light) = (power.Where(Night).Select(hour => hour.Power!.Value).ToList(), power.Where(hour => !Night(hour)).Select(hour => hour.Power!.Value).ToList());
        if (dark.Count == 0 || light.Count == 0 || dark.Average() >= (1m - pattern["power_drop"]) * light.Average()) yield break;
        yield return FindPatterns.Hit(pattern, series.Factor, hours[0].Start, hours[^1].Start.AddHours(1), Math.Abs(difference) / error, pattern["errors"], Math.Abs(difference) / error / (2m * pattern["errors"]),
            $"夜间均值{FindPatterns.Show(nights.Average())}与白天{FindPatterns.Show(days.Average())}相差{FindPatterns.Show(Math.Abs(difference) / error)}倍标准误差，夜间治理用电只有白天的{FindPatterns.Percent(dark.Average() / light.Average())}");
    }

    private static decimal Variance(List<decimal> values)
    {
        var mean = values.Average();
        return values.Sum(value => (value - mean) * (value - mean)) / (values.Count - 1);
    }
}
