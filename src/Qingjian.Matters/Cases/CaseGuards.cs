using Qingjian.Matters.Deadlines;
using Qingjian.Vocabulary;

namespace Qingjian.Matters.Cases;

/// <summary>Guards that look at the file: what must be there before an act. Pure; each refusal says what is missing and how to get it.</summary>
internal static class CaseGuards
{
    /// <summary>A text that must be filled.</summary>
    public static Refusal? Blank(string? value, string field, string what, int least = 2) =>
        (value?.Trim().Length ?? 0) < least ? Refusal.OfField("required", field, $"请填写{what}。") : null;

    /// <summary>The four filing conditions (办法30 art 19), all required.</summary>
    public static Refusal? Filing(FilingConditions conditions)
    {
        var missing = new List<string>();
        if (!conditions.PrimaFacie) missing.Add("有涉嫌违法行为的初步证据");
        if (!conditions.Punishable) missing.Add("依法应当或者可以给予行政处罚");
        if (!conditions.OwnJurisdiction) missing.Add("属于本机关管辖");
        if (!conditions.WithinLimitation) missing.Add("未超过追责期限");
        return missing.Count == 0 ? null
            : Refusal.OfField("filing-conditions", "conditions", $"立案须同时具备四项条件，尚缺：{string.Join("；", missing)}。不具备的应当不予立案。");
    }

    /// <summary>What the investigation must have before it is handed to review (arts 26, 29, 38; 评查细则 items 13, 14).</summary>
    public static Refusal? Report(Case file, IReadOnlyList<CaseEvidence> evidence)
    {
        if (evidence.Count == 0) return Refusal.Of("no-evidence", "案件没有证据，不能提交审查。请先登记证据。");
        if (evidence.FirstOrDefault(e => e.MonitoringReport && e.ResultToldOn is null) is { } untold)
            return Refusal.Of("result-not-told", $"监测报告“{untold.Name}”的结果尚未告知当事人（未告知属于案卷重大缺陷）。请先告知并登记告知日期。");
        if (file.Law is null) return Refusal.Of("no-basis", "尚未选定法律依据，请先在“法律依据”中核对候选依据、选定并写明理由。");
        return file.Law.Chosen.Code != file.CauseCode
            ? Refusal.Of("basis-stale", "案由已变更，请重新选定法律依据。") : null;
    }

    /// <summary>Whether a review still stands on the present facts and evidence.</summary>
    public static bool Stands(this Case file, Review? review) => review is not null && review.Items.All(i => i.Passed) && review.EvidenceVersion == file.EvidenceVersion;

    /// <summary>Before the prior notice goes out.</summary>
    public static Refusal? Notice(Case file) => file.Stands(file.Review) ? null
        : Refusal.Of("not-reviewed", "案件审查尚未通过，或审查后事实、证据有变化，须重新审查后才能告知。");

    /// <summary>The wait for the party (办法30 art 44: deciding earlier without an explicit waiver is a fatal defect).</summary>
    /// <param name="file">The case.</param>
    /// <param name="window">Clock of the statement (and hearing request), or null when none runs.</param>
    /// <param name="today">Beijing day.</param>
    public static Refusal? Window(Case file, DeadlineInstance? window, DateOnly today)
    {
        if (file.Notice?.ReceivedOn is null) return Refusal.Of("notice-not-served", "事先告知书尚未送达，不能作出决定。");
        if (file.Defence is { WaivedAt: not null } waived && (!file.Notice.HearingOffered || waived.HearingWaived || waived.HearingAskedAt is not null)) return null;
        if (window is null) return Refusal.Of("no-window", "没有陈述申辩期限的记录，请先登记告知书的送达。");
        if (window.DueOn is not { } due)
            return Refusal.Of("window-unknown", $"陈述申辩期限无法计算：{window.Refusal} 待日历载入后再办理，或取得当事人签名的放弃声明。");
        return today <= due
            ? Refusal.Of("window-open", $"陈述申辩{(file.Notice.HearingOffered ? "、申请听证" : "")}期限至{BeijingTime.InChinese(due)}（五个工作日）届满，期满次日起才能作出决定；当事人签名放弃的除外。")
            : null;
    }

