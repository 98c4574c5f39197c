using Qingjian.Matters.Cases;
using Qingjian.Matters.Documents.Layout;
using Qingjian.Vocabulary;

namespace Qingjian.Matters.Documents.Papers;

/// <summary>结案审批表 (DOC41).</summary>
internal static class ClosingApproval
{
    public static IReadOnlyList<Block> Blocks(Case file, IReadOnlyList<Paper> papers, string by, DateOnly on) =>
    [
        new Form(
        [
            new([new("案由", file.Title)], 2),
            new([new("当事人", file.Party.Name), new("立案文号", file.Number)]),
            new([new("立案日期", PaperWords.Of(file.FiledOn!.Value)), new("决定日期", file.Decision is { } decided ? PaperWords.Of(decided.On) : "未作处罚决定")]),
            new([new("处理经过", $"{PaperWords.Of(file.FoundOn)}发现，{PaperWords.Of(file.FiledOn.Value)}立案"
                + (file.Notice?.ReceivedOn is { } noticed ? $"，{PaperWords.Of(noticed)}送达事先告知书" : "")
                + (file.Decision is { } d ? $"，{PaperWords.Of(d.On)}作出决定" : "") + "。")], 3),
            new([new("文书文号", string.Join("\n", papers.Where(p => p.Number is not null && p.CancelledReason is null).Select(p => $"《{p.Title}》{p.Number}")))], 4),
            new([new("处理结果", file.Decision is { } result ? CommonText.PenaltyLine(result.Penalty) : file.Closing!.Result)], 2),
            new([new("执行情况", Executed(file))], 3),
            new([new("改正情况", Corrected(file))], 2),
            new([new("结案理由", $"{file.Closing!.Ground}。{file.Closing.Result}", $"承办人：{file.Closing.ProposedByName}\n{PaperWords.Of(BeijingTime.DayOf(file.Closing.ProposedAt))}")], 3),
            new([new("审批意见", "同意结案。", $"机关负责人：{by}\n{PaperWords.Of(on)}")], 3),
        ]),
    ];

    private static string Executed(Case file) => file.Execution is { Payments.Count: > 0 } execution
        ? string.Join("\n", execution.Payments.Select(p => $"{PaperWords.Of(p.On)}缴纳罚款{PaperWords.Figures(new Money(p.Principal))}元{(p.LateFee > 0 ? $"、加处罚款{PaperWords.Figures(new Money(p.LateFee))}元" : "")}，票据号{p.ReceiptNo}"))
        : "无缴款记录";

    private static string Corrected(Case file) => file.Rectification is { } order
        ? order.ReinspectedOn is { } day ? $"{PaperWords.Of(day)}复查：{Words(order.Finding!.Value)}{(order.FindingNote is { Length: > 0 } note ? $"，{note}" : "")}" : "尚未复查"
        : "未责令改正";

    public static string Words(ReinspectionFinding finding) => finding switch
    {
        ReinspectionFinding.Corrected => "已改正",
        ReinspectionFinding.Continuing => "仍在继续",
        ReinspectionFinding.Stopped => "已停止排放、停产或者关闭",
        _ => "拒绝、阻挠复查",
    };
}
