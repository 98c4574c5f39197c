using Qingjian.Vocabulary;

namespace Qingjian.Judgement;

/// <summary>Faults that stretches of hours and whole days show (D04 to D25).</summary>
internal static class DataStretches
{
    private const string Oxygen = "a19001";

    internal static IEnumerable<PatternHit> In(FactorSeries series, PatternRule rule) =>
        Long(series, rule.Find("D04"), hour => !hour.Received && !hour.MarkedStopped, (count, _) => $"连续{count}小时没有收到数据")
            .Concat(Long(series, rule.Find("D08"), hour => hour.Flag == 'D', (count, check) => $"故障标记（D）已持续{count}小时，超过{check.Count("hours")}小时内恢复的要求"))
            .Concat(Long(series, rule.Find("D22"), hour => hour.Flag == 'M', (count, _) => $"维护标记（M）连续{count}小时"))
            .Concat(RunningOxygen(series, rule.Find("D11"))).Concat(Dilution(series, rule.Find("D12")))
            .Concat(SparseDays(series, rule.Find("D15"))).Concat(DayMeans(series, rule.Find("D19")))
            .Concat(NeverCalibrated(series, rule.Find("D23"))).Concat(Registered(series, rule));

    private static IEnumerable<PatternHit> Long(FactorSeries series, Pattern? check, Func<SeriesHour, bool> wanted, Func<int, Pattern, string> say) => check is null ? []
        : FindPatterns.Runs(series.Hours, check.Count("hours"), wanted)
            .Select(run => FindPatterns.Hit(check, series, run.From, run.Count, run.Count, check["hours"], run.Count / (2m * check["hours"]), say(run.Count, check)));

    private static IEnumerable<PatternHit> RunningOxygen(FactorSeries series, Pattern? check)
    {
        if (check is null || series.Factor != Oxygen) return [];
        bool Implausible(SeriesHour hour) => hour is { Flag: 'N', MarkedStopped: false, Value: { } value } && (value < check["low"] || value > check["high"])
            && hour.Velocity is { } velocity && velocity > check["velocity_above"];
        return FindPatterns.Runs(series.Hours, check.Count("hours"), Implausible).Select(run =>
        {
            var worst = series.Hours.Skip(run.From).Take(run.Count).Select(hour => hour.Value!.Value).MaxBy(value => Math.Max(check["low"] - value, value - check["high"]));
            return FindPatterns.Hit(check, series, run.From, run.Count, worst, worst < check["low"] ? check["low"] : check["high"], run.Count / (2m * check["hours"]),
                $"设施运行时氧含量{FindPatterns.Show(worst)}%，连续{run.Count}小时不合常理");
        });
    }

    // 稀释: oxygen rises while the flow stays as it was.
    private static IEnumerable<PatternHit> Dilution(FactorSeries series, Pattern? check)
    {
        if (check is null || series.Factor != Oxygen) yield break;
        var window = check.Count("window");
        for (var at = window; at < series.Hours.Count; at++)
        {
            if (series.Hours[at] is not { Flag: 'N', Value: { } now, Velocity: { } flow and > 0 }) continue;
            var before = series.Hours.Skip(at - window).Take(window).Where(hour => hour is { Value: not null, Velocity: > 0 }).ToList();
            if (before.Count < window) continue;
            var (oxygen, usual) = (FindPatterns.Median([.. before.Select(hour => hour.Value!.Value)]), FindPatterns.Median([.. before.Select(hour => hour.Velocity!.Value)]));
            if (now - oxygen <= check["points"] || Math.Abs(flow - usual) > check["flow_change"] * usual) continue;
            yield return FindPatterns.Hit(check, series, at, 1, now - oxygen, check["points"], (now - oxygen) / (2m * check["points"]),
                $"氧含量由{FindPatterns.Show(oxygen)}%升到{FindPatterns.Show(now)}%，而流速没有变化，可能漏入空气稀释");
        }
    }

    private static IEnumerable<PatternHit> SparseDays(FactorSeries series, Pattern? check)
    {
        if (check is null || series.Limit is null) yield break;
        foreach (var day in series.Hours.GroupBy(hour => hour.Start.Date).Where(day => day.Count() == 24))
        {
            var due = day.Count(hour => !hour.MarkedStopped && hour.Flag != 'F');
            var valid = day.Count(hour => hour.Value is not null);
            if (due < check["hours"] || valid == 0 || valid >= check["hours"]) continue;
            yield return FindPatterns.Hit(check, series.Factor, day.Key, day.Key.AddDays(1), valid, check["hours"], 1m - valid / check["hours"], $"当日有效小时值只有{valid}个，日均值不能评价");
        }
    }

    private static IEnumerable<PatternHit> DayMeans(FactorSeries series, Pattern? check)
    {
        if (check is null || series.Medium != Medium.Air) yield break;
        foreach (var day in series.Hours.GroupBy(hour => DateOnly.FromDateTime(hour.Start)))
        {
            var values = day.Where(hour => hour.Value is not null).Select(hour => hour.Value!.Value).ToList();
            if (values.Count < check["hours"] || !series.Days.TryGetValue(day.Key, out var sent)) continue;
            var mean = values.Average();
            if (mean <= 0 || Math.Abs(sent - mean) <= Math.Max(check["differs"] * mean, series.LastDecimal)) continue;
            yield return FindPatterns.Hit(check, series.Factor, day.Key.ToDateTime(TimeOnly.MinValue), day.Key.AddDays(1).ToDateTime(TimeOnly.MinValue), Math.Abs(sent - mean) / mean, check["differs"], 0.5m,
                $"上报日均值{FindPatterns.Show(sent)}，{values.Count}个小时值的均值为{FindPatterns.Show(mean)}");
        }
    }

    private static IEnumerable<PatternHit> NeverCalibrated(FactorSeries series, Pattern? check)
    {
        if (check is null || series.Medium != Medium.Air || series.Limit is null) yield break;
        var hours = series.Hours.Where(hour => hour.Received).ToList();
        var needed = check.Count("days") * 24;
        if (hours.Count < needed || hours[^needed..].Any(hour => hour.Flag == 'C')) yield break;
        yield return FindPatterns.Hit(check, series.Factor, hours[^needed].Start, hours[^1].Start.AddHours(1), check["days"], check["days"], 0.3m, $"最近{check.Count("days")}天没有任何校准标记（C）");
    }

    private static IEnumerable<PatternHit> Registered(FactorSeries series, PatternRule rule)
    {
        if (series.Hours.Count == 0) yield break;
        var came = series.Hours.Where(hour => hour.Received).ToList();
        if (rule.Find("D24") is { } stranger && !series.Registered && came.Count >= stranger["hours"])
            yield return FindPatterns.Hit(stranger, series.Factor, came[0].Start, came[^1].Start.AddHours(1), came.Count, stranger["hours"], 0.3m, $"{came.Count}小时上报了没有登记在该排放口的因子");
        if (rule.Find("D25") is { } never && series.Registered && came.Count == 0 && series.Hours.Count(hour => !hour.MarkedStopped) is var due && due >= never["hours"])
            yield return FindPatterns.Hit(never, series, 0, series.Hours.Count, due, never["hours"], 0.5m, $"登记的因子在{due}小时内一次也没有上报");
    }
}
