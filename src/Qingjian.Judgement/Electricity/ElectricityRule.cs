namespace Qingjian.Judgement;

/// <summary>Settings of electricity monitoring (用电监控) in force on a day. Shares are of rated power or of the baseline, 0 to 1.</summary>
/// <param name="Rule">The law file.</param>
/// <param name="OffShare">Below this share of rated power a device is off.</param>
/// <param name="IdleShare">Below this it idles, from it on it runs.</param>
/// <param name="Hysteresis">A new state counts when it has lasted this long; then from its beginning.</param>
/// <param name="Holds">The longest time one reading speaks for; after it nothing is known.</param>
/// <param name="Unsynchronised">Production without treatment is a finding from this length on.</param>
/// <param name="BaselineDays">Normal days that make the baseline of a control order.</param>
/// <param name="BaselineLeastDays">With fewer there is no baseline.</param>
/// <param name="LookBackDays">How far back normal days are looked for.</param>
/// <param name="NormalShare">A day below this share of the median day is no normal day: the plant stood still.</param>
/// <param name="CoveredShare">Share of a day that readings must cover.</param>
/// <param name="StopShare">What a stopped plant may still use, of the baseline.</param>
/// <param name="LimitTolerance">What is added to a limit, of the baseline.</param>
/// <param name="PartlyShare">Share of the demanded reduction from which an order was carried out in part.</param>
/// <param name="ClueAgainDays">Days for which a clue of the same kind stands before another one is made.</param>
public sealed record ElectricityRule(
    Rule Rule, decimal OffShare, decimal IdleShare, TimeSpan Hysteresis, TimeSpan Holds, TimeSpan Unsynchronised,
    int BaselineDays, int BaselineLeastDays, int LookBackDays, decimal NormalShare, decimal CoveredShare,
    decimal StopShare, decimal LimitTolerance, decimal PartlyShare, int ClueAgainDays)
{
    internal static ElectricityRule Read(LawNode node, Rule rule) => new(
        rule, node.Number("off_share"), node.Number("idle_share"), TimeSpan.FromMinutes(node.Whole("hysteresis_minutes")), TimeSpan.FromMinutes(node.Whole("holds_minutes")),
        TimeSpan.FromMinutes(node.Whole("unsynchronised_minutes")), node.Whole("baseline_days"), node.Whole("baseline_least_days"), node.Whole("look_back_days"),
        node.Number("normal_share"), node.Number("covered_share"), node.Number("stop_share"), node.Number("limit_tolerance"), node.Number("partly_share"), node.Whole("clue_again_days"));
}
