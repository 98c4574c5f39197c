namespace Qingjian.Monitoring.Contract;

/// <summary>Readings as the loggers reported them, by MN. Which outlet a logger speaks for on a day is the registry's to say
/// (<c>Station.OutletOf</c>). Never null, never a zero for a missing value. Answers within milliseconds; safe for any thread.</summary>
public interface IReadings
{
    /// <summary>Readings of one logger, oldest first.</summary>
    /// <param name="mn">The logger.</param>
    /// <param name="kind">Which periods.</param>
    /// <param name="from">First period start, inclusive.</param>
    /// <param name="until">Exclusive.</param>
    IReadOnlyList<Reading> Of(string mn, PeriodKind kind, DateTimeOffset from, DateTimeOffset until);

    /// <summary>Readings of all loggers in a stretch of time, in no particular order.</summary>
    IReadOnlyList<Reading> All(PeriodKind kind, DateTimeOffset from, DateTimeOffset until);

    /// <summary>The newest reading of a logger that starts in the stretch; null when there is none.</summary>
    Reading? Latest(string mn, PeriodKind kind, DateTimeOffset from, DateTimeOffset until);

    /// <summary>What one reading held before its present values, oldest first.</summary>
    IReadOnlyList<Reading> Revisions(string mn, PeriodKind kind, DateTimeOffset time);

    /// <summary>What readings of all loggers in a stretch of time held before their present values, by logger, time and revision.</summary>
    IReadOnlyList<Reading> RevisedIn(PeriodKind kind, DateTimeOffset from, DateTimeOffset until);

    /// <summary>Changes of period values after a position, in order. Keep the last position with what was done about it.</summary>
    IReadOnlyList<ReadingChange> Changes(long after, int take);

    /// <summary>Completes when a period value has been stored after this call; then ask for <see cref="Changes"/>. Wait with a time limit
    /// too: another node may have stored it.</summary>
    Task NextPeriodValue { get; }
}

/// <summary>All factors of one logger and period.</summary>
/// <param name="Mn">The logger.</param>
/// <param name="Kind">Which period.</param>
/// <param name="Time">Its start, or the moment, Beijing time.</param>
/// <param name="Revision">How often a value of it changed; 0 as first sent.</param>
/// <param name="Factors">In the order sent.</param>
public sealed record Reading(string Mn, PeriodKind Kind, DateTimeOffset Time, int Revision, IReadOnlyList<FactorReading> Factors)
{
    /// <summary>The factor of that code, null when it was not sent.</summary>
    public FactorReading? Find(string code)
    {
        foreach (var factor in Factors)
            if (factor.Code == code) return factor;
        return null;
    }
}

/// <summary>One factor of a reading, in the unit the station sends.</summary>
/// <param name="Code">HJ 212-2017 code; the logger's own where no table knows it.</param>
/// <param name="Flag">数据标记: N F M S D C T B P, or what the logger sent; N when it sent none.</param>
public sealed record FactorReading(string Code, char Flag)
{
    /// <summary>Mean of the period (Avg), or the momentary value (Rtd).</summary>
    public decimal? Value { get; init; }
    /// <summary>Least value of the period.</summary>
    public decimal? Min { get; init; }
    /// <summary>Greatest value of the period.</summary>
    public decimal? Max { get; init; }
    /// <summary>Converted mean or momentary value (ZsAvg, ZsRtd); gas only.</summary>
    public decimal? Converted { get; init; }
    /// <summary>Least converted value.</summary>
    public decimal? ConvertedMin { get; init; }
    /// <summary>Greatest converted value.</summary>
    public decimal? ConvertedMax { get; init; }
    /// <summary>Emission or flow of the period (Cou), in the mass unit.</summary>
    public decimal? Total { get; init; }
    /// <summary>Other fields as sent, by suffix: EFlag, SampleTime, RS, RT, Data, makers' own …</summary>
    public IReadOnlyDictionary<string, string> Others { get; init; } = NoOthers;
    /// <summary>A value lies outside what is physically possible; kept as sent.</summary>
    public bool Suspect { get; init; }
    /// <summary>Came later than two intervals after its time (补传).</summary>
    public bool Late { get; init; }
    /// <summary>The raw packet it came in.</summary>
    public long RawPacketId { get; init; }
    /// <summary>When that packet arrived.</summary>
    public DateTimeOffset ReceivedAt { get; init; }

    private static readonly IReadOnlyDictionary<string, string> NoOthers = new Dictionary<string, string>();
}
