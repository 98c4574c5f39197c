using System.Globalization;

namespace Qingjian.Judgement;

/// <summary>One day of the working calendar.</summary>
/// <param name="IsWorkday">Make-up days (调休) counted.</param>
/// <param name="Name">Holiday, 调休 or 周末; empty for an ordinary workday.</param>
/// <param name="Provisional">True when no notice was loaded for its year (暂定).</param>
public readonly record struct CalendarDay(bool IsWorkday, string Name, bool Provisional);

/// <summary>One loaded year.</summary>
/// <param name="Year">Year.</param>
/// <param name="Provisional">True when no notice stands behind it: loaded as provisional, or built from weekends and fixed-date holidays only.</param>
/// <param name="Source">The law file.</param>
/// <param name="Special">Days that differ from the plain rule of the week.</param>
public sealed record CalendarYear(int Year, bool Provisional, Rule Source, IReadOnlyDictionary<DateOnly, CalendarDay> Special)
{
    internal static CalendarYear Read(LawNode node, Rule rule)
    {
        if (!int.TryParse(rule.Id, NumberStyles.None, CultureInfo.InvariantCulture, out var year)) node.Fault("id", "应为年份");
        var provisional = node.OneOf("status", ("published", false), ("provisional", true));
        var special = new Dictionary<DateOnly, CalendarDay>();
        foreach (var item in node.Items("days"))
        {
            var day = item.Day("date");
            if (day.Year != year) item.Fault("date", $"不在{year}年内");
            else if (!special.TryAdd(day, new CalendarDay(item.Flag("workday"), item.Text("name"), provisional))) item.Fault("date", "重复");
        }
        return new(year, provisional, rule, special);
    }
}

/// <summary>How a year without a notice is filled in provisionally.</summary>
internal sealed record ProvisionalCalendar(Rule Rule, IReadOnlyList<(int Month, int Day, string Name)> Fixed)
{
    internal static ProvisionalCalendar Read(LawNode node, Rule rule) => new(rule, node.Items("fixed_days")
        .Select(item => (item.Whole("month"), item.Whole("day"), item.Text("name"))).ToArray());

    internal CalendarYear Build(int year) => new(year, true, Rule,
        Fixed.ToDictionary(each => new DateOnly(year, each.Month, each.Day), each => new CalendarDay(false, each.Name, true)));
}

/// <summary>The working calendar of the loaded years; immutable.</summary>
public sealed class WorkCalendar
{
    private readonly Dictionary<int, CalendarYear> years;

    private WorkCalendar(Dictionary<int, CalendarYear> years) => this.years = years;

    internal static WorkCalendar Of(IEnumerable<CalendarYear> years) => new(years.ToDictionary(year => year.Year));

    /// <summary>The loaded years, in order.</summary>
    public IEnumerable<CalendarYear> Years => years.Values.OrderBy(year => year.Year);

    /// <summary>True when the year is loaded, provisionally or by notice.</summary>
    public bool Covers(int year) => years.ContainsKey(year);

    /// <summary>The day; null when its year is not loaded.</summary>
    public CalendarDay? On(DateOnly day)
    {
        if (!years.TryGetValue(day.Year, out var year)) return null;
        if (year.Special.TryGetValue(day, out var special)) return special;
        var weekend = day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday;
        return new CalendarDay(!weekend, weekend ? "周末" : "", year.Provisional);
    }

    /// <summary>The law file that a day's status comes from; null when its year is not loaded.</summary>
    public Rule? SourceOf(DateOnly day) => years.GetValueOrDefault(day.Year)?.Source;

    /// <summary>The <paramref name="count"/>-th workday after a day, and whether a provisional year was used. Beyond the loaded years every
    /// day is taken as a workday: the earliest it can be, and provisional.</summary>
    public (DateOnly Day, bool Provisional) WorkdaysAfter(DateOnly start, int count)
    {
        var provisional = false;
        var day = start;
        while (count > 0)
        {
            day = day.AddDays(1);
            var found = On(day);
            provisional |= found is null or { Provisional: true };
            if (found is null or { IsWorkday: true }) count--;
        }
        return (day, provisional);
    }

    /// <summary>The same calendar with one more year (or a year replaced).</summary>
    public WorkCalendar With(CalendarYear year) => new(new Dictionary<int, CalendarYear>(years) { [year.Year] = year });
}
