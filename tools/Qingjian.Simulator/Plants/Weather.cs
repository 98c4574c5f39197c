namespace Qingjian.Simulator.Plants;

/// <summary>
/// Values by logger, factor and time alone: the same moment always gives the same value, so a logger that is started again
/// sends the same history, and a re-sent packet is a repeat and not a correction.
/// </summary>
internal static class Weather
{
    /// <summary>Value at a moment: a daily swing, a slow drift over days, and noise.</summary>
    public static double At(string mn, Substance factor, DateTime local)
    {
        var daily = Math.Sin((local.TimeOfDay.TotalHours - 9 + Unit(mn + factor.Code, 0) * 6) / 24 * 2 * Math.PI);
        var day = local.Date.Subtract(DateTime.UnixEpoch).TotalDays;
        var slow = Unit(mn + factor.Code, (long)(day / 3)) - 0.5;
        var noise = Unit(mn + factor.Code, local.Ticks / TimeSpan.TicksPerMinute) - 0.5;
        var value = factor.Level + factor.Spread * (0.45 * daily + 0.5 * slow + 0.55 * noise);
        return factor.Level > 0 ? Math.Max(value, factor.Level * 0.05) : value;
    }

    /// <summary>A number in [0, 1) from a name and a counter (FNV-1a, then a finishing mix).</summary>
    public static double Unit(string name, long counter)
    {
        var hash = 14695981039346656037UL;
        foreach (var c in name) hash = (hash ^ c) * 1099511628211UL;
        hash ^= (ulong)counter * 0x9E3779B97F4A7C15UL;
        hash ^= hash >> 33;
        hash *= 0xFF51AFD7ED558CCDUL;
        hash ^= hash >> 33;
        return (hash >> 11) / (double)(1UL << 53);
    }
}
