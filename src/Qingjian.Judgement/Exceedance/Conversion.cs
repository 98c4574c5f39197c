namespace Qingjian.Judgement;

/// <summary>The formulas of HJ 212-2017 D2 for gas, in decimal arithmetic.</summary>
public static class Conversion
{
    /// <summary>(28) concentration at the reference oxygen; all oxygen values dry and in percent.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The oxygen is that of air or more: the conversion is undefined.</exception>
    public static decimal ByReferenceOxygen(decimal concentration, decimal oxygen, decimal reference, decimal air = 21m)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(oxygen, air);
        return concentration * (air - reference) / (air - oxygen);
    }

    /// <summary>(26) concentration at a standard's excess-air coefficient, with (27) alpha = 21 / (21 - O2).</summary>
    /// <exception cref="ArgumentOutOfRangeException">The oxygen is that of air or more.</exception>
    public static decimal ByExcessAir(decimal concentration, decimal oxygen, decimal standardAlpha)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(oxygen, 21m);
        return concentration * (21m / (21m - oxygen)) / standardAlpha;
    }

    /// <summary>(19) dry concentration from a wet one; moisture as a fraction of 1.</summary>
    public static decimal Dry(decimal wet, decimal moisture) => wet / (1m - moisture);

    /// <summary>(20) mg/m3 from µmol/mol (ppm) for a gas of molar mass <paramref name="molarMass"/>.</summary>
    public static decimal FromPpm(decimal ppm, decimal molarMass) => molarMass / 22.4m * ppm;

    /// <summary>(21) nitrogen oxides as NO2, all in mg/m3.</summary>
    public static decimal NitrogenOxides(decimal nitricOxide, decimal nitrogenDioxide) => nitricOxide * 46m / 30m + nitrogenDioxide;

    /// <summary>(30) wet flow at actual state in m3/h from duct area (m2) and velocity (m/s).</summary>
    public static decimal WetFlow(decimal area, decimal velocity) => 3600m * area * velocity;

    /// <summary>(31) dry flow at standard state in m3/h; temperature in °C, pressures in Pa, moisture as a fraction of 1.</summary>
    public static decimal DryStandardFlow(decimal wetFlow, decimal celsius, decimal atmospheric, decimal gauge, decimal moisture) =>
        wetFlow * 273m / (273m + celsius) * (atmospheric + gauge) / 101325m * (1m - moisture);

    /// <summary>(33) emission of an hour in kg from the measured dry standard concentration (mg/m3) and dry standard flow (m3/h).</summary>
    public static decimal HourAmount(decimal measured, decimal dryStandardFlow) => measured * dryStandardFlow * 0.000001m;

    /// <summary>Mean weighted by discharge; null when nothing was discharged.</summary>
    public static decimal? FlowWeighted(IEnumerable<(decimal Concentration, decimal Discharge)> hours)
    {
        var (load, volume) = hours.Aggregate((Load: 0m, Volume: 0m), (sum, hour) => (sum.Load + hour.Concentration * hour.Discharge, sum.Volume + hour.Discharge));
        return volume > 0 ? load / volume : null;
    }

    /// <summary>数值修约 (GB/T 8170): half to even, once, from the unrounded value.</summary>
    public static decimal Round(decimal value, int decimals) => Math.Round(value, decimals, MidpointRounding.ToEven);
}
