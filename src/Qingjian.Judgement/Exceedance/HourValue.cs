namespace Qingjian.Judgement;

/// <summary>What a mark (标记) does to the data it covers.</summary>
public enum MarkEffect
{
    /// <summary>停运、停产、停排: nothing is due.</summary>
    Stopped = 1,
    /// <summary>Exempt condition within its quota.</summary>
    Exempt = 2,
    /// <summary>Device mark: the data are invalid.</summary>
    Invalid = 3,
    /// <summary>Marked as exempt in vain: its allowance is used up or its condition not met. Judged, and said so.</summary>
    Spent = 4,
    /// <summary>失控时段 of the instrument: the data are invalid, and amounts are replaced by the rule for loss of control.</summary>
    OutOfControl = 5,
}

/// <summary>Marks of one kind laid over one hour.</summary>
/// <param name="Name">Chinese name of the mark.</param>
/// <param name="Effect">What it does.</param>
/// <param name="Minutes">How many minutes of the hour it covers.</param>
public sealed record HourMark(string Name, MarkEffect Effect, int Minutes);

/// <summary>人工审核: the authority's decision on an hour; overrides everything before it.</summary>
/// <param name="Valid">True when the value counts.</param>
/// <param name="By">Who decided.</param>
/// <param name="Reason">Why, Chinese.</param>
public sealed record ManualDecision(bool Valid, string By, string Reason);

/// <summary>One hour of one factor as stored, with all that bears on whether it counts.</summary>
/// <param name="Pollutant">HJ 212-2017 code.</param>
/// <param name="Start">Beginning of the hour, Beijing clock.</param>
public sealed record HourValue(string Pollutant, DateTime Start)
{
    /// <summary>False when nothing came for the hour.</summary>
    public bool Received { get; init; } = true;
    /// <summary>Measured mean.</summary>
    public decimal? Avg { get; init; }
    /// <summary>Converted mean (折算) as the logger sent it.</summary>
    public decimal? ZsAvg { get; init; }
    /// <summary>Smallest value of the hour.</summary>
    public decimal? Min { get; init; }
    /// <summary>Largest value of the hour.</summary>
    public decimal? Max { get; init; }
    /// <summary>Unit of the values; null for the factor's default.</summary>
    public string? Unit { get; init; }
    /// <summary>Data flag N F M S D C T B; a missing one is read as N before it comes here.</summary>
    public char Flag { get; init; } = 'N';
    /// <summary>Minutes of the hour with valid values (a record of a p-minute interval counts p); null when the logger does not say.</summary>
    public int? ValidMinutes { get; init; }
    /// <summary>Water: discharge of the hour in m3.</summary>
    public decimal? Discharge { get; init; }
    /// <summary>Gas: oxygen of the hour, dry, in percent; null when missing or invalid.</summary>
    public decimal? Oxygen { get; init; }
    /// <summary>Water temperature of the hour in °C.</summary>
    public decimal? WaterTemperature { get; init; }
    /// <summary>Why the value is suspect (outside the physical range), Chinese; null when it is not.</summary>
    public string? Suspect { get; init; }
    /// <summary>Marks laid over the hour.</summary>
    public IReadOnlyList<HourMark> Marks { get; init; } = [];
    /// <summary>The authority's decision, when there is one.</summary>
    public ManualDecision? Manual { get; init; }
    /// <summary>Raw packet and revision the value came from.</summary>
    public string? Origin { get; init; }
}

/// <summary>A day of one factor: its hours, those that came and those that did not.</summary>
/// <param name="Pollutant">HJ 212-2017 code.</param>
/// <param name="Day">The natural day, Beijing.</param>
/// <param name="Hours">At most 24, by beginning; an hour that is absent was not received.</param>
public sealed record DayValue(string Pollutant, DateOnly Day, IReadOnlyList<HourValue> Hours)
{
    /// <summary>Water: analyses due on a full day; 24 when carried values fill the hours, 12 for a 2-hour cycle without them.</summary>
    public int Scheduled { get; init; } = 24;
    /// <summary>The day mean the logger sent, for comparison only.</summary>
    public decimal? LoggerMean { get; init; }
}
