using System.Numerics;

namespace Qingjian.Evidence.Tree;

/// <summary>The shape of an RFC 6962 tree, which follows from its size alone.</summary>
internal static class TreeShape
{
    /// <summary>The largest power of two smaller than <paramref name="size"/> (size ≥ 2): where RFC 9162 splits a tree.</summary>
    public static long Split(long size) => 1L << (63 - BitOperations.LeadingZeroCount((ulong)size - 1));

    /// <summary>The complete subtrees that make up the first <paramref name="size"/> leaves, widest first.</summary>
    public static IEnumerable<(int Level, long Index)> Peaks(long size)
    {
        for (var level = 62; level >= 0; level--)
            if ((size >> level & 1) == 1)
                yield return (level, (size >> level) - 1);
    }
}
