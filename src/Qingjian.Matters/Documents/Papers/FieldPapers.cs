using Qingjian.Matters.Cases;
using Qingjian.Matters.Clues;
using Qingjian.Matters.Documents.Layout;
using Qingjian.Matters.Tasks;
using Qingjian.Vocabulary;
using static Qingjian.Matters.Documents.Papers.CommonText;

namespace Qingjian.Matters.Documents.Papers;

/// <summary>Papers before and beside the case: 案件线索登记表 (DOC01), 行政检查审批表 (DOC02), 监测结果告知书 (DOC08).</summary>
internal static class FieldPapers
{
    /// <summary>DOC01, made when the initial review has said what becomes of the clue.</summary>
    public static IReadOnlyList<Block> ClueRegister(Clue clue, string source, string unit, string due, string handling, string by, DateOnly on) =>
    [
        new Form(
        [
            new([new("线索来源", source), new("线索编号", clue.Number)]),
            new([new("发现时间", PaperWords.Of(clue.FoundAt)), new("登记时间", PaperWords.Of(clue.RegisteredAt))]),
            new([new("被反映对象", clue.Target)]),
            new([new("地点", clue.Place)]),
            new([new("反映事项", clue.Content)], 5),
            new([new("承办机构", unit), new("办理期限", due)]),
            new([new("登记人", clue.RegisteredByName), new("督办单号", clue.OrderNumber ?? "无")]),
            new([new("处理意见", handling, $"初核人：{by}\n{PaperWords.Of(on)}")], 3),
        ]),
    ];

    /// <summary>DOC02, made when the visit is approved by sending two certified officers.</summary>
    public static IReadOnlyList<Block> VisitApproval(FieldTask task, string basis, string kind, string by, DateOnly on) =>
    [
        new Form(
        [
            new([new("检查对象", task.Target)]),
            new([new("检查地点", task.Place)]),
            new([new("检查类型", kind), new("任务编号", task.Number)]),
            new([new("检查依据", basis)], 3),
            new([new("检查事项", $"{task.Title}\n{task.Facts}{(string.IsNullOrWhiteSpace(task.Instruction) ? "" : $"\n要求：{task.Instruction}")}")], 5),
            new([new("检查时间", task.VisitOn is { } day ? PaperWords.Of(day) : "接受任务后及时到场")]),
            new([new("检查人员", string.Join("\n", task.Crew.Select(o => $"{o.Name}（执法证号：{o.Certificate}）{o.Unit}")))], 2),
            new([new("承办人意见", "两名检查人员执法证件当日有效，无应当回避的情形，拟按上述安排实施检查，请审批。", $"承办人：{task.Crew[0].Name}\n{PaperWords.Of(on)}")], 3),
            new([new("审批意见", "同意实施检查。", $"审批人：{by}\n{PaperWords.Of(on)}")], 3),
        ]),
        new Paragraph("依据线索、投诉举报开展的检查不计入年度检查频次。", ParagraphKind.Note),
    ];

    /// <summary>DOC08 (办法30 art 29): the party is told what a monitoring report found. Its service is the telling.</summary>
    public static IReadOnlyList<Block> ResultNotice(Case file, CaseEvidence report, string body, string reportNumber, string result, string exceeded, DateOnly on) =>
    [
        .. PartyLines(file.Party),
        Body($"因调查“{file.Title}”，{body}对你（单位）进行了监测，并出具《{report.Name}》（报告字号：{reportNumber}）。依据《生态环境行政处罚办法》第二十九条的规定，现将监测结果告知你（单位）："),
        Head("一、监测结果"),
        Body(Ended(result)),
        Head("二、超标情况"),
        Body(Ended(exceeded)),
        Body("对监测结果有异议的，可以自收到本告知书之日起向我局书面说明理由并提交证据。"),
        Contact(file),
        new SignOff(file.Agency.Name, on),
    ];
}
