using Qingjian.Platform.Storage;

namespace Qingjian.Matters.Clues;

/// <summary>线索 (DOC01). A sign of a violation that somebody must look into; the start of the filing clock.</summary>
internal sealed class Clue : IScoped, IVersioned
{
    public required string Id { get; init; }
    /// <summary>E.g. 演环线索〔2026〕12号.</summary>
    public required string Number { get; set; }
    /// <summary>Clues on one outlet that are open together share a thread; the id is that of its first clue.</summary>
    public required string ThreadId { get; set; }
    public ClueState State { get; set; } = ClueState.Registered;
    public long Version { get; set; }

    // 线索来源
    public required string SourceCode { get; init; }
    public string? SourceSubcode { get; init; }
    /// <summary>The supervision order it came from, for clues raised by the house.</summary>
    public string? OrderId { get; init; }
    public string? OrderNumber { get; init; }
    public List<string> VerdictIds { get; init; } = [];

    // 发现时间, 登记
    public DateTimeOffset FoundAt { get; init; }
    public DateTimeOffset RegisteredAt { get; init; }
    public required string RegisteredBy { get; init; }
    public required string RegisteredByName { get; init; }

    // 承办机构
    public string? HandlerId { get; set; }
    public string? HandlerName { get; set; }

    // 被反映对象, 地点, 事项
    public string? EnterpriseId { get; init; }
    public string? OutletId { get; init; }
    public string? OutletName { get; init; }
    /// <summary>Name of the enterprise, person or place complained of.</summary>
    public required string Target { get; init; }
    public required string Division { get; init; }
    public required string Place { get; init; }
    /// <summary>water, air, noise, solid, other.</summary>
    public required string Element { get; init; }
    public required string Content { get; init; }
    public string? FactorCode { get; init; }
    public DateTimeOffset? FactFrom { get; init; }
    public DateTimeOffset? FactTo { get; init; }
    public decimal? FactValue { get; init; }
    public decimal? FactLimit { get; init; }
    public List<string> FileIds { get; init; } = [];

    // 处理意见, 答复
    public string? Opinion { get; set; }
    public string? ReviewedBy { get; set; }
    public DateTimeOffset? ReviewedAt { get; set; }
    /// <summary>What the person or unit that gave the clue was told.</summary>
    public string? Reply { get; set; }
    public DateTimeOffset? RepliedAt { get; set; }

    /// <summary>The authority it was handed to.</summary>
    public string? TransferredTo { get; set; }
    /// <summary>The task that looks into it.</summary>
    public string? TaskId { get; set; }
    /// <summary>The case filed on it.</summary>
    public string? CaseId { get; set; }
    /// <summary>What the inspection said, once it is back.</summary>
    public string? Findings { get; set; }

    // 办理期限: the filing clock (办法30 art 18)
    public DateOnly FilingFrom { get; set; }
    /// <summary>Last day before any shift: the day to warn on.</summary>
    public DateOnly? FilingWarn { get; set; }
    /// <summary>Last Beijing day to decide on filing; null while the working calendar is not loaded that far.</summary>
    public DateOnly? FilingDue { get; set; }
    /// <summary>True when the head approved the one extension.</summary>
    public bool FilingExtended { get; set; }
    public DateOnly? FilingExtendedOn { get; set; }
    public string? FilingExtensionReason { get; set; }
    /// <summary>The day the decision on filing (or dismissal) was taken; stops the clock.</summary>
    public DateOnly? FilingDone { get; set; }
}

/// <summary>Where a clue stands.</summary>
internal enum ClueState
{
    /// <summary>待初核: registered, nobody has looked.</summary>
    Registered,
    /// <summary>已核实: worth an inspection or a filing.</summary>
    Verified,
    /// <summary>检查中: a task is out.</summary>
    Inspecting,
    /// <summary>查实: the inspection found a violation.</summary>
    Confirmed,
    /// <summary>查无: the inspection found none.</summary>
    Unfounded,
    /// <summary>已排除: dismissed at the initial review.</summary>
    Dismissed,
    /// <summary>已移送: belongs to another authority.</summary>
    Transferred,
    /// <summary>已立案.</summary>
    Filed,
    /// <summary>不予立案.</summary>
    NotFiled,
}
