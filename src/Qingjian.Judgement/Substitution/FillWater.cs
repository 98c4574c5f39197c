namespace Qingjian.Judgement;

/// <summary>One analysis or flow value of water.</summary>
/// <param name="Start">Beginning of the hour, Beijing clock.</param>
/// <param name="Value">The valid value; null when missing or invalid.</param>
/// <param name="Stopped">No discharge: nothing is due.</param>
public sealed record WaterHour(DateTime Start, decimal? Value, bool Stopped = false);

/// <summary>What stands for a missing water value. It serves amounts, never exceedance.</summary>
/// <param name="Start">Beginning of the hour.</param>
/// <param name="Value">Null when no whole earlier period has data.</param>
/// <param name="From">First hour of the period looked at.</param>
/// <param name="Hours">Its length, which is the length of the gap.</param>
/// <param name="Because">Chinese, with numbers.</param>
public sealed record FilledHour(DateTime Start, decimal? Value, DateTime? From, int Hours, string Because);

/// <summary>补遗 (HJ 356-2019): the mean of the preceding period as long as the gap, the median for pH. Where that period has gaps itself
/// the next earlier whole period is taken (M27).</summary>
public static class FillWater
{
    /// <summary>Answers each missing hour, in order of time.</summary>
    /// <param name="factor">HJ 212-2017 code.</param>
    /// <param name="hours">Hours of one factor, each at most once; earlier hours serve as history. An hour that is absent was not due.</param>
    /// <param name="rule">The rule in force.</param>
    public static IReadOnlyList<FilledHour> Of(string factor, IEnumerable<WaterHour> hours, SubstitutionRule rule)
    {
        var ordered = hours.OrderBy(hour => hour.Start).ToList();
        var median = rule.MedianFactors.Contains(factor);
        var found = new List<FilledHour>();
        for (var at = 0; at < ordered.Count;)
        {
            var end = at;
            while (end < ordered.Count && ordered[end] is { Value: null, Stopped: false }) end++;
            if (end == at) at++;
            else
            {
                Fill(ordered, at, end, median, found);
                at = end;
            }
        }
        return found;
    }

    private static void Fill(List<WaterHour> hours, int from, int end, bool median, List<FilledHour> found)
    {
        var length = end - from;
        for (var start = from - length; start >= 0; start -= length)
        {
            var window = hours.GetRange(start, length);
            if (window.Exists(hour => hour.Value is null)) continue;
            var values = window.ConvertAll(hour => hour.Value!.Value);
            var value = median ? Median(values) : values.Average();
            for (var at = from; at < end; at++)
                found.Add(new(hours[at].Start, value, window[0].Start, length,
                    $"缺失{length}小时，取{window[0].Start:MM-dd HH}时起{length}小时有效值的{(median ? "中位数" : "算术平均值")}{VerdictJson.Plain(Math.Round(value, 4))}"));
            return;
        }
        for (var at = from; at < end; at++) found.Add(new(hours[at].Start, null, null, length, $"缺失{length}小时，之前没有同样长度的完整时段，无法补遗"));
    }

    private static decimal Median(List<decimal> values)
    {
        values.Sort();
        var middle = values.Count / 2;
        return values.Count % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2m;
    }
}
