using Qingjian.Vocabulary;

namespace Qingjian.Judgement;

/// <summary>Faults that single hours show (D01 to D26). Successive hours with the same fault are one hit that names the worst of them.</summary>
internal static class DataFaults
{
    private const string Oxygen = "a19001", WaterFlow = "w00000", GasFlow = "a00000";

    private sealed record Seen(decimal Statistic, decimal Threshold, string Say, decimal Score = 0.5m);

    internal static IEnumerable<PatternHit> In(FactorSeries series, PatternRule rule) =>
        Each(series, rule.Find("D01"), (_, hour) => hour is { Suspect: true, Measured: { } value } ? new(value, 0m, $"数值{Show(value)}超出物理上可能的范围") : null)
            .Concat(Each(series, rule.Find("D02"), (check, hour) => hour.Delay is { } delay && (decimal)delay.TotalHours > check["hours"]
                ? new(Math.Round((decimal)delay.TotalHours, 1), check["hours"], $"数据在{Show(Math.Round((decimal)delay.TotalHours, 1))}小时后才补传", 0.3m) : null))
            .Concat(Each(series, rule.Find("D03"), (check, hour) => hour is { Earlier: { } earlier, Value: { } now } && earlier != now && Apart(now, earlier) > check["differs"]
                ? new(Apart(now, earlier), check["differs"], $"同一小时先报{Show(earlier)}，后改为{Show(now)}") : null))
            .Concat(Each(series, rule.Find("D05"), (_, hour) => hour.Measured is { } mean && (hour.Min > mean ? hour.Min : hour.Max < mean ? hour.Max : null) is { } bound
                ? new(mean, bound, $"均值{Show(mean)}不在最小值{ShowOr(hour.Min)}与最大值{ShowOr(hour.Max)}之间", 1m) : null))
            .Concat(Each(series, rule.Find("D06"), (_, hour) => hour.Received && !"NFMSDCTBP".Contains(hour.Flag, StringComparison.Ordinal)
                ? new(hour.Flag, 0m, $"数据标记“{hour.Flag}”不在标准之内") : null))
            .Concat(Each(series, rule.Find("D07"), (_, hour) => hour is { Received: true, Flag: 'S', Measured: { } value } ? new(value, 0m, $"数值{Show(value)}为人工输入（标记S）") : null))
            .Concat(Oxygens(series, rule)).Concat(Minutes(series, rule)).Concat(Totals(series, rule))
            .Concat(Each(series, rule.Find("D20"), (_, hour) => hour is { Received: true, Flag: 'T', Measured: { } value } ? new(value, 0m, $"数值{Show(value)}超过测量上限（标记T），真值不低于此值") : null))
            .Concat(Each(series, rule.Find("D21"), (check, hour) => series.Limit is { } limit and > 0 && hour.Value is { } value && value > check["times"] * limit
                ? new(value, check["times"] * limit, $"数值{Show(value)}超过限值{Show(limit)}的{Show(check["times"])}倍，请先核实设备") : null))
            .Concat(Each(series, rule.Find("D26"), (_, hour) => hour.Total is { } total and < 0m ? new(total, 0m, $"累计值{Show(total)}为负") : null));

    private static IEnumerable<PatternHit> Oxygens(FactorSeries series, PatternRule rule)
    {
        if (series.Medium != Medium.Air || series.ReferenceOxygen is null || series.Factor == Oxygen) return [];
        return Each(series, rule.Find("D09"), (check, hour) => hour is { Flag: 'N', Measured: > 0m, Oxygen: { } oxygen } && oxygen >= check["oxygen"]
                ? new(oxygen, check["oxygen"], $"氧含量{Show(oxygen)}%接近空气，不能折算") : null)
            .Concat(Each(series, rule.Find("D10"), (_, hour) => hour is { Flag: 'N', Measured: { } measured, Oxygen: null } ? new(measured, 0m, $"实测{Show(measured)}而没有有效的氧含量，不能折算") : null))
            .Concat(Each(series, rule.Find("D13"), (_, hour) => hour is { Flag: 'N', Measured: { } measured, Converted: null, Oxygen: not null } ? new(measured, 0m, $"有实测{Show(measured)}和氧含量，却没有上报折算浓度") : null));
    }

