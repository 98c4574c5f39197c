using System.Text.Json;
using Qingjian.Platform.Storage;

namespace Qingjian.Platform.Facts;

/// <summary>A fact waiting to be told, written in the transaction that made it true.</summary>
internal sealed class OutboxRow
{
    public long Position { get; set; }
    public required string Type { get; init; }
    public required string Content { get; init; }
    public DateTimeOffset At { get; init; }
    public DateTimeOffset? ToldAt { get; set; }
    public int Attempts { get; set; }
    public DateTimeOffset? NextAt { get; set; }
    public string? Fault { get; set; }

    public static OutboxRow Of(object fact, DateTimeOffset now) => new()
    {
        Type = fact.GetType().FullName!,
        Content = JsonSerializer.Serialize(fact, fact.GetType(), HouseJson.Options),
        At = now,
    };
}

/// <summary>Receipt of a fact by a listener: twice told is once heard.</summary>
internal sealed class InboxRow
{
    public required string Listener { get; init; }
    public required long FactId { get; init; }
    public DateTimeOffset At { get; init; }
}

/// <summary>The receipt that the listener's first commit writes.</summary>
internal sealed record Receipt(string Listener, long FactId);
