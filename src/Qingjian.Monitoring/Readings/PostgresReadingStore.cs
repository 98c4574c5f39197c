using System.Buffers;
using Npgsql;
using NpgsqlTypes;
using Qingjian.Monitoring.Contract;
using Qingjian.Monitoring.Storage;

namespace Qingjian.Monitoring.Readings;

/// <summary>Readings in PostgreSQL: one table for each kind, partitioned by month of the data; a batch comes by binary COPY into a staging
/// table and is merged in the same transaction, cursor and changes with it.</summary>
internal sealed class PostgresReadingStore : IReadingStore
{
    private const string Schema = """
        CREATE SCHEMA IF NOT EXISTS monitoring;
        CREATE TABLE IF NOT EXISTS monitoring.reading_station (no INTEGER PRIMARY KEY, mn TEXT NOT NULL UNIQUE);
        CREATE TABLE IF NOT EXISTS monitoring.reading_layout (no INTEGER PRIMARY KEY, text BYTEA NOT NULL);
        CREATE TABLE IF NOT EXISTS monitoring.reading_revision (
            time BIGINT NOT NULL, station INTEGER NOT NULL, rev INTEGER NOT NULL, kind SMALLINT NOT NULL, parts BYTEA NOT NULL,
            PRIMARY KEY (station, kind, time, rev));
        CREATE TABLE IF NOT EXISTS monitoring.reading_change (
            position BIGINT PRIMARY KEY, told BIGINT NOT NULL, time BIGINT NOT NULL, mn TEXT NOT NULL, kind SMALLINT NOT NULL, late BOOLEAN NOT NULL,
            revised TEXT NOT NULL);
        CREATE TABLE IF NOT EXISTS monitoring.reading_progress (one INTEGER PRIMARY KEY CHECK (one = 1), chunk BIGINT NOT NULL, position BIGINT NOT NULL);
        CREATE TABLE IF NOT EXISTS monitoring.reading (
            time BIGINT NOT NULL, station INTEGER NOT NULL, rev INTEGER NOT NULL, kind SMALLINT NOT NULL, parts BYTEA NOT NULL,
            PRIMARY KEY (station, kind, time)) PARTITION BY LIST (kind);
        CREATE INDEX IF NOT EXISTS reading_time ON monitoring.reading USING BRIN (time);
        """;

    private const int MostLayouts = 20_000;

    private readonly NpgsqlDataSource source;
    private readonly Lock writing = new();
    private readonly Dictionary<string, int> stations = new(StringComparer.Ordinal);
    private readonly Dictionary<Layout, int> layoutNumbers = [];
    private volatile Names names = new([], []);
    private PostgresWriter? writer;
    private long cursor, position;

    private sealed record Names(string[] Stations, Layout[] Layouts);

    public PostgresReadingStore(NpgsqlDataSource source)
    {
        this.source = source;
        Reopen();
    }

    public long Cursor => Interlocked.Read(ref cursor);

    public void Reopen()
    {
        lock (writing)
        {
            writer?.Dispose();
            writer = null;
            writer = new PostgresWriter(source, "readings");
            writer.Run(Schema);
            foreach (var kind in Enum.GetValues<PeriodKind>())
                writer.Run($"CREATE TABLE IF NOT EXISTS monitoring.reading_{(int)kind} PARTITION OF monitoring.reading FOR VALUES IN ({(int)kind}) PARTITION BY RANGE (time)");
            writer.Run("CREATE TEMP TABLE IF NOT EXISTS staged (n INTEGER NOT NULL, kind SMALLINT NOT NULL, time BIGINT NOT NULL, station INTEGER NOT NULL, parts BYTEA NOT NULL) ON COMMIT DELETE ROWS");
            LoadNames(writer.Connection);
            using var command = new NpgsqlCommand("SELECT chunk, position FROM monitoring.reading_progress", writer.Connection);
            using var row = command.ExecuteReader();
            (cursor, position) = row.Read() ? (row.GetInt64(0), row.GetInt64(1)) : (0, 0);
        }
    }

