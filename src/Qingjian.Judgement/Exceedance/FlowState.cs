namespace Qingjian.Judgement;

/// <summary>In what state a logger gives the flow of waste gas (M18).</summary>
public enum FlowState
{
    /// <summary>标准状态干基: as emission amounts need it.</summary>
    StandardDry = 1,
    /// <summary>标准状态湿基.</summary>
    StandardWet = 2,
    /// <summary>工况（实际状态）湿基.</summary>
    Actual = 3,
}

/// <summary>State of the gas beside a flow.</summary>
/// <param name="Celsius">Temperature in °C; null when unknown.</param>
/// <param name="Atmospheric">Atmospheric pressure in Pa.</param>
/// <param name="Gauge">Pressure of the gas against it in Pa.</param>
/// <param name="Moisture">Moisture as a fraction of 1.</param>
public sealed record GasState(decimal? Celsius, decimal? Atmospheric, decimal? Gauge, decimal? Moisture);

/// <summary>Dry standard volume of a flow in any state, HJ 212-2017 D2.4 (31).</summary>
public static class DryStandard
{
    /// <summary>The volume in dry standard m³, or null where a parameter is missing: then there is no amount by flow (M18).</summary>
    /// <param name="volume">m³ as the logger gives it.</param>
    /// <param name="state">Its state.</param>
    /// <param name="gas">Parameters of the same hour.</param>
    public static decimal? Of(decimal volume, FlowState state, GasState gas)
    {
        ArgumentNullException.ThrowIfNull(gas);
        return state switch
        {
            FlowState.StandardDry => volume,
            FlowState.StandardWet => gas.Moisture is { } wet and >= 0 and < 1 ? volume * (1m - wet) : null,
            _ => gas is { Celsius: { } celsius, Atmospheric: { } air, Gauge: { } gauge, Moisture: { } moisture } && moisture is >= 0 and < 1 && celsius > -273m ? Conversion.DryStandardFlow(volume, celsius, air, gauge, moisture) : null,
        };
    }
}
