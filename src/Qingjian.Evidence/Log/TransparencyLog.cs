using System.Text;
using Qingjian.Evidence.Entries;
using Qingjian.Evidence.Notes;
using Qingjian.Evidence.Tree;

namespace Qingjian.Evidence.Log;

/// <summary>The append-only log of one house, opened by its one writer. Appending and signing are for one caller at a time (a lock sees
/// to it); reading entries and proofs is free for all threads meanwhile.</summary>
public sealed class TransparencyLog : IDisposable
{
    private readonly Lock _writing = new();
    private readonly EvidenceLogSettings _settings;
    private readonly FileStream _lock;
    private readonly EntriesFile _entries;
    private readonly List<OpenTree> _trees = [];
    private long _size;
    private bool _failed;

    private TransparencyLog(EvidenceLogSettings settings, FileStream folderLock, EntriesFile entries)
    {
        _settings = settings;
        _lock = folderLock;
        _entries = entries;
    }

    /// <summary>What opening found.</summary>
    public LogOpening Opening { get; private set; } = new(0, 0, []);

    /// <summary>Entries in the log: durable, though perhaps not yet under a checkpoint.</summary>
    public long Size => Volatile.Read(ref _size);

    /// <summary>Names of the hashes of its trees, e.g. <c>sha256</c>.</summary>
    public IEnumerable<string> Trees => _trees.Select(static t => t.Settings.Hash.Name);

    /// <summary>Opens the log, making it when it is not there, and mends what a crash left half written.</summary>
    /// <exception cref="EvidenceLogInUseException">Another process writes to it.</exception>
    /// <exception cref="EvidenceLogBrokenException">It contradicts what was signed.</exception>
    public static TransparencyLog Open(EvidenceLogSettings settings)
    {
        if (settings.Trees.Count == 0) throw new ArgumentException("A log has at least one tree.", nameof(settings));
        Directory.CreateDirectory(settings.Folder);
        Directory.CreateDirectory(settings.SecondPlace);
        var folderLock = TakeLock(settings.Folder);
        TransparencyLog? log = null;
        try
        {
            log = new TransparencyLog(settings, folderLock, EntriesFile.Open(settings.Folder, writable: true));
            log.Recover();
            return log;
        }
        catch
        {
            if (log is null) folderLock.Dispose();
            else log.Dispose();
            throw;
        }
    }

    /// <summary>Adds entries behind the last, in order. They are durable when this returns.</summary>
    /// <returns>Index of the first of them.</returns>
    /// <exception cref="ArgumentException">An entry breaks the rules of the log; nothing was written.</exception>
    /// <exception cref="IOException">The disk failed. The log takes no more until it is opened anew: after a failed sync the same file
    /// handle proves nothing.</exception>
    public long Append(IReadOnlyList<EvidenceEntry> entries)
    {
        var batch = entries.Select(static e => e.ToBytes()).ToArray();
        lock (_writing)
        {
            var first = Size;
            if (batch.Length == 0) return first;
            Guarded(() =>
            {
                _entries.Append(batch);
                foreach (var tree in _trees)
                {
                    foreach (var entry in batch) tree.Edge.Add(tree.Tiles.Hash.Leaf(entry), tree.Tiles.Take);
                    tree.Tiles.Write(first);
                }
            });
            Volatile.Write(ref _size, first + batch.Length);
            return first;
        }
    }

    /// <summary>Signs what the log is now, for each tree that grew, and keeps it in both places. First it is proved that the log still
    /// begins with what was last signed; if it does not, nothing is signed, ever.</summary>
    /// <returns>The checkpoint of the first tree: the new one, or the last when the log has not grown.</returns>
    /// <exception cref="EvidenceLogBrokenException">The log is no extension of what was last signed.</exception>
    /// <exception cref="IOException">The disk failed, as in <see cref="Append"/>.</exception>
    public SignedCheckpoint Sign()
    {
        lock (_writing)
        {
            Guarded(() =>
            {
                _entries.Sync();
                foreach (var tree in _trees) tree.Tiles.Sync();
                foreach (var tree in _trees) SignOne(tree);
            });
            return _trees[0].Head!;
        }
    }

    /// <summary>The newest signed checkpoint of a tree, as text to be handed out; null before the first.</summary>
    /// <param name="hash">Name of the tree's hash; by default the first tree.</param>
    /// <exception cref="ArgumentException">No such tree.</exception>
    public SignedCheckpoint? Head(string? hash = null) => Tree(hash).Head;

