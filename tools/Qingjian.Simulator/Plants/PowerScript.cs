namespace Qingjian.Simulator.Plants;

/// <summary>How a plant under electricity monitoring behaves.</summary>
internal enum Habit
{
    /// <summary>Treatment before, during and after production; obeys a limit.</summary>
    Honest,
    /// <summary>Switches treatment off at night while production goes on.</summary>
    TreatmentOff,
    /// <summary>Produces while it is ordered to stop.</summary>
    IgnoresStop,
    /// <summary>Stops when ordered.</summary>
    Stops,
}

/// <summary>Power of a plant's devices, by device and time alone. Four days of ten are days of an order; the demo city's orders are issued for them.</summary>
internal static class PowerScript
{
    /// <summary>Active power in kW of a device of the rated power <see cref="Substance.Level"/>.</summary>
    public static double Kw(Plant plant, Substance device, DateTime local)
    {
        var noise = Weather.Unit(plant.Mn + device.Code, local.Ticks / TimeSpan.TicksPerMinute / 5);
        var standby = device.Level * 0.004 * (1 + noise);
        var share = IsProduction(device) ? Production(plant.Habit, local) : Treatment(plant.Habit, local);
        return share == 0 ? standby : device.Level * (share + 0.12 * (noise - 0.5));
    }

    /// <summary>Whether a day is one of those of the demo city's orders.</summary>
    public static bool UnderOrder(DateTime local) => DateOnly.FromDateTime(local).DayNumber % 10 < 4;

    private static bool IsProduction(Substance device) => device.Code.StartsWith("d1", StringComparison.Ordinal);

    private static double Production(Habit? habit, DateTime local)
    {
        // A daily standstill for maintenance.
        if (local.Hour is 3 or 4) return 0;
        return (habit, UnderOrder(local)) switch
        {
            (Habit.Stops, true) => 0,
            (Habit.Honest, true) => 0.48,
            _ => 0.82,
        };
    }

    private static double Treatment(Habit? habit, DateTime local)
    {
        var minutes = local.Hour * 60 + local.Minute;
        if (habit == Habit.TreatmentOff && (minutes >= 23 * 60 || minutes < 120 || minutes is >= 780 and < 815)) return 0;
        if (habit == Habit.Stops && UnderOrder(local) && minutes >= 60) return 0;
        return minutes is >= 200 and < 280 ? 0 : 0.7;
    }
}
