namespace Qingjian.Platform.Inbox;

/// <summary>The boxes of the inbox, in the words of the trade.</summary>
public enum InboxBox
{
    /// <summary>待办: waits for the caller's post.</summary>
    Todo,
    /// <summary>已办: the caller has handled it.</summary>
    Done,
    /// <summary>督办: urged, or escalated for being late.</summary>
    Urged,
    /// <summary>退回: came back with a reason.</summary>
    Returned,
    /// <summary>转办: handed on to the caller's unit.</summary>
    Forwarded,
    /// <summary>延期: its time was extended.</summary>
    Extended,
}

/// <summary>One line of the inbox.</summary>
/// <param name="Kind">Chinese word for the kind of matter, e.g. 线索, 任务; also the filter.</param>
/// <param name="Id">Id of the object.</param>
/// <param name="Title">Number and target, shown as the link.</param>
/// <param name="Step">What is to be done, e.g. 初核.</param>
/// <param name="From">Who or what it came from.</param>
/// <param name="ArrivedAt">When it came into this box.</param>
/// <param name="DueAt">When the step is due; null where it has no limit, or the calendar is not loaded that far.</param>
/// <param name="State">Chinese word for the object's state.</param>
/// <param name="Path">Address of its page in the console.</param>
public sealed record InboxItem(string Kind, string Id, string Title, string Step, string From, DateTimeOffset ArrivedAt, DateTimeOffset? DueAt, string State, string Path);

/// <summary>A module's contribution to the inbox of the present caller. Register with <c>AddScoped&lt;IInboxSource, …&gt;()</c>.</summary>
public interface IInboxSource
{
    /// <summary>Kinds this source answers for.</summary>
    IReadOnlyList<string> Kinds { get; }

    /// <summary>At most <paramref name="most"/> lines: those due first (for <see cref="InboxBox.Done"/>: the latest), and how many there are in all.</summary>
    Task<InboxSlice> Read(InboxBox box, int most, CancellationToken stop);
}

/// <summary>What one source has for one box.</summary>
/// <param name="Items">The first lines.</param>
/// <param name="Total">How many there are.</param>
public sealed record InboxSlice(IReadOnlyList<InboxItem> Items, int Total)
{
    /// <summary>Nothing.</summary>
    public static InboxSlice Empty { get; } = new([], 0);
}
