using System.Globalization;
using Qingjian.Vocabulary;

namespace Qingjian.Judgement;

/// <summary>Verdicts that rest on more than an hour or a day: how often and by how much a limit was passed within a window, what a year emitted,
/// what was used during an ordered stop. They stand on the day that completes them.</summary>
public static class SpanVerdict
{
    /// <summary>Whether a code names such a verdict: the factor, a colon, and what was counted.</summary>
    public static bool Is(string code) => code is not null && code.Contains(':', StringComparison.Ordinal);

    /// <summary>Reasons of such verdicts.</summary>
    public static IReadOnlyList<string> Reasons { get; } = ["persistent", "persistent-hours", "total-warning", "total-exceeded", "work-in-stop"];

    internal static Verdict Of(
        string subject, string code, DateOnly day, VerdictOutcome outcome, string reason, decimal value, string kind, string unit, decimal bound, Rule rule, string clause, IReadOnlyList<string> rulings, IReadOnlyList<string> working, string sentence)
    {
        var citation = RuleCitation.Of(rule) with { Clause = clause };
        var limit = new Limit(code, LimitPeriod.Day, new LimitRange(null, bound), VerdictJson.Plain(bound), unit, LimitAuthority.National, rule.Document, "", clause, null, false, false, true, null, null, rule, citation);
        return new(subject, code, LimitPeriod.Day, day.ToDateTime(TimeOnly.MinValue), outcome, reason, Validity.Valid, value, kind, unit, limit, null, null, working, rulings, [citation], rule.Trust, sentence, []);
    }

    internal static string Share(decimal share) => (share * 100m).ToString("0.##", CultureInfo.InvariantCulture) + "%";

    internal static string DayOf(DateTime start, bool hour) => hour ? BeijingTime.HourInChinese(start) : BeijingTime.InChinese(DateOnly.FromDateTime(start));
}
