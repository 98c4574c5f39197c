namespace Qingjian.Judgement;

/// <summary>One hour of one assessed factor that may be due.</summary>
/// <param name="Factor">HJ 212-2017 code.</param>
/// <param name="Start">Beginning of the hour, Beijing clock.</param>
/// <param name="ReceivedAt">When its value came, Beijing clock; null when it did not.</param>
/// <param name="Valid">Whether the value counts.</param>
/// <param name="Stopped">Source stopped and confirmed.</param>
/// <param name="Flag">Data flag; N when nothing came.</param>
public sealed record DueHour(string Factor, DateTime Start, DateTime? ReceivedAt, bool Valid, bool Stopped = false, char Flag = 'N');

/// <summary>Values due, received and valid. Counts add up over monitors, days and divisions; rates do not.</summary>
public readonly record struct TransmissionCount(long Due, long Received, long Valid)
{
    /// <summary>传输率, share of 1; null when nothing was due.</summary>
    public decimal? Transmission => Due == 0 ? null : (decimal)Received / Due;

    /// <summary>有效率; null when nothing was received (M28).</summary>
    public decimal? Validity => Received == 0 ? null : (decimal)Valid / Received;

    /// <summary>传输有效率 = 传输率 × 有效率; null when nothing was received.</summary>
    public decimal? Product => Received == 0 || Due == 0 ? null : (decimal)Valid / Due;

    /// <summary>Counts of two sets: numerators and denominators are summed, so that a silent monitor weighs as much as it should.</summary>
    public static TransmissionCount operator +(TransmissionCount one, TransmissionCount other) => new(one.Due + other.Due, one.Received + other.Received, one.Valid + other.Valid);
}

/// <summary>Counts of a set of hours in both versions that are published.</summary>
/// <param name="InTime">即时: values that came in time.</param>
/// <param name="Completed">补全: values that came within the window of back-fill.</param>
/// <param name="TakenOut">Hours not due: stopped, or a check within its allowance.</param>
public sealed record TransmissionResult(TransmissionCount InTime, TransmissionCount Completed, int TakenOut);

/// <summary>How one hour was counted.</summary>
/// <param name="Hour">The hour.</param>
/// <param name="TakenOut">Not due: stopped, or a check within its allowance.</param>
/// <param name="InTime">Came in time.</param>
/// <param name="Completed">Came within the window.</param>
public readonly record struct CountedHour(DueHour Hour, bool TakenOut, bool InTime, bool Completed);

/// <summary>传输率、有效率、传输有效率 of hourly values.</summary>
public static class TransmissionRate
{
    /// <summary>Counts hours of any number of factors and days.</summary>
    /// <param name="hours">Each hour of each assessed factor once; order does not matter.</param>
    /// <param name="rule">The rule in force.</param>
    public static TransmissionResult Of(IEnumerable<DueHour> hours, TransmissionRule rule)
    {
        TransmissionCount inTime = default, completed = default;
        var takenOut = 0;
        foreach (var counted in Each(hours, rule))
        {
            if (counted.TakenOut)
            {
                takenOut++;
                continue;
            }
            completed += new TransmissionCount(1, counted.Completed ? 1 : 0, counted.Completed && counted.Hour.Valid ? 1 : 0);
            inTime += new TransmissionCount(1, counted.InTime ? 1 : 0, counted.InTime && counted.Hour.Valid ? 1 : 0);
        }
        return new(inTime, completed, takenOut);
    }

    /// <summary>How each hour is counted, by factor and in order of time.</summary>
    /// <param name="hours">Each hour of each assessed factor once; order does not matter.</param>
    /// <param name="rule">The rule in force.</param>
    public static IEnumerable<CountedHour> Each(IEnumerable<DueHour> hours, TransmissionRule rule)
    {
        foreach (var day in hours.GroupBy(hour => (hour.Factor, Day: DateOnly.FromDateTime(hour.Start))))
        {
            var checks = rule.CheckFactors.Contains(day.Key.Factor) ? rule.CheckHoursADay : 0;
            foreach (var hour in day.OrderBy(hour => hour.Start))
                yield return new(hour, hour.Stopped || (hour.Flag == rule.CheckFlag && checks-- > 0),
                    hour.ReceivedAt is { } soon && soon <= rule.InTimeUntil(hour.Start), hour.ReceivedAt is { } at && at <= rule.CompletedUntil(hour.Start));
        }
    }

    /// <summary>Missing intervals of one factor: first hour and length, in order of time.</summary>
    public static IReadOnlyList<(DateTime From, int Hours)> Gaps(IEnumerable<DueHour> hours)
    {
        var gaps = new List<(DateTime From, int Hours)>();
        foreach (var hour in hours.Where(hour => hour is { ReceivedAt: null, Stopped: false }).OrderBy(hour => hour.Start))
        {
            if (gaps.Count > 0 && gaps[^1] is var last && last.From.AddHours(last.Hours) == hour.Start) gaps[^1] = last with { Hours = last.Hours + 1 };
            else gaps.Add((hour.Start, 1));
        }
        return gaps;
    }
}
