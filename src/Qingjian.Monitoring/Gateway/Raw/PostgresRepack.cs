using System.Buffers;
using Npgsql;
using Qingjian.Monitoring.Storage;

namespace Qingjian.Monitoring.Gateway.Raw;

/// <summary>As <see cref="SqliteRepack"/>, in PostgreSQL.</summary>
internal static class PostgresRepack
{
    private const int BlockBytes = 2 * 1024 * 1024;

    public static int Run(NpgsqlDataSource source, long before, CancellationToken stop)
    {
        using var connection = source.OpenConnection();
        var moved = 0;
        var cursor = 0L;
        var block = new ArrayBufferWriter<byte>(BlockBytes);
        while (!stop.IsCancellationRequested)
        {
            block.ResetWrittenCount();
            long first = 0, last = 0, until = 0;
            using (var next = new NpgsqlCommand("""
                SELECT first, last, bytes, received_until FROM monitoring.raw_chunk
                WHERE first > $1 AND NOT packed AND received_until < $2 ORDER BY first LIMIT 2000
                """, connection) { Parameters = { new() { Value = cursor }, new() { Value = before + Month.BeijingOffset } } })
            using (var rows = next.ExecuteReader())
                while (block.WrittenCount < BlockBytes && rows.Read())
                {
                    // A block must not span a stretch that is packed already.
                    if (first != 0 && rows.GetInt64(0) != last + 1) break;
                    if (first == 0) first = rows.GetInt64(0);
                    last = rows.GetInt64(1);
                    until = Math.Max(until, rows.GetInt64(3));
                    block.Write(rows.GetFieldValue<byte[]>(2));
                }
            if (first == 0) break;
            moved += Swap(connection, first, last, until, block.WrittenSpan);
            cursor = last;
        }
        return moved;
    }

    private static int Swap(NpgsqlConnection connection, long first, long last, long until, ReadOnlySpan<byte> plain)
    {
        var packed = RawChunk.Compress(plain);
        if (!RawChunk.Decompress(packed, plain.Length).AsSpan().SequenceEqual(plain))
            throw new InvalidDataException($"raw chunks {first} to {last} did not survive packing");
        using var transaction = connection.BeginTransaction();
        using var delete = new NpgsqlCommand("DELETE FROM monitoring.raw_chunk WHERE first BETWEEN $1 AND $2", connection)
        {
            Parameters = { new() { Value = first }, new() { Value = last } },
        };
        var count = delete.ExecuteNonQuery();
        using var insert = new NpgsqlCommand("INSERT INTO monitoring.raw_chunk VALUES ($1, $2, $3, $4, true, $5)", connection)
        {
            Parameters = { new() { Value = first }, new() { Value = last }, new() { Value = until }, new() { Value = plain.Length }, new() { Value = packed } },
        };
        insert.ExecuteNonQuery();
        transaction.Commit();
        return count;
    }
}
