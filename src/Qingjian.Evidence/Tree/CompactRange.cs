namespace Qingjian.Evidence.Tree;

/// <summary>The right edge of a growing tree: one hash for each set bit of its size. Enough to append and to tell the root,
/// in O(log n) memory.</summary>
public sealed class CompactRange
{
    private readonly ITreeHash _hash;
    private readonly List<TreeDigest> _peaks = [];   // widest subtree first

    /// <summary>The edge of an empty tree.</summary>
    public CompactRange(ITreeHash hash) => _hash = hash;

    /// <summary>Number of leaves.</summary>
    public long Size { get; private set; }

    /// <summary>The edge of the first <paramref name="size"/> leaves of a stored tree.</summary>
    public static CompactRange At(ITreeNodes nodes, long size)
    {
        var range = new CompactRange(nodes.Hash) { Size = size };
        foreach (var (level, index) in TreeShape.Peaks(size)) range._peaks.Add(nodes.Node(level, index));
        return range;
    }

    /// <summary>Adds a leaf hash.</summary>
    public void Add(TreeDigest leaf) => Add(leaf, static (_, _, _) => { });

    /// <summary>Adds a leaf hash and tells every subtree it completes, lowest first: level, index, hash. The leaf itself is
    /// the subtree of level 0.</summary>
    public void Add(TreeDigest leaf, Action<int, long, TreeDigest> completed)
    {
        var index = Size++;
        var node = leaf;
        completed(0, index, node);
        for (var level = 0; (index & 1) == 1; level++, index >>= 1)
        {
            node = _hash.Node(_peaks[^1], node);
            _peaks.RemoveAt(_peaks.Count - 1);
            completed(level + 1, index >> 1, node);
        }
        _peaks.Add(node);
    }

    /// <summary>The root of the tree as it is now.</summary>
    public TreeDigest Root()
    {
        if (_peaks.Count == 0) return _hash.Empty;
        var root = _peaks[^1];
        for (var i = _peaks.Count - 2; i >= 0; i--) root = _hash.Node(_peaks[i], root);
        return root;
    }
}
