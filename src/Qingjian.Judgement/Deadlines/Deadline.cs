using Qingjian.Vocabulary;

namespace Qingjian.Judgement;

/// <summary>Time that is not counted, from a day included to a day excluded.</summary>
/// <param name="From">First day not counted.</param>
/// <param name="To">First day counted again; null while the pause goes on.</param>
/// <param name="Reason">Reason code of the deadline's own list, e.g. <c>hearing</c>.</param>
public sealed record PauseInterval(DateOnly From, DateOnly? To, string Reason);

/// <summary>A granted extension, replacement or restart.</summary>
/// <param name="Step">Step of <see cref="ExtensionRule"/>.</param>
/// <param name="AskedOn">Day on which it was asked or decided; in time up to the shifted last day (U18). Null when not recorded.</param>
/// <param name="RestartFrom">For a restart: the day from which the time runs anew.</param>
public sealed record ExtensionGrant(int Step, DateOnly? AskedOn = null, DateOnly? RestartFrom = null);

/// <summary>What is asked of the engine.</summary>
/// <param name="Key">Key of the limit.</param>
/// <param name="Start">Beijing day of the start event; for a limit counted backwards, the day of the event that follows.</param>
public sealed record DeadlineRequest(string Key, DateOnly Start)
{
    /// <summary>Exact instant of the start event; needed for limits in hours.</summary>
    public DateTimeOffset? StartInstant { get; init; }
    /// <summary>Time not counted.</summary>
    public IReadOnlyList<PauseInterval> Pauses { get; init; } = [];
    /// <summary>Extensions granted.</summary>
    public IReadOnlyList<ExtensionGrant> Extensions { get; init; } = [];
    /// <summary>Today in Beijing, for a pause that still goes on; null when none does.</summary>
    public DateOnly? AsOf { get; init; }
}

/// <summary>A computed last day, with its working.</summary>
/// <param name="Rule">The limit.</param>
/// <param name="Start">Day of the start event.</param>
/// <param name="RawEnd">Last day before any shift.</param>
/// <param name="End">Last day; for a limit counted backwards, the latest day of the act.</param>
/// <param name="EndInstant">Exact end, for limits in hours.</param>
/// <param name="PausedDays">Calendar days not counted.</param>
/// <param name="Provisional">True when a provisional calendar year was used: shown as 暂定, never printed on a paper.</param>
/// <param name="Trust">Weakest trust of the rows used.</param>
/// <param name="Rulings">Codes of the rulings used.</param>
/// <param name="Citations">Law files used.</param>
/// <param name="Working">Chinese lines.</param>
public sealed record Deadline(
    DeadlineRule Rule, DateOnly Start, DateOnly RawEnd, DateOnly End, DateTimeOffset? EndInstant, int PausedDays, bool Provisional,
    Trust Trust, IReadOnlyList<string> Rulings, IReadOnlyList<RuleCitation> Citations, IReadOnlyList<string> Working)
{
    /// <summary>The day on which to warn at the latest: for the agency's own limits the unshifted day.</summary>
    public DateOnly WarnOn => Rule.Side == DeadlineSide.Agency ? RawEnd : End;

    /// <summary>The first day after the time: what must wait for its end may happen, a public notice counts as served (U4).</summary>
    public DateOnly OpensOn => End.AddDays(1);

    /// <summary>True when the time is over at an instant. Limits in days run to the end of the last day, Beijing.</summary>
    public bool IsOver(DateTimeOffset now) => EndInstant is { } exact ? now > exact : now >= BeijingTime.StartOf(OpensOn);
}

/// <summary>The engine's answer.</summary>
public abstract record DeadlineAnswer
{
    private DeadlineAnswer() { }

    /// <summary>The last day is known.</summary>
    public sealed record Known(Deadline Deadline) : DeadlineAnswer;

    /// <summary>The last day cannot be said yet (the calendar of a year is missing, or a pause goes on). The clock is kept open and
    /// computed when the year comes.</summary>
    /// <param name="Rule">The limit.</param>
    /// <param name="Start">Day of the start event.</param>
    /// <param name="NotBefore">The earliest possible last day, shown as 暂定; null when even that cannot be said.</param>
    /// <param name="Why">Refusal with what to do.</param>
    /// <param name="Working">Chinese lines so far.</param>
    public sealed record Open(DeadlineRule Rule, DateOnly Start, DateOnly? NotBefore, Refusal Why, IReadOnlyList<string> Working) : DeadlineAnswer;

    /// <summary>The question itself is refused.</summary>
    public sealed record Refused(Refusal Why) : DeadlineAnswer;
}
