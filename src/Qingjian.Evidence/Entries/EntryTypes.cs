using System.Collections.Frozen;

namespace Qingjian.Evidence.Entries;

/// <summary>What an entry of the log stands for.</summary>
public static class EntryTypes
{
    /// <summary>A file or record taken in as evidence; its digest is that of the original bytes.</summary>
    public const string EvidenceAdded = "evidence.add";

    /// <summary>A step of a case or of another matter.</summary>
    public const string CaseStep = "case.step";

    /// <summary>A decision; a checkpoint is made at once.</summary>
    public const string Decision = "decision";

    /// <summary>A batch of readings or raw packets; its digest is the Merkle root of the row hashes.</summary>
    public const string ReadingBatch = "reading.batch";

    /// <summary>A batch of audit records; its digest is the Merkle root of the row hashes.</summary>
    public const string AuditBatch = "audit.batch";

    /// <summary>A change of settings or of rules.</summary>
    public const string Config = "config";

    /// <summary>A new signing key, named by the old one.</summary>
    public const string Key = "key";

    /// <summary>Something published.</summary>
    public const string Publish = "publish";

    /// <summary>All of them.</summary>
    public static FrozenSet<string> All { get; } =
        FrozenSet.ToFrozenSet([EvidenceAdded, CaseStep, Decision, ReadingBatch, AuditBatch, Config, Key, Publish], StringComparer.Ordinal);
}
