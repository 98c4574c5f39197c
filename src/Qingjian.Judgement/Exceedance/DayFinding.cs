using System.Globalization;

namespace Qingjian.Judgement;

/// <summary>What is judged of a day beside the values of its factors: counts of a furnace, and whether it was marked in time.</summary>
public static class DayFinding
{
    /// <summary>Chinese name of what is judged under a code; null for a usual factor.</summary>
    public static string? NameOf(string code) => FurnaceVerdict.NameOf(code) ?? MarkVerdict.NameOf(code);

    /// <summary>A count held against what is allowed, as a verdict.</summary>
    internal static Verdict Of(string subject, string code, DateOnly day, VerdictOutcome outcome, string reason, decimal? value, string kind, string unit, int limit, string clause, Rule rule,
        IReadOnlyList<string> working, IReadOnlyList<string> rulings, string sentence)
    {
        var citation = RuleCitation.Of(rule) with { Clause = clause };
        var text = limit.ToString(CultureInfo.InvariantCulture);
        var bound = new Limit(code, LimitPeriod.Day, new LimitRange(null, limit), text, unit, LimitAuthority.National, rule.Document, "", clause, null, false, false, true, null, null, rule, citation);
        return new Verdict(subject, code, LimitPeriod.Day, day.ToDateTime(TimeOnly.MinValue), outcome, reason, outcome == VerdictOutcome.NotJudged ? Validity.Missing : Validity.Valid,
            value, kind, unit, bound, null, null, working, rulings, [citation], rule.Trust, sentence, []);
    }
}
