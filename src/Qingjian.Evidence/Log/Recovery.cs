using Qingjian.Evidence.Entries;
using Qingjian.Evidence.Tree;

namespace Qingjian.Evidence.Log;

/// <summary>Brings the files of a log back in step after a crash. What a checkpoint covers must be there and true; what lies behind it
/// is taken as far as it is whole, and a torn tail is cut.</summary>
internal static class Recovery
{
    private const int Batch = 8192;

    /// <summary>Cuts a torn tail and completes the index.</summary>
    /// <param name="file">Entries and index.</param>
    /// <param name="signed">Entries covered by a checkpoint.</param>
    /// <returns>Number of bytes cut.</returns>
    /// <exception cref="EvidenceLogBrokenException">Fewer whole entries than were signed.</exception>
    public static long Entries(EntriesFile file, long signed)
    {
        var known = signed;
        var end = file.Count >= signed ? file.EndOf(signed) : -1;
        if (signed > 0 && !EndsLine(file, end)) (known, end) = (0, 0);   // the index is of no use: read all
        file.CutIndex(known);
        end = Scan(file, end);
        if (file.Count < signed) throw new EvidenceLogBrokenException($"The log has {file.Count} whole entries, its checkpoint covers {signed}.");
        var cut = file.Length - end;
        if (cut > 0) file.Cut(file.Count, end);
        return cut;
    }

    /// <summary>Brings the tiles of a tree in step with the entries; returns the edge to go on from, and whether all had to be made again.</summary>
    /// <exception cref="EvidenceLogBrokenException">The entries do not have the root that was signed.</exception>
    public static (CompactRange Edge, bool Rebuilt) Tree(EntriesFile file, TileFiles tiles, Notes.Checkpoint? signed)
    {
        var size = signed?.Size ?? 0;
        if (tiles.Reaches(size))
        {
            var edge = CompactRange.At(tiles, size);
            if (signed is null || edge.Root() == signed.Root)
            {
                tiles.Cut(size);
                Grow(file, tiles, edge, file.Count);
                return (edge, false);
            }
        }
        tiles.Cut(0);
        var fresh = new CompactRange(tiles.Hash);
        Grow(file, tiles, fresh, size);
        if (fresh.Root() != signed!.Root)
            throw new EvidenceLogBrokenException($"The first {size} entries do not have the root that was signed: an entry was changed. The offline verifier says which.");
        Grow(file, tiles, fresh, file.Count);
        return (fresh, true);
    }

    private static void Grow(EntriesFile file, TileFiles tiles, CompactRange edge, long size)
    {
        while (edge.Size < size)
        {
            var before = edge.Size;
            var end = Math.Min(size, before + Batch);
            while (edge.Size < end) edge.Add(tiles.Hash.Leaf(file.Read(edge.Size)), tiles.Take);
            tiles.Write(before);
        }
    }

    private static bool EndsLine(EntriesFile file, long end)
    {
        Span<byte> last = stackalloc byte[1];
        return end > 0 && file.Read(last, end - 1) == 1 && last[0] == (byte)'\n';
    }

    // Puts every whole, valid entry from `at` on into the index; returns where the last of them ends.
    private static long Scan(EntriesFile file, long at)
    {
        var buffer = new byte[1 << 20];
        var ends = new List<long>();
        while (true)
        {
            var read = file.Read(buffer, at);
            var used = 0;
            ends.Clear();
            for (int length; (length = buffer.AsSpan(used, read - used).IndexOf((byte)'\n')) >= 0; used += length + 1)
            {
                if (!EntryReader.TryRead(buffer.AsSpan(used, length), out _, out _))
                {
                    file.IndexAgain(ends);
                    return at + used;
                }
                ends.Add(at + used + length + 1);
            }
            file.IndexAgain(ends);
            at += used;
            if (used == 0) return at;   // no whole line in a megabyte, or the end
        }
    }
}
