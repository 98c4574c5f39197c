namespace Qingjian.Judgement;

/// <summary>事前预警, 事中调度, 事后处理.</summary>
/// <param name="Code">warning, dispatch, handling.</param>
/// <param name="Name">Chinese.</param>
/// <param name="Recipient">Who answers: enterprise, county, city.</param>
/// <param name="CopyTo">Who is told beside.</param>
/// <param name="AnswerHours">Hours to answer; null when none is due or working days count.</param>
/// <param name="AnswerWorkingDays">Working days to answer.</param>
public sealed record OrderClass(string Code, string Name, string Recipient, IReadOnlyList<string> CopyTo, int? AnswerHours, int? AnswerWorkingDays)
{
    /// <summary>Whether somebody has to answer; an early warning only reminds.</summary>
    public bool NeedsAnswer => AnswerHours is not null || AnswerWorkingDays is not null;
}

/// <summary>What a verdict, or a fact that another part tells, leads to.</summary>
/// <param name="Verdict">hour_exceeded, day_exceeded, silence, low_temperature, …: the word that the fact names.</param>
/// <param name="Class">Code of an <see cref="OrderClass"/>, or <c>none</c>.</param>
/// <param name="Name">Chinese.</param>
/// <param name="AnswerHours">Hours to answer where they differ from those of the class.</param>
/// <param name="CopyTo">Levels that are told beside those of the class.</param>
public sealed record OrderTrigger(string Verdict, string Class, string Name, int? AnswerHours, IReadOnlyList<string> CopyTo);

/// <summary>A level an overdue order climbs to.</summary>
/// <param name="Level">0 for the enterprise, then upwards.</param>
/// <param name="Name">Chinese.</param>
/// <param name="AfterHours">Hours after the answer was due.</param>
public sealed record OrderLevel(int Level, string Name, int AfterHours);

/// <summary>A cause an enterprise can give.</summary>
public sealed record OrderCause(string Code, string Name);

/// <summary>A mark an enterprise can make over a stretch of time.</summary>
/// <param name="Code">Stable code.</param>
/// <param name="Name">Chinese.</param>
/// <param name="Effect">What it does to the data once accepted; null when it only explains (its quota account comes with the marking rules).</param>
public sealed record MarkKind(string Code, string Name, MarkEffect? Effect);

/// <summary>Thresholds of the order colours.</summary>
public sealed record ColourRule(int RepeatedHours, int Window, decimal HourMultipleYellow, decimal DayMultipleRed);

/// <summary>The rules of electronic supervision (电子督办) in force on a day. All figures are settings.</summary>
public sealed record SupervisionRule(
    Rule Rule, int SilenceIntervals, TimeSpan SilenceMinimum, TimeSpan SilenceOrderAfter, int EnterpriseAnswerHours,
    IReadOnlyList<OrderClass> Classes, IReadOnlyList<OrderTrigger> Triggers, IReadOnlyList<OrderLevel> Levels,
    IReadOnlyList<OrderCause> Causes, IReadOnlyList<MarkKind> Marks, ColourRule Colours)
{
    /// <summary>Hours after which an early warning closes by itself, if what it warned of has not ended before.</summary>
    public int WarningClosesAfterHours { get; init; } = 48;

    /// <summary>Hours without a value, of the last 24, from which missing data are warned of; null for no warning.</summary>
    public int? MissingHours { get; init; }

    /// <summary>What the verdict leads to; null when nothing is ordered.</summary>
    public (OrderTrigger Trigger, OrderClass Class)? Answer(string verdict)
    {
        var trigger = Triggers.FirstOrDefault(each => each.Verdict == verdict);
        var found = trigger is null ? null : Classes.FirstOrDefault(each => each.Code == trigger.Class);
        return found is null ? null : (trigger!, found);
    }

    /// <summary>Which finding pulls which trigger, as it stands on the day asked about; null where no such file is loaded.</summary>
    public TriggerRule? Pulls { get; init; }

    /// <summary>The trigger word of a verdict; null when it needs no one's attention.</summary>
    public string? TriggerOf(Verdict verdict) => Pulls?.Of(verdict, this);

    /// <summary>blue, yellow, orange or red.</summary>
    /// <param name="verdict">An exceedance or warning.</param>
    /// <param name="hoursInWindow">Passed hours of the same factor in the window, this one included.</param>
    public string ColourOf(Verdict verdict, int hoursInWindow) => verdict.Period == LimitPeriod.Day
        ? verdict.Multiple >= Colours.DayMultipleRed ? "red" : "orange"
        : hoursInWindow >= Colours.RepeatedHours || verdict.Multiple >= Colours.HourMultipleYellow ? "yellow" : "blue";

    /// <summary>The level an order stands at when its answer is late by <paramref name="late"/>; 0 while in time.</summary>
    public OrderLevel LevelAt(TimeSpan late) =>
        Levels.Where(level => level.Level == 0 || late >= TimeSpan.FromHours(level.AfterHours)).MaxBy(level => level.Level) ?? new(0, "企业", 0);

    internal static SupervisionRule Read(LawNode node, Rule rule)
    {
        var silence = node.Part("silence");
        var colours = node.Part("colours");
        if (silence is null) node.Fault("silence", "缺少断线规则");
        if (colours is null) node.Fault("colours", "缺少颜色规则");
        return new(
            rule, silence?.Whole("intervals") ?? 0, TimeSpan.FromMinutes(silence?.Whole("minimum_minutes") ?? 0),
            TimeSpan.FromMinutes(silence?.Whole("order_after_minutes") ?? 0), node.Whole("enterprise_answer_hours"),
            node.Items("classes").Select(item => new OrderClass(item.Text("class"), item.Text("name"), item.Text("recipient"), item.Texts("copy_to"),
                item.WholeOr("answer_hours"), item.WholeOr("answer_working_days"))).ToArray(),
            node.Items("triggers").Select(item => new OrderTrigger(item.Text("verdict"), item.Text("class"), item.Text("name"), item.WholeOr("answer_hours"), item.Texts("copy_to"))).ToArray(),
            node.Items("levels").Select(item => new OrderLevel(item.Whole("level"), item.Text("name"), item.Whole("after_hours"))).ToArray(),
            node.Items("causes").Select(item => new OrderCause(item.Text("code"), item.Text("name"))).ToArray(),
            node.Items("marks").Select(item => new MarkKind(item.Text("code"), item.Text("name"),
                item.OneOf("effect", ("none", (MarkEffect?)null), ("stopped", MarkEffect.Stopped), ("invalid", MarkEffect.Invalid)))).ToArray(),
            new ColourRule(colours?.Whole("repeated_hours_count") ?? 0, colours?.Whole("repeated_hours_window") ?? 0,
                colours?.Number("hour_multiple_yellow") ?? 0, colours?.Number("day_multiple_red") ?? 0))
        {
            WarningClosesAfterHours = node.WholeOr("warning_closes_after_hours") ?? 48,
            MissingHours = node.WholeOr("missing_hours"),
        };
    }
}
