using Qingjian.Matters.Cases;
using Qingjian.Matters.Documents.Layout;
using static Qingjian.Matters.Documents.Papers.CommonText;

namespace Qingjian.Matters.Documents.Papers;

/// <summary>行政处罚事先（听证）告知书 (DOC18, 办法30 arts 44, 46).</summary>
internal static class PriorNotice
{
    public static IReadOnlyList<Block> Blocks(Case file, IReadOnlyList<CaseEvidence> evidence, Penalty penalty, bool hearing, DateOnly on) =>
    [
        .. PartyLines(file.Party),
        Head("一、违法事实和证据"),
        .. FactsAndEvidence(file, evidence, "经我局调查，你（单位）"),
        Head("二、拟作出的行政处罚及依据"),
        Body($"上述行为违反了{Violated(file.Law)}的规定。依据{Article(file.Law!.Chosen.PenaltyLaw)}的规定，{Weighed(file.Assessment)}我局拟对你（单位）作出如下行政处罚："),
        .. PenaltyLines(penalty),
        Head("三、陈述申辩的权利"),
        Body("依据《中华人民共和国行政处罚法》第四十四条、第四十五条的规定，你（单位）可以在收到本告知书之日起五个工作日内向我局进行陈述和申辩。逾期未提出的，视为放弃陈述申辩权利。"),
        .. Hearing(hearing),
        Contact(file),
        new SignOff(file.Agency.Name, on),
    ];

    private static IEnumerable<Block> Hearing(bool due)
    {
        if (!due) yield break;
        yield return Head("四、要求听证的权利");
        yield return Body("依据《中华人民共和国行政处罚法》第六十三条、第六十四条的规定，你（单位）有权要求听证。要求听证的，应当在收到本告知书之日起五个工作日内向我局提出；逾期未提出的，视为放弃听证权利。");
    }
}
