using System.Buffers.Binary;
using Microsoft.Win32.SafeHandles;

namespace Qingjian.Evidence.Log;

/// <summary>The entries in order and the index of where each ends. Reading is safe beside one writer.</summary>
internal sealed class EntriesFile : IDisposable
{
    private const int IndexWidth = sizeof(long);
    private readonly SafeFileHandle _entries;
    private readonly SafeFileHandle _index;
    private long _count;
    private long _end;

    private EntriesFile(SafeFileHandle entries, SafeFileHandle index)
    {
        _entries = entries;
        _index = index;
        _count = RandomAccess.GetLength(index) / IndexWidth;
        _end = RandomAccess.GetLength(entries);
    }

    /// <summary>Number of entries in the index.</summary>
    public long Count => Volatile.Read(ref _count);

    /// <summary>Length of the entries in bytes.</summary>
    public long Length => Volatile.Read(ref _end);

    public static EntriesFile Open(string folder, bool writable)
    {
        var (mode, access, share) = writable
            ? (FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read)
            : (FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        var entries = File.OpenHandle(Path.Combine(folder, LogLayout.Entries), mode, access, share);
        try
        {
            return new EntriesFile(entries, File.OpenHandle(Path.Combine(folder, LogLayout.Index), mode, access, share));
        }
        catch
        {
            entries.Dispose();
            throw;
        }
    }

    /// <summary>Offset behind the first <paramref name="count"/> entries, or -1 when the index does not reach so far.</summary>
    public long EndOf(long count)
    {
        if (count == 0) return 0;
        Span<byte> offset = stackalloc byte[IndexWidth];
        return RandomAccess.Read(_index, offset, (count - 1) * IndexWidth) == IndexWidth ? BinaryPrimitives.ReadInt64BigEndian(offset) : -1;
    }

    /// <summary>The bytes of one entry, without its LF.</summary>
    /// <exception cref="ArgumentOutOfRangeException">No such entry.</exception>
    /// <exception cref="EvidenceLogBrokenException">The index and the entries disagree.</exception>
    public byte[] Read(long entry)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(entry);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(entry, Count);
        var start = EndOf(entry);
        var length = EndOf(entry + 1) - start - 1;
        if (start < 0 || length is < 0 or > Entries.EvidenceEntry.MaxBytes) throw Disagree(entry);
        var bytes = new byte[length];
        if (RandomAccess.Read(_entries, bytes, start) != length) throw Disagree(entry);
        return bytes;
    }

    /// <summary>Up to <paramref name="buffer"/> bytes from an offset of the entries.</summary>
    public int Read(Span<byte> buffer, long offset) => RandomAccess.Read(_entries, buffer, offset);

    /// <summary>Adds entries behind the last; durable for the entries, not yet for the index, which can be made again.</summary>
    public void Append(IReadOnlyList<byte[]> batch)
    {
        var lines = new byte[batch.Sum(static e => e.Length + 1)];
        var offsets = new byte[batch.Count * IndexWidth];
        var at = 0;
        for (var i = 0; i < batch.Count; i++)
        {
            batch[i].CopyTo(lines, at);
            at += batch[i].Length;
            lines[at++] = (byte)'\n';
            BinaryPrimitives.WriteInt64BigEndian(offsets.AsSpan(i * IndexWidth), Length + at);
        }
        RandomAccess.Write(_entries, lines, Length);
        RandomAccess.Write(_index, offsets, Count * IndexWidth);
        RandomAccess.FlushToDisk(_entries);
        Volatile.Write(ref _end, Length + lines.Length);
        Volatile.Write(ref _count, Count + batch.Count);
    }

    /// <summary>Forgets everything behind the first <paramref name="count"/> entries, which end at <paramref name="end"/>.</summary>
    public void Cut(long count, long end)
    {
        RandomAccess.SetLength(_entries, end);
        CutIndex(count);
        _end = end;
    }

    /// <summary>Shortens the index alone.</summary>
    public void CutIndex(long count)
    {
        RandomAccess.SetLength(_index, count * IndexWidth);
        Volatile.Write(ref _count, count);
    }

    /// <summary>Puts an entry that already stands in the entries back into the index.</summary>
    public void IndexAgain(IReadOnlyList<long> ends)
    {
        var offsets = new byte[ends.Count * IndexWidth];
        for (var i = 0; i < ends.Count; i++) BinaryPrimitives.WriteInt64BigEndian(offsets.AsSpan(i * IndexWidth), ends[i]);
        RandomAccess.Write(_index, offsets, Count * IndexWidth);
        Volatile.Write(ref _count, Count + ends.Count);
    }

    /// <summary>Makes entries and index durable.</summary>
    public void Sync()
    {
        RandomAccess.FlushToDisk(_entries);
        RandomAccess.FlushToDisk(_index);
    }

    public void Dispose()
    {
        _entries.Dispose();
        _index.Dispose();
    }

    private static EvidenceLogBrokenException Disagree(long entry) =>
        new($"{LogLayout.Index} and {LogLayout.Entries} disagree about entry {entry}.");
}