    /// <summary>Everything a decision needs beside the wait (arts 45-51).</summary>
    public static Refusal? Decision(Case file, Penalty penalty, ThresholdForCase threshold)
    {
        if (file.Defence is { Statement: not null, AnsweredAt: null })
            return Refusal.Of("statement-unanswered", "当事人的陈述申辩尚未复核，请逐条写明是否采纳及理由。");
        if (file.Defence is { HearingAskedAt: not null } && file.Hearing?.RecordedAt is null)
            return Refusal.Of("hearing-not-held", "当事人已申请听证，须举行听证并形成笔录后才能作出决定。");
        if (file.Notice is { } notice && Heavier(penalty, notice.Penalty))
            return Refusal.Of("heavier-than-notice", "拟作的处罚重于事先告知的处罚。不得因陈述申辩加重处罚；依据新的事实加重的，应退回调查并重新告知。");
        if (LegalReviewNeeded(file) is { } why && !file.Stands(file.LegalReview))
            return Refusal.Of("legal-review-needed", $"本案须经法制审核（{why}），请先提请法制审核；审核后事实、证据有变化的须重新审核。");
        if (DiscussionNeeded(file, penalty, threshold) is { } reason)
        {
            if (file.Discussion is not { } discussion || !discussion.Agreed || discussion.EvidenceVersion != file.EvidenceVersion)
                return Refusal.Of("discussion-needed", $"本案须经负责人集体讨论（{reason}），请先提请集体讨论并形成笔录。");
            if (file.Defence?.StatedAt > discussion.At || file.Hearing?.RecordedAt > discussion.At)
                return Refusal.Of("discuss-again", "集体讨论后当事人又陈述申辩或听证，须再次集体讨论。");
        }
        return null;
    }

    /// <summary>Why legal review is mandatory (办法30 art 49), or null.</summary>
    public static string? LegalReviewNeeded(Case file) =>
        file.Hearing is not null ? "直接关系当事人重大权益并经过听证"
        : file.Report?.Complex == true ? "案情疑难复杂、涉及多个法律关系"
        : file.Report?.PublicInterest == true ? "涉及重大公共利益"
        : null;

    /// <summary>Why collective discussion is mandatory (art 51), or null.</summary>
    public static string? DiscussionNeeded(Case file, Penalty penalty, ThresholdForCase threshold) =>
        penalty.Other.Count > 0 ? $"拟作{string.Join("、", penalty.Other)}"
        : penalty.Fine is { } fine && threshold.Reached(file.Party.Kind, fine) ? $"较大数额罚款（{threshold.Said(file.Party.Kind)}）"
        : file.Report?.Complex == true ? "案情复杂"
        : file.Report?.PublicInterest == true ? "涉及重大公共利益"
        : null;

    /// <summary>Before a case may be closed: paid or written off, rectification checked (1.8).</summary>
    public static Refusal? Closing(Case file, Money owed)
    {
        if (file.State == CaseState.Terminated) return null;
        if (file.Decision is not { } decision) return Refusal.Of("no-decision", "案件尚未作出决定，不能结案。");
        if (!decision.NoPenalty && owed.Yuan > 0) return Refusal.Of("unpaid", $"罚款（含加处罚款）尚有 {owed} 元未缴清，不能结案。");
        if (file.Rectification is { ReinspectedOn: null }) return Refusal.Of("not-reinspected", "责令改正尚未复查，请先登记复查结果。");
        if (file.Rectification is { Finding: ReinspectionFinding.Continuing or ReinspectionFinding.Refused })
            return Refusal.Of("not-corrected", "复查发现违法行为尚未改正，请再次责令改正并复查。");
        return decision.NoPenalty || file.PublishedOn is not null ? null : Refusal.Of("not-published", "处罚决定尚未公开，请先在“决定公开”中核对脱敏文本并公开。");
    }

    /// <summary>Whether a penalty is heavier than another: a larger fine, a warning or another kind that was not told.</summary>
    public static bool Heavier(Penalty penalty, Penalty told) =>
        (penalty.Fine ?? 0) > (told.Fine ?? 0) || (penalty.Warning && !told.Warning && (told.Fine ?? 0) == 0) || penalty.Other.Except(told.Other).Any();
}
