namespace Qingjian.Judgement;

/// <summary>A calibration or verification that was due and not made.</summary>
/// <param name="Factor">HJ 212-2017 code.</param>
/// <param name="Kind">Calibration or verification.</param>
/// <param name="Last">When the last one was made, Beijing clock.</param>
/// <param name="Due">Until when the next had to be made.</param>
/// <param name="Days">Days that may lie between.</param>
public sealed record MissedCheck(string Factor, InstrumentCheckKind Kind, DateTime Last, DateTime Due, int Days);

/// <summary>Finds checks on instruments that were due and missed. An instrument without any record is not looked at: nothing is known of it.</summary>
public static class MissedChecks
{
    /// <param name="checks">Checks of one outlet with whatever result, any order.</param>
    /// <param name="now">Beijing clock.</param>
    /// <param name="rule">The rule in force.</param>
    public static IReadOnlyList<MissedCheck> Of(IEnumerable<InstrumentCheck> checks, DateTime now, InstrumentRule rule)
    {
        ArgumentNullException.ThrowIfNull(rule);
        return [.. checks.Where(check => check.At <= now).GroupBy(check => (check.Factor, check.Kind)).OrderBy(group => group.Key.Factor, StringComparer.Ordinal).ThenBy(group => group.Key.Kind)
            .Select(group => (group.Key, Last: group.Max(check => check.At), Days: rule.DueDays(group.Key.Kind, group.Key.Factor)))
            .Where(each => each.Days is { } days && now > each.Last.AddDays(days))
            .Select(each => new MissedCheck(each.Key.Factor, each.Key.Kind, each.Last, each.Last.AddDays(each.Days!.Value), each.Days.Value))];
    }
}
