using Qingjian.Platform.Storage;

namespace Qingjian.Monitoring.Samplers;

/// <summary>水质自动采样器 behind a logger of an outlet.</summary>
internal sealed class Sampler : IScoped, IOfEnterprise, IVersioned
{
    public required string Id { get; init; }
    public required string? EnterpriseId { get; init; }
    public required string EnterpriseName { get; init; }
    public required string Division { get; init; }
    public required string OutletId { get; init; }
    public required string OutletName { get; init; }
    public required string Mn { get; init; }
    public required string Name { get; set; }
    /// <summary>Bottles 1 to this number (VaseNo).</summary>
    public int Bottles { get; set; }
    public int VolumeMl { get; set; }
    /// <summary>A verdict of exceedance fills a bottle by itself.</summary>
    public bool Automatic { get; set; }
    public DateTimeOffset CreatedAt { get; init; }
    public long Version { get; set; }
}

/// <summary>Why a bottle is filled.</summary>
internal enum SampleKind
{
    /// <summary>超标自动留样.</summary>
    Exceedance = 1,
    /// <summary>人工指令留样.</summary>
    Order = 2,
}

/// <summary>Where an order to a sampler stands.</summary>
internal enum SampleTaskState
{
    /// <summary>等待下发.</summary>
    Queued = 1,
    /// <summary>已下发: a conversation with the logger goes on.</summary>
    Asked = 2,
    /// <summary>已留样.</summary>
    Done = 3,
    /// <summary>失败.</summary>
    Failed = 4,
    /// <summary>未下发: a guard said no.</summary>
    Refused = 5,
}

/// <summary>留样指令: one order to a sampler and what came of it.</summary>
internal sealed class SampleTask : IScoped, IOfEnterprise
{
    public required string Id { get; init; }
    public required string SamplerId { get; init; }
    public required string? EnterpriseId { get; init; }
    public required string Division { get; init; }
    public SampleKind Kind { get; init; }
    public SampleTaskState State { get; set; }
    public required string RequestedBy { get; init; }
    public DateTimeOffset RequestedAt { get; init; }
    /// <summary>Chinese: the verdict's sentence, or the officer's reason.</summary>
    public required string Why { get; init; }
    public string? VerdictId { get; init; }
    public string? Factor { get; init; }
    public string? FactorName { get; init; }
    public decimal? Value { get; init; }
    public string? Unit { get; init; }
    public string? ConversationId { get; set; }
    /// <summary>QN of the request on the wire.</summary>
    public string? Qn { get; set; }
    public DateTimeOffset? AskedAt { get; set; }
    public int? VaseNo { get; set; }
    public DateTimeOffset? EndedAt { get; set; }
    /// <summary>Chinese: how it ended.</summary>
    public string Outcome { get; set; } = "";
}

/// <summary>Where a sample is.</summary>
internal enum SampleState
{
    /// <summary>在瓶: in the sampler.</summary>
    Full = 1,
    /// <summary>超过保存期, still in the sampler.</summary>
    Expired = 2,
    /// <summary>已取走, sealed.</summary>
    Taken = 3,
    /// <summary>实验室已接收.</summary>
    Received = 4,
    /// <summary>已出结果.</summary>
    Analysed = 5,
    /// <summary>已弃样.</summary>
    Discarded = 6,
    /// <summary>被覆盖: the sampler filled the same bottle again.</summary>
    Overwritten = 7,
}

/// <summary>水样: one filled bottle, with everybody who held it.</summary>
internal sealed class Sample : IScoped, IOfEnterprise, IVersioned
{
    public required string Id { get; init; }
    public required string SamplerId { get; init; }
    public required string TaskId { get; init; }
    public required string? EnterpriseId { get; init; }
    public required string EnterpriseName { get; init; }
    public required string OutletName { get; init; }
    public required string Division { get; init; }
    /// <summary>样品编号.</summary>
    public required string Number { get; init; }
    public int VaseNo { get; init; }
    public SampleState State { get; set; } = SampleState.Full;
    /// <summary>By the logger's clock.</summary>
    public DateTimeOffset SampledAt { get; init; }
    public DateTimeOffset KeepsUntil { get; init; }
    public string? VerdictId { get; init; }
    public string? Factor { get; init; }
    public string? FactorName { get; init; }
    /// <summary>Automatic value that led to it.</summary>
    public decimal? Value { get; init; }
    public string? Unit { get; init; }
    public string? SealNo { get; set; }
    public decimal? ResultValue { get; set; }
    public string? ResultUnit { get; set; }
    public string? ReportNo { get; set; }
    public IReadOnlyList<CustodyStep> Custody { get; set; } = [];
    public long Version { get; set; }
}

/// <summary>One hand-over of the chain of custody (样品流转).</summary>
/// <param name="At">When.</param>
/// <param name="By">Who wrote it, with post.</param>
/// <param name="Act">What was done, Chinese.</param>
/// <param name="To">Who took it over, or null.</param>
/// <param name="SealNo">Seal seen or put on, or null.</param>
/// <param name="Note">Remark, or null.</param>
/// <param name="FileIds">Photos.</param>
internal sealed record CustodyStep(DateTimeOffset At, string By, string Act, string? To, string? SealNo, string? Note, IReadOnlyList<string> FileIds);
