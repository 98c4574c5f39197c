using System.Buffers;
using System.Data;
using Npgsql;
using NpgsqlTypes;
using Qingjian.Monitoring.Storage;

namespace Qingjian.Monitoring.Gateway.Raw;

/// <summary>Raw packets in PostgreSQL: keys partitioned by month of the QN, frames of one commit in one row partitioned by month of
/// reception; both written by binary COPY in one transaction.</summary>
internal sealed class PostgresRawStore : IRawStore
{
    private const string Schema = """
        CREATE SCHEMA IF NOT EXISTS monitoring;
        CREATE TABLE IF NOT EXISTS monitoring.raw_station (no INTEGER PRIMARY KEY, mn TEXT NOT NULL UNIQUE);
        CREATE TABLE IF NOT EXISTS monitoring.raw_packet (
            qn BIGINT NOT NULL, id BIGINT NOT NULL, station INTEGER NOT NULL, cn INTEGER NOT NULL, pno INTEGER NOT NULL, rev INTEGER NOT NULL,
            hash UUID NOT NULL, PRIMARY KEY (qn, station, cn, pno, rev)) PARTITION BY RANGE (qn);
        CREATE TABLE IF NOT EXISTS monitoring.raw_packet_rest PARTITION OF monitoring.raw_packet DEFAULT;
        CREATE TABLE IF NOT EXISTS monitoring.raw_chunk (
            first BIGINT NOT NULL, last BIGINT NOT NULL, received_until BIGINT NOT NULL, plain_length INTEGER NOT NULL, packed BOOLEAN NOT NULL,
            bytes BYTEA NOT NULL, PRIMARY KEY (first, received_until)) PARTITION BY RANGE (received_until);
        ALTER TABLE monitoring.raw_chunk ALTER COLUMN bytes SET STORAGE EXTERNAL;
        CREATE TABLE IF NOT EXISTS monitoring.raw_quarantine (
            id BIGINT PRIMARY KEY, received BIGINT NOT NULL, peer BYTEA NOT NULL, reason TEXT NOT NULL, detail TEXT NOT NULL, mn TEXT NOT NULL,
            cn INTEGER NOT NULL, state INTEGER NOT NULL, bytes BYTEA NOT NULL);
        CREATE INDEX IF NOT EXISTS raw_quarantine_mn ON monitoring.raw_quarantine (mn, received);
        CREATE TABLE IF NOT EXISTS monitoring.raw_proof (one INTEGER PRIMARY KEY CHECK (one = 1), times BIGINT NOT NULL);
        """;

    private readonly NpgsqlDataSource source;
    private readonly Dictionary<string, int> stations = new(StringComparer.Ordinal);
    private readonly ArrayBufferWriter<byte> buffer = new(256 * 1024);
    private volatile string[] names = [];
    private PostgresWriter? writer;
    private long lastChunk, lastQuarantine;

    public PostgresRawStore(NpgsqlDataSource source)
    {
        this.source = source;
        Reopen();
    }

    public long LastChunk => Interlocked.Read(ref lastChunk);

    public void Reopen()
    {
        writer?.Dispose();
        writer = null;
        writer = new PostgresWriter(source, "raw");
        writer.Run(Schema);
        // Keys arrive in order of time: probing the index beats any scan, whatever the planner believes of a young partition.
        writer.Run("SET enable_hashjoin=off; SET enable_mergejoin=off; SET enable_seqscan=off");
        stations.Clear();
        using (var command = new NpgsqlCommand("SELECT no, mn FROM monitoring.raw_station ORDER BY no", writer.Connection))
        using (var rows = command.ExecuteReader())
            while (rows.Read()) stations[rows.GetString(1)] = rows.GetInt32(0);
        names = [.. stations.OrderBy(pair => pair.Value).Select(pair => pair.Key)];
        Interlocked.Exchange(ref lastChunk, (long)writer.Scalar("SELECT coalesce(max(last), 0) FROM monitoring.raw_chunk")!);
        lastQuarantine = (long)writer.Scalar("SELECT coalesce(max(id), 0) FROM monitoring.raw_quarantine")!;
    }

