using Qingjian.Vocabulary;

namespace Qingjian.Judgement;

/// <summary>When what a year emitted is warned of and judged against the permit (许可年排放量).</summary>
/// <param name="Rule">The law file.</param>
/// <param name="WarnShares">Shares of the permitted quantity at which the enterprise is warned, rising, below 1.</param>
public sealed record TotalRule(Rule Rule, IReadOnlyList<decimal> WarnShares)
{
    internal static TotalRule Read(LawNode node, Rule rule) => new(rule, [.. node.Numbers("warn_shares").Order()]);
}

/// <summary>What a factor of an outlet emitted in a year before a day and with it, kg.</summary>
/// <param name="Day">The day.</param>
/// <param name="Before">Before the day.</param>
/// <param name="Measured">With it: measured.</param>
/// <param name="Substituted">With it: substituted by HJ 75 or HJ 356.</param>
/// <param name="PermitTonnes">Permitted, t/a.</param>
public sealed record YearTotal(DateOnly Day, decimal Before, decimal Measured, decimal Substituted, decimal PermitTonnes)
{
    /// <summary>With the day, kg.</summary>
    public decimal After => Measured + Substituted;
}

/// <summary>Judges a year's amount: on the day on which a share is passed, once.</summary>
public static class JudgeTotal
{
    /// <summary>Null on a day that passes no share.</summary>
    public static Verdict? Of(string subject, string factor, string name, YearTotal total, TotalRule rule)
    {
        ArgumentNullException.ThrowIfNull(total);
        ArgumentNullException.ThrowIfNull(rule);
        if (total.PermitTonnes <= 0) return null;
        var permit = total.PermitTonnes * 1000m;
        var passed = rule.WarnShares.Append(1m).Where(share => total.Before <= share * permit && total.After > share * permit).DefaultIfEmpty(0).Max();
        if (passed == 0) return null;
        var over = passed >= 1;
        var (after, share) = (Math.Round(total.After, 3), SpanVerdict.Share(Math.Round(total.After / permit, 4)));
        List<string> working =
        [
            $"许可年排放量{VerdictJson.Plain(total.PermitTonnes)}吨，即{VerdictJson.Plain(permit)}千克",
            $"{total.Day.Year}年1月1日至{BeijingTime.InChinese(total.Day)}：实测{VerdictJson.Plain(Math.Round(total.Measured, 3))}千克，替代{VerdictJson.Plain(Math.Round(total.Substituted, 3))}千克，合计{VerdictJson.Plain(after)}千克",
            $"当日之前{VerdictJson.Plain(Math.Round(total.Before, 3))}千克；合计为许可量的{share}，当日越过{SpanVerdict.Share(passed)}",
        ];
        var sentence = $"{BeijingTime.InChinese(total.Day)}，{name}本年累计排放{VerdictJson.Plain(after)}千克，为许可年排放量{VerdictJson.Plain(total.PermitTonnes)}吨的{share}，" + (over ? "超过许可排放量。" : $"已越过{SpanVerdict.Share(passed)}，请合理安排生产，避免超过许可排放量。");
        return SpanVerdict.Of(subject, $"{factor}:total", total.Day, over ? VerdictOutcome.Exceeded : VerdictOutcome.Warning, over ? "total-exceeded" : "total-warning", after, "year-amount", "千克", permit, rule.Rule, over ? rule.Rule.Clause : $"{rule.Rule.Clause}；提示比例为平台设置", [], working, sentence);
    }
}
