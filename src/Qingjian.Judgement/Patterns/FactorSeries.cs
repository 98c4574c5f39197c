using Qingjian.Vocabulary;

namespace Qingjian.Judgement;

/// <summary>One hour of one factor with what stood beside it.</summary>
/// <param name="Start">Beginning, Beijing clock.</param>
/// <param name="Value">The value that is compared with a limit, in its unit; null when missing, invalid or stopped.</param>
public sealed record SeriesHour(DateTime Start, decimal? Value)
{
    /// <summary>Data flag as sent; N when nothing came.</summary>
    public char Flag { get; init; } = 'N';
    /// <summary>Measured mean.</summary>
    public decimal? Measured { get; init; }
    /// <summary>Converted mean as the logger sent it.</summary>
    public decimal? Converted { get; init; }
    /// <summary>Oxygen of the hour in percent.</summary>
    public decimal? Oxygen { get; init; }
    /// <summary>Flue velocity of the hour in m/s.</summary>
    public decimal? Velocity { get; init; }
    /// <summary>True when the source is marked stopped.</summary>
    public bool MarkedStopped { get; init; }
    /// <summary>Mean of the valid minute values of the hour.</summary>
    public decimal? MinuteMean { get; init; }
    /// <summary>Valid minutes behind it.</summary>
    public int Minutes { get; init; }
    /// <summary>The value before a re-sent one took its place; null when there was none.</summary>
    public decimal? Earlier { get; init; }
    /// <summary>Something came for the hour, whatever it was.</summary>
    public bool Received { get; init; } = true;
    /// <summary>Least value within the hour, as sent with the measured mean.</summary>
    public decimal? Min { get; init; }
    /// <summary>Greatest value within the hour, as sent with the measured mean.</summary>
    public decimal? Max { get; init; }
    /// <summary>Cumulative value of the hour (Cou): kg, or m³ of a flow.</summary>
    public decimal? Total { get; init; }
    /// <summary>Discharge of the hour in m³ (Cou of the flow).</summary>
    public decimal? Discharge { get; init; }
    /// <summary>Least minute mean.</summary>
    public decimal? MinuteMin { get; init; }
    /// <summary>Greatest minute mean.</summary>
    public decimal? MinuteMax { get; init; }
    /// <summary>Sum of the minutes' cumulative values.</summary>
    public decimal? MinuteTotal { get; init; }
    /// <summary>Minutes for which a minute value came, valid or not.</summary>
    public int MinutesReceived { get; init; }
    /// <summary>Outside what is physically possible, as the gateway found.</summary>
    public bool Suspect { get; init; }
    /// <summary>How long after the end of the hour it came; null when unknown.</summary>
    public TimeSpan? Delay { get; init; }
    /// <summary>Electricity of the treatment or its fan in kWh.</summary>
    public decimal? Power { get; init; }
}

/// <summary>The hours of one factor of one outlet.</summary>
/// <param name="Factor">HJ 212-2017 code.</param>
/// <param name="Medium">Air or water.</param>
/// <param name="Limit">The hourly (else daily) limit in force; null when there is none.</param>
/// <param name="LastDecimal">Smallest step of the values, e.g. 0.1 (M19).</param>
/// <param name="Hours">In order of time, each at most once; an hour without a value is present with null.</param>
public sealed record FactorSeries(string Factor, Medium Medium, decimal? Limit, decimal LastDecimal, IReadOnlyList<SeriesHour> Hours)
{
    /// <summary>Reference oxygen in percent when the limit is for converted values.</summary>
    public decimal? ReferenceOxygen { get; init; }
    /// <summary>The factor is registered for the outlet.</summary>
    public bool Registered { get; init; } = true;
    /// <summary>Day means as the logger sent them (2031), in the kind of value that is judged.</summary>
    public IReadOnlyDictionary<DateOnly, decimal> Days { get; init; } = new Dictionary<DateOnly, decimal>();
    /// <summary>True when minute values are expected: they exist for the stretch.</summary>
    public bool MinutesKept { get; init; }
}
