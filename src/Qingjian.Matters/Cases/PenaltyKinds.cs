namespace Qingjian.Matters.Cases;

/// <summary>Kinds of penalty beside warning and fine (办法30 art 8). Each opens the hearing and the collective discussion (arts 46, 51).</summary>
internal static class PenaltyKinds
{
    public static readonly IReadOnlyList<string> All =
        ["没收违法所得", "暂扣许可证件", "降低资质等级", "吊销许可证件", "一定时期内不得申请行政许可", "限制开展生产经营活动", "责令停产整治", "责令停产停业", "责令关闭", "限制从业", "禁止从业"];

    public static string? Unknown(IEnumerable<string> kinds) => kinds.FirstOrDefault(kind => !All.Contains(kind));

    public static bool OpensHearing(string kind) => All.Contains(kind);
}
