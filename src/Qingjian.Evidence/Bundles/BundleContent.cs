using Qingjian.Evidence.Tree;

namespace Qingjian.Evidence.Bundles;

/// <summary>What goes into an evidence bundle.</summary>
public sealed class BundleContent
{
    /// <summary>The object the bundle is about, e.g. <c>case/9b1d…</c>.</summary>
    public required string Subject { get; init; }

    /// <summary>The signed checkpoint all proofs lead to, as published.</summary>
    public required ReadOnlyMemory<byte> Checkpoint { get; init; }

    /// <summary>The public keys, one a line. Whoever checks should compare them with the published ones.</summary>
    public required string Keys { get; init; }

    /// <summary>The entries, in the order of the log.</summary>
    public required IReadOnlyList<BundleEntry> Entries { get; init; }
}

/// <summary>One entry with its proof and, where it is handed out, its content.</summary>
/// <param name="Index">Index in the log.</param>
/// <param name="Bytes">The canonical bytes.</param>
/// <param name="Proof">Inclusion proof to the checkpoint, lowest hash first.</param>
/// <param name="Content">The content whose digest the entry keeps, or null when it is not handed out.</param>
public sealed record BundleEntry(long Index, ReadOnlyMemory<byte> Bytes, IReadOnlyList<TreeDigest> Proof, BundleFile? Content);

/// <summary>A file in a bundle.</summary>
/// <param name="Name">Name to show; made safe and unique when written.</param>
/// <param name="Open">Opens the bytes; called once for each bundle.</param>
public sealed record BundleFile(string Name, Func<Stream> Open);
