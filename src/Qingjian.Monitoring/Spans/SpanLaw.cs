using Qingjian.Judgement;

namespace Qingjian.Monitoring.Spans;

/// <summary>The rules by which spans of days are judged, by the day of the data.</summary>
/// <param name="Persistence">Ways of exceeding persistently.</param>
/// <param name="Totals">How a year's amount is held against the permit.</param>
/// <param name="Electricity">How a day under an order is assessed.</param>
/// <param name="Anew">Days under an order are assessed anew from the electricity kept of them, instead of being taken as they were assessed.</param>
internal sealed record SpanLaw(Func<DateOnly, IReadOnlyList<PersistenceRow>> Persistence, Func<DateOnly, TotalRule?> Totals, Func<DateOnly, ElectricityRule?> Electricity, bool Anew)
{
    /// <summary>Each day by the rules in force on it.</summary>
    public static SpanLaw Of(Rulebook book)
    {
        var rows = new Dictionary<DateOnly, IReadOnlyList<PersistenceRow>>();
        return new(day => rows.TryGetValue(day, out var known) ? known : rows[day] = book.PersistenceOn(day), book.TotalsOn, book.ElectricityOn, false);
    }

    /// <summary>All days by the rules as they stand on one day: for trials.</summary>
    public static SpanLaw As(Rulebook book, DateOnly rulesOf)
    {
        var (rows, totals, electricity) = (book.PersistenceOn(rulesOf), book.TotalsOn(rulesOf), book.ElectricityOn(rulesOf));
        return new(_ => rows, _ => totals, _ => electricity, true);
    }

    /// <summary>The first day that a span ending on a day looks at.</summary>
    public DateOnly BackFrom(DateOnly day) => Persistence(day).Select(row => row.WindowOf(day)).Append(day).Min();

    /// <summary>The last day whose spans look at a day.</summary>
    public DateOnly ReachOf(DateOnly day) => Persistence(day).Select(row => row.WindowDays is { } days ? day.AddDays(days - 1) : new(day.Year, day.Month, DateTime.DaysInMonth(day.Year, day.Month))).Append(day).Max();
}

/// <summary>What spans are made of.</summary>
[Flags]
internal enum SpanKinds
{
    /// <summary>多次超标: exceedances that count.</summary>
    Persistence = 1,
    /// <summary>许可排放量: amounts of a year.</summary>
    Totals = 2,
    /// <summary>停限产期间生产: assessed days of an order.</summary>
    Stops = 4,
    /// <summary>All of them.</summary>
    All = Persistence | Totals | Stops,
}
