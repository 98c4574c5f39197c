namespace Qingjian.Judgement;

/// <summary>A value and the stretch it speaks for, Beijing clock. Hour and minute values speak for their period, a momentary one until the next, for a while.</summary>
/// <param name="From">Beginning.</param>
/// <param name="Until">End, exclusive.</param>
/// <param name="Valid">Its flag lets it count.</param>
public sealed record AlarmReading(DateTime From, DateTime Until, bool Valid)
{
    /// <summary>Mean, or momentary value.</summary>
    public decimal? Measured { get; init; }
    /// <summary>Converted.</summary>
    public decimal? Converted { get; init; }
    /// <summary>Least of the period.</summary>
    public decimal? Min { get; init; }
    /// <summary>Greatest of the period.</summary>
    public decimal? Max { get; init; }
    /// <summary>Cou of the period.</summary>
    public decimal? Total { get; init; }

    /// <summary>The field a comparison asks for; null when it does not count or was not sent.</summary>
    public decimal? Of(AlarmValue value) => !Valid ? null : value switch
    {
        AlarmValue.Judged => Converted ?? Measured,
        AlarmValue.Measured => Measured,
        AlarmValue.Converted => Converted,
        AlarmValue.Min => Min,
        AlarmValue.Max => Max,
        _ => Total,
    };
}

/// <summary>A limit in force, in the unit the station sends.</summary>
/// <param name="Bound">Upper bound.</param>
/// <param name="Name">Standard, category and clause, or permit.</param>
public sealed record AlarmLimit(decimal Bound, string Name);

/// <summary>What is known of one outlet while its conditions are followed.</summary>
public sealed class AlarmFeed
{
    /// <summary>Values by factor and period, in order of time.</summary>
    public required IReadOnlyDictionary<(string Factor, AlarmPeriod Period), IReadOnlyList<AlarmReading>> Values { get; init; }

    /// <summary>Moments up to which something had come, in order: ends of periods, times of momentary values. Under the factor "" those of any factor.</summary>
    public required IReadOnlyDictionary<(string Factor, AlarmPeriod Period), IReadOnlyList<DateTime>> Came { get; init; }

    /// <summary>The limit of a factor for a measure and day; null without one.</summary>
    public required Func<string, AlarmMeasure, DateOnly, AlarmLimit?> LimitOf { get; init; }

    /// <summary>Chinese name of a factor.</summary>
    public required Func<string, string> NameOf { get; init; }

    /// <summary>Unit the station sends a factor in, for people; empty for none.</summary>
    public required Func<string, string> UnitOf { get; init; }

    /// <summary>The value that speaks for a moment; null when none does.</summary>
    public AlarmReading? At(string factor, AlarmPeriod period, DateTime at)
    {
        if (!Values.TryGetValue((factor, period), out var list)) return null;
        var last = Before(list.Count, n => list[n].From, at);
        return last >= 0 && list[last].Until > at ? list[last] : null;
    }

    /// <summary>When something last came at or before a moment; null for never.</summary>
    public DateTime? LastCame(string factor, AlarmPeriod period, DateTime at)
    {
        if (!Came.TryGetValue((factor, period), out var list)) return null;
        var last = Before(list.Count, n => list[n], at);
        return last >= 0 ? list[last] : null;
    }

    // The last of a sorted list at or before a moment, or -1.
    private static int Before(int count, Func<int, DateTime> time, DateTime at)
    {
        var (low, high) = (0, count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (time(middle) <= at) low = middle + 1;
            else high = middle;
        }
        return low - 1;
    }

    /// <summary>Moments between two others at which a leaf of a condition may turn.</summary>
    internal IEnumerable<DateTime> TurnsOf(AlarmTerm leaf, DateTime from, DateTime until)
    {
        if (leaf.Kind == AlarmTermKind.NoData)
        {
            foreach (var came in Came.GetValueOrDefault((leaf.Factor, leaf.Period)) ?? [])
            {
                yield return came;
                yield return came.AddMinutes(leaf.Minutes);
            }
            yield break;
        }
        foreach (var value in Values.GetValueOrDefault((leaf.Factor, leaf.Period)) ?? [])
            if (value.From < until && value.Until > from)
            {
                yield return value.From;
                yield return value.Until;
            }
        if (leaf.Measure == AlarmMeasure.Number) yield break;
        for (var day = from.Date.AddDays(1); day < until; day = day.AddDays(1)) yield return day;
    }

    /// <summary>Up to which moment what a condition looks at is known: a value that has not come yet is waited for, for a while.</summary>
    /// <param name="rule">The condition.</param>
    /// <param name="now">Beijing clock.</param>
    public DateTime KnownUntil(AlarmRule rule, DateTime now)
    {
        ArgumentNullException.ThrowIfNull(rule);
        var known = now;
        foreach (var leaf in rule.Leaves())
        {
            var until = now - Patience(leaf);
            if (leaf.Kind == AlarmTermKind.Compare && Came.GetValueOrDefault((leaf.Factor, leaf.Period)) is [.., var last] && last > until)
                // A momentary value is known in its own second.
                until = leaf.Period == AlarmPeriod.Realtime ? last.AddSeconds(1) : last;
            if (until < known) known = until;
        }
        return known;
    }

    private static TimeSpan Patience(AlarmTerm leaf) => (leaf.Kind, leaf.Period) switch
    {
        (AlarmTermKind.NoData, AlarmPeriod.Realtime) => TimeSpan.FromSeconds(30),
        (AlarmTermKind.NoData, _) => TimeSpan.FromMinutes(2),
        (_, AlarmPeriod.Realtime) => TimeSpan.FromMinutes(5),
        (_, AlarmPeriod.Minute) => TimeSpan.FromMinutes(30),
        _ => TimeSpan.FromMinutes(150),
    };
}
