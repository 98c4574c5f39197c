namespace Qingjian.Evidence.Tree;

/// <summary>Checks that a leaf is in a tree of a known root (RFC 9162 2.1.3.2).</summary>
public static class InclusionProof
{
    /// <summary>True only when the proof leads from <paramref name="leaf"/> at <paramref name="index"/> to <paramref name="root"/>
    /// of the tree of <paramref name="size"/> leaves. Wrong lengths and impossible positions are false, never an exception.</summary>
    public static bool Verify(
        ITreeHash hash, in TreeDigest leaf, long index, long size, IReadOnlyList<TreeDigest> proof, in TreeDigest root)
    {
        if (index < 0 || index >= size) return false;
        long fn = index, sn = size - 1;
        var r = leaf;
        foreach (var p in proof)
        {
            if (sn == 0) return false;
            if ((fn & 1) == 1 || fn == sn)
            {
                r = hash.Node(p, r);
                while ((fn & 1) == 0 && fn != 0)
                {
                    fn >>= 1;
                    sn >>= 1;
                }
            }
            else
            {
                r = hash.Node(r, p);
            }
            fn >>= 1;
            sn >>= 1;
        }
        return sn == 0 && r == root;
    }
}
