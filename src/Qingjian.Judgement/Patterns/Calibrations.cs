namespace Qingjian.Judgement;

/// <summary>Abuse of calibration (P10): too much of a month, above all when the limit is near, too long, or with another level behind it.</summary>
internal static class Calibrations
{
    internal static IEnumerable<PatternHit> In(FactorSeries series, PatternRule rule)
    {
        var pattern = rule.Patterns["P10"];
        var hits = OfMonth(series, pattern);
        return pattern.Numbers.ContainsKey("near") ? hits.Concat(NearTheLimit(series, pattern)).Concat(LongOnes(series, pattern)) : hits;
    }

    private static bool Away(SeriesHour hour) => hour is { Received: true, Flag: 'C' or 'M' };

    private static IEnumerable<PatternHit> OfMonth(FactorSeries series, Pattern pattern)
    {
        foreach (var month in series.Hours.GroupBy(hour => new DateTime(hour.Start.Year, hour.Start.Month, 1)).Where(month => month.Count() >= pattern.Count("hours")))
        {
            var share = (decimal)month.Count(Away) / month.Count();
            if (share > pattern["share"])
                yield return FindPatterns.Hit(pattern, series.Factor, month.Min(hour => hour.Start), month.Max(hour => hour.Start).AddHours(1), share, pattern["share"], share / (2m * pattern["share"]),
                    $"本月{FindPatterns.Percent(share)}的小时标记为校准或者维护");
        }
    }

    // The hour before stands for the forecast: P(C/M | it was near the limit) against P(C/M).
    private static IEnumerable<PatternHit> NearTheLimit(FactorSeries series, Pattern pattern)
    {
        if (series.Limit is not { } limit || limit <= 0 || series.Hours.Count < pattern.Count("hours")) yield break;
        var (near, nearAway, away) = (0, 0, 0);
        for (var at = 1; at < series.Hours.Count; at++)
        {
            var begins = Away(series.Hours[at]) && !Away(series.Hours[at - 1]);
            if (begins) away++;
            if (series.Hours[at - 1].Value is not { } before || before <= pattern["near"] * limit) continue;
            near++;
            if (begins) nearAway++;
        }
        if (near == 0 || nearAway < pattern.Count("cases")) yield break;
        var (given, always) = ((decimal)nearAway / near, (decimal)away / (series.Hours.Count - 1));
        if (given > pattern["times"] * always)
            yield return FindPatterns.Hit(pattern, series, 0, series.Hours.Count, given, pattern["times"] * always, 1m - pattern["times"] * always / (2m * given),
                $"临近限值后转入校准、维护的比例为{FindPatterns.Percent(given)}（{nearAway}次），平时只有{FindPatterns.Percent(always)}");
    }

    private static IEnumerable<PatternHit> LongOnes(FactorSeries series, Pattern pattern)
    {
        foreach (var (from, count) in FindPatterns.Runs(series.Hours, pattern.Count("longest") + 1, hour => hour is { Received: true, Flag: 'C' }))
            yield return FindPatterns.Hit(pattern, series, from, count, count, pattern["longest"], count / (6m * pattern["longest"]), $"一次校准持续{count}小时，超过{pattern.Count("longest")}小时");
        foreach (var (from, count) in FindPatterns.Runs(series.Hours, 1, Away))
        {
            if (from == 0 || from + count >= series.Hours.Count || series.Hours[from - 1].Value is not { } before || series.Hours[from + count].Value is not { } after || before <= 0) continue;
            var change = Math.Abs(after - before) / before;
            if (change > pattern["level_change"])
                yield return FindPatterns.Hit(pattern, series, from, count, change, pattern["level_change"], 0.5m,
                    $"校准、维护{count}小时前后数值由{FindPatterns.Show(before)}变为{FindPatterns.Show(after)}，相差{FindPatterns.Percent(change)}");
        }
    }
}
