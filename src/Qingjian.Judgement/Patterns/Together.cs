namespace Qingjian.Judgement;

/// <summary>Several factors that become constant in the same hour (P07): a sampling line that is bypassed.</summary>
internal static class Together
{
    internal static IEnumerable<PatternHit> In(IReadOnlyList<FactorSeries> factors, PatternRule rule)
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
