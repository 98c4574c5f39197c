namespace Qingjian.Judgement;

/// <summary>One hour of one assessed factor as it stands, with the moment its first value came.</summary>
/// <param name="Value">The hour; <see cref="HourValue.Received"/> is false when nothing came, its marks are those that hold.</param>
/// <param name="FirstAt">When its first value came, Beijing clock; null when none did.</param>
public sealed record HourArrival(HourValue Value, DateTime? FirstAt);

/// <summary>One day of one assessed factor of an outlet.</summary>
/// <param name="Factor">HJ 212-2017 code.</param>
/// <param name="Letters">24 letters of <see cref="DueCell"/>, one an hour.</param>
/// <param name="Completed">补全.</param>
/// <param name="InTime">即时; null for a day before the house listened.</param>
/// <param name="TakenOut">Hours that were not due.</param>
public sealed record TransmissionDay(string Factor, string Letters, TransmissionCount Completed, TransmissionCount? InTime, int TakenOut);

/// <summary>Assesses the hours of one factor and day for 传输率 and 有效率. The same data, marks and decisions give the same day in any order of arrival.</summary>
public static class AssessTransmission
{
    /// <summary>What the hours of a day came to.</summary>
    /// <param name="hours">Each of the 24 hours at most once; one that is absent did not come and is due.</param>
    /// <param name="asThen">The same hours as they stood when the day was counted in time (即时): values, marks and decisions of later are not among them; null for a day
    /// before the house listened, whose values are not asked when they came.</param>
    /// <param name="factor">HJ 212-2017 code.</param>
    /// <param name="day">The natural day, Beijing.</param>
    /// <param name="rules">Rules of validity of the day.</param>
    /// <param name="rule">The transmission rule of the day.</param>
    /// <param name="pendingFrom">Hours that begin at this moment or later and have not come may still come; null when the day is over.</param>
    public static TransmissionDay Day(
        IEnumerable<HourArrival> hours, IEnumerable<HourArrival>? asThen, string factor, DateOnly day, DayRules rules, TransmissionRule rule, DateTime? pendingFrom = null)
    {
        var letters = new char[24];
        var open = asThen is null;
        var due = new List<(DueHour Hour, string Reason)>();
        foreach (var each in Assessed(hours, factor, day, rules, open))
        {
            if (each.Hour.ReceivedAt is null && !each.Hour.Stopped && each.Hour.Start >= pendingFrom) letters[each.Hour.Start.Hour] = DueCell.Pending.Letter;
            else due.Add(each);
        }
        var reasons = due.ToDictionary(each => each.Hour.Start, each => each.Reason);
        foreach (var counted in TransmissionRate.Each(due.Select(each => each.Hour), rule))
            letters[counted.Hour.Start.Hour] = CellOf(counted, reasons[counted.Hour.Start], open).Letter;
        var result = TransmissionRate.Of(due.Select(each => each.Hour), rule);
        var then = asThen is null ? null : TransmissionRate.Of(Assessed(asThen, factor, day, rules, false).Select(each => each.Hour).Where(hour => reasons.ContainsKey(hour.Start)), rule);
        return new(factor, new string(letters), result.Completed, then?.InTime, result.TakenOut);
    }

    private static DueCell CellOf(CountedHour counted, string reason, bool open)
    {
        if (counted.TakenOut) return counted.Hour.Stopped ? DueCell.Stopped : DueCell.Check;
        if (counted.Hour.ReceivedAt is null) return DueCell.Missing;
        if (!counted.Completed) return DueCell.TooLate;
        if (!counted.Hour.Valid) return DueCell.Invalid(reason);
        return open ? DueCell.Earlier : counted.InTime ? DueCell.Received : DueCell.Late;
    }

    private static IEnumerable<(DueHour Hour, string Reason)> Assessed(IEnumerable<HourArrival> hours, string factor, DateOnly day, DayRules rules, bool open)
    {
        var known = hours.ToDictionary(hour => hour.Value.Start.Hour);
        for (var clock = 0; clock < 24; clock++)
        {
            var start = day.ToDateTime(new TimeOnly(clock, 0));
            if (!known.TryGetValue(clock, out var hour)) yield return (new DueHour(factor, start, null, false), "missing");
            else if (hour.FirstAt is not { } at || !hour.Value.Received) yield return (new DueHour(factor, start, null, false, IsStopped(hour.Value, rules)), "missing");
            else
            {
                var result = AssessHour.Of(hour.Value, rules.Validity, new Worksheet(rules, words: false));
                // An exempt hour is left out of the judgement, not out of the data: it came and is sound.
                var valid = result.Validity is Validity.Valid or Validity.Exempt;
                yield return (new DueHour(factor, start, open ? start.AddHours(1) : at, valid, result.Validity == Validity.Stopped || IsStopped(hour.Value, rules), hour.Value.Flag), result.Reason);
            }
        }
    }

    // A stop takes the hour out of what is due whether a value came or not.
    private static bool IsStopped(HourValue hour, DayRules rules) =>
        hour.Marks.Where(mark => mark.Effect == MarkEffect.Stopped).Sum(mark => mark.Minutes) > rules.Validity.MarkMinutesToExempt;
}
