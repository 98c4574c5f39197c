using Qingjian.Matters.Cases;
using Qingjian.Matters.Documents.Layout;

namespace Qingjian.Matters.Documents.Papers;

/// <summary>案件审查意见表 (DOC17, arts 38-40) and 法制审核意见书 (DOC23, arts 49-50): item by item.</summary>
internal static class ReviewOpinion
{
    /// <summary>The six items of art 39.</summary>
    public static readonly IReadOnlyList<string> ReviewItems = ["管辖", "事实", "证据", "程序", "时效", "法律适用与裁量"];

    /// <summary>The seven items of art 50.</summary>
    public static readonly IReadOnlyList<string> LegalItems = ["主体和权限", "执法人员资格", "程序", "事实和证据", "法律适用与裁量", "文书", "涉嫌犯罪移送"];

    public static IReadOnlyList<Block> Blocks(Case file, IReadOnlyList<ReviewItem> items, string opinion, string byWord, string by, DateOnly on) =>
    [
        new Form(
        [
            new([new("案由", file.Title)], 2),
            new([new("立案文号", file.Number), new("立案日期", PaperWords.Of(file.FiledOn!.Value))]),
            new([new("当事人", file.Party.Name), new("承办人", CommonText.Names(file))]),
            new([new("拟处理意见", CommonText.PenaltyLine(file.Report!.Proposed))], 2),
            .. items.Select(i => new FormRow([new(i.Name, $"{(i.Passed ? "符合要求" : "不符合要求")}{(i.Note.Length > 0 ? $"。{i.Note}" : "")}")])),
            new([new("结论", opinion, $"{byWord}：{by}\n{PaperWords.Of(on)}")], 3),
        ]),
    ];
}
