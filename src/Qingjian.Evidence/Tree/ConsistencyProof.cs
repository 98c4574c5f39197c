using System.Numerics;

namespace Qingjian.Evidence.Tree;

/// <summary>Checks that one tree is the beginning of another (RFC 9162 2.1.4.2).</summary>
public static class ConsistencyProof
{
    /// <summary>True only when the tree (<paramref name="newer"/>, <paramref name="newRoot"/>) begins with the tree
    /// (<paramref name="older"/>, <paramref name="oldRoot"/>). Every tree begins with the empty one, whose root is checked too.</summary>
    public static bool Verify(
        ITreeHash hash, long older, in TreeDigest oldRoot, long newer, in TreeDigest newRoot, IReadOnlyList<TreeDigest> proof)
    {
        if (older < 0 || older > newer) return false;
        if (older == newer) return proof.Count == 0 && oldRoot == newRoot && (older > 0 || oldRoot == hash.Empty);
        if (older == 0) return proof.Count == 0 && oldRoot == hash.Empty;

        var next = 0;
        TreeDigest fr;
        if (BitOperations.IsPow2(older))
        {
            fr = oldRoot;
        }
        else
        {
            if (proof.Count == 0) return false;
            fr = proof[next++];
        }

        long fn = older - 1, sn = newer - 1;
        while ((fn & 1) == 1)
        {
            fn >>= 1;
            sn >>= 1;
        }
        var sr = fr;
        for (; next < proof.Count; next++)
        {
            if (sn == 0) return false;
            var c = proof[next];
            if ((fn & 1) == 1 || fn == sn)
            {
                fr = hash.Node(c, fr);
                sr = hash.Node(c, sr);
                while ((fn & 1) == 0 && fn != 0)
                {
                    fn >>= 1;
                    sn >>= 1;
                }
            }
            else
            {
                sr = hash.Node(sr, c);
            }
            fn >>= 1;
            sn >>= 1;
        }
        return sn == 0 && fr == oldRoot && sr == newRoot;
    }
}
