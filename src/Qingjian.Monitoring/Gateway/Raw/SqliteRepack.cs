using System.Buffers;
using Qingjian.Monitoring.Storage;

namespace Qingjian.Monitoring.Gateway.Raw;

/// <summary>Joins many small commits into compressed blocks. A block is unpacked and compared before its originals go, and the swap is
/// one transaction.</summary>
internal static class SqliteRepack
{
    private const int BlockBytes = 2 * 1024 * 1024;

    public static int Run(string path, long before, CancellationToken stop)
    {
        using var file = SqliteFile.OpenForWriting(path);
        using var next = file.Prepare("""
            SELECT first, last, bytes, received_until FROM chunk WHERE first > ?1 AND packed = 0 AND received_until < ?2 ORDER BY first LIMIT 2000
            """);
        var moved = 0;
        var cursor = 0L;
        var block = new ArrayBufferWriter<byte>(BlockBytes);
        while (!stop.IsCancellationRequested)
        {
            block.ResetWrittenCount();
            long first = 0, last = 0, until = 0;
            next.Bind(1, cursor).Bind(2, before);
            while (block.WrittenCount < BlockBytes && next.Step())
            {
                // A block must not span a stretch that is packed already: its range would then hide the other's.
                if (first != 0 && next.Int64(0) != last + 1) break;
                if (first == 0) first = next.Int64(0);
                last = next.Int64(1);
                until = Math.Max(until, next.Int64(3));
                block.Write(next.Blob(2));
            }
            next.Reset();
            if (first == 0) break;
            moved += Swap(file, first, last, until, block.WrittenSpan);
            cursor = last;
        }
        if (moved > 0)
        {
            file.Run("PRAGMA incremental_vacuum");
            file.CheckpointPassive();
        }
        return moved;
    }

    private static int Swap(SqliteFile file, long first, long last, long until, ReadOnlySpan<byte> plain)
    {
        var packed = RawChunk.Compress(plain);
        if (!RawChunk.Decompress(packed, plain.Length).AsSpan().SequenceEqual(plain))
            throw new InvalidDataException($"{file.Path}: chunks {first} to {last} did not survive packing");
        file.Run("BEGIN IMMEDIATE");
        using (var delete = file.Prepare("DELETE FROM chunk WHERE first BETWEEN ?1 AND ?2")) delete.Bind(1, first).Bind(2, last).Execute();
        var count = file.Changes;
        using (var insert = file.Prepare("INSERT INTO chunk VALUES (?1,?2,?3,?4,1,?5)"))
            insert.Bind(1, first).Bind(2, last).Bind(3, until).Bind(4, plain.Length).Bind(5, packed).Execute();
        file.Run("COMMIT");
        return count;
    }
}
