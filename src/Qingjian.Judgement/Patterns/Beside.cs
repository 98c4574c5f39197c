namespace Qingjian.Judgement;

/// <summary>Patterns seen by what stands beside a value: conversion (P06), minutes (P11), an earlier value (P17), the state of the source (P22).</summary>
internal static class Beside
{
    internal static IEnumerable<PatternHit> In(FactorSeries series, PatternRule rule)
    {
        var (conversion, minutes, resent, state) = (rule.Patterns["P06"], rule.Patterns["P11"], rule.Patterns["P17"], rule.Patterns["P22"]);
        for (var at = 0; at < series.Hours.Count; at++)
        {
            var hour = series.Hours[at];
            if (series.ReferenceOxygen is { } reference && hour is { Measured: { } measured and > 0, Converted: { } converted, Oxygen: { } oxygen and < 20.9m })
            {
                var reckoned = Conversion.ByReferenceOxygen(measured, oxygen, reference);
                var differs = reckoned == 0 ? 0 : Math.Abs(converted - reckoned) / reckoned;
                if (differs > conversion["differs"])
                    yield return FindPatterns.Hit(conversion, series, at, 1, differs, conversion["differs"], Math.Min(1m, differs),
                        $"上报折算浓度{FindPatterns.Show(converted)}，按实测{FindPatterns.Show(measured)}和氧含量{FindPatterns.Show(oxygen)}%应为{FindPatterns.Show(reckoned)}");
            }
            if (hour is { MinuteMean: { } mean, Measured: { } sent and not 0 } && hour.Minutes >= minutes.Count("minutes") && Math.Abs(mean - sent) / Math.Abs(sent) is var off && off > minutes["differs"] && Math.Abs(mean - sent) > series.LastDecimal)
                yield return FindPatterns.Hit(minutes, series, at, 1, off, minutes["differs"], Math.Min(1m, off * 2m),
                    $"小时值{FindPatterns.Show(sent)}，{hour.Minutes}分钟的均值{FindPatterns.Show(mean)}，相差{FindPatterns.Percent(off)}");
            else if (hour is { MinuteMin: { } low, MinuteMax: { } high, Measured: { } hourly } && hour.Minutes >= minutes.Count("minutes") && Math.Max(low - hourly, hourly - high) is var outside && outside > series.LastDecimal && outside > minutes["differs"] * Math.Abs(hourly))
                yield return FindPatterns.Hit(minutes, series, at, 1, hourly, hourly < low ? low : high, 1m, $"小时值{FindPatterns.Show(hourly)}不在各分钟值{FindPatterns.Show(low)}至{FindPatterns.Show(high)}之间");
            else if (hour is { MinuteTotal: { } parts and > 0, Total: { } whole } && hour.Minutes >= minutes.Count("minutes") && Math.Abs(whole - parts) / parts is var apart && apart > minutes["differs"])
                yield return FindPatterns.Hit(minutes, series, at, 1, apart, minutes["differs"], Math.Min(1m, apart * 2m), $"小时累计{FindPatterns.Show(whole)}，各分钟累计之和{FindPatterns.Show(parts)}，相差{FindPatterns.Percent(apart)}");
            if (series.Limit is { } limit && hour is { Earlier: { } earlier, Value: { } now } && earlier > limit && now < earlier)
                yield return FindPatterns.Hit(resent, series, at, 1, now, earlier, now <= limit ? 1m : 0.5m,
                    $"超标值{FindPatterns.Show(earlier)}被补传改为{FindPatterns.Show(now)}");
            if (hour.MarkedStopped && hour.Velocity > state["velocity_above"])
                yield return FindPatterns.Hit(state, series, at, 1, hour.Velocity.Value, state["velocity_above"], 1m, $"标记停运而烟气流速为{FindPatterns.Show(hour.Velocity.Value)} m/s");
            else if (!hour.MarkedStopped && hour is { Flag: 'N', Value: not null } && hour.Oxygen > state["oxygen_above"])
                yield return FindPatterns.Hit(state, series, at, 1, hour.Oxygen.Value, state["oxygen_above"], 0.5m, $"标记正常而氧含量{FindPatterns.Show(hour.Oxygen.Value)}%接近空气");
        }
    }
}
