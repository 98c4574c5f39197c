using System.Buffers.Binary;
using Qingjian.Evidence.Log;

namespace Qingjian.Evidence.Verification;

/// <summary>Walks through the entries of a log that may be damaged. Where the line ends and the index tell different numbers of entries,
/// the index tells the borders, so that one lost line end does not shift every entry behind it.</summary>
internal sealed class EntryScan
{
    public delegate void Visit(long entry, long offset, ReadOnlySpan<byte> bytes);

    private readonly string _entries;
    private readonly long[] _index;
    private readonly long[] _lines;

    public EntryScan(string folder)
    {
        _entries = Path.Combine(folder, LogLayout.Entries);
        _index = ReadIndex(Path.Combine(folder, LogLayout.Index));
        _lines = FindLines(_entries);
        Length = new FileInfo(_entries).Length;
    }

    /// <summary>Length of the entries file in bytes.</summary>
    public long Length { get; }

    /// <summary>Where each entry ends, behind its LF.</summary>
    public ReadOnlySpan<long> Ends => ByIndex ? _index : _lines;

    private bool ByIndex => _index.Length != _lines.Length && IsSane();

    /// <summary>Reports the places where the index is wrong although the lines are right.</summary>
    public void CheckIndex(VerificationReport report)
    {
        if (ByIndex) return;   // then the lines are damaged, and the entries will show it
        if (_index.Length < _lines.Length)
            report.Add(new Fault(FaultCode.IndexWrong, null, LogLayout.Index, _index.Length * 8L, $"{_lines.Length * 8L} bytes", $"{_index.Length * 8L} bytes"));
        for (var i = 0; i < Math.Min(_index.Length, _lines.Length); i++)
            if (_index[i] != _lines[i])
                report.Add(new Fault(FaultCode.IndexWrong, null, LogLayout.Index, i * 8L, $"{_lines[i]}", $"{_index[i]}"));
    }

    /// <summary>Gives every entry, without its line end, to <paramref name="visit"/>.</summary>
    public void Walk(Visit visit)
    {
        using var file = new FileStream(_entries, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, 1 << 20, FileOptions.SequentialScan);
        var buffer = new byte[8192];
        long start = 0;
        var ends = Ends.ToArray();
        for (var i = 0; i < ends.Length; i++)
        {
            var length = checked((int)(ends[i] - start));
            if (length > buffer.Length) Array.Resize(ref buffer, length);
            file.ReadExactly(buffer.AsSpan(0, length));
            // A changed line end belongs to the entry: it is handed over with it, so that the hash differs.
            visit(i, start, buffer.AsSpan(0, buffer[length - 1] == '\n' ? length - 1 : length));
            start = ends[i];
        }
    }

    private bool IsSane()
    {
        long before = 0;
        foreach (var end in _index)
        {
            if (end <= before || end > Length || end - before > 1 << 20) return false;
            before = end;
        }
        return _index.Length > 0;
    }

    private static long[] ReadIndex(string path)
    {
        if (!File.Exists(path)) return [];
        var bytes = File.ReadAllBytes(path);
        var index = new long[bytes.Length / 8];
        for (var i = 0; i < index.Length; i++) index[i] = BinaryPrimitives.ReadInt64BigEndian(bytes.AsSpan(i * 8));
        return index;
    }

    private static long[] FindLines(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, 1, FileOptions.SequentialScan);
        var ends = new List<long>();
        var buffer = new byte[1 << 20];
        long at = 0;
        for (int read; (read = file.Read(buffer)) > 0; at += read)
            for (int i = 0, found; (found = buffer.AsSpan(i, read - i).IndexOf((byte)'\n')) >= 0; i += found + 1)
                ends.Add(at + i + found + 1);
        return [.. ends];
    }
}
