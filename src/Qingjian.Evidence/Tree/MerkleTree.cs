using System.Numerics;

namespace Qingjian.Evidence.Tree;

/// <summary>Roots and proofs of a stored tree at any size it has had (RFC 9162 section 2.1).</summary>
public static class MerkleTree
{
    /// <summary>Root over the first <paramref name="size"/> leaves (0: the empty root).</summary>
    /// <exception cref="ArgumentOutOfRangeException">A negative size.</exception>
    public static TreeDigest Root(ITreeNodes nodes, long size)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(size);
        return size == 0 ? nodes.Hash.Empty : Range(nodes, 0, size);
    }

    /// <summary>Proof that leaf <paramref name="index"/> (from 0) is in the tree of <paramref name="size"/> leaves (RFC 9162 2.1.3.1),
    /// lowest hash first.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The index is not below the size.</exception>
    public static IReadOnlyList<TreeDigest> Inclusion(ITreeNodes nodes, long index, long size)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, size);
        var path = new List<TreeDigest>();
        // RFC 9162 PATH(m, D[n]), walked from the root down and turned round at the end.
        long start = 0, end = size;
        while (end - start > 1)
        {
            var middle = start + TreeShape.Split(end - start);
            if (index < middle)
            {
                path.Add(Range(nodes, middle, end));
                end = middle;
            }
            else
            {
                path.Add(Range(nodes, start, middle));
                start = middle;
            }
        }
        path.Reverse();
        return path;
    }

    /// <summary>Proof that the tree of <paramref name="newer"/> leaves begins with the tree of <paramref name="older"/> leaves
    /// (RFC 9162 2.1.4.1). Empty when the sizes are equal or the older tree is empty.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The older size is larger than the newer, or negative.</exception>
    public static IReadOnlyList<TreeDigest> Consistency(ITreeNodes nodes, long older, long newer)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(older);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(older, newer);
        var path = new List<TreeDigest>();
        if (older == 0 || older == newer) return path;

        // RFC 9162 SUBPROOF(m, D[n], b), walked from the root down and turned round at the end.
        long start = 0, end = newer;
        var onOldEdge = true;
        while (older != end)
        {
            var middle = start + TreeShape.Split(end - start);
            if (older <= middle)
            {
                path.Add(Range(nodes, middle, end));
                end = middle;
            }
            else
            {
                path.Add(Range(nodes, start, middle));
                start = middle;
                onOldEdge = false;
            }
        }
        if (!onOldEdge) path.Add(Range(nodes, start, end));
        path.Reverse();
        return path;
    }

    // Hash over [start, end), which lies in the tree as one RFC subtree: start is a multiple of the next power of two of its width.
    private static TreeDigest Range(ITreeNodes nodes, long start, long end)
    {
        var width = end - start;
        if (BitOperations.IsPow2(width))
        {
            var level = BitOperations.TrailingZeroCount(width);
            return nodes.Node(level, start >> level);
        }
        var middle = start + TreeShape.Split(width);
        return nodes.Hash.Node(Range(nodes, start, middle), Range(nodes, middle, end));
    }
}
