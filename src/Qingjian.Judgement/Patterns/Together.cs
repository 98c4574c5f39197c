namespace Qingjian.Judgement;

/// <summary>Several factors that become constant in the same hour, or two gases that move as one (P07): a sampling line that is bypassed, or a generator of numbers.</summary>
internal static class Together
{
    internal static IEnumerable<PatternHit> In(IReadOnlyList<FactorSeries> factors, PatternRule rule) => Flat(factors, rule).Concat(Alike(factors, rule));

    private static IEnumerable<PatternHit> Flat(IReadOnlyList<FactorSeries> factors, PatternRule rule)
    {
        var pattern = rule.Patterns["P07"];
        var (least, needed) = (pattern.Count("hours"), pattern.Count("factors"));
        var begins = new Dictionary<DateTime, List<(string Factor, int Count)>>();
        foreach (var series in factors)
            foreach (var (from, count) in FlatRuns(series, least))
            {
                if (!begins.TryGetValue(series.Hours[from].Start, out var list)) begins[series.Hours[from].Start] = list = [];
                list.Add((series.Factor, count));
            }
        foreach (var (start, list) in begins.Where(each => each.Value.Count >= needed).OrderBy(each => each.Key))
        {
            var hours = list.Min(each => each.Count);
            yield return new(pattern.Code, "", start, start.AddHours(hours), list.Count, needed, Math.Min(1m, list.Count / (decimal)factors.Count),
                $"{list.Count}个因子自同一小时起同时恒定至少{hours}小时：{string.Join('、', list.Select(each => each.Factor).Order(StringComparer.Ordinal))}");
        }
    }

    private const string SulfurDioxide = "a21026", NitrogenOxides = "a21002";

    /// <summary>SO2 and NOx of a whole day correlate almost perfectly.</summary>
    private static IEnumerable<PatternHit> Alike(IReadOnlyList<FactorSeries> factors, PatternRule rule)
    {
        var pattern = rule.Patterns["P07"];
        if (!pattern.Numbers.ContainsKey("correlation")) yield break;
        if (factors.FirstOrDefault(series => series.Factor == SulfurDioxide) is not { } sulfur || factors.FirstOrDefault(series => series.Factor == NitrogenOxides) is not { } nitrogen) yield break;
        var other = nitrogen.Hours.Where(hour => hour.Value is not null).ToDictionary(hour => hour.Start, hour => hour.Value!.Value);
        foreach (var day in sulfur.Hours.Where(hour => hour.Value is not null && other.ContainsKey(hour.Start)).GroupBy(hour => hour.Start.Date))
        {
            var pairs = day.Select(hour => (hour.Value!.Value, other[hour.Start])).ToList();
            if (pairs.Count < pattern.Count("pairs") || Correlation(pairs) is not { } together || together <= pattern["correlation"]) continue;
            yield return FindPatterns.Hit(pattern, "", day.Key, day.Key.AddDays(1), together, pattern["correlation"], 0.8m, $"二氧化硫与氮氧化物{pairs.Count}小时的相关系数为{FindPatterns.Show(together)}，两者几乎同步变化");
        }
    }

    private static decimal? Correlation(List<(decimal First, decimal Second)> pairs)
    {
        var (one, two) = (pairs.Average(pair => pair.First), pairs.Average(pair => pair.Second));
        var (both, first, second) = (0.0, 0.0, 0.0);
        foreach (var (x, y) in pairs)
        {
            var (a, b) = ((double)(x - one), (double)(y - two));
            (both, first, second) = (both + a * b, first + a * a, second + b * b);
        }
        return first == 0 || second == 0 ? null : (decimal)(both / Math.Sqrt(first * second));
    }

    private static IEnumerable<(int From, int Count)> FlatRuns(FactorSeries series, int least)
    {
        for (var from = 0; from < series.Hours.Count;)
        {
            var end = from + 1;
            while (end < series.Hours.Count && series.Hours[from].Value is { } first && series.Hours[end].Value == first && series.Hours[end].Start == series.Hours[end - 1].Start.AddHours(1)) end++;
            if (end - from >= least) yield return (from, end - from);
            from = end;
        }
    }
}
