using Microsoft.Win32.SafeHandles;
using Qingjian.Evidence.Tree;

namespace Qingjian.Evidence.Log;

/// <summary>The stored hashes of one tree: every 8th level, in tiles of 256. The levels between are computed. Reading is safe beside
/// one writer, for sizes the writer has already told.</summary>
internal sealed class TileFiles : ITreeNodes, IDisposable
{
    /// <summary>Tree levels that one level of tiles spans: 256 = 2^8.</summary>
    public const int Span = 8;

    private readonly string _folder;
    private readonly bool _writable;
    // Eight levels of 256 are more than a long can count, so the arrays never grow under a reader.
    private readonly SafeFileHandle?[] _levels = new SafeFileHandle?[8];
    private readonly List<TreeDigest>[] _fresh = [[], [], [], [], [], [], [], []];

    private TileFiles(string folder, ITreeHash hash, bool writable)
    {
        _folder = folder;
        _writable = writable;
        Hash = hash;
    }

    /// <inheritdoc/>
    public ITreeHash Hash { get; }

    public static TileFiles Open(string folder, ITreeHash hash, bool writable)
    {
        if (writable) Directory.CreateDirectory(Path.GetDirectoryName(LogLayout.Tiles(folder, hash.Name, 0))!);
        var tiles = new TileFiles(folder, hash, writable);
        for (var level = 0; File.Exists(LogLayout.Tiles(folder, hash.Name, level)); level++) tiles.OpenLevel(level);
        return tiles;
    }

    /// <summary>True when every hash a tree of this size needs is there.</summary>
    public bool Reaches(long size)
    {
        for (var level = 0; size > 0; level++, size >>= Span)
            if (_levels[level] is not { } file || RandomAccess.GetLength(file) < size * TreeDigest.Length)
                return false;
        return true;
    }

    /// <inheritdoc/>
    /// <exception cref="EvidenceLogBrokenException">The tiles do not reach so far.</exception>
    public TreeDigest Node(int level, long index)
    {
        var stored = level / Span;
        var below = level % Span;
        Span<byte> bytes = stackalloc byte[TreeDigest.Length << below];
        var offset = (index << below) * TreeDigest.Length;
        if (_levels[stored] is not { } file || RandomAccess.Read(file, bytes, offset) != bytes.Length)
            throw new EvidenceLogBrokenException($"The tiles of level {stored} end before byte {offset + bytes.Length}.");

        Span<TreeDigest> nodes = new TreeDigest[1 << below];
        for (var i = 0; i < nodes.Length; i++) nodes[i] = new TreeDigest(bytes.Slice(i * TreeDigest.Length, TreeDigest.Length));
        for (; nodes.Length > 1; nodes = nodes[..(nodes.Length / 2)])
            for (var i = 0; i < nodes.Length / 2; i++)
                nodes[i] = Hash.Node(nodes[2 * i], nodes[2 * i + 1]);
        return nodes[0];
    }

    /// <summary>Takes a completed subtree; written with <see cref="Write"/>. Given to <see cref="CompactRange.Add(TreeDigest, Action{int, long, TreeDigest})"/>.</summary>
    public void Take(int level, long index, TreeDigest node)
    {
        if (level % Span == 0) _fresh[level / Span].Add(node);
    }

    /// <summary>Writes what was taken behind what a tree of <paramref name="sizeBefore"/> leaves has.</summary>
    public void Write(long sizeBefore)
    {
        for (var level = 0; level < _fresh.Length; level++)
        {
            if (_fresh[level].Count == 0) continue;
            var file = _levels[level] ?? OpenLevel(level);
            var bytes = new byte[_fresh[level].Count * TreeDigest.Length];
            for (var i = 0; i < _fresh[level].Count; i++) _fresh[level][i].Span.CopyTo(bytes.AsSpan(i * TreeDigest.Length));
            RandomAccess.Write(file, bytes, (sizeBefore >> (Span * level)) * TreeDigest.Length);
            _fresh[level].Clear();
        }
    }

    /// <summary>Shortens every level to what a tree of this size has.</summary>
    public void Cut(long size)
    {
        foreach (var fresh in _fresh) fresh.Clear();
        for (var level = 0; level < _levels.Length; level++)
            if (_levels[level] is { } file)
                RandomAccess.SetLength(file, (size >> (Span * level)) * TreeDigest.Length);
    }

    /// <summary>Makes the tiles durable.</summary>
    public void Sync()
    {
        foreach (var file in _levels)
            if (file is not null)
                RandomAccess.FlushToDisk(file);
    }

    public void Dispose()
    {
        foreach (var file in _levels) file?.Dispose();
    }

    private SafeFileHandle OpenLevel(int level)
    {
        var path = LogLayout.Tiles(_folder, Hash.Name, level);
        var file = _writable
            ? File.OpenHandle(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read)
            : File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        if (_writable) Durable.SyncFolder(Path.GetDirectoryName(path)!);
        _levels[level] = file;
        return file;
    }
}
