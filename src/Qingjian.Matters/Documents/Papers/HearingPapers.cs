using Qingjian.Matters.Cases;
using Qingjian.Matters.Documents.Layout;
using Qingjian.Vocabulary;
using static Qingjian.Matters.Documents.Papers.CommonText;

namespace Qingjian.Matters.Documents.Papers;

/// <summary>Papers between notice and decision: 陈述申辩复核意见 (DOC19), 听证通知书 (DOC20), 听证笔录 (DOC21), 集体讨论笔录 (DOC24).</summary>
internal static class HearingPapers
{
    public static IReadOnlyList<Block> StatementReview(Case file, IReadOnlyList<ArgumentFinding> findings, string by, DateOnly on) =>
    [
        new Form(
        [
            new([new("案由", file.Title)], 2),
            new([new("陈述人", file.Defence!.StatedByName ?? file.Party.Name), new("陈述日期", PaperWords.Of(BeijingTime.DayOf(file.Defence.StatedAt!.Value)))]),
            new([new("陈述内容", file.Defence.Statement!)], 6),
            .. findings.Select((f, i) => new FormRow([new($"意见{i + 1}", f.Argument), new("复核", $"{(f.Accepted ? "采纳" : "不采纳")}。{f.Reason}")], 2)),
            new([new("复核人", by), new("日期", PaperWords.Of(on))]),
        ]),
    ];

    public static IReadOnlyList<Block> Notice(Case file, DateTimeOffset at, string place, string chair, string recorder, DateOnly on) =>
    [
        Flush($"{file.Party.Name}："),
        Body($"应你（单位）的申请，我局决定就“{file.Title}”举行听证。"),
        Body($"时间：{PaperWords.Of(at)}"),
        Body($"地点：{place}"),
        Body("方式：除涉及国家秘密、商业秘密或者个人隐私外，公开举行"),
        Body($"听证主持人：{chair}　记录员：{recorder}"),
        Body("你（单位）可以亲自参加听证，也可以委托一至二人代理；认为主持人、记录员与本案有直接利害关系的，有权申请回避；有正当理由的可以申请变更时间。无正当理由不到场或者中途退场的，视为放弃听证权利。参加时请携带身份证件、授权委托书和有关证据。"),
        new SignOff(file.Agency.Name, on),
    ];

    public static IReadOnlyList<Block> Minutes(Case file, HearingRecord hearing, string course, string opinion, bool absent) =>
    [
        new Form(
        [
            new([new("案由", file.Title)], 2),
            new([new("时间", PaperWords.Of(hearing.At)), new("地点", hearing.Place)]),
            new([new("主持人", hearing.ChairName), new("记录员", hearing.RecorderName)]),
            new([new("当事人", $"{file.Party.Name}{(absent ? "（无正当理由未到场）" : "")}"), new("调查人员", string.Join("\n", file.Investigators.Select(o => $"{o.Name} {o.Certificate}")))]),
            new([new("听证经过", course)], 10),
            new([new("主持人意见", opinion)], 3),
            new([new("审阅确认", "以上记录经阅读无误。\n当事人（代理人）签名：\n调查人员签名：\n主持人签名：\n记录员签名：")], 6),
        ]),
    ];

    public static IReadOnlyList<Block> Discussion(Case file, DateOnly on, string place, IReadOnlyList<Vote> votes, string recorder, string proposed, string conclusion) =>
    [
        new Form(
        [
            new([new("案由", file.Title)], 2),
            new([new("时间", PaperWords.Of(on)), new("地点", place)]),
            new([new("列席", $"{Names(file)}（调查人员，介绍案情，不参与表决）"), new("记录人", recorder)]),
            new([new("案情介绍", file.Facts)], 5),
            new([new("拟处理意见", proposed)], 2),
            .. votes.Select(v => new FormRow([new(v.Name, v.Duty), new("意见", $"{(v.Agrees ? "同意" : "不同意")}{(v.Opinion.Length > 0 ? $"。{v.Opinion}" : "")}")])),
            new([new("表决结果", $"到会{votes.Count}人，同意{votes.Count(v => v.Agrees)}人，不同意{votes.Count(v => !v.Agrees)}人。")]),
            new([new("结论", conclusion)], 3),
            new([new("参加人签名", "\n")], 2),
        ]),
    ];
}
