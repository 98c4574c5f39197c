namespace Qingjian.Judgement;

/// <summary>What the 5-minute means of a natural day come to.</summary>
public enum LowTemperatureOutcome
{
    /// <summary>No call for action.</summary>
    None = 0,
    /// <summary>A count at which the plant is warned.</summary>
    Warning = 1,
    /// <summary>More than the law allows: a clue under article 11.</summary>
    Clue = 2,
}

/// <summary>5-minute means below the threshold in one natural day.</summary>
/// <param name="Day">Beijing day.</param>
/// <param name="Low">Beginnings of the slots that count, in order.</param>
/// <param name="Free">Low slots that do not count because a mark covers their beginning.</param>
/// <param name="Missing">Slots without a value.</param>
/// <param name="Outcome">What it comes to.</param>
/// <param name="Because">Chinese, with numbers.</param>
public sealed record LowTemperatureDay(DateOnly Day, IReadOnlyList<DateTime> Low, int Free, int Missing, LowTemperatureOutcome Outcome, string Because);

/// <summary>Furnace temperature (Order No. 10 articles 7 and 11).</summary>
public static class FurnaceTemperature
{
    private static readonly TimeSpan Slot = TimeSpan.FromMinutes(5);

    /// <summary>Temperature of a moment in °C: half of the median of the valid probes of the middle section and of the upper section;
    /// null when a section has no valid probe.</summary>
    public static decimal? Of(IReadOnlyCollection<decimal> middle, IReadOnlyCollection<decimal> upper) =>
        Median(middle) is { } one && Median(upper) is { } other ? (one + other) / 2m : null;

    /// <summary>Counts the low slots of a day.</summary>
    /// <param name="day">Beijing day.</param>
    /// <param name="means">5-minute means in °C by beginning; an absent one is missing.</param>
    /// <param name="year">The marks of the furnace, reckoned.</param>
    /// <param name="rule">The rule in force.</param>
    public static LowTemperatureDay Judge(DateOnly day, IReadOnlyDictionary<DateTime, decimal> means, FurnaceYear year, IncinerationRule rule)
    {
        var start = day.ToDateTime(TimeOnly.MinValue);
        var (low, free, missing) = (new List<DateTime>(), 0, 0);
        for (var at = start; at < start.AddDays(1); at += Slot)
        {
            if (!means.TryGetValue(at, out var mean)) missing++;
            else if (mean >= rule.FurnaceCelsius) continue;
            // M35: the mark covers the beginning of the slot.
            else if (year.Hours.TryGetValue(at.Date.AddHours(at.Hour), out var hour) && (hour.Free >> at.Minute & 1) == 1) free++;
            else low.Add(at);
        }
        var outcome = low.Count > rule.LowSlotsAllowed ? LowTemperatureOutcome.Clue
            : rule.LowSlotsWarn.Any(count => low.Count >= count) ? LowTemperatureOutcome.Warning : LowTemperatureOutcome.None;
        var because = $"焚烧炉炉膛温度5分钟均值低于{VerdictJson.Plain(rule.FurnaceCelsius)}℃的有{low.Count}个"
            + (free > 0 ? $"（另有{free}个在标记时段内，不计）" : "") + $"，一日内允许不超过{rule.LowSlotsAllowed}个"
            + (missing > 0 ? $"；缺少{missing}个5分钟均值" : "");
        return new(day, low, free, missing, outcome, because);
    }

    private static decimal? Median(IReadOnlyCollection<decimal> values)
    {
        if (values.Count == 0) return null;
        var sorted = values.Order().ToList();
        var middle = sorted.Count / 2;
        return sorted.Count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2m;
    }
}
