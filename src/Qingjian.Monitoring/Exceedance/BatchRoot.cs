using System.Security.Cryptography;

namespace Qingjian.Monitoring.Exceedance;

/// <summary>Root of a Merkle tree (RFC 6962) over the digests of a batch's verdicts: one evidence entry stands for all of them, and each
/// can be shown to belong to it.</summary>
internal static class BatchRoot
{
    /// <param name="digests">SHA-256 digests, 64 hex digits each, in the order of the batch.</param>
    /// <returns>64 lower-case hex digits; of no digests, the hash of nothing.</returns>
    public static string Of(IReadOnlyList<string> digests) => Convert.ToHexStringLower(Root([.. digests.Select(Leaf)]));

    private static byte[] Leaf(string digest) => SHA256.HashData([0, .. Convert.FromHexString(digest)]);

    private static byte[] Root(ReadOnlySpan<byte[]> leaves)
    {
        if (leaves.Length == 0) return SHA256.HashData([]);
        if (leaves.Length == 1) return leaves[0];
        // The left part is the largest power of two below the length.
        var left = 1;
        while (left * 2 < leaves.Length) left *= 2;
        return SHA256.HashData([1, .. Root(leaves[..left]), .. Root(leaves[left..])]);
    }
}
