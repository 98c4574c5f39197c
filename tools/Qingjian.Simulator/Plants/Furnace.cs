namespace Qingjian.Simulator.Plants;

/// <summary>The temperature of an incinerator: steady well above its threshold, with short dips on some days.</summary>
internal static class Furnace
{
    /// <summary>Mean (a01901) or probe (i333xx) of a furnace.</summary>
    public static bool IsTemperature(string code) => code == "a01901" || code.StartsWith("i333", StringComparison.Ordinal);

    /// <summary>°C taken from the usual level: two days in nine have a dip of ten to forty minutes, so that some days pass five slots and some do not.</summary>
    public static double Dip(Plant plant, DateTime local)
    {
        var day = local.Date.Ticks;
        if (Weather.Unit(plant.Mn + "dip", day) > 0.22) return 0;
        var begin = local.Date.AddMinutes(5 * (int)(Weather.Unit(plant.Mn + "dip-begin", day) * 270));
        var length = 10 + (int)(Weather.Unit(plant.Mn + "dip-length", day) * 30);
        return local >= begin && local < begin.AddMinutes(length) ? 75 : 0;
    }
}
