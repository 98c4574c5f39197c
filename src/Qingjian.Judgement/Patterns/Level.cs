using Qingjian.Vocabulary;

namespace Qingjian.Judgement;

/// <summary>Patterns that a stretch of hours shows by itself: zero (P01), constant (P02), frozen pH (P20).</summary>
internal static class Level
{
    private const string Acidity = "w01001", WaterFlow = "w00000", GasFlow = "a00000";

    internal static IEnumerable<PatternHit> In(FactorSeries series, PatternRule rule)
    {
        // Temperature, pressure and moisture of the gas may stand still or lie below zero by nature.
        if (series.Limit is null && series.Factor is not (Acidity or WaterFlow or GasFlow)) yield break;
        var zero = rule.Patterns["P01"];
        foreach (var (from, count) in FindPatterns.Runs(series.Hours, zero.Count("hours"), hour => hour.Value <= 0m && series.Factor != WaterFlow && Running(hour, zero)))
            yield return FindPatterns.Hit(zero, series, from, count, count, zero["hours"], count / (2m * zero["hours"]), $"设施运行时连续{count}小时数值为零或者负值");

        if (series.Factor == Acidity)
        {
            var frozen = rule.Patterns["P20"];
            foreach (var (from, count, range) in Narrow(series, frozen.Count("hours"), frozen["range"], inclusive: false))
                yield return FindPatterns.Hit(frozen, series, from, count, range, frozen["range"], count / (2m * frozen["hours"]), $"pH值连续{count}小时变化不到{FindPatterns.Show(frozen["range"])}");
            yield break;
        }
        var constant = rule.Patterns["P02"];
        var least = constant.Count(series.Medium == Medium.Water ? "hours_water" : "hours_air");
        foreach (var (from, count, range) in Narrow(series, least, series.LastDecimal, inclusive: true))
            if (series.Hours[from].Value > 0m)
                yield return FindPatterns.Hit(constant, series, from, count, range, series.LastDecimal, count / (2m * least), $"连续{count}小时数值恒定，最大与最小相差{FindPatterns.Show(range)}");
    }

    private static bool Running(SeriesHour hour, Pattern zero) =>
        !hour.MarkedStopped && (hour.Velocity is { } velocity ? velocity > zero["velocity_above"] : hour.Oxygen is not { } oxygen || oxygen < zero["oxygen_below"]);

    // Longest stretches whose values lie within a range of one another, at least so long, not overlapping.
    private static IEnumerable<(int From, int Count, decimal Range)> Narrow(FactorSeries series, int least, decimal width, bool inclusive)
    {
        var hours = series.Hours;
        for (var from = 0; from < hours.Count;)
        {
            if (hours[from].Value is not { } first) { from++; continue; }
            var (low, high, end) = (first, first, from + 1);
            for (; end < hours.Count && hours[end].Value is { } next && hours[end].Start == hours[end - 1].Start.AddHours(1); end++)
            {
                var (lower, higher) = (Math.Min(low, next), Math.Max(high, next));
                if (inclusive ? higher - lower > width : higher - lower >= width) break;
                (low, high) = (lower, higher);
            }
            if (end - from >= least)
            {
                yield return (from, end - from, high - low);
                from = end;
            }
            else from++;
        }
    }
}
