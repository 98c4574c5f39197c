using Org.BouncyCastle.Crypto.Digests;
using Qingjian.Evidence.Tree;

namespace Qingjian.Platform.EvidenceLog;

/// <summary>SM3 (GB/T 32905) as the hash of a second tree over the same entries.</summary>
public sealed class Sm3TreeHash : ITreeHash
{
    private Sm3TreeHash()
    {
    }

    /// <summary>The one instance; it has no state.</summary>
    public static Sm3TreeHash Instance { get; } = new();

    /// <inheritdoc/>
    public string Name => "sm3";

    /// <inheritdoc/>
    public TreeDigest Empty => new(Digest([]));

    /// <inheritdoc/>
    public TreeDigest Leaf(ReadOnlySpan<byte> entry) => new(Digest([0x00, .. entry]));

    /// <inheritdoc/>
    public TreeDigest Node(in TreeDigest left, in TreeDigest right) => new(Digest([0x01, .. left.Span, .. right.Span]));

    internal static byte[] Digest(ReadOnlySpan<byte> bytes)
    {
        var sm3 = new SM3Digest();
        var input = bytes.ToArray();
        sm3.BlockUpdate(input, 0, input.Length);
        var digest = new byte[sm3.GetDigestSize()];
        sm3.DoFinal(digest, 0);
        return digest;
    }
}
