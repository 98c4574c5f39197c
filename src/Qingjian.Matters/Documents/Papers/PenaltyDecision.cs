using Qingjian.Matters.Cases;
using Qingjian.Matters.Documents.Layout;
using Qingjian.Vocabulary;
using static Qingjian.Matters.Documents.Papers.CommonText;

namespace Qingjian.Matters.Documents.Papers;

/// <summary>行政处罚决定书 (DOC25, 处罚法 art 59) and 不予行政处罚决定书 (DOC26).</summary>
internal static class PenaltyDecision
{
    public static IReadOnlyList<Block> Blocks(Case file, IReadOnlyList<CaseEvidence> evidence, Penalty penalty, string reason, Paper notice, DateOnly on) =>
    [
        .. PartyLines(file.Party),
        Head("一、违法事实和证据"),
        .. FactsAndEvidence(file, evidence, "经我局调查，你（单位）"),
        Head("二、告知、陈述申辩和听证情况"),
        .. Heard(file, notice),
        Head("三、行政处罚的依据、种类和裁量理由"),
        Body($"上述行为违反了{Violated(file.Law)}的规定。依据{Article(file.Law!.Chosen.PenaltyLaw)}的规定，{Weighed(file.Assessment)}{(reason.Length > 0 ? Ended(reason) : "")}我局决定对你（单位）作出如下行政处罚："),
        .. PenaltyLines(penalty),
        Head("四、履行方式和期限"),
        Performing(penalty),
        Head("五、救济途径和期限"),
        Body(Remedies(file.Agency)),
        Body("逾期不申请行政复议、不提起行政诉讼，又不履行本决定的，我局将依法申请人民法院强制执行。"),
        new SignOff(file.Agency.Name, on),
    ];

    public static IReadOnlyList<Block> NoPenalty(Case file, IReadOnlyList<CaseEvidence> evidence, string basis, string education, DateOnly on) =>
    [
        .. PartyLines(file.Party),
        Head("一、违法事实和证据"),
        .. FactsAndEvidence(file, evidence, "经我局调查，你（单位）"),
        Head("二、不予行政处罚的依据和理由"),
        Body($"{Ended(basis)}我局决定对你（单位）不予行政处罚。"),
        Head("三、教育和改正"),
        Body(Ended(education)),
        Head("四、救济途径和期限"),
        Body(Remedies(file.Agency)),
        new SignOff(file.Agency.Name, on),
    ];

    private static IEnumerable<Block> Heard(Case file, Paper notice)
    {
        yield return Body($"我局于{PaperWords.Of(file.Notice!.ReceivedOn!.Value)}向你（单位）送达《{notice.Title}》（{notice.Number}），告知拟处罚的内容、事实、理由和依据，以及陈述申辩{(file.Notice.HearingOffered ? "和要求听证" : "")}的权利。");
        var defence = file.Defence;
        if (defence?.Statement is { } statement)
        {
            yield return Body($"你（单位）于{PaperWords.Of(BeijingTime.DayOf(defence.StatedAt!.Value))}提出陈述申辩：{Ended(statement)}");
            foreach (var finding in defence.Findings)
                yield return Body($"对“{finding.Argument.TrimEnd('。')}”的意见，我局{(finding.Accepted ? "予以采纳" : "不予采纳")}，理由：{Ended(finding.Reason)}");
        }
        else yield return Body(defence?.WaivedAt is not null ? "你（单位）书面表示放弃陈述申辩权利。" : "你（单位）在规定期限内未提出陈述申辩。");
        if (!file.Notice.HearingOffered) yield break;
        yield return Body(file.Hearing is { } hearing
            ? $"应你（单位）申请，我局于{PaperWords.Of(hearing.At)}举行听证{(hearing.PartyAbsent ? "，你（单位）无正当理由未到场，视为放弃听证" : "")}。本决定根据听证笔录作出。"
            : defence?.HearingWaived == true ? "你（单位）书面表示放弃听证权利。" : "你（单位）在规定期限内未要求听证。");
    }

    private static Paragraph Performing(Penalty penalty) => Body(penalty.Amount is null
        ? "本决定自送达之日起生效。"
        : "限于收到本决定书之日起十五日内，持缴款通知到指定的银行或者通过电子支付系统缴纳罚款。到期不缴纳罚款的，依据《中华人民共和国行政处罚法》第七十二条的规定，每日按罚款数额的百分之三加处罚款，加处罚款的数额不超过罚款的数额。");
}
