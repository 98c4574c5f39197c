using Qingjian.Platform.Storage;

namespace Qingjian.Platform.Messages;

/// <summary>Where a message stands.</summary>
internal enum MessageState
{
    /// <summary>待发送.</summary>
    Waiting,
    /// <summary>静默暂缓: waits for the end of the quiet hours.</summary>
    Held,
    /// <summary>重试中: the receiver did not take it; tried again later.</summary>
    Retrying,
    /// <summary>已发送: the receiver took it.</summary>
    Sent,
    /// <summary>发送失败: not tried again until somebody says so.</summary>
    Dead,
}

/// <summary>One message to one contact. Kept as it was sent.</summary>
internal sealed class OutsideMessage : IScoped
{
    public long Position { get; init; }
    public required string Id { get; init; }
    public required string ChannelId { get; init; }
    public required string ChannelName { get; init; }
    public ChannelKind ChannelKind { get; init; }
    public string? SubscriptionId { get; init; }
    public required string Division { get; init; }
    public string? EnterpriseId { get; init; }
    public required string Kind { get; init; }
    public required string Level { get; init; }
    public required string Number { get; init; }
    public required string Contact { get; init; }
    public required string Address { get; init; }
    public required string Text { get; init; }
    /// <summary>Sent by the test button.</summary>
    public bool Test { get; init; }
    public MessageState State { get; set; }
    public DateTimeOffset MadeAt { get; init; }
    /// <summary>When it is tried next; while it is on its way, when another may take it over; null once it is through.</summary>
    public DateTimeOffset? NextAt { get; set; }
    public int Attempts { get; set; }
    public DateTimeOffset? SentAt { get; set; }
    public string? Fault { get; set; }

    public static string WordOf(MessageState state) => state switch
    {
        MessageState.Waiting => "待发送",
        MessageState.Held => "静默暂缓",
        MessageState.Retrying => "重试中",
        MessageState.Sent => "已发送",
        _ => "发送失败",
    };
}

/// <summary>Levels of orders as messages name them.</summary>
internal static class MessageLevel
{
    public static int Rank(string level) => level switch { "blue" => 1, "yellow" => 2, "orange" => 3, "red" => 4, _ => 0 };

    public static string WordOf(string level) => level switch { "blue" => "蓝色", "yellow" => "黄色", "orange" => "橙色", "red" => "红色", _ => "一般" };
}
