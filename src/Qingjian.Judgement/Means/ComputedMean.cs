namespace Qingjian.Judgement;

/// <summary>One shorter value as a mean is worked out from it.</summary>
/// <param name="Value">As measured; null when missing.</param>
/// <param name="Flag">Data flag; N and T count.</param>
/// <param name="Converted">Converted value; null when none was sent.</param>
/// <param name="Discharge">m³ of the period; null when unknown.</param>
public sealed record ShortValue(decimal? Value, char Flag = 'N', decimal? Converted = null, decimal? Discharge = null)
{
    /// <summary>Counts towards a mean.</summary>
    public bool Counts => Value is not null && Flag is 'N' or 'T';
}

/// <summary>A mean worked out by the house (计算值). It stands beside the sent one, which stays the value of record, and judges nothing.</summary>
/// <param name="Value">Null when nothing counts.</param>
/// <param name="Converted">Mean of converted values; null when not all that count have one.</param>
/// <param name="Count">What counts: instants, minutes of a gas hour, values of a water hour, hours of a day.</param>
/// <param name="Needed">How many are needed.</param>
/// <param name="Flag">N, or why it is none.</param>
/// <param name="Shown">The most frequent abnormal flag, for display (M20); N when there is none.</param>
public sealed record ComputedMean(decimal? Value, decimal? Converted, int Count, int Needed, char Flag, char Shown)
{
    /// <summary>Enough values, and normal ones.</summary>
    public bool Valid => Value is not null && Count >= Needed && Flag is 'N' or 'T';

    /// <summary>Whether a sent mean is another one: by more than the share of the rule and by more than one last decimal.</summary>
    /// <param name="sent">As sent.</param>
    /// <param name="lastDecimal">Smallest step of the values, above 0.</param>
    /// <param name="rule">The rule in force.</param>
    public bool DiffersFrom(decimal sent, decimal lastDecimal, MeanRule rule)
    {
        ArgumentNullException.ThrowIfNull(rule);
        return Value is { } own && Math.Abs(sent - own) > lastDecimal && Math.Abs(sent - own) > rule.Differs * Math.Max(Math.Abs(own), Math.Abs(sent));
    }
}

/// <summary>Means of minute, hour and day (HJ 212-2017 D.1, D2.2). The same values in any order give the same mean: sums are exact, the quotient comes last.</summary>
public static class MeanOf
{
    /// <summary>Minute mean from the instants that were uploaded.</summary>
    /// <param name="instants">Of the period.</param>
    /// <param name="minutes">Length of the period in minutes, 1 or more.</param>
    /// <param name="due">Instants due by the interval of upload.</param>
    /// <param name="rule">The rule in force.</param>
    public static ComputedMean Minute(IReadOnlyCollection<ShortValue> instants, int minutes, int due, MeanRule rule)
    {
        var count = instants.Count(each => each.Counts);
        var needed = Math.Max(1, Math.Min(rule.MinuteInstants * minutes, (int)Math.Ceiling(due * rule.InstantsShare)));
        return Mean(instants, count, needed, FlagOf(instants, Math.Max(due, instants.Count), rule), rule);
    }

    /// <summary>Hour mean from its minute values.</summary>
    /// <param name="records">Minute values that came or were worked out.</param>
    /// <param name="interval">Minutes one of them stands for, 1 to 60.</param>
    /// <param name="rule">The rule in force.</param>
    public static ComputedMean Hour(IReadOnlyCollection<ShortValue> records, int interval, MeanRule rule)
    {
        var count = records.Count(each => each.Counts);
        var flag = FlagOf(records, 60 / Math.Max(1, interval), rule);
        return rule.HourMinutes is { } minutes ? Mean(records, count * interval, minutes, flag, rule) : Mean(records, count, 1, flag, rule);
    }

    /// <summary>Day mean from hour values; those that are not valid are left out by the caller or bear their flag.</summary>
    /// <param name="hours">Hours of the day.</param>
    /// <param name="due">Hours due: 24 without the stopped ones.</param>
    /// <param name="rule">The rule in force.</param>
    public static ComputedMean Day(IReadOnlyCollection<ShortValue> hours, int due, MeanRule rule)
    {
        var count = hours.Count(each => each.Counts);
        return Mean(hours, count, rule.DayHours ?? Math.Max(1, (int)Math.Ceiling(due * (rule.DayShare ?? 1m))), ('N', 'N'), rule);
    }

    private static ComputedMean Mean(IReadOnlyCollection<ShortValue> values, int count, int needed, (char Flag, char Shown) flag, MeanRule rule)
    {
        var counted = values.Where(each => each.Counts).ToList();
        if (counted.Count == 0) return new(null, null, 0, needed, flag.Flag, flag.Shown);
        // Without discharge of every one of them the plain mean stands (J7).
        var weighted = rule.ByFlow && counted.TrueForAll(each => each.Discharge is not null) && counted.Sum(each => each.Discharge!.Value) > 0
            ? Conversion.FlowWeighted(counted.Select(each => (each.Value!.Value, each.Discharge!.Value))) : null;
        var mean = weighted ?? counted.Sum(each => each.Value!.Value) / counted.Count;
        var converted = counted.TrueForAll(each => each.Converted is not null) ? counted.Sum(each => each.Converted!.Value) / counted.Count : (decimal?)null;
        return new(mean, converted, count, needed, flag.Flag == 'N' && counted.Exists(each => each.Flag == 'T') ? 'T' : flag.Flag, flag.Shown);
    }

    // M20 for gas, M21 for water: normal by a share of the records due, stopped ones left out.
    private static (char Flag, char Shown) FlagOf(IReadOnlyCollection<ShortValue> records, int due, MeanRule rule)
    {
        var shown = records.Where(each => each.Flag is not ('N' or 'T')).GroupBy(each => each.Flag).OrderByDescending(group => group.Count()).ThenBy(group => group.Key).FirstOrDefault()?.Key ?? 'N';
        var stopped = records.Count(each => each.Flag == 'F');
        if (stopped >= due && stopped > 0) return ('F', 'F');
        if (rule.NormalShare >= 1m) return (shown, shown);
        var normal = records.Count(each => each.Flag is 'N' or 'T');
        return normal >= rule.NormalShare * (due - stopped) ? ('N', shown) : ('D', shown);
    }
}
