using Qingjian.Matters.Cases;
using Qingjian.Matters.Documents.Layout;
using static Qingjian.Matters.Documents.Papers.CommonText;

namespace Qingjian.Matters.Documents.Papers;

/// <summary>案件调查报告 (DOC16, 办法30 art 38).</summary>
internal static class InvestigationReport
{
    public static IReadOnlyList<Block> Blocks(Case file, IReadOnlyList<CaseEvidence> evidence, string course, string conclusion, Penalty proposed, DateOnly on) =>
    [
        Head("一、案件由来"),
        Body($"本案来源于{CaseSources.WordOf(file.SourceCode)}（{file.ClueNumber}），{PaperWords.Of(file.FoundOn)}发现，{PaperWords.Of(file.FiledOn!.Value)}经批准立案（{file.Number}）。调查人员：{Officers(file)}。"),
        Head("二、当事人情况"),
        .. PartyLines(file.Party),
        Head("三、调查经过"),
        Body(Ended(course)),
        Head("四、违法事实和证据"),
        .. FactsAndEvidence(file, evidence, ""),
        Head("五、调查结论"),
        Body($"{Ended(conclusion)}当事人的行为违反了{Violated(file.Law)}的规定。选择该依据的理由：{Ended(file.Law!.Reason)}"),
        Head("六、裁量和处理建议"),
        Body($"依据{Article(file.Law.Chosen.PenaltyLaw)}的规定，{Weighed(file.Assessment)}建议作出以下处理："),
        .. PenaltyLines(proposed),
        new SignatureLines(["", $"调查人员：{Names(file)}", PaperWords.Of(on)]),
    ];
}
