namespace Qingjian.Evidence.Verification;

/// <summary>What a check found wrong.</summary>
public enum FaultCode
{
    /// <summary>An entry is not the one that was signed.</summary>
    EntryChanged,

    /// <summary>An entry and its hash in the tiles differ, and no checkpoint tells which of them is right.</summary>
    EntryOrTileChanged,

    /// <summary>An entry has the hash that was signed and is yet no entry of this log.</summary>
    EntryMalformed,

    /// <summary>The index does not say where the entry ends.</summary>
    IndexWrong,

    /// <summary>A stored hash of the tree is wrong.</summary>
    TileWrong,

    /// <summary>A signed checkpoint cannot be believed.</summary>
    CheckpointRefused,

    /// <summary>Entries and tiles agree with each other and not with the signed root: several places were changed together.</summary>
    RootDiffers,

    /// <summary>Fewer entries than were signed: the log was cut or rolled back.</summary>
    LogShortened,

    /// <summary>The log is no continuation of the checkpoint that was given: its past was exchanged.</summary>
    LogForked,

    /// <summary>A public key is malformed or its id is not its own.</summary>
    KeyWrong,

    /// <summary>The content of a file is not the one whose hash was recorded.</summary>
    FileChanged,

    /// <summary>A file the log speaks of is not there.</summary>
    FileMissing,

    /// <summary>A file stands in a bundle and no entry speaks of it.</summary>
    FileUnproven,

    /// <summary>The proof does not lead from the entry to the signed root.</summary>
    ProofWrong,

    /// <summary>The thing to be checked cannot be read at all.</summary>
    Unreadable,
}

/// <summary>One fault, and where it is.</summary>
/// <param name="Code">What is wrong.</param>
/// <param name="Subject">The object the entry speaks of, as far as it can still be read.</param>
/// <param name="File">The file, relative to what was checked.</param>
/// <param name="Offset">Byte offset in the file, when the fault has one.</param>
/// <param name="Expected">The hash or value that was expected.</param>
/// <param name="Found">What was found instead.</param>
public sealed record Fault(FaultCode Code, string? Subject, string File, long? Offset, string? Expected, string? Found);
