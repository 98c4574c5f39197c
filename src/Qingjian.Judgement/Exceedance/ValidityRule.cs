using Qingjian.Vocabulary;

namespace Qingjian.Judgement;

/// <summary>What counts as valid data of one medium.</summary>
public sealed record ValidityRule(
    Rule Rule, Medium Medium, IReadOnlyList<string> ValidFlags, string TopFlag, int? HourValidMinutes, bool DayMeanByFlow,
    int? DayValidHours, decimal? DayValidShare, decimal? OxygenUndefinedFrom, decimal? OxygenAir, int MarkMinutesToExempt)
{
    /// <summary>Valid hours that a day needs when <paramref name="due"/> were due.</summary>
    public int HoursNeeded(int due) => DayValidHours ?? (int)Math.Ceiling(due * (DayValidShare ?? 1m));

    internal static ValidityRule Read(LawNode node, Rule rule) => new(
        rule, node.OneOf("medium", ("water", Medium.Water), ("air", Medium.Air)),
        node.Texts("valid_flags"), node.Text("top_flag"), node.WholeOr("hour_valid_minutes"),
        node.OneOf("day_mean", ("plain", false), ("flow-weighted", true)),
        node.WholeOr("day_valid_hours"), node.NumberOr("day_valid_share"),
        node.NumberOr("oxygen_undefined_from"), node.NumberOr("oxygen_air"), node.Whole("mark_minutes_to_exempt"));
}

/// <summary>All that a judgement of one outlet and day rests on.</summary>
/// <param name="Limits">The limits of the day.</param>
/// <param name="Validity">What counts.</param>
/// <param name="Rulings">Answers where the texts leave room.</param>
/// <param name="Factors">Names of factors; null for one the law does not name.</param>
public sealed record DayRules(LimitSet Limits, ValidityRule Validity, Rulings Rulings, Func<string, Factor?> Factors);
