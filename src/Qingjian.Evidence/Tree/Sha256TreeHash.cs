using System.Buffers;
using System.Security.Cryptography;

namespace Qingjian.Evidence.Tree;

/// <summary>SHA-256 (FIPS 180-4) of the base library as the hash of a tree.</summary>
public sealed class Sha256TreeHash : ITreeHash
{
    private const int OnStack = 1 + 4096;

    private Sha256TreeHash()
    {
    }

    /// <summary>The one instance; it has no state.</summary>
    public static Sha256TreeHash Instance { get; } = new();

    /// <inheritdoc/>
    public string Name => "sha256";

    /// <inheritdoc/>
    public TreeDigest Empty => Of([]);

    /// <inheritdoc/>
    public TreeDigest Leaf(ReadOnlySpan<byte> entry)
    {
        var length = entry.Length + 1;
        byte[]? rented = null;
        var input = length <= OnStack ? stackalloc byte[length] : (rented = ArrayPool<byte>.Shared.Rent(length)).AsSpan(0, length);
        input[0] = 0x00;
        entry.CopyTo(input[1..]);
        var digest = Of(input);
        if (rented is not null) ArrayPool<byte>.Shared.Return(rented, clearArray: true);
        return digest;
    }

    /// <inheritdoc/>
    public TreeDigest Node(in TreeDigest left, in TreeDigest right)
    {
        Span<byte> input = stackalloc byte[1 + 2 * TreeDigest.Length];
        input[0] = 0x01;
        left.Span.CopyTo(input[1..]);
        right.Span.CopyTo(input[(1 + TreeDigest.Length)..]);
        return Of(input);
    }

    private static TreeDigest Of(ReadOnlySpan<byte> input)
    {
        Span<byte> digest = stackalloc byte[TreeDigest.Length];
        SHA256.HashData(input, digest);
        return new TreeDigest(digest);
    }
}
