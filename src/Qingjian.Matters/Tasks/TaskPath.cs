using static Qingjian.Matters.Tasks.TaskAct;
using static Qingjian.Matters.Tasks.TaskState;

namespace Qingjian.Matters.Tasks;

/// <summary>What may be done with a task.</summary>
internal enum TaskAct
{
    /// <summary>研判.</summary>
    Triage,
    /// <summary>排除.</summary>
    Dismiss,
    /// <summary>派发 to two officers.</summary>
    Dispatch,
    /// <summary>接受.</summary>
    Accept,
    /// <summary>退回.</summary>
    Return,
    /// <summary>到达现场.</summary>
    Arrive,
    /// <summary>离场: the record begun was discarded.</summary>
    Leave,
    /// <summary>反馈.</summary>
    GiveFeedback,
    /// <summary>核验通过.</summary>
    Verify,
    /// <summary>退回返工.</summary>
    SendBack,
    /// <summary>办结.</summary>
    Close,
    /// <summary>转办 to another unit.</summary>
    Transfer,
    /// <summary>延期.</summary>
    Extend,
    /// <summary>督办.</summary>
    Urge,
}

/// <summary>The life of a task (enforcement rules, section 6): one table, and whoever wants to know asks it.</summary>
internal static class TaskPath
{
    public static readonly ActTable<TaskState, TaskAct> Table = new("任务", InChinese, InChinese,
        (Initiated, Triage, Triaged),
        (Initiated, Dismiss, Dismissed),
        (Triaged, Dismiss, Dismissed),
        (Triaged, Dispatch, Dispatched),
        (Dispatched, Accept, Accepted),
        (Dispatched, Return, Returned),
        (Accepted, Return, Returned),
        (Returned, Dispatch, Dispatched),
        (Returned, Dismiss, Dismissed),
        (Accepted, Arrive, OnSite),
        (OnSite, GiveFeedback, Feedback),
        (OnSite, Leave, Accepted),
        (Feedback, Verify, Verified),
        (Feedback, SendBack, Rework),
        (Rework, Arrive, OnSite),
        (Rework, GiveFeedback, Feedback),
        (Verified, Close, Closed),

        // Another unit starts again at dispatch; once somebody has been on site it stays with those who went.
        (Triaged, Transfer, Triaged),
        (Dispatched, Transfer, Triaged),
        (Accepted, Transfer, Triaged),
        (Returned, Transfer, Triaged),

        (Triaged, Extend, Triaged),
        (Dispatched, Extend, Dispatched),
        (Accepted, Extend, Accepted),
        (OnSite, Extend, OnSite),
        (Rework, Extend, Rework),

        (Initiated, Urge, Initiated),
        (Triaged, Urge, Triaged),
        (Dispatched, Urge, Dispatched),
        (Returned, Urge, Returned),
        (Accepted, Urge, Accepted),
        (OnSite, Urge, OnSite),
        (Feedback, Urge, Feedback),
        (Rework, Urge, Rework),
        (Verified, Urge, Verified));

    /// <summary>States in which nothing more happens.</summary>
    public static readonly IReadOnlyList<TaskState> Ended = [Dismissed, Closed];

    public static string InChinese(this TaskState state) => state switch
    {
        Initiated => "待研判",
        Triaged => "待派发",
        TaskState.Dismissed => "已排除",
        Dispatched => "待接受",
        Returned => "已退回",
        Accepted => "已接受",
        OnSite => "现场检查",
        Feedback => "待核验",
        Verified => "已核验",
        Rework => "返工",
        Closed => "已办结",
        _ => throw new ArgumentOutOfRangeException(nameof(state)),
    };

    public static string InChinese(this TaskAct act) => act switch
    {
        Triage => "研判",
        Dismiss => "排除",
        Dispatch => "派发",
        Accept => "接受",
        Return => "退回",
        Arrive => "到达现场",
        Leave => "离场",
        GiveFeedback => "反馈",
        Verify => "核验通过",
        SendBack => "退回返工",
        Close => "办结",
        Transfer => "转办",
        Extend => "延期",
        Urge => "督办",
        _ => throw new ArgumentOutOfRangeException(nameof(act)),
    };

    public static string InChinese(this TaskPriority priority) => priority switch
    {
        TaskPriority.Normal => "一般",
        TaskPriority.Urgent => "紧急",
        TaskPriority.Critical => "特急",
        _ => throw new ArgumentOutOfRangeException(nameof(priority)),
    };
}
