using Qingjian.Matters.Cases;
using Qingjian.Matters.Documents.Layout;

namespace Qingjian.Matters.Documents.Papers;

/// <summary>送达回证 (DOC36): proof of when the party got a paper.</summary>
internal static class ServiceProof
{
    public static IReadOnlyList<Block> Blocks(Case file, Paper paper, ServiceMethod method, string receiver, string? relation, DateOnly on, string place, IReadOnlyList<string> servers, string? witness, string? refusal) =>
    [
        new Form(
        [
            new([new("案由", file.Title)], 2),
            new([new("送达文书", $"《{paper.Title}》{paper.Number}")], 2),
            new([new("受送达人", file.Party.Name), new("送达方式", WordOf(method))]),
            new([new("送达地点", place)]),
            new([new("收到日期", PaperWords.Of(on)), new("收件人", $"{receiver}{(relation is { Length: > 0 } ? $"（{relation}）" : "")}")]),
            new([new("签收", "受送达人（代收人）签名或者盖章：\n\n", "年　　月　　日")], 5),
            new([new("送达人", $"{string.Join("、", servers)}\n签名：")], 3),
            new([new("见证人", witness is { Length: > 0 } ? witness : "无")]),
            new([new("拒收理由", refusal is { Length: > 0 } ? refusal : "无")]),
            new([new("备注", "受送达人拒绝签收的，由送达人注明理由和日期，邀请见证人签名，或者以拍照、录像等方式记录送达过程。")], 2),
        ]),
    ];

    public static string WordOf(ServiceMethod method) => method switch
    {
        ServiceMethod.Direct => "直接送达",
        ServiceMethod.Left => "留置送达",
        ServiceMethod.Entrusted => "委托送达",
        ServiceMethod.Post => "邮寄送达",
        ServiceMethod.Forwarded => "转交送达",
        ServiceMethod.Electronic => "电子送达",
        ServiceMethod.PublicNotice => "公告送达",
        _ => throw new ArgumentOutOfRangeException(nameof(method)),
    };
}
