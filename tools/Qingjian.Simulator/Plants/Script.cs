namespace Qingjian.Simulator.Plants;

/// <summary>What goes wrong, where and when. Written by logger and day alone, so that history does not change when the simulator is started again.</summary>
internal static class Script
{
    /// <summary>How often a factor is multiplied at a moment; 1 when nothing is wrong.</summary>
    public static double Excess(Plant plant, int place, Substance factor, DateTime local)
    {
        if (factor.Code != Worst(plant)) return 1;
        // Two plants are in trouble every day, so that there is always something to see.
        if (place is 4 or 9 && local.Hour is 1 or 2 or 3 or 7 or 8 or 13 or 14 or 19 or 20) return place == 4 ? 2.9 : 3.4;
        var day = local.Date.Ticks;
        if (Weather.Unit(plant.Mn + "bad", day) > 0.02) return 1;
        var begin = (int)(Weather.Unit(plant.Mn + "begin", day) * 20);
        return local.Hour >= begin && local.Hour < begin + 4 ? 2.6 + Weather.Unit(plant.Mn + "height", day) : 1;
    }

    private static readonly double[] Climb = [1.45, 1.6, 1.75, 1.9, 2.05, 1];

    /// <summary>Three kilns climb towards their limit for five hours and fall back, one after the other, so that at any hour one of them is near it: the
    /// multiple of the usual level, null for all others. Nothing else moves them, so that they stay below.</summary>
    public static double? Rising(Plant plant, int place, Substance factor, DateTime local) =>
        place is 10 or 11 or 12 && factor.Code == Worst(plant) ? Climb[(int)((local.Ticks / TimeSpan.TicksPerHour + 2 * (place - 10)) % Climb.Length)] : null;

    /// <summary>Now and then an hour of the worst factor lies over the measuring range (T): somebody has to look at it.</summary>
    public static bool OverRange(Plant plant, Substance factor, DateTime hour) =>
        factor.Code == Worst(plant) && hour.Hour == 9 && Weather.Unit(plant.Mn + "range", hour.Date.Ticks) < 0.012;

    /// <summary>Every twelfth logger holds its first factor constant one day in twenty (flat line).</summary>
    public static bool FlatLine(Plant plant, int place, Substance factor, DateTime local) =>
        place % 12 == 5 && factor == plant.Factors[0] && Weather.Unit(plant.Mn + "flat", local.Date.Ticks) < 0.05;

    /// <summary>Every thirtieth logger, on one night in six, sends the hours of three days before once more (copied data): the moment whose values are sent.</summary>
    public static DateTime Copied(Plant plant, int place, DateTime local) =>
        place % 30 == 14 && local.Hour < 18 && Weather.Unit(plant.Mn + "copy", local.Date.Ticks) < 0.17 ? local.AddDays(-3) : local;

    /// <summary>State letter of the hour: mostly N, now and then calibration, maintenance or fault.</summary>
    public static char Flag(Plant plant, DateTime local) => Weather.Unit(plant.Mn + "flag", local.Ticks / TimeSpan.TicksPerHour) switch
    {
        < 0.008 => 'C',
        < 0.013 => 'M',
        < 0.016 => 'D',
        _ => 'N',
    };

    /// <summary>Hours that were never sent: a broken link, some to be filled in later by request.</summary>
    public static bool Missing(Plant plant, DateTime hour) => Weather.Unit(plant.Mn + "gap", hour.Ticks / TimeSpan.TicksPerHour) < 0.006;

    /// <summary>The factor that goes wrong: what the law looks at first.</summary>
    public static string Worst(Plant plant) => plant.IsGas ? plant.Factors.FirstOrDefault(f => f.Code == "a21002")?.Code ?? plant.Factors[0].Code : "w01018";
}
