namespace Qingjian.Judgement;

/// <summary>Patterns of how values lie: too even (P03), jumps (P04), pinned under the limit (P05), last digits (P14).</summary>
internal static class Spread
{
    internal static IEnumerable<PatternHit> In(FactorSeries series, DateTime from, PatternRule rule) =>
        TooEven(series, from, rule.Patterns["P03"]).Concat(Jumps(series, from, rule.Patterns["P04"])).Concat(Pinned(series, from, rule.Patterns["P05"]))
            .Concat(PinnedDays(series, from, rule.Patterns["P05"])).Concat(Digits(series, rule.Patterns["P14"]));

    private static IEnumerable<PatternHit> TooEven(FactorSeries series, DateTime from, Pattern pattern)
    {
        var window = pattern.Count("window");
        var days = series.Hours.Where(hour => hour.Value is not null).GroupBy(hour => hour.Start.Date).Where(day => day.Count() >= window * 3 / 4)
            .Select(day => (Day: day.Key, Mean: day.Average(hour => hour.Value!.Value), Hours: day.Select(hour => hour.Value!.Value).ToList())).Where(day => day.Mean > 0).OrderBy(day => day.Day).ToList();
        for (var at = 7; at < days.Count; at++)
        {
            if (days[at].Day < from.Date) continue;
            var before = days.Take(at).Where(day => day.Day >= days[at].Day.AddDays(-(double)pattern["days"])).ToList();
            if (before.Count < 7) continue;
            var (own, usual) = (Relative(days[at].Hours, days[at].Mean), FindPatterns.Median([.. before.Select(day => Relative(day.Hours, day.Mean))]));
            var mean = FindPatterns.Median([.. before.Select(day => day.Mean)]);
            if (own >= pattern["share"] * usual || Math.Abs(days[at].Mean - mean) >= pattern["mean_change"] * mean) continue;
            yield return new(pattern.Code, series.Factor, days[at].Day, days[at].Day.AddDays(1), own, pattern["share"] * usual, usual == 0 ? 1m : 1m - own / usual,
                $"当日离散系数{FindPatterns.Show(own)}，近{before.Count}日中位数为{FindPatterns.Show(usual)}，而均值几乎不变");
        }
    }

    private static decimal Relative(List<decimal> values, decimal mean) =>
        (decimal)Math.Sqrt((double)(values.Sum(value => (value - mean) * (value - mean)) / values.Count)) / mean;

    // M52: the window ends before the hour judged; a MAD of 0 is one last decimal.
    private static IEnumerable<PatternHit> Jumps(FactorSeries series, DateTime from, Pattern pattern)
    {
        var (hours, window) = (series.Hours, pattern.Count("window"));
        PatternHit? open = null;
        for (var at = window; at < hours.Count; at++)
        {
            if (hours[at].Start < from || hours[at].Value is not { } value) continue;
            var before = new List<decimal>(window);
            for (var back = at - window; back < at; back++)
                if (hours[back].Value is { } known) before.Add(known);
            if (before.Count < window * 3 / 4) continue;
            var median = FindPatterns.Median(before);
            var mad = FindPatterns.Median(before.ConvertAll(known => Math.Abs(known - median)));
            if (mad == 0) mad = series.LastDecimal;
            var threshold = Math.Max(pattern["mads"] * 1.4826m * mad, pattern["share"] * Math.Abs(median));
            var jump = Math.Abs(value - median);
            if (jump <= threshold) continue;
            var dropped = series.Limit is { } limit && hours[at - 1].Value > pattern["near"] * limit && value < pattern["dropped"] * limit;
            var hit = FindPatterns.Hit(pattern, series, at, 1, jump, threshold, (dropped ? 1m : 0.5m) * Math.Min(1m, jump / (2m * threshold)),
                $"数值{FindPatterns.Show(value)}，前{before.Count}小时中位数{FindPatterns.Show(median)}，相差{FindPatterns.Show(jump)}，超过{FindPatterns.Show(threshold)}" + (dropped ? "；前一小时临近限值" : ""));
            // The hours of one event are one hit, as grave as the gravest of them.
            if (open is not null && open.To != hit.From) yield return open;
            open = open is null || open.To != hit.From ? hit : hit.Score > open.Score ? hit with { From = open.From } : open with { To = hit.To };
        }
        if (open is not null) yield return open;
    }

