namespace Qingjian.Judgement;

/// <summary>What an hour is for the emission amount of one factor.</summary>
public enum AmountState
{
    /// <summary>A valid amount.</summary>
    Valid = 1,
    /// <summary>Nothing came.</summary>
    Missing = 2,
    /// <summary>Invalid by flag, mark or too few minutes.</summary>
    Invalid = 3,
    /// <summary>失控时段: from the check that failed, or was due and missed, to the next one passed.</summary>
    OutOfControl = 4,
    /// <summary>Calibration (flag C): belongs to a run of invalid hours and is never looked at.</summary>
    Calibration = 5,
    /// <summary>Source stopped and confirmed: nothing is due.</summary>
    Stopped = 6,
}

/// <summary>One hour of one factor.</summary>
/// <param name="Start">Beginning of the hour, Beijing clock.</param>
/// <param name="State">What it is.</param>
/// <param name="Amount">Emission in kg; null unless valid.</param>
public sealed record AmountHour(DateTime Start, AmountState State, decimal? Amount = null);

/// <summary>季度有效数据捕集率 (HJ 75-2017 chapter 12).</summary>
public static class CaptureRate
{
    /// <summary>(hours − stopped − invalid) ÷ (hours − stopped), as a share of 1; null when the source was stopped throughout.</summary>
    /// <param name="hours">Hours of the quarter, 0 or more.</param>
    /// <param name="stopped">Stopped hours among them.</param>
    /// <param name="invalid">Hours of fault, maintenance, calibration, loss of control or without data.</param>
    public static decimal? Of(int hours, int stopped, int invalid) => hours > stopped ? (decimal)(hours - stopped - invalid) / (hours - stopped) : null;

    /// <summary>The rate of each quarter that the hours touch, by its first day. An unfinished quarter counts the hours given.</summary>
    public static IReadOnlyDictionary<DateOnly, decimal?> ByQuarter(IEnumerable<AmountHour> hours) =>
        hours.GroupBy(hour => QuarterOf(hour.Start)).ToDictionary(quarter => quarter.Key, quarter => Of(
            quarter.Count(), quarter.Count(hour => hour.State == AmountState.Stopped), quarter.Count(hour => hour.State is not (AmountState.Stopped or AmountState.Valid))));

    /// <summary>First day of the quarter an hour lies in.</summary>
    public static DateOnly QuarterOf(DateTime start) => new(start.Year, (start.Month - 1) / 3 * 3 + 1, 1);
}