    private void LoadNames(NpgsqlConnection connection)
    {
        stations.Clear();
        layoutNumbers.Clear();
        using (var command = new NpgsqlCommand("SELECT no, mn FROM monitoring.reading_station", connection))
        using (var rows = command.ExecuteReader())
            while (rows.Read()) stations[rows.GetString(1)] = rows.GetInt32(0);
        using (var command = new NpgsqlCommand("SELECT no, text FROM monitoring.reading_layout ORDER BY no", connection))
        using (var rows = command.ExecuteReader())
            while (rows.Read()) layoutNumbers[Layouts.Shared.Get(rows.GetFieldValue<byte[]>(1))] = rows.GetInt32(0);
        Publish();
    }

    private void Publish() => names = new Names([.. stations.OrderBy(pair => pair.Value).Select(pair => pair.Key)],
        [.. layoutNumbers.OrderBy(pair => pair.Value).Select(pair => pair.Key)]);

    public void Write(IReadOnlyList<IncomingReading> readings, long cursor, long now)
    {
        lock (writing)
        {
            if (writer is null) throw new StoreException("PostgreSQL: not connected", 0);
            foreach (var reading in readings)
                writer.Partition($"monitoring.reading_{(int)reading.Kind}", Month.OfLocal(reading.Time * 1000), 1000);
            using var transaction = writer.Connection.BeginTransaction();
            Number(readings);
            var results = readings.Count == 0 ? [] : Merge(readings);
            var told = Tell(readings, results, now);
            using (var progress = new NpgsqlCommand("""
                INSERT INTO monitoring.reading_progress VALUES (1, $1, $2)
                ON CONFLICT (one) DO UPDATE SET chunk = excluded.chunk, position = excluded.position
                """, writer.Connection) { Parameters = { new() { Value = cursor }, new() { Value = told } } })
                progress.ExecuteNonQuery();
            transaction.Commit();
            position = told;
            Interlocked.Exchange(ref this.cursor, cursor);
        }
    }

    private void Number(IReadOnlyList<IncomingReading> readings)
    {
        var (before, layoutsBefore) = (stations.Count, layoutNumbers.Count);
        foreach (var reading in readings)
        {
            if (!stations.ContainsKey(reading.Mn))
            {
                Insert("INSERT INTO monitoring.reading_station VALUES ($1, $2)", stations.Count, reading.Mn);
                stations.Add(reading.Mn, stations.Count);
            }
            if (layoutNumbers.ContainsKey(reading.Part.Layout) || layoutNumbers.Count >= MostLayouts) continue;
            Insert("INSERT INTO monitoring.reading_layout VALUES ($1, $2)", layoutNumbers.Count + 1, reading.Part.Layout.Text);
            layoutNumbers.Add(reading.Part.Layout, layoutNumbers.Count + 1);
        }
        if (stations.Count > before || layoutNumbers.Count > layoutsBefore) Publish();
    }

    private void Insert(string sql, params object[] values)
    {
        using var command = new NpgsqlCommand(sql, writer!.Connection);
        foreach (var value in values) command.Parameters.Add(new() { Value = value });
        command.ExecuteNonQuery();
    }

    private Dictionary<int, MergeResult> Merge(IReadOnlyList<IncomingReading> readings)
    {
        var buffer = new ArrayBufferWriter<byte>(1024);
        using (var copy = writer!.Connection.BeginBinaryImport("COPY staged (n, kind, time, station, parts) FROM STDIN (FORMAT BINARY)"))
        {
            for (var n = 0; n < readings.Count; n++)
            {
                buffer.ResetWrittenCount();
                PackedParts.Write(buffer, readings[n].Part, readings[n].Time, layoutNumbers.GetValueOrDefault(readings[n].Part.Layout));
                copy.StartRow();
                copy.Write(n, NpgsqlDbType.Integer);
                copy.Write((short)readings[n].Kind, NpgsqlDbType.Smallint);
                copy.Write(readings[n].Time, NpgsqlDbType.Bigint);
                copy.Write(stations[readings[n].Mn], NpgsqlDbType.Integer);
                copy.Write(buffer.WrittenMemory, NpgsqlDbType.Bytea);
            }
            copy.Complete();
        }
        int inserted;
        using (var insert = new NpgsqlCommand("""
            INSERT INTO monitoring.reading (time, station, rev, kind, parts) SELECT time, station, 0, kind, parts FROM staged ORDER BY n
            ON CONFLICT DO NOTHING
            """, writer.Connection)) inserted = insert.ExecuteNonQuery();
        return inserted == readings.Count ? [] : MergeRest(readings);
    }

