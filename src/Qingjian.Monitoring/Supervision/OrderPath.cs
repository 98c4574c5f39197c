using System.Collections.Frozen;
using Qingjian.Vocabulary;

namespace Qingjian.Monitoring.Supervision;

/// <summary>Where an order stands.</summary>
internal enum OrderState
{
    /// <summary>已提醒: an early warning; nobody has to answer, it closes by itself.</summary>
    Reminded,
    /// <summary>待反馈: issued, the enterprise is to answer.</summary>
    Issued,
    /// <summary>待核查: answered, an officer is to check.</summary>
    Answered,
    /// <summary>已退回: the answer was sent back, the enterprise is to answer again.</summary>
    SentBack,
    /// <summary>已采纳: the explanation was accepted; closed.</summary>
    Accepted,
    /// <summary>已核实: the exceedance was upheld and became a clue.</summary>
    Upheld,
    /// <summary>已办结: what came of the clue was fed back.</summary>
    Closed,
    /// <summary>已撤销: withdrawn with reason.</summary>
    Withdrawn,
}

/// <summary>What may be done with an order.</summary>
internal enum OrderAct { Answer, Accept, SendBack, Uphold, Withdraw, Close }

/// <summary>The life of an order: which act is allowed from which state, and where it leads.</summary>
internal static class OrderPath
{
    private static readonly FrozenDictionary<(OrderState, OrderAct), OrderState> Path = new Dictionary<(OrderState, OrderAct), OrderState>
    {
        [(OrderState.Reminded, OrderAct.Close)] = OrderState.Closed,
        [(OrderState.Reminded, OrderAct.Withdraw)] = OrderState.Withdrawn,
        [(OrderState.Issued, OrderAct.Answer)] = OrderState.Answered,
        [(OrderState.Issued, OrderAct.Uphold)] = OrderState.Upheld,      // only once the answer is overdue
        [(OrderState.Issued, OrderAct.Withdraw)] = OrderState.Withdrawn,
        [(OrderState.SentBack, OrderAct.Answer)] = OrderState.Answered,
        [(OrderState.SentBack, OrderAct.Uphold)] = OrderState.Upheld,    // only once the answer is overdue
        [(OrderState.SentBack, OrderAct.Withdraw)] = OrderState.Withdrawn,
        [(OrderState.Answered, OrderAct.Accept)] = OrderState.Accepted,
        [(OrderState.Answered, OrderAct.SendBack)] = OrderState.SentBack,
        [(OrderState.Answered, OrderAct.Uphold)] = OrderState.Upheld,
        [(OrderState.Answered, OrderAct.Withdraw)] = OrderState.Withdrawn,
        [(OrderState.Upheld, OrderAct.Close)] = OrderState.Closed,
    }.ToFrozenDictionary();

    /// <summary>States that wait for the enterprise.</summary>
    public static readonly OrderState[] Waiting = [OrderState.Issued, OrderState.SentBack];

    /// <summary>States in which nothing more is to be done by monitoring.</summary>
    public static readonly OrderState[] Done = [OrderState.Accepted, OrderState.Upheld, OrderState.Closed, OrderState.Withdrawn];

    public static Outcome<OrderState> Next(OrderState state, OrderAct act)
    {
        if (Path.TryGetValue((state, act), out var next)) return next;
        var open = From(state);
        if (state == OrderState.Reminded && act == OrderAct.Answer) return Refusal.Of("warning-needs-no-answer", "事前预警只作提醒，不需反馈；请按提醒及时处置或者标记，预警事项结束后自动办结。");
        return Refusal.Of("order-act-not-allowed", $"督办单现在是“{state.InChinese()}”，不能{act.InChinese()}。" +
            (open.Count == 0 ? "它已经办完，不再变动。" : $"现在可以：{string.Join("、", open.Select(each => each.InChinese()))}。"));
    }

    public static IReadOnlyList<OrderAct> From(OrderState state) => [.. Enum.GetValues<OrderAct>().Where(act => Path.ContainsKey((state, act)))];

    public static string InChinese(this OrderState state) => state switch
    {
        OrderState.Reminded => "已提醒",
        OrderState.Issued => "待反馈",
        OrderState.Answered => "待核查",
        OrderState.SentBack => "已退回",
        OrderState.Accepted => "已采纳",
        OrderState.Upheld => "已核实",
        OrderState.Closed => "已办结",
        OrderState.Withdrawn => "已撤销",
        _ => throw new ArgumentOutOfRangeException(nameof(state)),
    };

    public static string InChinese(this OrderAct act) => act switch
    {
        OrderAct.Answer => "反馈",
        OrderAct.Accept => "采纳",
        OrderAct.SendBack => "退回",
        OrderAct.Uphold => "核实为超标",
        OrderAct.Withdraw => "撤销",
        OrderAct.Close => "办结",
        _ => throw new ArgumentOutOfRangeException(nameof(act)),
    };
}
