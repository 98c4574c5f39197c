using Qingjian.Evidence.Notes;
using Qingjian.Evidence.Tree;

namespace Qingjian.Evidence.Log;

/// <summary>One tree over the entries of a log, published as a log of its own: SHA-256 first, SM3 beside it when the house wants it.</summary>
/// <param name="Hash">The hash of the tree.</param>
/// <param name="Origin">Name of the log; that of an SM3 tree ends in <c>/sm3</c>.</param>
/// <param name="Signers">Keys that sign its checkpoints, named by the origin. Two of them for the day of a key change.</param>
/// <param name="Known">Every key that ever signed this tree, the retired ones too: the last checkpoint must be readable.</param>
public sealed record LogTree(ITreeHash Hash, string Origin, IReadOnlyList<INoteSigner> Signers, IReadOnlyCollection<INoteVerifier> Known);

/// <summary>Where a log lies and what it is made of.</summary>
public sealed class EvidenceLogSettings
{
    /// <summary>Folder of entries, tiles and checkpoints. Made when missing.</summary>
    public required string Folder { get; init; }

    /// <summary>A second folder that keeps the last signed checkpoints, best on another disk or machine: a log that was rolled back
    /// is found by it. Made when missing.</summary>
    public required string SecondPlace { get; init; }

    /// <summary>The trees; the first is the one proofs are given from by default.</summary>
    public required IReadOnlyList<LogTree> Trees { get; init; }
}

/// <summary>What opening a log found and mended.</summary>
/// <param name="Entries">Entries after opening.</param>
/// <param name="CutBytes">Bytes of a torn last write that were cut from the end of the entries.</param>
/// <param name="RebuiltTrees">Names of the trees whose tiles were made again from the entries.</param>
public sealed record LogOpening(long Entries, long CutBytes, IReadOnlyList<string> RebuiltTrees);