    // What differs from the row now there was there before, or came twice in the batch. What is equal was inserted, or is done again after a crash.
    private Dictionary<int, MergeResult> MergeRest(IReadOnlyList<IncomingReading> readings)
    {
        var rest = new List<(int N, int Revision, byte[] Parts)>();
        using (var find = new NpgsqlCommand("""
            SELECT s.n, r.rev, r.parts FROM staged s JOIN monitoring.reading r USING (station, kind, time) WHERE r.parts <> s.parts ORDER BY s.n
            """, writer!.Connection))
        using (var rows = find.ExecuteReader())
            while (rows.Read()) rest.Add((rows.GetInt32(0), rows.GetInt32(1), rows.GetFieldValue<byte[]>(2)));

        var results = new Dictionary<int, MergeResult>();
        var current = new Dictionary<(PeriodKind, long, string), (int Revision, IReadOnlyList<Part> Parts)>();
        foreach (var (n, revision, bytes) in rest)
        {
            var incoming = readings[n];
            var key = (incoming.Kind, incoming.Time, incoming.Mn);
            if (!current.TryGetValue(key, out var now)) now = (revision, PackedParts.Read(bytes, incoming.Time, names.Layouts));
            var station = stations[incoming.Mn];
            var result = MergeReading.Merge(now.Parts, incoming.Part, () => RevisionParts(incoming.Kind, incoming.Time, station));
            if (result.Earlier.Count > 0)
            {
                now.Revision++;
                Insert("INSERT INTO monitoring.reading_revision (time, station, rev, kind, parts) VALUES ($1, $2, $3, $4, $5)",
                    incoming.Time, station, now.Revision, (short)incoming.Kind, Pack(result.Earlier, incoming.Time));
            }
            if (result.Current is not null || result.Earlier.Count > 0)
            {
                now.Parts = result.Current ?? now.Parts;
                Insert("UPDATE monitoring.reading SET rev = $4, parts = $5 WHERE time = $1 AND station = $2 AND kind = $3",
                    incoming.Time, station, (short)incoming.Kind, now.Revision, Pack(now.Parts, incoming.Time));
            }
            current[key] = now;
            results[n] = result;
        }
        return results;
    }

    private List<Part> RevisionParts(PeriodKind kind, long time, int station)
    {
        using var find = new NpgsqlCommand("SELECT parts FROM monitoring.reading_revision WHERE station = $1 AND kind = $2 AND time = $3 ORDER BY rev", writer!.Connection)
        {
            Parameters = { new() { Value = station }, new() { Value = (short)kind }, new() { Value = time } },
        };
        using var rows = find.ExecuteReader();
        var parts = new List<Part>();
        while (rows.Read()) parts.AddRange(PackedParts.Read(rows.GetFieldValue<byte[]>(0), time, names.Layouts));
        return parts;
    }

    private byte[] Pack(IReadOnlyList<Part> parts, long time)
    {
        var buffer = new ArrayBufferWriter<byte>(512);
        foreach (var part in parts) PackedParts.Write(buffer, part, time, layoutNumbers.GetValueOrDefault(part.Layout));
        return buffer.WrittenSpan.ToArray();
    }

    private long Tell(IReadOnlyList<IncomingReading> readings, Dictionary<int, MergeResult> results, long now)
    {
        var told = position;
        using var copy = writer!.Connection.BeginBinaryImport("COPY monitoring.reading_change (position, told, time, mn, kind, late, revised) FROM STDIN (FORMAT BINARY)");
        for (var n = 0; n < readings.Count; n++)
        {
            var reading = readings[n];
            var result = results.GetValueOrDefault(n);
            if (reading.Kind is PeriodKind.Realtime or PeriodKind.FacilityState or PeriodKind.OnSite || result?.Outcome is Merged.Repeat or Merged.Superseded) continue;
            copy.StartRow();
            copy.Write(++told, NpgsqlDbType.Bigint);
            copy.Write(now, NpgsqlDbType.Bigint);
            copy.Write(reading.Time, NpgsqlDbType.Bigint);
            copy.Write(reading.Mn, NpgsqlDbType.Text);
            copy.Write((short)reading.Kind, NpgsqlDbType.Smallint);
            copy.Write(reading.Part.Marks.HasFlag(PartMarks.Late), NpgsqlDbType.Boolean);
            copy.Write(string.Join(',', result?.ChangedCodes ?? []), NpgsqlDbType.Text);
        }
        copy.Complete();
        return told;
    }

