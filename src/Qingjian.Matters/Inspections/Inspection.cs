using Qingjian.Matters.Tasks;
using Qingjian.Platform.Storage;

namespace Qingjian.Matters.Inspections;

/// <summary>现场检查（勘察）笔录 (DOC04). A draft until it is sealed; afterwards only amendments.</summary>
internal sealed class Inspection : IScoped, IVersioned
{
    public required string Id { get; init; }
    public required string Number { get; init; }
    public required string TaskId { get; init; }
    public string? ClueId { get; init; }
    public required string ThreadId { get; init; }
    public string? EnterpriseId { get; init; }
    public required string Target { get; init; }
    public required string Division { get; init; }
    public InspectionState State { get; set; } = InspectionState.Draft;
    public long Version { get; set; }

    public required List<CrewMember> Crew { get; set; }
    public required string LeadPersonId { get; set; }
    public required string SecondPersonId { get; set; }
    public DateTimeOffset StartedAt { get; set; }
    public DateTimeOffset? EndedAt { get; set; }

    /// <summary>What the record says.</summary>
    public required RecordContent Content { get; set; }
    /// <summary>The checklist as it was when the record was begun; null where the industry has none.</summary>
    public Checklist? Checklist { get; init; }
    public string? ChecklistSha256 { get; init; }
    /// <summary>Signatures on the present content; any change of the content drops them.</summary>
    public List<Signature> Signatures { get; set; } = [];

    public DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset? SealedAt { get; set; }
    public string? SealedBy { get; set; }
    /// <summary>Digest of the sealed record, as entered in the evidence log.</summary>
    public string? Sha256 { get; set; }
    /// <summary>The sealed record, byte for byte what the digest was taken of.</summary>
    public string? SealedText { get; set; }
    public string? DiscardReason { get; set; }
}

internal enum InspectionState { Draft, Sealed, Discarded }
