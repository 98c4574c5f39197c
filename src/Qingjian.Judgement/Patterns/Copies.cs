namespace Qingjian.Judgement;

/// <summary>Repeated segments (P13): a sequence of hours that equals another one of the last days, rounded to the last decimal (M56).</summary>
internal static class Copies
{
    internal static IEnumerable<PatternHit> In(FactorSeries series, DateTime from, PatternRule rule)
    {
        var pattern = rule.Patterns["P13"];
        var (hours, length) = (series.Hours, pattern.Count("hours"));
        if (series.LastDecimal <= 0) yield break;
        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        var free = 0;
        for (var at = 0; at + length <= hours.Count; at++)
        {
            if (Key(hours, at, length, series.LastDecimal, pattern.Count("distinct")) is not { } key) continue;
            if (seen.TryGetValue(key, out var before) && before + length <= at && at >= free && hours[at].Start >= from.AddHours(-length)
                && hours[at].Start - hours[before].Start <= TimeSpan.FromDays((double)pattern["days"]))
            {
                var count = length;
                while (at + count < hours.Count && before + count < at && Same(hours[at + count], hours[before + count], series.LastDecimal)) count++;
                free = at + count;
                yield return FindPatterns.Hit(pattern, series, at, count, count, length, count / (2m * length),
                    $"连续{count}个小时值与{hours[before].Start:yyyy-MM-dd HH}时起的数据逐一相同");
            }
            seen[key] = at;
        }
    }

    private static bool Same(SeriesHour one, SeriesHour other, decimal step) =>
        one.Value is { } first && other.Value is { } second && Math.Round(first / step) == Math.Round(second / step);

    private static string? Key(IReadOnlyList<SeriesHour> hours, int from, int length, decimal step, int distinct)
    {
        var parts = new decimal[length];
        for (var n = 0; n < length; n++)
        {
            if (hours[from + n].Value is not { } value || (n > 0 && hours[from + n].Start != hours[from + n - 1].Start.AddHours(1))) return null;
            parts[n] = Math.Round(value / step);
        }
        return parts.Distinct().Count() >= distinct ? string.Join(',', parts) : null;
    }
}