    private static IEnumerable<PatternHit> Pinned(FactorSeries series, DateTime from, Pattern pattern)
    {
        if (series.Limit is not { } limit || limit <= 0) yield break;
        var values = series.Hours.Where(hour => hour.Value is not null && hour.Start >= from.AddHours(-pattern.Count("hours"))).ToList();
        if (values.Count < pattern.Count("hours")) yield break;
        decimal Share(decimal low, decimal high) => (decimal)values.Count(hour => hour.Value > low * limit && hour.Value <= high * limit) / values.Count;
        var (under, over) = (Share(pattern["low"], 1m), Share(1m, pattern["over"]));
        var (below, above) = (Share(1m - pattern["z_band"], 1m) * values.Count, Share(1m, 1m + pattern["z_band"]) * values.Count);
        var z = below + above == 0 ? 0m : (below - above) / (decimal)Math.Sqrt((double)(below + above));
        if (!(under >= pattern["share"] && over <= pattern["over_share"]) || z <= pattern["z"]) yield break;
        yield return new(pattern.Code, series.Factor, values[0].Start, values[^1].Start.AddHours(1), under, pattern["share"], under,
            $"{values.Count}个小时值中{FindPatterns.Show(under * 100)}%紧贴在限值{FindPatterns.Show(limit)}以下，几乎没有略高于限值的值（z={FindPatterns.Show(z)}）");
    }

    // The greatest hour of the day lies just below the limit, on most days of a week.
    private static IEnumerable<PatternHit> PinnedDays(FactorSeries series, DateTime from, Pattern pattern)
    {
        if (series.Limit is not { } limit || limit <= 0 || !pattern.Numbers.ContainsKey("day_low")) yield break;
        var days = series.Hours.Where(hour => hour.Value is not null).GroupBy(hour => hour.Start.Date).Where(day => day.Count() >= 18).Select(day => (Day: day.Key, Most: day.Max(hour => hour.Value!.Value))).OrderBy(day => day.Day).ToList();
        var (window, free) = (pattern.Count("of_days"), 0);
        for (var at = 0; at + window <= days.Count; at++)
        {
            var week = days.GetRange(at, window);
            if (at < free || week[^1].Day < from.Date || week[^1].Day != week[0].Day.AddDays(window - 1)) continue;
            var close = week.Count(day => day.Most >= pattern["day_low"] * limit && day.Most <= limit);
            if (close < pattern.Count("days")) continue;
            free = at + window;
            yield return FindPatterns.Hit(pattern, series.Factor, week[0].Day, week[^1].Day.AddDays(1), close, pattern["days"], (decimal)close / window,
                $"{window}天中有{close}天的最大小时值落在限值{FindPatterns.Show(limit)}以下{FindPatterns.Percent(1m - pattern["day_low"])}之内");
        }
    }

    // M55: the digits as sent. Chi-square of ten classes, nine degrees of freedom.
    private static IEnumerable<PatternHit> Digits(FactorSeries series, Pattern pattern)
    {
        var values = series.Hours.Where(hour => hour.Measured is not null).ToList();
        if (values.Count < pattern.Count("values") || series.LastDecimal <= 0) yield break;
        // Values that move by few last decimals have few last digits by nature.
        if (pattern.Numbers.TryGetValue("steps", out var steps) && values.Max(hour => hour.Measured) - values.Min(hour => hour.Measured) < steps * series.LastDecimal) yield break;
        var digits = new int[10];
        foreach (var hour in values) digits[(int)(Math.Abs(Math.Round(hour.Measured!.Value / series.LastDecimal)) % 10m)]++;
        var expected = values.Count / 10m;
        var chi = digits.Sum(count => (count - expected) * (count - expected) / expected);
        if (chi > pattern["chi_square"])
            yield return new(pattern.Code, series.Factor, values[0].Start, values[^1].Start.AddHours(1), chi, pattern["chi_square"], Math.Min(1m, chi / (2m * pattern["chi_square"])),
                $"{values.Count}个小时值的末位数字分布不均匀（卡方{FindPatterns.Show(chi)}）");
    }
}
