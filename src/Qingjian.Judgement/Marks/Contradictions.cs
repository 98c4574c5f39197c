using System.Globalization;

namespace Qingjian.Judgement;

/// <summary>What an outlet sent over a short stretch.</summary>
/// <param name="At">Beginning, Beijing clock.</param>
/// <param name="Minutes">Length.</param>
public sealed record MarkSample(DateTime At, int Minutes)
{
    /// <summary>Oxygen of the flue gas in percent.</summary>
    public decimal? Oxygen { get; init; }
    /// <summary>Flow, in the unit sent.</summary>
    public decimal? Flow { get; init; }
    /// <summary>Furnace temperature in °C.</summary>
    public decimal? Furnace { get; init; }
    /// <summary>The logger itself says calibration, maintenance or fault.</summary>
    public bool Flagged { get; init; }
}

/// <summary>A factor with its day limit and its hours, for looking at why a mark was made.</summary>
/// <param name="Name">Chinese.</param>
/// <param name="DayLimit">Limit of the day mean, in the unit of the hours.</param>
/// <param name="Hours">Hour means by beginning, Beijing clock.</param>
public sealed record MarkedFactor(string Name, decimal DayLimit, IReadOnlyDictionary<DateTime, decimal> Hours);

/// <summary>A mark held against what the outlet sent (cross-checks of 5.3): clues for false marking, never verdicts.</summary>
public static class Contradictions
{
    /// <summary>Doubts about one mark, in the order of the checks.</summary>
    /// <param name="mark">The mark.</param>
    /// <param name="kind">Its kind.</param>
    /// <param name="samples">Short values around it.</param>
    /// <param name="usualFlow">Mean flow of unmarked time before it; null when unknown.</param>
    /// <param name="factors">Factors with a day limit.</param>
    /// <param name="checks">Settings.</param>
    public static IReadOnlyList<MarkDoubt> Of(
        PlacedMark mark, MarkDefinition kind, IReadOnlyCollection<MarkSample> samples, decimal? usualFlow, IReadOnlyList<MarkedFactor> factors, MarkChecks checks)
    {
        var doubts = new List<MarkDoubt?>();
        var inside = samples.Where(sample => sample.At >= mark.From && sample.At.AddMinutes(sample.Minutes) <= mark.To).OrderBy(sample => sample.At).ToList();
        // Nothing burns while drying out by auxiliary fuel is over, cooling, or stopped; drying itself burns a little.
        var still = kind.Effect == MarkEffect.Stopped || kind.Code is "drying" or "cool-down" or "disconnection" or "peak-shift";
        if (still && kind.Level == MarkLevel.Source)
        {
            doubts.Add(Lasting("oxygen-low", inside, sample => sample.Oxygen, (value, limit) => value < limit, (check, minutes, worst) => $"标记“{kind.Name}”期间有{minutes}分钟含氧量低于{check.Threshold:0.#}%（最低{worst:0.##}%）", Enumerable.Min));
            if (usualFlow is { } usual and > 0 && checks.Find("flow-on") is { } flow)
                doubts.Add(Lasting("flow-on", inside, sample => sample.Flow / usual, (value, limit) => value > limit, (check, minutes, worst) => $"标记“{kind.Name}”期间有{minutes}分钟流量超过平时的{check.Threshold * 100:0.#}%（最高为平时的{worst * 100:0}%）", Enumerable.Max));
        }
        if (kind is { Effect: MarkEffect.Stopped, Level: MarkLevel.Source })
            doubts.Add(Lasting("stopped-hot", inside, sample => sample.Furnace, (value, limit) => value > limit, (check, minutes, worst) => $"标记“{kind.Name}”期间有{minutes}分钟炉膛温度高于{check.Threshold:0}℃（最高{worst:0}℃）", Enumerable.Max));
        if (kind.Code is "fault" or "accident") doubts.AddRange(factors.Select(factor => Forecast(mark, kind, factor, checks)));
        if (kind is { Level: MarkLevel.Device, Effect: MarkEffect.Invalid, Code: not "device-fault" }) doubts.AddRange(factors.Select(factor => Falls(mark, kind, factor, checks)));
        if (kind.Code == "normal-device" && inside.Where(sample => sample.Flagged).ToList() is { Count: > 0 } flagged)
            doubts.Add(MarkDoubt.Of(checks.Find("flag-other"), flagged[0].At, $"标记为“{kind.Name}”，而数采仪在其中{flagged.Sum(sample => sample.Minutes)}分钟上报维护、校准或者故障"));
        return [.. doubts.OfType<MarkDoubt>()];

        MarkDoubt? Lasting(string key, List<MarkSample> all, Func<MarkSample, decimal?> value, Func<decimal, decimal, bool> against, Func<MarkCheck, int, decimal, FormattableString> say, Func<IEnumerable<decimal>, decimal> worst)
        {
            if (checks.Find(key) is not { } check) return null;
            var hits = all.Where(sample => value(sample) is { } found && against(found, check.Threshold)).ToList();
            var minutes = hits.Sum(sample => sample.Minutes);
            return minutes < check.Minutes ? null : MarkDoubt.Of(check, hits[0].At, say(check, minutes, worst(hits.Select(sample => value(sample)!.Value))).ToString(CultureInfo.InvariantCulture));
        }
    }

    // The mean of the day so far passes the limit at the end of an hour, and within minutes a fault is said to begin.
    private static MarkDoubt? Forecast(PlacedMark mark, MarkDefinition kind, MarkedFactor factor, MarkChecks checks)
    {
        if (checks.Find("fault-after-forecast") is not { } check) return null;
        var (sum, count) = (0m, 0);
        foreach (var (hour, value) in factor.Hours.Where(hour => hour.Key.Date == mark.From.Date && hour.Key < mark.From).OrderBy(hour => hour.Key))
        {
            var before = count > 0 && sum / count > factor.DayLimit;
            (sum, count) = (sum + value, count + 1);
            var end = hour.AddHours(1);
            if (!before && sum / count > factor.DayLimit && mark.From >= end && mark.From <= end.AddMinutes(check.Minutes))
                return MarkDoubt.Of(check, mark.From, string.Create(CultureInfo.InvariantCulture,
                    $"{end:HH:mm}时{factor.Name}当日均值升至{sum / count:0.##}，超过日限值{factor.DayLimit:0.##}，{(mark.From - end).TotalMinutes:0}分钟后即标记“{kind.Name}”"));
        }
        return null;
    }

    // High to the last covered hour and within the limit in the first one after: the mark ends exactly as the concentration falls.
    private static MarkDoubt? Falls(PlacedMark mark, MarkDefinition kind, MarkedFactor factor, MarkChecks checks)
    {
        if (checks.Find("ends-as-it-falls") is not { } check) return null;
        var after = mark.To.Minute == 0 ? mark.To : mark.To.Date.AddHours(mark.To.Hour + 1);
        var last = mark.To.AddMinutes(-1);
        var within = last.Date.AddHours(last.Hour);
        return factor.Hours.TryGetValue(within, out var high) && factor.Hours.TryGetValue(after, out var low) && high > factor.DayLimit && low <= factor.DayLimit
            ? MarkDoubt.Of(check, mark.To, string.Create(CultureInfo.InvariantCulture, $"{factor.Name}在标记的最后一小时为{high:0.##}（日限值{factor.DayLimit:0.##}），标记“{kind.Name}”结束后即降为{low:0.##}"))
            : null;
    }
}
