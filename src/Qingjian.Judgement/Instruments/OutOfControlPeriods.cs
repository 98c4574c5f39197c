namespace Qingjian.Judgement;

/// <summary>失控时段 of one factor: its data do not count.</summary>
/// <param name="Factor">HJ 212-2017 code.</param>
/// <param name="From">Beginning, Beijing clock.</param>
/// <param name="To">The next passed check; null while there is none.</param>
/// <param name="Because">Chinese, with numbers.</param>
/// <param name="CheckId">The check that failed, or the last one before a missed one.</param>
public sealed record OutOfControlPeriod(string Factor, DateTime From, DateTime? To, string Because, string CheckId);

/// <summary>Finds the periods in which an instrument was out of control: from a check beyond the control limit, or from the day a check was due and missed, to the
/// next passed check of the same kind. Same checks, same periods, in whatever order they were entered. An instrument without any record is not out of control:
/// nothing is known of it.</summary>
public static class OutOfControlPeriods
{
    /// <param name="checks">Checks of one outlet, any order.</param>
    /// <param name="until">Up to when it is looked at, Beijing clock.</param>
    /// <param name="rule">The rule in force.</param>
    public static IReadOnlyList<OutOfControlPeriod> Of(IEnumerable<InstrumentCheck> checks, DateTime until, InstrumentRule rule)
    {
        ArgumentNullException.ThrowIfNull(rule);
        var found = new List<OutOfControlPeriod>();
        foreach (var same in checks.Where(check => check.At <= until).GroupBy(check => (check.Factor, check.Kind)).OrderBy(group => group.Key.Factor, StringComparer.Ordinal).ThenBy(group => group.Key.Kind))
            found.AddRange(Of([.. same.OrderBy(check => check.At).ThenBy(check => check.Id, StringComparer.Ordinal)], until, rule.DueDays(same.Key.Kind, same.Key.Factor), rule));
        return found;
    }

    private static IEnumerable<OutOfControlPeriod> Of(List<InstrumentCheck> checks, DateTime until, int? days, InstrumentRule rule)
    {
        OutOfControlPeriod? open = null;
        DateTime? passed = null;
        for (var at = 0; at < checks.Count; at++)
        {
            var check = checks[at];
            var (result, say) = rule.ResultOf(check);
            if (open is null && result == InstrumentCheckResult.Out)
                open = new(check.Factor, rule.BackToLastPassed && passed is { } last ? last : check.At, null, $"{check.At:M月d日HH:mm}{Word(check.Kind, rule)}不合格：{say}", check.Id);
            if (result == InstrumentCheckResult.Passed)
            {
                if (open is not null) yield return open with { To = check.At };
                (open, passed) = (null, check.At);
            }
            var next = at + 1 < checks.Count ? checks[at + 1].At : until;
            if (open is null && days is { } most && next > check.At.AddDays(most))
                open = new(check.Factor, check.At.AddDays(most), null, $"{Word(check.Kind, rule)}已满{most}天未做（上次为{check.At:M月d日HH:mm}）", check.Id);
        }
        if (open is not null && open.From < until) yield return open;
    }

    private static string Word(InstrumentCheckKind kind, InstrumentRule rule) => (kind, rule.Medium) switch
    {
        (InstrumentCheckKind.Calibration, Vocabulary.Medium.Water) => "标样核查",
        (InstrumentCheckKind.Verification, Vocabulary.Medium.Water) => "实际水样比对",
        (InstrumentCheckKind.Calibration, _) => "校准",
        _ => "校验",
    };
}
