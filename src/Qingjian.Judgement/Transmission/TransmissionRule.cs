using Qingjian.Vocabulary;

namespace Qingjian.Judgement;

/// <summary>How transmission, validity and their product are counted.</summary>
/// <param name="Rule">The law file.</param>
/// <param name="Window">Back-fill that comes later than this after its period is over does not count (M29, inclusive).</param>
/// <param name="AirFactors">Assessed factors of gas.</param>
/// <param name="WaterFactors">Assessed factors of water.</param>
/// <param name="CheckHoursADay">Hours of standard-sample checks a day that are taken out of what is due.</param>
/// <param name="CheckFactors">Factors whose analysers make such checks.</param>
/// <param name="CheckFlag">Data flag of a check.</param>
/// <param name="Target">Share of 1 that is aimed at.</param>
public sealed record TransmissionRule(
    Rule Rule, TimeSpan Window, IReadOnlyList<string> AirFactors, IReadOnlyList<string> WaterFactors, int CheckHoursADay, IReadOnlyList<string> CheckFactors, char CheckFlag, decimal Target)
{
    /// <summary>即时: what has come by this hour of the day after counts as in time. Null in a version that knows the window alone; there what came within
    /// the window is in time, and completed is all that ever came.</summary>
    public int? InTimeHour { get; init; }

    /// <summary>How long after its beginning an hour of gas that has not come is missing.</summary>
    public TimeSpan AirMissingAfter { get; init; } = TimeSpan.FromMinutes(70);

    /// <summary>The same for water, whose analysis may end an hour later.</summary>
    public TimeSpan WaterMissingAfter { get; init; } = TimeSpan.FromMinutes(130);

    /// <summary>When the logger is asked again, counted from the first time it was asked.</summary>
    public IReadOnlyList<TimeSpan> AskAgainAfter { get; init; } = [];

    /// <summary>Assessed factors of a medium.</summary>
    public IReadOnlyList<string> FactorsOf(Medium medium) => medium == Medium.Water ? WaterFactors : AirFactors;

    /// <summary>How long after its beginning an hour is missing.</summary>
    public TimeSpan MissingAfter(Medium medium) => medium == Medium.Water ? WaterMissingAfter : AirMissingAfter;

    /// <summary>Last moment (Beijing clock, inclusive) at which the value of an hour is in time.</summary>
    public DateTime InTimeUntil(DateTime start) => InTimeHour is { } hour ? start.Date.AddDays(1).AddHours(hour) : start.AddHours(1) + Window;

    /// <summary>Last moment (Beijing clock, inclusive) at which the value of an hour counts as completed.</summary>
    public DateTime CompletedUntil(DateTime start) => InTimeHour is null ? DateTime.MaxValue : start.AddHours(1) + Window;

    internal static TransmissionRule Read(LawNode node, Rule rule)
    {
        var read = new TransmissionRule(rule, TimeSpan.FromDays(node.Whole("window_days")), node.Texts("air_factors"), node.Texts("water_factors"),
            node.Whole("check_hours_a_day"), node.Texts("check_factors"), node.Text("check_flag") is [var flag, ..] ? flag : 'C', node.Number("target"))
        {
            InTimeHour = node.WholeOr("in_time_hour"),
            AskAgainAfter = node.Has("ask_again_after_hours") ? [.. node.Numbers("ask_again_after_hours").Select(hours => TimeSpan.FromHours((double)hours))] : [],
        };
        return node.Part("missing_after_minutes") is { } missing
            ? read with { AirMissingAfter = TimeSpan.FromMinutes(missing.Whole("air")), WaterMissingAfter = TimeSpan.FromMinutes(missing.Whole("water")) }
            : read;
    }
}