    /// <summary>The canonical bytes of one entry.</summary>
    /// <exception cref="ArgumentOutOfRangeException">No such entry.</exception>
    public byte[] Entry(long index)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, Size);
        return _entries.Read(index);
    }

    /// <summary>Proof that an entry is in the tree at a size it has had.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The size is larger than the log, or the index not below it.</exception>
    public IReadOnlyList<TreeDigest> Inclusion(long index, long size, string? hash = null)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(size, Size);
        return MerkleTree.Inclusion(Tree(hash).Tiles, index, size);
    }

    /// <summary>Proof that the log of one size is the beginning of the log of another.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The newer size is larger than the log, or the older larger than the newer.</exception>
    public IReadOnlyList<TreeDigest> Consistency(long older, long newer, string? hash = null)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(newer, Size);
        return MerkleTree.Consistency(Tree(hash).Tiles, older, newer);
    }

    /// <summary>Lets go of the files and of the lock.</summary>
    public void Dispose()
    {
        foreach (var tree in _trees) tree.Tiles.Dispose();
        _entries.Dispose();
        _lock.Dispose();
    }

    private void Recover()
    {
        foreach (var tree in _settings.Trees)
        {
            var heads = new SignedHeads(_settings, tree);
            _trees.Add(new OpenTree(tree, heads, TileFiles.Open(_settings.Folder, tree.Hash, writable: true)) { Head = heads.Last() });
        }
        var cut = Recovery.Entries(_entries, _trees.Max(static t => t.Head?.Checkpoint.Size ?? 0));
        var rebuilt = new List<string>();
        foreach (var tree in _trees)
        {
            (tree.Edge, var again) = Recovery.Tree(_entries, tree.Tiles, tree.Head?.Checkpoint);
            if (again) rebuilt.Add(tree.Tiles.Hash.Name);
            if (tree.Head is { } head) tree.Heads.Keep(head);   // a crash between the two places, or one of them lost
        }
        _size = _entries.Count;
        Durable.Replace(Path.Combine(_settings.Folder, LogLayout.Keys), Encoding.UTF8.GetBytes(PublicKeys()));
        Opening = new LogOpening(_size, cut, rebuilt);
    }

    private void SignOne(OpenTree tree)
    {
        var last = tree.Heads.Last();   // read again each time: the second place may know more than this process
        var now = new Checkpoint(tree.Settings.Origin, Size, tree.Edge.Root());
        if (last is { Checkpoint: var old })
        {
            if (old.Size > now.Size) throw new EvidenceLogBrokenException($"The log has {now.Size} entries, {old.Size} were already signed.");
            var proof = MerkleTree.Consistency(tree.Tiles, old.Size, now.Size);
            if (!ConsistencyProof.Verify(tree.Tiles.Hash, old.Size, old.Root, now.Size, now.Root, proof))
                throw new EvidenceLogBrokenException($"The log of {now.Size} entries does not begin with the {old.Size} that were signed.");
            if (old.Size == now.Size)
            {
                tree.Head = last;
                return;
            }
        }
        var signed = new SignedCheckpoint(now, now.Sign(tree.Settings.Signers));
        tree.Heads.Keep(signed);
        tree.Head = signed;
    }

    private void Guarded(Action write)
    {
        if (_failed) throw new IOException("The evidence log failed to write before and must be opened anew.");
        _failed = true;
        write();
        _failed = false;
    }

    private OpenTree Tree(string? hash) => hash is null
        ? _trees[0]
        : _trees.Find(t => t.Settings.Hash.Name == hash) ?? throw new ArgumentException($"This log has no tree of {hash}.", nameof(hash));

    private string PublicKeys() => string.Concat(_settings.Trees.SelectMany(static t => t.Known).Select(static k => k.Key + "\n"));

    private static FileStream TakeLock(string folder)
    {
        try
        {
            return new FileStream(Path.Combine(folder, LogLayout.Lock), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException e)
        {
            throw new EvidenceLogInUseException($"Another process writes to the log in {folder}.", e);
        }
    }

    private sealed class OpenTree(LogTree settings, SignedHeads heads, TileFiles tiles)
    {
        private SignedCheckpoint? _head;

        public LogTree Settings => settings;

        public SignedHeads Heads => heads;

        public TileFiles Tiles => tiles;

        public CompactRange Edge { get; set; } = new(tiles.Hash);

        public SignedCheckpoint? Head
        {
            get => Volatile.Read(ref _head);
            set => Volatile.Write(ref _head, value);
        }
    }
}