    public void Prove(long now) => writer!.Run("INSERT INTO monitoring.raw_proof VALUES (1, 1) ON CONFLICT (one) DO UPDATE SET times = monitoring.raw_proof.times + 1");

    public void Commit(RawBatch batch)
    {
        if (batch.IsEmpty) return;
        if (writer is null) throw new StoreException("PostgreSQL: not connected", 0);
        MakePartitions(batch);
        using var transaction = writer.Connection.BeginTransaction();
        var numbers = StationNumbers(batch);
        var fresh = Sort(batch, numbers, lastChunk + 1);
        var last = WriteFresh(batch, numbers, fresh);
        foreach (var entry in batch.Quarantined) Insert(entry);
        transaction.Commit();
        Interlocked.Exchange(ref lastChunk, last);
    }

    private void MakePartitions(RawBatch batch)
    {
        foreach (ref readonly var entry in batch.Entries)
        {
            writer!.Partition("monitoring.raw_chunk", Month.OfInstant(entry.ReceivedAt), 1);
            // Wild clocks go to the rest partition.
            if (Math.Abs(entry.QnTime - entry.ReceivedAt) < 400L * 86_400_000) writer.Partition("monitoring.raw_packet", Month.OfLocal(entry.QnTime), 1);
        }
    }

    private int[] StationNumbers(RawBatch batch)
    {
        var numbers = new int[batch.Count];
        var known = stations.Count;
        for (var n = 0; n < numbers.Length; n++)
        {
            var mn = batch.Entries[n].Mn;
            if (!stations.TryGetValue(mn, out var no))
            {
                no = stations.Count;
                using var insert = new NpgsqlCommand("INSERT INTO monitoring.raw_station VALUES ($1, $2)", writer!.Connection)
                {
                    Parameters = { new() { Value = no }, new() { Value = mn } },
                };
                insert.ExecuteNonQuery();
                stations.Add(mn, no);
            }
            numbers[n] = no;
        }
        if (stations.Count > known) names = [.. stations.OrderBy(pair => pair.Value).Select(pair => pair.Key)];
        return numbers;
    }

    // Sorts into new, repeat and conflict; the fresh ones get their ids. One writer, so what is not there now comes from nobody else.
    private List<(int Index, int Revision)> Sort(RawBatch batch, int[] numbers, long firstChunk)
    {
        var entries = batch.Entries;
        var known = Known(batch, numbers);
        var fresh = new List<(int, int)>(entries.Length);
        for (var n = 0; n < entries.Length; n++)
        {
            ref var entry = ref entries[n];
            var key = (entry.QnTime, numbers[n], entry.Cn, entry.Pno);
            var hash = entry.Hash;
            var same = known.TryGetValue(key, out var earlier) ? earlier.FindIndex(one => one.Hash == hash) : -1;
            if (same >= 0)
            {
                (entry.Outcome, entry.Id) = (RawOutcome.Repeat, new RawId(earlier![same].Id));
                continue;
            }
            entry.Id = new RawId(firstChunk + fresh.Count / RawId.MaxPerChunk, fresh.Count % RawId.MaxPerChunk);
            entry.Outcome = earlier is null ? RawOutcome.Stored : RawOutcome.Conflict;
            if (earlier is not null) entry.Marks |= RawMarks.Conflict;
            fresh.Add((n, earlier?.Count ?? 0));
            if (earlier is null) known[key] = earlier = [];
            earlier.Add((entry.Id.Value, entry.Hash));
        }
        return fresh;
    }

