using Qingjian.Platform.Storage;

namespace Qingjian.Monitoring.Gateway.Commands;

/// <summary>Where a command stands.</summary>
internal enum ConversationState
{
    /// <summary>等待应答: sent, nothing heard yet.</summary>
    Asking,
    /// <summary>执行中: the logger has said that it executes.</summary>
    Executing,
    /// <summary>已完成.</summary>
    Done,
    /// <summary>被拒绝 by the logger's 9011.</summary>
    Refused,
    /// <summary>执行失败 by the logger's 9012.</summary>
    Failed,
    /// <summary>无应答: not one answer after the last re-send.</summary>
    NoAnswer,
    /// <summary>执行超时: said it executes, then silence; not re-sent.</summary>
    TimedOut,
    /// <summary>已中断: this program ended meanwhile.</summary>
    Interrupted,
}

/// <summary>A command sent to a logger and all that was said.</summary>
internal sealed class Conversation : IScoped, IOfEnterprise
{
    public required string Id { get; init; }
    public required string Division { get; init; }
    public required string? EnterpriseId { get; init; }
    public required string MonitorId { get; init; }
    public required string Mn { get; init; }
    public required int Command { get; init; }
    public required string Title { get; init; }
    public required IReadOnlyDictionary<string, string> Fields { get; init; }
    public required string Qn { get; init; }
    public ConversationState State { get; set; }
    public required string AskedBy { get; init; }
    public required DateTimeOffset AskedAt { get; init; }
    public DateTimeOffset? EndedAt { get; set; }
    /// <summary>Chinese sentence: how it ended.</summary>
    public string Outcome { get; set; } = "";
    public IReadOnlyList<ConversationStep> Steps { get; set; } = [];
}

/// <param name="Down">From us to the logger.</param>
/// <param name="Note">What it means, in Chinese.</param>
/// <param name="Frame">The bytes as text; empty for a step without bytes, such as a time-out.</param>
internal sealed record ConversationStep(DateTimeOffset At, bool Down, string Note, string Frame);
