using Qingjian.Platform.Storage;

namespace Qingjian.Matters.Documents;

/// <summary>A paper as issued: content frozen, number fixed, digest in the evidence log. Never changed; a correction is a new paper.</summary>
internal sealed class Paper : IScoped, IVersioned
{
    public required string Id { get; init; }
    /// <summary>case or inspection.</summary>
    public required string OwnerType { get; init; }
    public required string OwnerId { get; init; }
    public required string Division { get; init; }
    /// <summary>DOC01 to DOC48.</summary>
    public required string Code { get; init; }
    public required string Title { get; init; }
    public string? Number { get; init; }
    public long Version { get; set; }

    /// <summary>The text as JSON of <see cref="Layout.PaperContent"/>.</summary>
    public required string Content { get; init; }
    public required string ContentSha256 { get; init; }
    public required string TemplateVersion { get; init; }
    /// <summary>Digest of the DOCX bytes in <see cref="PaperFile"/>.</summary>
    public required string DocxSha256 { get; init; }
    /// <summary>Date printed on the paper.</summary>
    public DateOnly PrintedOn { get; init; }
    public DateTimeOffset IssuedAt { get; init; }
    public required string IssuedBy { get; init; }
    public required string IssuedByName { get; init; }

    /// <summary>How and when the party got it.</summary>
    public Service? Service { get; set; }
    /// <summary>The paper this one corrects, changes or revokes.</summary>
    public string? CorrectsId { get; init; }
    public string? CancelledReason { get; set; }
}

/// <summary>The DOCX bytes of a paper, in the same transaction as its number.</summary>
internal sealed class PaperFile
{
    public required string PaperId { get; init; }
    public required byte[] Docx { get; init; }
}

/// <summary>送达 (DOC36): the receipt date starts the clocks.</summary>
internal sealed record Service(
    ServiceMethod Method, string Receiver, string? ReceiverRelation, DateOnly ReceivedOn, IReadOnlyList<string> ServedByNames, string? Witness,
    string? RefusalReason, string? ProofFileId, string ProofPaperId, DateTimeOffset RecordedAt, string RecordedByName);

internal enum ServiceMethod
{
    /// <summary>直接送达.</summary>
    Direct,
    /// <summary>留置送达.</summary>
    Left,
    /// <summary>委托送达.</summary>
    Entrusted,
    /// <summary>邮寄送达.</summary>
    Post,
    /// <summary>转交送达.</summary>
    Forwarded,
    /// <summary>电子送达 (only with a signed confirmation, 处罚法 art 61).</summary>
    Electronic,
    /// <summary>公告送达.</summary>
    PublicNotice,
}

/// <summary>A number as given: stays with its reason when the paper is cancelled, so that the series has no gap.</summary>
internal sealed class PaperNumber
{
    public required string Kind { get; init; }
    public required string Division { get; init; }
    public int Year { get; init; }
    public int Sequence { get; init; }
    public required string Number { get; init; }
    public required string PaperId { get; init; }
    public string? CancelledReason { get; set; }
}
