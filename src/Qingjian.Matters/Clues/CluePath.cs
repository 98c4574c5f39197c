using static Qingjian.Matters.Clues.ClueAct;
using static Qingjian.Matters.Clues.ClueState;

namespace Qingjian.Matters.Clues;

/// <summary>What may be done with a clue.</summary>
internal enum ClueAct
{
    /// <summary>核实: worth a task.</summary>
    Verify,
    /// <summary>排除.</summary>
    Dismiss,
    /// <summary>移送 to another authority.</summary>
    Transfer,
    /// <summary>查实: the inspection found a violation.</summary>
    Confirm,
    /// <summary>查无.</summary>
    Clear,
    /// <summary>重新检查: the findings were sent back.</summary>
    Reinspect,
    /// <summary>立案.</summary>
    OpenCase,
    /// <summary>不予立案.</summary>
    RefuseFiling,
    /// <summary>撤销任务: the task was dismissed before anybody went.</summary>
    DropTask,
    /// <summary>答复: tells the giver of the clue what came of it.</summary>
    Reply,
    /// <summary>延长立案期限.</summary>
    Extend,
}

/// <summary>The life of a clue.</summary>
internal static class CluePath
{
    public static readonly ActTable<ClueState, ClueAct> Table = new("线索", InChinese, InChinese,
        (Registered, Verify, Inspecting),
        (Registered, Dismiss, Dismissed),
        (Registered, Transfer, Transferred),
        (Inspecting, Confirm, Confirmed),
        (Inspecting, Clear, Unfounded),
        (Inspecting, DropTask, Verified),
        (Inspecting, OpenCase, Filed),
        (Confirmed, Reinspect, Inspecting),
        (Unfounded, Reinspect, Inspecting),
        // 办法30 art 27: what was obtained before filing may serve, so a verified clue may be filed without a task.
        (Verified, Verify, Inspecting),
        (Verified, Dismiss, Dismissed),
        (Verified, Transfer, Transferred),
        (Verified, OpenCase, Filed),
        (Verified, RefuseFiling, NotFiled),
        (Confirmed, OpenCase, Filed),
        (Confirmed, RefuseFiling, NotFiled),
        (Confirmed, Transfer, Transferred),
        (Unfounded, RefuseFiling, NotFiled),

        (Dismissed, Reply, Dismissed),
        (Transferred, Reply, Transferred),
        (Unfounded, Reply, Unfounded),
        (Filed, Reply, Filed),
        (NotFiled, Reply, NotFiled),

        (Registered, Extend, Registered),
        (Verified, Extend, Verified),
        (Inspecting, Extend, Inspecting),
        (Confirmed, Extend, Confirmed),
        (Unfounded, Extend, Unfounded));

    /// <summary>States in which the filing clock runs and further clues on the outlet join the thread.</summary>
    public static readonly IReadOnlyList<ClueState> Open = [Registered, Verified, Inspecting, Confirmed, Unfounded];

    public static string InChinese(this ClueState state) => state switch
    {
        Registered => "待初核",
        Verified => "已核实",
        Inspecting => "检查中",
        Confirmed => "查实",
        Unfounded => "查无",
        Dismissed => "已排除",
        Transferred => "已移送",
        Filed => "已立案",
        NotFiled => "不予立案",
        _ => throw new ArgumentOutOfRangeException(nameof(state)),
    };

    public static string InChinese(this ClueAct act) => act switch
    {
        Verify => "核实并发起任务",
        Dismiss => "排除",
        Transfer => "移送",
        Confirm => "查实",
        Clear => "查无",
        Reinspect => "重新检查",
        OpenCase => "立案",
        RefuseFiling => "不予立案",
        DropTask => "撤销任务",
        Reply => "答复",
        Extend => "延长立案期限",
        _ => throw new ArgumentOutOfRangeException(nameof(act)),
    };
}