    private Dictionary<(long, int, int, int), List<(long Id, UInt128 Hash)>> Known(RawBatch batch, int[] numbers)
    {
        var known = new Dictionary<(long, int, int, int), List<(long, UInt128)>>(batch.Count);
        if (batch.Count == 0) return known;
        var (qn, cn, pno) = (new long[batch.Count], new int[batch.Count], new int[batch.Count]);
        for (var n = 0; n < batch.Count; n++) (qn[n], cn[n], pno[n]) = (batch.Entries[n].QnTime, batch.Entries[n].Cn, batch.Entries[n].Pno);
        using var find = new NpgsqlCommand("""
            SELECT DISTINCT p.qn, p.station, p.cn, p.pno, p.rev, p.id, p.hash FROM unnest($1, $2, $3, $4) i (qn, station, cn, pno)
            JOIN monitoring.raw_packet p ON p.qn = i.qn AND p.station = i.station AND p.cn = i.cn AND p.pno = i.pno ORDER BY 1, 2, 3, 4, 5
            """, writer!.Connection)
        {
            Parameters = { new() { Value = qn }, new() { Value = numbers }, new() { Value = cn }, new() { Value = pno } },
        };
        using var rows = find.ExecuteReader();
        while (rows.Read())
        {
            var key = (rows.GetInt64(0), rows.GetInt32(1), rows.GetInt32(2), rows.GetInt32(3));
            if (!known.TryGetValue(key, out var list)) known[key] = list = [];
            list.Add((rows.GetInt64(5), ToNumber(rows.GetGuid(6))));
        }
        return known;
    }

    private long WriteFresh(RawBatch batch, int[] numbers, List<(int Index, int Revision)> fresh)
    {
        if (fresh.Count == 0) return lastChunk;
        using (var copy = writer!.Connection.BeginBinaryImport("COPY monitoring.raw_packet (qn, id, station, cn, pno, rev, hash) FROM STDIN (FORMAT BINARY)"))
        {
            foreach (var (index, revision) in fresh)
            {
                ref readonly var entry = ref batch.Entries[index];
                copy.StartRow();
                copy.Write(entry.QnTime, NpgsqlDbType.Bigint);
                copy.Write(entry.Id.Value, NpgsqlDbType.Bigint);
                copy.Write(numbers[index], NpgsqlDbType.Integer);
                copy.Write(entry.Cn, NpgsqlDbType.Integer);
                copy.Write(entry.Pno, NpgsqlDbType.Integer);
                copy.Write(revision, NpgsqlDbType.Integer);
                copy.Write(ToGuid(entry.Hash), NpgsqlDbType.Uuid);
            }
            copy.Complete();
        }
        var chunk = lastChunk;
        foreach (var part in fresh.Chunk(RawId.MaxPerChunk))
        {
            chunk++;
            var which = Array.ConvertAll(part, one => one.Index);
            buffer.ResetWrittenCount();
            RawChunk.Write(buffer, batch, which, Array.ConvertAll(which, index => numbers[index]), chunk);
            long until = 0;
            foreach (var index in which) until = Math.Max(until, batch.Entries[index].ReceivedAt + Month.BeijingOffset);
            using var insert = new NpgsqlCommand("INSERT INTO monitoring.raw_chunk VALUES ($1, $1, $2, $3, false, $4)", writer.Connection)
            {
                Parameters = { new() { Value = chunk }, new() { Value = until }, new() { Value = buffer.WrittenCount }, new() { Value = buffer.WrittenMemory, NpgsqlDbType = NpgsqlDbType.Bytea } },
            };
            insert.ExecuteNonQuery();
        }
        return chunk;
    }

    private void Insert(QuarantineEntry entry)
    {
        lastQuarantine = Math.Max(lastQuarantine + 1, entry.ReceivedAt << 12);
        using var insert = new NpgsqlCommand("INSERT INTO monitoring.raw_quarantine VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)", writer!.Connection)
        {
            Parameters =
            {
                new() { Value = lastQuarantine }, new() { Value = entry.ReceivedAt }, new() { Value = entry.Peer }, new() { Value = entry.Reason },
                new() { Value = entry.Detail }, new() { Value = entry.Mn }, new() { Value = entry.Cn }, new() { Value = (int)entry.State }, new() { Value = entry.Bytes },
            },
        };
        insert.ExecuteNonQuery();
    }

    private static Guid ToGuid(UInt128 hash)
    {
        Span<byte> bytes = stackalloc byte[16];
        System.Buffers.Binary.BinaryPrimitives.WriteUInt128BigEndian(bytes, hash);
        return new Guid(bytes, bigEndian: true);
    }

    private static UInt128 ToNumber(Guid guid)
    {
        Span<byte> bytes = stackalloc byte[16];
        guid.TryWriteBytes(bytes, bigEndian: true, out _);
        return System.Buffers.Binary.BinaryPrimitives.ReadUInt128BigEndian(bytes);
    }

