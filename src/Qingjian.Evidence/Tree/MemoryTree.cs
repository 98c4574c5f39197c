namespace Qingjian.Evidence.Tree;

/// <summary>A tree kept in memory: the rows of one batch, whose root enters the log as one entry. Proofs of a single row come from
/// <see cref="MerkleTree"/>.</summary>
public sealed class MemoryTree : ITreeNodes
{
    private readonly List<List<TreeDigest>> _levels = [];
    private readonly CompactRange _edge;

    /// <summary>An empty tree.</summary>
    public MemoryTree(ITreeHash hash)
    {
        Hash = hash;
        _edge = new CompactRange(hash);
    }

    /// <inheritdoc/>
    public ITreeHash Hash { get; }

    /// <summary>Number of leaves.</summary>
    public long Size => _edge.Size;

    /// <summary>Adds the bytes of one leaf (for a batch: the hash of the row).</summary>
    public void Add(ReadOnlySpan<byte> leaf) => _edge.Add(Hash.Leaf(leaf), Keep);

    /// <summary>Root over all leaves.</summary>
    public TreeDigest Root() => _edge.Root();

    /// <inheritdoc/>
    public TreeDigest Node(int level, long index) => _levels[level][(int)index];

    private void Keep(int level, long index, TreeDigest node)
    {
        if (level == _levels.Count) _levels.Add([]);
        _levels[level].Add(node);
    }
}