    private List<StoredReading> Ask(string sql, params object[] values)
    {
        using var command = source.CreateCommand(sql);
        foreach (var value in values) command.Parameters.Add(new() { Value = value });
        using var rows = command.ExecuteReader();
        var found = new List<StoredReading>();
        while (rows.Read())
            found.Add(new StoredReading(names.Stations[rows.GetInt32(1)], (PeriodKind)rows.GetInt16(3), rows.GetInt64(0), rows.GetInt32(2),
                PackedParts.Read(rows.GetFieldValue<byte[]>(4), rows.GetInt64(0), names.Layouts)));
        return found;
    }

    private int StationOf(string mn) => Array.IndexOf(names.Stations, mn);

    public IReadOnlyList<StoredReading> Read(string mn, PeriodKind kind, long from, long until) => Ask("""
        SELECT time, station, rev, kind, parts FROM monitoring.reading WHERE station = $1 AND kind = $2 AND time >= $3 AND time < $4 ORDER BY time
        """, StationOf(mn), (short)kind, from, until);

    public IReadOnlyList<StoredReading> ReadAll(PeriodKind kind, long from, long until) =>
        Ask("SELECT time, station, rev, kind, parts FROM monitoring.reading WHERE kind = $1 AND time >= $2 AND time < $3", (short)kind, from, until);

    public StoredReading? Latest(string mn, PeriodKind kind, long from, long until) => Ask("""
        SELECT time, station, rev, kind, parts FROM monitoring.reading WHERE station = $1 AND kind = $2 AND time >= $3 AND time < $4 ORDER BY time DESC LIMIT 1
        """, StationOf(mn), (short)kind, from, until) is [var latest] ? latest : null;

    public IReadOnlyList<StoredReading> Revisions(string mn, PeriodKind kind, long time) => Ask("""
        SELECT time, station, rev, kind, parts FROM monitoring.reading_revision WHERE station = $1 AND kind = $2 AND time = $3 ORDER BY rev
        """, StationOf(mn), (short)kind, time);

    public IReadOnlyList<StoredReading> RevisedIn(PeriodKind kind, long from, long until) => [.. Ask("""
        SELECT time, station, rev, kind, parts FROM monitoring.reading_revision WHERE kind = $1 AND time >= $2 AND time < $3
        """, (short)kind, from, until).OrderBy(reading => reading.Mn, StringComparer.Ordinal).ThenBy(reading => reading.Time).ThenBy(reading => reading.Revision)];

    public IReadOnlyList<ReadingChange> Changes(long after, int take)
    {
        using var command = source.CreateCommand("SELECT position, mn, kind, time, revised, late FROM monitoring.reading_change WHERE position > $1 ORDER BY position LIMIT $2");
        command.Parameters.Add(new() { Value = after });
        command.Parameters.Add(new() { Value = take });
        using var rows = command.ExecuteReader();
        var found = new List<ReadingChange>();
        while (rows.Read())
            found.Add(new ReadingChange(rows.GetInt64(0), rows.GetString(1), (PeriodKind)rows.GetInt16(2), Beijing.FromLocalSeconds(rows.GetInt64(3)),
                rows.GetString(4).Split(',', StringSplitOptions.RemoveEmptyEntries), rows.GetBoolean(5)));
        return found;
    }

    public void Drop(PeriodKind kind, long before, long changesBefore)
    {
        lock (writing)
        {
            var dropped = PostgresPartitions.DropBefore(source, $"monitoring.reading_{(int)kind}", before * 1000);
            writer?.Forget(dropped);
        }
        // Revisions go with their months.
        var month = Month.OfLocal(before * 1000).StartLocal / 1000;
        foreach (var (sql, value) in new (string, long)[]
        {
            ($"DELETE FROM monitoring.reading_revision WHERE kind = {(int)kind} AND time < $1", month),
            ("DELETE FROM monitoring.reading_change WHERE told < $1", changesBefore),
        })
        {
            using var command = source.CreateCommand(sql);
            command.Parameters.Add(new() { Value = value });
            command.ExecuteNonQuery();
        }
    }

    public long BytesOnDisk() => PostgresSize.Of(source, "reading_");

    public void Dispose()
    {
        lock (writing) writer?.Dispose();
    }
}
