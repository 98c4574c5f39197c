namespace Qingjian.Judgement;

/// <summary>A step of an alarm condition.</summary>
/// <param name="Name">提示, 预警, 报警.</param>
/// <param name="Colour">blue, yellow, orange, red.</param>
/// <param name="When">What must hold.</param>
/// <param name="HoldMinutes">So long without a break before it is raised; 0 at once.</param>
/// <param name="ClearMinutes">So long it must not hold any more, by the clearing numbers, before it is left; 0 at once.</param>
public sealed record AlarmLevel(string Name, string Colour, AlarmTerm When, int HoldMinutes, int ClearMinutes);

/// <summary>Raising again what stays raised.</summary>
/// <param name="EveryMinutes">After so many minutes.</param>
/// <param name="Most">At most so often for one raising.</param>
public sealed record AlarmRepeat(int EveryMinutes, int Most);

/// <summary>Which days of the working calendar count.</summary>
public enum AlarmDays
{
    /// <summary>每天.</summary>
    Every = 1,
    /// <summary>工作日, make-up days counted.</summary>
    Workdays = 2,
    /// <summary>休息日和法定节假日.</summary>
    RestDays = 3,
}

/// <summary>When a condition is watched, by the Beijing clock. Outside nothing is raised; what is raised may clear.</summary>
/// <param name="Weekdays">1 Monday to 7 Sunday; empty for all.</param>
/// <param name="From">Beginning.</param>
/// <param name="To">End, exclusive; at or before <paramref name="From"/> it is that of the next day.</param>
/// <param name="Days">Which days of the working calendar.</param>
public sealed record AlarmSchedule(IReadOnlyList<int> Weekdays, TimeOnly From, TimeOnly To, AlarmDays Days)
{
    /// <summary>Whether a moment (Beijing clock) lies in it.</summary>
    public bool Watches(DateTime at, WorkCalendar calendar)
    {
        var (day, time) = (DateOnly.FromDateTime(at), TimeOnly.FromDateTime(at));
        if (From < To) return time >= From && time < To && Holds(day, calendar);
        return (time >= From && Holds(day, calendar)) || (time < To && Holds(day.AddDays(-1), calendar));
    }

    /// <summary>Moments of a day at which it may begin or end.</summary>
    public IEnumerable<DateTime> TurnsOf(DateOnly day) => [day.ToDateTime(TimeOnly.MinValue), day.ToDateTime(From), day.ToDateTime(To)];

    // A year without a calendar has its plain weekends.
    private bool Holds(DateOnly day, WorkCalendar calendar)
    {
        var number = day.DayOfWeek == DayOfWeek.Sunday ? 7 : (int)day.DayOfWeek;
        if (Weekdays.Count > 0 && !Weekdays.Contains(number)) return false;
        return Days == AlarmDays.Every || (calendar.On(day)?.IsWorkday ?? number < 6) == (Days == AlarmDays.Workdays);
    }
}

/// <summary>报警条件: levels that are climbed and left one step at a time, with their durations, repeats and hours. An alarm is no verdict.</summary>
/// <param name="Levels">From the lowest to the highest, one to three.</param>
/// <param name="Repeat">Raising again; null for once.</param>
/// <param name="Schedule">When it is watched; null for always.</param>
public sealed record AlarmRule(IReadOnlyList<AlarmLevel> Levels, AlarmRepeat? Repeat, AlarmSchedule? Schedule)
{
    /// <summary>All comparisons and silences.</summary>
    public IEnumerable<AlarmTerm> Leaves() => Levels.SelectMany(level => level.When.Leaves());
}
