using Qingjian.Vocabulary;

namespace Qingjian.Judgement;

/// <summary>One minute value of a factor with the realtime values that fell into it.</summary>
/// <param name="Start">Beginning, Beijing clock.</param>
/// <param name="Value">Mean as sent; null when missing or invalid.</param>
/// <param name="RealtimeMean">Mean of the realtime values of the period; null when there were none.</param>
/// <param name="Realtimes">How many there were.</param>
public sealed record MinuteValue(DateTime Start, decimal? Value, decimal? RealtimeMean = null, int Realtimes = 0);

/// <summary>Minute values of one factor over a few hours.</summary>
/// <param name="Factor">HJ 212-2017 code.</param>
/// <param name="Medium">Air or water.</param>
/// <param name="Interval">Length of a minute value.</param>
/// <param name="LastDecimal">Smallest step of the values (M19).</param>
/// <param name="Minutes">In order of time.</param>
public sealed record MinuteSeries(string Factor, Medium Medium, TimeSpan Interval, decimal LastDecimal, IReadOnlyList<MinuteValue> Minutes);

/// <summary>Patterns in minute values: constant for an hour (P02), several factors at once (P07), realtime values that do not agree (P12).</summary>
public static class MinuteValues
{
    /// <summary>All hits, in order of check and time.</summary>
    /// <param name="factors">The factors of one outlet.</param>
    /// <param name="from">Hits that end before it are left out.</param>
    /// <param name="rule">The settings in force.</param>
    public static IReadOnlyList<PatternHit> In(IReadOnlyList<MinuteSeries> factors, DateTime from, PatternRule rule)
    {
        var hits = new List<PatternHit>();
        foreach (var series in factors) hits.AddRange(Constant(series, rule).Concat(Realtime(series, rule)));
        hits.AddRange(Together(factors, rule));
        return [.. hits.Where(hit => hit.To > from).OrderBy(hit => hit.Code, StringComparer.Ordinal).ThenBy(hit => hit.Factor, StringComparer.Ordinal).ThenBy(hit => hit.From)];
    }

    private static IEnumerable<PatternHit> Constant(MinuteSeries series, PatternRule rule)
    {
        if (series.Medium != Medium.Air || rule.Find("P02") is not { } pattern || !pattern.Numbers.ContainsKey("minutes_air")) yield break;
        foreach (var (from, to) in Flat(series))
        {
            var minutes = (decimal)(to - from).TotalMinutes;
            if (minutes >= pattern["minutes_air"])
                yield return FindPatterns.Hit(pattern, series.Factor, from, to, minutes, pattern["minutes_air"], minutes / (6m * pattern["minutes_air"]), $"分钟值连续{FindPatterns.Show(minutes)}分钟恒定");
        }
    }

    // M54: a value of zero is P01's; a stretch begins and ends with values that came.
    private static IEnumerable<(DateTime From, DateTime To)> Flat(MinuteSeries series)
    {
        for (var from = 0; from < series.Minutes.Count;)
        {
            if (series.Minutes[from].Value is not { } first || first <= 0) { from++; continue; }
            var (low, high, end) = (first, first, from + 1);
            for (; end < series.Minutes.Count && series.Minutes[end].Value is { } next && series.Minutes[end].Start == series.Minutes[end - 1].Start + series.Interval; end++)
            {
                (low, high) = (Math.Min(low, next), Math.Max(high, next));
                if (high - low > series.LastDecimal) break;
            }
            if (end - from > 1) yield return (series.Minutes[from].Start, series.Minutes[end - 1].Start + series.Interval);
            from = end;
        }
    }

    private static IEnumerable<PatternHit> Realtime(MinuteSeries series, PatternRule rule)
    {
        if (rule.Find("P12") is not { } pattern) yield break;
        foreach (var minute in series.Minutes)
        {
            if (minute is not { Value: { } sent and not 0, RealtimeMean: { } mean } || minute.Realtimes < pattern.Count("values")) continue;
            var off = Math.Abs(mean - sent) / Math.Abs(sent);
            if (off > pattern["differs"] && Math.Abs(mean - sent) > series.LastDecimal)
                yield return FindPatterns.Hit(pattern, series.Factor, minute.Start, minute.Start + series.Interval, off, pattern["differs"], off,
                    $"分钟值{FindPatterns.Show(sent)}，{minute.Realtimes}个实时值的均值{FindPatterns.Show(mean)}，相差{FindPatterns.Percent(off)}");
        }
    }

    private static IEnumerable<PatternHit> Together(IReadOnlyList<MinuteSeries> factors, PatternRule rule)
    {
        if (rule.Find("P07") is not { } pattern || !pattern.Numbers.ContainsKey("minutes")) yield break;
        var begins = factors.SelectMany(series => Flat(series).Where(run => (decimal)(run.To - run.From).TotalMinutes >= pattern["minutes"]).Select(run => (run.From, run.To, series.Factor)))
            .GroupBy(run => run.From).Where(group => group.Count() >= pattern.Count("factors")).OrderBy(group => group.Key);
        foreach (var group in begins)
            yield return FindPatterns.Hit(pattern, "", group.Key, group.Min(run => run.To), group.Count(), pattern["factors"], (decimal)group.Count() / factors.Count,
                $"{group.Count()}个因子在同一分钟起同时恒定：{string.Join('、', group.Select(run => run.Factor).Order(StringComparer.Ordinal))}");
    }
}
