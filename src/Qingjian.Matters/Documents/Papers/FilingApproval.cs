using Qingjian.Matters.Cases;
using Qingjian.Matters.Documents.Layout;
using Qingjian.Vocabulary;

namespace Qingjian.Matters.Documents.Papers;

/// <summary>立案审批表 (DOC12), 不予立案审批表 (DOC13), 撤销立案审批表 (DOC14).</summary>
internal static class FilingApproval
{
    public static IReadOnlyList<Block> Blocks(Case file, DateOnly on) =>
    [
        Table(file, $"经初步审查，本案同时具备立案条件：有涉嫌违法行为的初步证据；依法应当或者可以给予行政处罚；属于本机关管辖；未超过追责期限。\n{file.Filing.Reason}",
            "审批意见", file.Filing.Opinion ?? "", file.Filing.DecidedByName ?? "", on),
        new Paragraph($"立案日期：{PaperWords.Of(on)}", ParagraphKind.Note),
    ];

    public static IReadOnlyList<Block> Refused(Case file, string reason, DateOnly on) =>
        [Table(file, file.Filing.Reason, "不予立案意见", reason, file.Filing.DecidedByName ?? "", on)];

    public static IReadOnlyList<Block> Revoked(Case file, string reason, string by, DateOnly on) =>
        [Table(file, $"原立案文号：{file.Number}\n{file.Filing.Reason}", "撤销立案意见", reason, by, on)];

    private static Form Table(Case file, string filing, string opinionLabel, string opinion, string by, DateOnly on) => new(
    [
        new([new("案由", file.Title)], 2),
        new([new("案件来源", CaseSources.WordOf(file.SourceCode)), new("线索编号", file.ClueNumber)]),
        new([new("当事人", file.Party.Name), new("信用代码", file.Party.CreditCode ?? "无")]),
        new([new("法定代表人", file.Party.LegalRepresentative ?? "未登记"), new("发现日期", PaperWords.Of(file.FoundOn))]),
        new([new("地址", file.Party.Address)]),
        new([new("案情简介", file.Facts)], 6),
        new([new("立案理由", filing)], 5),
        new([new("承办人意见", "建议办理，请审批。",
            $"承办人：{string.Join("、", file.Investigators.Select(o => $"{o.Name}（{o.Certificate}）"))}\n{PaperWords.Of(BeijingTime.DayOf(file.Filing.ProposedAt))}")], 3),
        new([new(opinionLabel, opinion, $"机关负责人：{by}\n{PaperWords.Of(on)}")], 3),
    ]);
}
