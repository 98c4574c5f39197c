namespace Qingjian.Judgement;

/// <summary>When an enterprise is reminded before a limit is exceeded (苗头性问题提醒).</summary>
/// <param name="Rule">The law file.</param>
/// <param name="RisingHours">Successive hours that must rise.</param>
/// <param name="RisingNear">Share of the limit below which a rise is none of anybody's business.</param>
/// <param name="ReachesWithinHours">Hours within which the line through them reaches the limit.</param>
/// <param name="ForecastShare">Share of the day limit from which the forecast day mean reminds.</param>
/// <param name="ForecastFromHour">Beijing hour before which no day is forecast.</param>
/// <param name="ForecastLeastHours">Valid hours that a forecast needs.</param>
/// <param name="ForecastRecentHours">Hours whose mean stands for the rest of the day.</param>
public sealed record TrendRule(
    Rule Rule, int RisingHours, decimal RisingNear, decimal ReachesWithinHours, decimal ForecastShare, int ForecastFromHour, int ForecastLeastHours, int ForecastRecentHours)
{
    internal static TrendRule Read(LawNode node, Rule rule) => new(
        rule, node.Whole("rising_hours"), node.Number("rising_near"), node.Number("reaches_within_hours"), node.Number("forecast_share"), node.Whole("forecast_from_hour"),
        node.Whole("forecast_least_hours"), node.Whole("forecast_recent_hours"));
}

/// <summary>What kind of trend.</summary>
public enum TrendKind
{
    /// <summary>连续上升: the hour limit is about to be reached.</summary>
    Rising = 1,
    /// <summary>日均值预计: the day mean is about to come near its limit.</summary>
    Forecast = 2,
}

/// <summary>A trend worth a reminder.</summary>
/// <param name="Kind">Which.</param>
/// <param name="Value">The last hour, or the day mean so far.</param>
/// <param name="Expected">The hour value in an hour, or the day mean at its end.</param>
/// <param name="Limit">Bound it is held against.</param>
/// <param name="HoursLeft">Hours until the limit is reached; null for a forecast.</param>
/// <param name="Say">Chinese, with numbers.</param>
public sealed record Trend(TrendKind Kind, decimal Value, decimal Expected, decimal Limit, decimal? HoursLeft, string Say);

/// <summary>Looks for trends in the hours of one factor and day. Says nothing once the limit is passed: then judging speaks.</summary>
public static class Trends
{
    /// <summary>Trends as they stand after the last hour.</summary>
    /// <param name="hours">Valid hours up to now in order of time, in the kind of value that is compared with the limit; missing ones left out.</param>
    /// <param name="now">Hour after the last, Beijing clock.</param>
    /// <param name="hourLimit">Limit of the hour; null without one.</param>
    /// <param name="dayLimit">Limit of the day mean; null without one.</param>
    /// <param name="rule">The settings in force.</param>
    public static IReadOnlyList<Trend> In(IReadOnlyList<(DateTime Start, decimal Value)> hours, DateTime now, decimal? hourLimit, decimal? dayLimit, TrendRule rule)
    {
        ArgumentNullException.ThrowIfNull(rule);
        var found = new List<Trend>();
        if (hourLimit is { } limit and > 0 && Rising(hours, now, limit, rule) is { } rising) found.Add(rising);
        if (dayLimit is { } bound and > 0 && Forecast(hours, now, bound, rule) is { } forecast) found.Add(forecast);
        return found;
    }

    private static Trend? Rising(IReadOnlyList<(DateTime Start, decimal Value)> hours, DateTime now, decimal limit, TrendRule rule)
    {
        if (hours.Count < rule.RisingHours) return null;
        var last = hours.Skip(hours.Count - rule.RisingHours).ToList();
        for (var at = 1; at < last.Count; at++)
            if (last[at].Value <= last[at - 1].Value || last[at].Start != last[at - 1].Start.AddHours(1)) return null;
        var value = last[^1].Value;
        if (last[^1].Start.AddHours(1) != now || value > limit || value < rule.RisingNear * limit) return null;
        // Mean rise per hour over the stretch.
        var slope = (value - last[0].Value) / (last.Count - 1);
        var left = (limit - value) / slope;
        return left > rule.ReachesWithinHours ? null : new(TrendKind.Rising, value, value + slope, limit, Math.Round(left, 1, MidpointRounding.ToEven),
            $"连续{last.Count}小时上升，由{FindPatterns.Show(last[0].Value)}升到{FindPatterns.Show(value)}，照此约{FindPatterns.Show(Math.Round(left, 1, MidpointRounding.ToEven))}小时后达到小时限值{FindPatterns.Show(limit)}");
    }

    private static Trend? Forecast(IReadOnlyList<(DateTime Start, decimal Value)> hours, DateTime now, decimal limit, TrendRule rule)
    {
        // The hour that ends at midnight belongs to the day that began 24 hours ago; nothing of it is left to forecast.
        var day = now.AddTicks(-1).Date;
        var left = (int)(day.AddDays(1) - now).TotalHours;
        var today = hours.Where(hour => hour.Start.Date == day).ToList();
        if (now.Hour < rule.ForecastFromHour || left == 0 || today.Count < rule.ForecastLeastHours) return null;
        var mean = today.Average(hour => hour.Value);
        var recent = today.TakeLast(rule.ForecastRecentHours).Average(hour => hour.Value);
        var expected = (today.Sum(hour => hour.Value) + left * recent) / (today.Count + left);
        return expected < rule.ForecastShare * limit ? null : new(TrendKind.Forecast, mean, expected, limit, null,
            $"截至{now:H时}日均值为{FindPatterns.Show(Math.Round(mean, 2))}，预计全天为{FindPatterns.Show(Math.Round(expected, 2))}，是日均限值{FindPatterns.Show(limit)}的{FindPatterns.Percent(expected / limit)}");
    }
}
