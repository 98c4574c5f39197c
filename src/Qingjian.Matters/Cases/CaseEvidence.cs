using Qingjian.Platform.Storage;

namespace Qingjian.Matters.Cases;

/// <summary>One piece of evidence on the case (办法30 art 26: eight kinds), pointing at where it already lies.</summary>
internal sealed class CaseEvidence : IScoped
{
    public required string Id { get; init; }
    public required string CaseId { get; init; }
    public required string Division { get; init; }
    public int Ordinal { get; init; }
    public EvidenceKind Kind { get; init; }
    public required string Name { get; init; }
    /// <summary>inspection, photo, verdict, order or file.</summary>
    public required string Origin { get; init; }
    /// <summary>Id of the record, verdict or file it points at.</summary>
    public required string OriginId { get; init; }
    public string? FileId { get; init; }
    /// <summary>Digest of the original as the evidence log holds it; null for a verdict, which carries its own.</summary>
    public string? Sha256 { get; init; }
    public DateOnly TakenOn { get; init; }
    public required string Provider { get; init; }
    public required string Proves { get; init; }
    /// <summary>A monitoring report: the party must be told its result (办法30 art 29; a missing notice is a fatal defect).</summary>
    public bool MonitoringReport { get; init; }
    public DateOnly? ResultToldOn { get; set; }
    /// <summary>The notice (DOC08) of its result.</summary>
    public string? NoticePaperId { get; set; }
    public DateTimeOffset AddedAt { get; init; }
    public required string AddedByName { get; init; }
}

internal enum EvidenceKind
{
    /// <summary>书证.</summary>
    Documentary,
    /// <summary>物证.</summary>
    Physical,
    /// <summary>视听资料.</summary>
    AudioVisual,
    /// <summary>电子数据.</summary>
    Electronic,
    /// <summary>证人证言.</summary>
    Testimony,
    /// <summary>当事人的陈述.</summary>
    PartyStatement,
    /// <summary>鉴定意见（含监测报告）.</summary>
    Appraisal,
    /// <summary>勘验笔录、现场笔录.</summary>
    SiteRecord,
}