    public RawChunk? Next(long after) => after >= LastChunk ? null : Chunk(
        "SELECT first, last, plain_length, packed, bytes FROM monitoring.raw_chunk WHERE last > $1 AND first > $1 - 5000 ORDER BY first LIMIT 1", after)
        ?? Chunk("SELECT first, last, plain_length, packed, bytes FROM monitoring.raw_chunk WHERE first > $1 ORDER BY first LIMIT 1", after);

    private RawChunk? Chunk(string sql, long number)
    {
        using var command = source.CreateCommand(sql);
        command.Parameters.Add(new() { Value = number });
        using var row = command.ExecuteReader(CommandBehavior.SingleRow);
        if (!row.Read()) return null;
        var bytes = row.GetFieldValue<byte[]>(4);
        return new RawChunk(row.GetInt64(0), row.GetInt64(1), row.GetBoolean(3) ? RawChunk.Decompress(bytes, row.GetInt32(2)) : bytes, names);
    }

    public IReadOnlyList<RawPacket> Find(IReadOnlyList<RawId> ids)
    {
        var found = new Dictionary<RawId, RawPacket>();
        foreach (var id in ids)
        {
            if (found.ContainsKey(id)) continue;
            var chunk = Chunk("SELECT first, last, plain_length, packed, bytes FROM monitoring.raw_chunk WHERE first <= $1 ORDER BY first DESC LIMIT 1", id.Chunk);
            if (chunk is null || chunk.Last < id.Chunk) continue;
            foreach (var packet in chunk)
                if (ids.Contains(packet.Id))
                    found.TryAdd(packet.Id, new RawPacket(packet.Id, packet.Mn, packet.ReceivedAt, packet.Marks, packet.Peer.ToArray(), packet.Frame.ToArray()));
        }
        return [.. ids.Where(found.ContainsKey).Select(id => found[id])];
    }

    public IReadOnlyList<RawKeyRow> List(RawQuery query)
    {
        using var command = source.CreateCommand("""
            SELECT p.id, p.qn, p.cn, p.pno, p.rev FROM monitoring.raw_packet p JOIN monitoring.raw_station s ON s.no = p.station
            WHERE s.mn = $1 AND p.qn >= $2 AND p.qn < $3 AND ($4 = 0 OR p.cn = $4) ORDER BY p.qn DESC, p.id DESC LIMIT $5
            """);
        foreach (var value in new object[] { query.Mn, query.From, query.Until, query.Cn ?? 0, query.Take }) command.Parameters.Add(new() { Value = value });
        using var rows = command.ExecuteReader();
        var found = new List<RawKeyRow>();
        while (rows.Read()) found.Add(new RawKeyRow(new RawId(rows.GetInt64(0)), query.Mn, rows.GetInt64(1), rows.GetInt32(2), rows.GetInt32(3), rows.GetInt32(4)));
        return found;
    }

    public IReadOnlyList<QuarantineEntry> ListQuarantine(QuarantineQuery query) => PostgresQuarantine.List(source, query);

    public int CountQuarantine(QuarantineQuery query) => PostgresQuarantine.Count(source, query);

    public QuarantineEntry? FindQuarantined(long id) => PostgresQuarantine.Find(source, id);

    public void SetQuarantineState(IReadOnlyList<long> ids, QuarantineState state) => PostgresQuarantine.SetState(source, ids, state);

    public IReadOnlyList<Stranger> ListStrangers() => PostgresQuarantine.Strangers(source);

    public int Repack(long before, CancellationToken stop) => PostgresRepack.Run(source, before, stop);

    public void Drop(long packetsBefore, long quarantineBefore)
    {
        foreach (var table in (string[])["monitoring.raw_chunk", "monitoring.raw_packet"])
            writer?.Forget(PostgresPartitions.DropBefore(source, table, packetsBefore + Month.BeijingOffset));
        using var held = source.CreateCommand("DELETE FROM monitoring.raw_quarantine WHERE received < $1");
        held.Parameters.Add(new() { Value = quarantineBefore });
        held.ExecuteNonQuery();
    }

    public long BytesOnDisk() => PostgresSize.Of(source, "raw_");

    public void Dispose() => writer?.Dispose();
}
