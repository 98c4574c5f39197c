using Qingjian.Platform.Storage;

namespace Qingjian.Insight.Disclosure;

/// <summary>公开: the masked text of one decision on its way to the public site. The published copy is a row of its own.</summary>
internal sealed class Publication : IScoped, IVersioned
{
    public required string Id { get; init; }
    public required string CaseId { get; init; }
    public required string PaperId { get; init; }
    public required string Number { get; init; }
    public required string Title { get; init; }
    public required string Division { get; init; }
    public PublicationState State { get; set; } = PublicationState.Prepared;
    public long Version { get; set; }

    public required List<PublicField> Fields { get; set; }
    public DateOnly DecidedOn { get; init; }
    /// <summary>Last day to publish: seven working days after the decision; null while the calendar does not reach.</summary>
    public DateOnly? DueOn { get; set; }
    public DateOnly? NotBefore { get; set; }
    public bool Provisional { get; set; }
    public List<string> Working { get; set; } = [];

    public DateTimeOffset PreparedAt { get; init; }
    public string? ConfirmedBy { get; set; }
    public string? ConfirmedByName { get; set; }
    public DateTimeOffset? PublishedAt { get; set; }
    public DateTimeOffset? WithdrawnAt { get; set; }
    public string? WithdrawnByName { get; set; }
    public string? WithdrawnReason { get; set; }
    /// <summary>Digest of the published text.</summary>
    public string? Sha256 { get; set; }
}

internal enum PublicationState { Prepared, Published, Withdrawn, NotPublished }

/// <summary>One field of the explicit list of 办法30 art 62, before and after masking; <paramref name="Hits"/> mark what was hidden.</summary>
internal sealed record PublicField(string Key, string Label, string Before, string After, IReadOnlyList<Masking.MaskHit> Hits, bool Edited = false);

/// <summary>What the public site reads: nothing but the published text. Has no area, so that everybody may read it.</summary>
internal sealed class PublicDecision
{
    public required string Id { get; init; }
    public required string Number { get; init; }
    public required string Party { get; init; }
    public string? CreditCode { get; init; }
    public string? LegalRepresentative { get; init; }
    public required string Cause { get; init; }
    public required string Facts { get; init; }
    public required string Place { get; init; }
    public required string Basis { get; init; }
    public required string Result { get; init; }
    public decimal? Fine { get; init; }
    public required string Agency { get; init; }
    public required string AreaCode { get; init; }
    public DateOnly DecidedOn { get; init; }
    public DateTimeOffset PublishedAt { get; init; }
    public required string Sha256 { get; init; }
    /// <summary>Set when taken back; the text is gone then, number and reason stay.</summary>
    public DateTimeOffset? WithdrawnAt { get; set; }
    public string? WithdrawnReason { get; set; }
}
