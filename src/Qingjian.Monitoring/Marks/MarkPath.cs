using System.Collections.Frozen;
using Qingjian.Platform.Access;
using Qingjian.Vocabulary;

namespace Qingjian.Monitoring.Marks;

/// <summary>What may be done with a mark.</summary>
internal enum MarkAct { Change, Withdraw, Accept, Refuse }

/// <summary>The life of a mark: which act is allowed from which state.</summary>
internal static class MarkPath
{
    private static readonly FrozenDictionary<(MarkState, MarkAct), MarkState> Path = new Dictionary<(MarkState, MarkAct), MarkState>
    {
        [(MarkState.Standing, MarkAct.Change)] = MarkState.Replaced,
        [(MarkState.Standing, MarkAct.Withdraw)] = MarkState.Withdrawn,
        [(MarkState.Standing, MarkAct.Accept)] = MarkState.Standing,     // only while the data speak against it
        [(MarkState.Standing, MarkAct.Refuse)] = MarkState.Refused,
        [(MarkState.Waiting, MarkAct.Change)] = MarkState.Replaced,
        [(MarkState.Waiting, MarkAct.Withdraw)] = MarkState.Withdrawn,
        [(MarkState.Waiting, MarkAct.Accept)] = MarkState.Standing,
        [(MarkState.Waiting, MarkAct.Refuse)] = MarkState.Refused,
    }.ToFrozenDictionary();

    public static Outcome<MarkState> Next(Mark mark, MarkAct act)
    {
        if (!Path.TryGetValue((mark.State, act), out var next))
            return Refusal.Of("mark-act-not-allowed", $"这项标记现在是“{mark.State.InChinese()}”，不能{act.InChinese()}；它已经结束，需要时请另作标记。");
        if (act == MarkAct.Accept && !mark.WantsReview) return Refusal.Of("mark-stands", "这项标记已经有效，没有待审核的疑点，不用采纳；不认可的可以“不予采纳”。");
        if (mark.OrderId.Length > 0 && act is MarkAct.Change or MarkAct.Withdraw) return Refusal.Of("mark-of-order", "这项标记是随督办反馈作出并经核查采纳的，不能自行修改；有异议请联系核查人员。");
        return next;
    }

    /// <summary>What the caller may do now.</summary>
    public static IReadOnlyList<MarkAct> Acts(Mark mark, Caller caller) => [.. Enum.GetValues<MarkAct>().Where(act =>
        caller.May(act is MarkAct.Accept or MarkAct.Refuse ? Duty.ReviewData : Duty.MarkData) && Next(mark, act).Try(out _, out _))];

    public static string InChinese(this MarkState state) => state switch
    {
        MarkState.Standing => "有效",
        MarkState.Waiting => "待审核",
        MarkState.Refused => "不予采纳",
        MarkState.Withdrawn => "已撤回",
        MarkState.Replaced => "已被修改",
        _ => throw new ArgumentOutOfRangeException(nameof(state)),
    };

    public static string InChinese(this MarkAct act) => act switch
    {
        MarkAct.Change => "修改",
        MarkAct.Withdraw => "撤回",
        MarkAct.Accept => "采纳",
        MarkAct.Refuse => "不予采纳",
        _ => throw new ArgumentOutOfRangeException(nameof(act)),
    };
}
