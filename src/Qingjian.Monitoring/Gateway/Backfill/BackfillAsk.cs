using Qingjian.Platform.Storage;

namespace Qingjian.Monitoring.Gateway.Backfill;

/// <summary>One request of the gateway for missing data, after its end. Never changed.</summary>
internal sealed class BackfillAsk : IScoped, IOfEnterprise
{
    public required string Id { get; init; }
    public required string Division { get; init; }
    public string? EnterpriseId { get; init; }
    public required string MonitorId { get; init; }
    public required string Mn { get; init; }
    /// <summary>Name of the logger.</summary>
    public required string Name { get; init; }
    /// <summary>2051, 2061 or 2031.</summary>
    public int Command { get; init; }
    /// <summary>Start of the first period asked for.</summary>
    public DateTimeOffset FromAt { get; init; }
    /// <summary>Start of the last.</summary>
    public DateTimeOffset ToAt { get; init; }
    public int Periods { get; init; }
    /// <summary>1 for the first time, 2 and 3 for repetitions.</summary>
    public int Turn { get; init; }
    public DateTimeOffset AskedAt { get; init; }
    public DateTimeOffset EndedAt { get; init; }
    /// <summary>Periods that are there now.</summary>
    public int Got { get; init; }
    public required string ConversationId { get; init; }
    /// <summary>Chinese: how the conversation ended.</summary>
    public required string Outcome { get; init; }
}
