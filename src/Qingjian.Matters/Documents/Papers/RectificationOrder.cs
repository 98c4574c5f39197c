using Qingjian.Matters.Cases;
using Qingjian.Matters.Documents.Layout;
using static Qingjian.Matters.Documents.Papers.CommonText;

namespace Qingjian.Matters.Documents.Papers;

/// <summary>责令改正违法行为决定书 (DOC15, 办法30 art 9): not a penalty; starts the re-inspection clock.</summary>
internal static class RectificationOrder
{
    public static IReadOnlyList<Block> Blocks(Case file, IReadOnlyList<CaseEvidence> evidence, string content, DateOnly due, string basis, DateOnly on) =>
    [
        .. PartyLines(file.Party),
        Head("一、违法事实和证据"),
        .. FactsAndEvidence(file, evidence, $"我局于{PaperWords.Of(file.FoundOn)}发现并经调查，你（单位）"),
        Head("二、责令改正的依据和内容"),
        Body($"上述行为违反了{basis}的规定。依据《生态环境行政处罚办法》第九条的规定，现责令你（单位）于{PaperWords.Of(due)}前完成以下改正："),
        Body(Ended(content)),
        Body("我局将在本决定书送达之日起三十日内对改正情况进行复查。拒不改正的，依法可以按日连续处罚、限制生产、停产整治或者采取其他措施。"),
        Head("三、救济途径和期限"),
        Body(Remedies(file.Agency)),
        Contact(file),
        new SignOff(file.Agency.Name, on),
    ];
}