    private static IEnumerable<PatternHit> Minutes(FactorSeries series, PatternRule rule)
    {
        if (!series.MinutesKept) return [];
        return Each(series, rule.Find("D14"), (check, hour) => hour is { Flag: 'N', Value: not null, MinutesReceived: > 0 } && hour.MinutesReceived >= check["minutes"] && hour.Minutes < check["minutes"]
                ? new(hour.Minutes, check["minutes"], $"小时值标记正常，而有效的分钟数据只有{hour.Minutes}分钟") : null)
            .Concat(Each(series, rule.Find("D18"), (check, hour) => hour is { Flag: 'N', Value: not null } && hour.MinutesReceived < check["minutes"]
                ? new(hour.MinutesReceived, check["minutes"], $"有小时值，而分钟数据只收到{hour.MinutesReceived}分钟", 0.3m) : null));
    }

    // Cumulative values: of a flow, mean (L/s of water, m³/s of gas) times the hour; of a factor in water, mg/L times m³.
    private static IEnumerable<PatternHit> Totals(FactorSeries series, PatternRule rule)
    {
        var perHour = series.Factor switch { WaterFlow => 3.6m, GasFlow => 3600m, _ => 0m };
        if (perHour > 0)
            return Each(series, rule.Find("D16"), (check, hour) => hour is { Measured: { } mean and > 0, Total: { } total } && Apart(total, mean * perHour) > check["differs"]
                ? new(Apart(total, mean * perHour), check["differs"], $"累计流量{Show(total)}立方米，按平均流量{Show(mean)}应为{Show(mean * perHour)}立方米") : null);
        return series.Medium == Medium.Water
            ? Each(series, rule.Find("D17"), (check, hour) => hour is { Measured: { } mean and > 0, Total: { } total, Discharge: { } discharge and > 0 } && Math.Abs(total - mean * discharge / 1000m) > check["least"]
                && Apart(total, mean * discharge / 1000m) > check["differs"]
                ? new(Apart(total, mean * discharge / 1000m), check["differs"], $"排放量{Show(total)}千克，按浓度{Show(mean)}和水量{Show(discharge)}立方米应为{Show(mean * discharge / 1000m)}千克") : null)
            : [];
    }

    // A missing hour neither begins nor ends a stretch: it says nothing of the fault.
    private static IEnumerable<PatternHit> Each(FactorSeries series, Pattern? check, Func<Pattern, SeriesHour, Seen?> look)
    {
        if (check is null) yield break;
        var (from, last, count, worst) = (-1, -1, 0, (Seen?)null);
        for (var at = 0; at <= series.Hours.Count; at++)
        {
            if (at < series.Hours.Count && !series.Hours[at].Received) continue;
            var seen = at < series.Hours.Count ? look(check, series.Hours[at]) : null;
            if (from >= 0 && seen is null)
            {
                yield return FindPatterns.Hit(check, series, from, last - from + 1, worst!.Statistic, worst.Threshold, worst.Score, (count > 1 ? $"连续{count}小时，最严重时：" : "") + worst.Say);
                (from, count, worst) = (-1, 0, null);
            }
            if (seen is null) continue;
            if (from < 0) from = at;
            (last, count) = (at, count + 1);
            if (worst is null || Math.Abs(seen.Statistic - seen.Threshold) > Math.Abs(worst.Statistic - worst.Threshold)) worst = seen;
        }
    }

    private static decimal Apart(decimal one, decimal other) => other == 0 ? (one == 0 ? 0m : 1m) : Math.Abs(one - other) / Math.Abs(other);

    private static string Show(decimal value) => FindPatterns.Show(value);

    private static string ShowOr(decimal? value) => value is { } known ? Show(known) : "缺";
}
