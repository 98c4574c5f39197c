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
}
