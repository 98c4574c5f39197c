namespace Qingjian.Judgement;

/// <summary>How a limit counts.</summary>
public enum DeadlineCalendar
{
    /// <summary>工作日.</summary>
    Working = 1,
    /// <summary>日历日, a last day that is no workday moves on.</summary>
    Calendar = 2,
    /// <summary>日历日, never moved.</summary>
    CalendarNoShift = 3,
    /// <summary>小时, exact.</summary>
    Clock = 4,
    /// <summary>A rate, not a limit (加处罚款).</summary>
    Rate = 5,
}

/// <summary>Unit of a limit.</summary>
public enum DeadlineUnit
{
    /// <summary>小时.</summary>
    Hour = 1,
    /// <summary>日.</summary>
    Day = 2,
    /// <summary>月.</summary>
    Month = 3,
    /// <summary>年.</summary>
    Year = 4,
    /// <summary>每日百分比.</summary>
    PercentPerDay = 5,
}

/// <summary>Whose time runs (ruling U3).</summary>
public enum DeadlineSide
{
    /// <summary>当事人的期限.</summary>
    Party = 1,
    /// <summary>机关的工作期限: both days are shown, missed only after the shifted one.</summary>
    Agency = 2,
    /// <summary>对当事人权力的期限: never moved.</summary>
    Power = 3,
    /// <summary>其他机关的期限 (court, police).</summary>
    Outside = 4,
}

/// <summary>A way to lengthen, replace or restart a limit.</summary>
/// <param name="Step">1, then 2 …: a step needs the one before.</param>
/// <param name="Kind">extend, instead, restart.</param>
/// <param name="Limit">How much.</param>
/// <param name="Unit">Of what.</param>
/// <param name="Approver">Who approves, Chinese; empty when none.</param>
/// <param name="Condition">When, Chinese.</param>
/// <param name="Source">Article, Chinese.</param>
/// <param name="Trust">Trust in the row.</param>
public sealed record ExtensionRule(int Step, string Kind, int Limit, DeadlineUnit Unit, string Approver, string Condition, string Source, Trust Trust);

/// <summary>A reason for which time is not counted.</summary>
public sealed record PauseRule(string Reason, string Name, string Source, Trust Trust);

/// <summary>One statutory time limit.</summary>
/// <param name="Key">Stable key, e.g. <c>statement</c>.</param>
/// <param name="Name">Chinese.</param>
/// <param name="EventFrom">What starts the clock, Chinese.</param>
/// <param name="EventTo">What must have happened by its end, Chinese.</param>
/// <param name="Limit">How much.</param>
/// <param name="Unit">Of what.</param>
/// <param name="Calendar">How it counts.</param>
/// <param name="Backwards">True when counted back from the start event (latest day of a notice before a hearing).</param>
/// <param name="Side">Whose time runs.</param>
/// <param name="OnExpiry">What follows from expiry, Chinese.</param>
/// <param name="Source">Article, Chinese.</param>
/// <param name="Trust">Trust in the row.</param>
/// <param name="Extensions">Ways to lengthen it.</param>
/// <param name="Pauses">Reasons that do not count.</param>
public sealed record DeadlineRule(
    string Key, string Name, string EventFrom, string EventTo, int Limit, DeadlineUnit Unit, DeadlineCalendar Calendar, bool Backwards,
    DeadlineSide Side, string OnExpiry, string Source, Trust Trust, IReadOnlyList<ExtensionRule> Extensions, IReadOnlyList<PauseRule> Pauses)
{
    /// <summary>For example 5个工作日, 6个月, 24小时.</summary>
    public string LimitInChinese => Words(Limit, Unit, Calendar);

    internal static string Words(int limit, DeadlineUnit unit, DeadlineCalendar calendar) => unit switch
    {
        DeadlineUnit.Hour => $"{limit}小时",
        DeadlineUnit.Day => calendar == DeadlineCalendar.Working ? $"{limit}个工作日" : $"{limit}日",
        DeadlineUnit.Month => $"{limit}个月",
        DeadlineUnit.Year => $"{limit}年",
        _ => $"每日{limit}%",
    };
}

/// <summary>All statutory time limits of one law file.</summary>
/// <param name="Rule">The law file.</param>
/// <param name="All">In the order of the file.</param>
public sealed record DeadlineTable(Rule Rule, IReadOnlyList<DeadlineRule> All)
{
    /// <summary>The limit of a key, or null.</summary>
    public DeadlineRule? Find(string key) => All.FirstOrDefault(rule => rule.Key == key);

    internal static DeadlineTable Read(LawNode node, Rule rule) => new(rule, node.Items("deadlines").Select(item => new DeadlineRule(
        item.Text("key"), item.Text("name"), item.Text("event_from_zh"), item.Text("event_to_zh"), item.Whole("limit"), Unit(item), Calendar(item),
        item.OneOf("count_start", ("next_day", false), ("same_date", false), ("exact_time", false), ("previous_day_backwards", true)),
        item.OneOf("side", ("party", DeadlineSide.Party), ("agency", DeadlineSide.Agency), ("power", DeadlineSide.Power), ("outside", DeadlineSide.Outside)),
        item.Text("on_expiry_zh"), item.Text("source_zh"), item.Trust(),
        item.Items("extensions", required: false).Select(each => new ExtensionRule(
            each.Whole("step"), each.OneOf("kind", ("extend", "extend"), ("instead", "instead"), ("restart", "restart")), each.Whole("limit"), Unit(each),
            each.Text("approver_zh"), each.Text("condition_zh"), each.Text("source_zh"), each.Trust())).ToArray(),
        item.Items("pauses", required: false).Select(each => new PauseRule(each.Text("reason"), each.Text("name"), each.Text("source_zh"), each.Trust())).ToArray())).ToArray());

    private static DeadlineUnit Unit(LawNode item) => item.OneOf("unit",
        ("hour", DeadlineUnit.Hour), ("day", DeadlineUnit.Day), ("month", DeadlineUnit.Month), ("year", DeadlineUnit.Year), ("percent_per_day", DeadlineUnit.PercentPerDay));

    private static DeadlineCalendar Calendar(LawNode item) => item.OneOf("calendar",
        ("working", DeadlineCalendar.Working), ("calendar", DeadlineCalendar.Calendar), ("calendar_no_shift", DeadlineCalendar.CalendarNoShift),
        ("clock", DeadlineCalendar.Clock), ("rate", DeadlineCalendar.Rate));
}
