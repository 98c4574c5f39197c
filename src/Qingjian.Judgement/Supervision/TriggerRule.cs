namespace Qingjian.Judgement;

/// <summary>Which trigger a verdict pulls.</summary>
/// <param name="Reasons">Reasons of verdicts; empty for any.</param>
/// <param name="Period">Hour or day; null for either.</param>
/// <param name="Outcome">Exceeded or warning; null for any.</param>
/// <param name="Trigger">Word of the supervision rules; null for none.</param>
/// <param name="FromMissingHours">Only from so many hours as the supervision rules say (missing hours).</param>
/// <param name="OrUsual">Where the supervision rules do not know the word, the usual one of period and outcome counts.</param>
public sealed record VerdictPull(IReadOnlyList<string> Reasons, LimitPeriod? Period, VerdictOutcome? Outcome, string? Trigger, bool FromMissingHours, bool OrUsual)
{
    internal bool Fits(Verdict verdict) => (Reasons.Count == 0 || Reasons.Contains(verdict.Reason)) && (Period is null || Period == verdict.Period) && (Outcome is null || Outcome == verdict.Outcome);
}

/// <summary>Which trigger something found pulls, and with what colour.</summary>
/// <param name="Codes">What was found.</param>
/// <param name="Effect">Doubts about a mark: only of marks with this effect; null for any.</param>
/// <param name="Trigger">Word of the supervision rules.</param>
/// <param name="Colour">blue, yellow, orange or red.</param>
public sealed record FindingPull(IReadOnlyList<string> Codes, MarkEffect? Effect, string Trigger, string Colour);

/// <summary>Which verdict, finding, doubt or missed check pulls which trigger of electronic supervision: data of a law file. What a trigger leads to, the supervision rules say.</summary>
/// <param name="Rule">The law file.</param>
/// <param name="Verdicts">In this order: the first that fits counts.</param>
/// <param name="Findings">By code of the check.</param>
/// <param name="Doubts">By key of the check on marks; the first that fits counts.</param>
/// <param name="Missed">By kind of the check on an instrument.</param>
public sealed record TriggerRule(Rule Rule, IReadOnlyList<VerdictPull> Verdicts, IReadOnlyList<FindingPull> Findings, IReadOnlyList<FindingPull> Doubts, IReadOnlyDictionary<InstrumentCheckKind, FindingPull> Missed)
{
    /// <summary>The trigger of a verdict; null when it needs no one's attention.</summary>
    /// <param name="verdict">The verdict.</param>
    /// <param name="rules">The supervision rules in force.</param>
    public string? Of(Verdict verdict, SupervisionRule rules)
    {
        ArgumentNullException.ThrowIfNull(verdict);
        ArgumentNullException.ThrowIfNull(rules);
        foreach (var pull in Verdicts.Where(pull => pull.Fits(verdict)))
        {
            if (pull.OrUsual && rules.Triggers.All(trigger => trigger.Verdict != pull.Trigger)) continue;
            return pull.FromMissingHours && !(verdict.Value >= (rules.MissingHours ?? 1)) ? null : pull.Trigger;
        }
        return null;
    }

    /// <summary>What a finding of a check pulls; null for one that only counts towards a clue.</summary>
    public FindingPull? OfFinding(string code) => Findings.FirstOrDefault(pull => pull.Codes.Contains(code));

    /// <summary>What a doubt about a mark pulls; null for one that is only pointed out.</summary>
    public FindingPull? OfDoubt(string key, MarkEffect? effect) => Doubts.FirstOrDefault(pull => pull.Codes.Contains(key) && (pull.Effect is null || pull.Effect == effect));

    /// <summary>What a check on an instrument pulls that was due and not made; null for nothing.</summary>
    public FindingPull? OfMissed(InstrumentCheckKind kind) => Missed.GetValueOrDefault(kind);

    /// <summary>The words that verdicts of some reasons pull.</summary>
    public IReadOnlyList<string> WordsOf(IReadOnlyCollection<string> reasons) => [.. Verdicts.Where(pull => pull.Reasons.Any(reasons.Contains)).Select(pull => pull.Trigger).OfType<string>().Distinct()];

    internal static TriggerRule Read(LawNode node, Rule rule)
    {
        static FindingPull Pull(LawNode item, IReadOnlyList<string> codes, MarkEffect? effect) => new(codes, effect, item.Text("trigger"), item.OneOf("colour", ("blue", "blue"), ("yellow", "yellow"), ("orange", "orange"), ("red", "red")));
        var missed = new Dictionary<InstrumentCheckKind, FindingPull>();
        foreach (var item in node.Items("missed_checks")) missed[item.OneOf("kind", ("calibration", InstrumentCheckKind.Calibration), ("verification", InstrumentCheckKind.Verification))] = Pull(item, [], null);
        return new(rule,
            [.. node.Items("verdicts").Select(item => new VerdictPull(item.Texts("reasons"),
                item.Has("period") ? item.OneOf("period", ("hour", LimitPeriod.Hour), ("day", LimitPeriod.Day)) : null,
                item.Has("outcome") ? item.OneOf("outcome", ("exceeded", VerdictOutcome.Exceeded), ("warning", VerdictOutcome.Warning)) : null,
                item.TextOr("trigger"), item.Flag("from_missing_hours"), item.Flag("or_usual")))],
            [.. node.Items("findings").Select(item => Pull(item, item.Texts("codes"), null))],
            [.. node.Items("doubts").Select(item => Pull(item, item.Texts("keys"), item.OneOf("effect", ("any", (MarkEffect?)null), ("stopped", MarkEffect.Stopped), ("invalid", MarkEffect.Invalid), ("exempt", MarkEffect.Exempt))))],
            missed);
    }
}
