using Qingjian.Evidence.Log;
using Qingjian.Evidence.Notes;
using Qingjian.Evidence.Tree;

namespace Qingjian.Evidence.Verification;

/// <summary>Compares the entries of a log with the stored hashes of one tree and with the checkpoints signed over it.</summary>
internal sealed class TreeCheck(string folder, ITreeHash hash, Checkpoint? signed, Checkpoint? older, VerificationReport report) : IDisposable
{
    private readonly record struct Difference(long Entry, long Offset, string? Subject, TreeDigest FromEntry, TreeDigest? FromTile);

    private readonly List<Difference> _differences = [];
    private readonly Walk _fromEntries = new(hash, signed, older);
    private readonly FileStream? _leaves = File.Exists(LogLayout.Tiles(folder, hash.Name, 0))
        ? new FileStream(LogLayout.Tiles(folder, hash.Name, 0), FileMode.Open, FileAccess.Read, FileShare.ReadWrite, 1 << 16, FileOptions.SequentialScan)
        : null;

    /// <summary>Takes the next entry; true when its stored hash is its own.</summary>
    public bool Take(long entry, long offset, ReadOnlySpan<byte> bytes)
    {
        var leaf = hash.Leaf(bytes);
        _fromEntries.Add(leaf);
        var stored = NextStored();
        if (stored == leaf) return true;
        if (stored is null && entry >= (signed?.Size ?? 0)) return true;   // written after the checkpoint, its tile not yet: a crash, no fault
        if (_differences.Count <= VerificationReport.MostFaults)
            _differences.Add(new Difference(entry, offset, Subjects.Of(bytes), leaf, stored));
        return false;
    }

    public void Conclude()
    {
        var fromTiles = _differences.Count > 0 ? FromTiles() : _fromEntries;
        var entriesRight = signed is not null && _fromEntries.RootAtSigned == signed.Root;
        var tilesRight = signed is not null && fromTiles.RootAtSigned == signed.Root;

        foreach (var d in _differences)
        {
            if (entriesRight && d.Entry < signed!.Size) TileFault(0, d.Entry, d.FromEntry, d.FromTile);
            else if (tilesRight && d.Entry < signed!.Size)
                report.Add(new Fault(FaultCode.EntryChanged, d.Subject, LogLayout.Entries, d.Offset, d.FromTile?.ToHex(), d.FromEntry.ToHex()));
            else
                report.Add(new Fault(FaultCode.EntryOrTileChanged, d.Subject, LogLayout.Entries, d.Offset, d.FromTile?.ToHex(), d.FromEntry.ToHex()));
        }
        CheckHigherTiles(entriesRight ? _fromEntries : fromTiles);

        if (signed is null) return;
        var file = LogLayout.Checkpoint(hash.Name);
        if (_fromEntries.Size < signed.Size)
            report.Add(new Fault(FaultCode.LogShortened, null, file, null, $"{signed.Size}", $"{_fromEntries.Size}"));
        else if (!entriesRight && !tilesRight)
            report.Add(new Fault(FaultCode.RootDiffers, null, file, null, signed.Root.ToHex(), _fromEntries.RootAtSigned?.ToHex()));
    }

    /// <summary>Compares with a checkpoint that was kept outside.</summary>
    public void ConcludeOlder(string file)
    {
        if (older is null) return;
        if (_fromEntries.Size < older.Size)
            report.Add(new Fault(FaultCode.LogShortened, null, file, null, $"{older.Size}", $"{_fromEntries.Size}"));
        else if (_fromEntries.RootAtOlder != older.Root)
            report.Add(new Fault(FaultCode.LogForked, null, file, null, older.Root.ToHex(), _fromEntries.RootAtOlder?.ToHex()));
    }

    public void Dispose() => _leaves?.Dispose();

    private TreeDigest? NextStored()
    {
        Span<byte> bytes = stackalloc byte[TreeDigest.Length];
        return _leaves is not null && _leaves.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false) == bytes.Length ? new TreeDigest(bytes) : null;
    }

    private Walk FromTiles()
    {
        var walk = new Walk(hash, signed, older);
        if (_leaves is null) return walk;
        _leaves.Position = 0;
        while (NextStored() is { } leaf) walk.Add(leaf);
        return walk;
    }

    private void CheckHigherTiles(Walk right)
    {
        var leaves = _leaves?.Length ?? 0;
        if (leaves % TreeDigest.Length != 0 || leaves / TreeDigest.Length > Math.Max(_fromEntries.Size, right.Size))
            report.Add(new Fault(FaultCode.TileWrong, null, Name(0), leaves, $"{_fromEntries.Size * TreeDigest.Length} bytes", $"{leaves} bytes"));
        for (var level = 1; ; level++)
        {
            var path = LogLayout.Tiles(folder, hash.Name, level);
            var expected = level <= right.Higher.Count ? right.Higher[level - 1] : [];
            if (!File.Exists(path) && expected.Count == 0) return;
            var stored = File.Exists(path) ? File.ReadAllBytes(path) : [];
            if (stored.Length > expected.Count * TreeDigest.Length)
                report.Add(new Fault(FaultCode.TileWrong, null, Name(level), expected.Count * TreeDigest.Length, "end of file", $"{stored.Length} bytes"));
            for (var i = 0; i < expected.Count; i++)
            {
                var bytes = stored.AsSpan(Math.Min(stored.Length, i * TreeDigest.Length));
                TreeDigest? found = bytes.Length >= TreeDigest.Length ? new TreeDigest(bytes[..TreeDigest.Length]) : null;
                var covered = ((long)i + 1) << (TileFiles.Span * level);
                if (found != expected[i] && (found is not null || covered <= (signed?.Size ?? 0))) TileFault(level, i, expected[i], found);
            }
        }
    }

    private void TileFault(int level, long index, TreeDigest expected, TreeDigest? found) =>
        report.Add(new Fault(FaultCode.TileWrong, null, Name(level), index * TreeDigest.Length, expected.ToHex(), found?.ToHex()));

    private string Name(int level) => $"tiles/{hash.Name}/{level}";

    // A tree built from leaf hashes, remembering what the checkpoints and the tiles are compared with.
    private sealed class Walk
    {
        private readonly CompactRange _edge;
        private readonly Checkpoint? _signed;
        private readonly Checkpoint? _older;

        public Walk(ITreeHash hash, Checkpoint? signed, Checkpoint? older)
        {
            (_edge, _signed, _older) = (new CompactRange(hash), signed, older);
            Remember();
        }

        public List<List<TreeDigest>> Higher { get; } = [];

        public TreeDigest? RootAtSigned { get; private set; }

        public TreeDigest? RootAtOlder { get; private set; }

        public long Size => _edge.Size;

        public void Add(TreeDigest leaf)
        {
            _edge.Add(leaf, Keep);
            Remember();
        }

        private void Remember()
        {
            if (_signed?.Size == _edge.Size) RootAtSigned = _edge.Root();
            if (_older?.Size == _edge.Size) RootAtOlder = _edge.Root();
        }

        private void Keep(int level, long index, TreeDigest node)
        {
            if (level == 0 || level % TileFiles.Span != 0) return;
            var higher = level / TileFiles.Span - 1;
            if (higher == Higher.Count) Higher.Add([]);
            Higher[higher].Add(node);
        }
    }
}
