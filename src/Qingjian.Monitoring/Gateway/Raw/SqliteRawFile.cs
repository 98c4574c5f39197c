using System.Buffers;
using System.Buffers.Binary;
using Qingjian.Monitoring.Storage;

namespace Qingjian.Monitoring.Gateway.Raw;

/// <summary>The writing side of one month of raw packets. The key table is ordered by time, so that packets arriving now touch a few
/// pages at its end; the frames of one commit lie together in one row.</summary>
internal sealed class SqliteRawFile : IDisposable
{
    internal const string Schema = """
        CREATE TABLE IF NOT EXISTS station (no INTEGER PRIMARY KEY, mn TEXT NOT NULL UNIQUE);
        CREATE TABLE IF NOT EXISTS packet (
            qn INTEGER NOT NULL, station INTEGER NOT NULL, cn INTEGER NOT NULL, pno INTEGER NOT NULL, rev INTEGER NOT NULL,
            id INTEGER NOT NULL, hash BLOB NOT NULL,
            PRIMARY KEY (qn, station, cn, pno, rev)) WITHOUT ROWID;
        CREATE TABLE IF NOT EXISTS chunk (
            first INTEGER PRIMARY KEY, last INTEGER NOT NULL, received_until INTEGER NOT NULL,
            plain_length INTEGER NOT NULL, packed INTEGER NOT NULL, bytes BLOB NOT NULL);
        CREATE TABLE IF NOT EXISTS quarantine (
            id INTEGER PRIMARY KEY, received INTEGER NOT NULL, peer BLOB NOT NULL, reason TEXT NOT NULL, detail TEXT NOT NULL,
            mn TEXT NOT NULL, cn INTEGER NOT NULL, state INTEGER NOT NULL, bytes BLOB NOT NULL);
        CREATE TABLE IF NOT EXISTS proof (one INTEGER PRIMARY KEY CHECK (one = 1), times INTEGER NOT NULL);
        CREATE INDEX IF NOT EXISTS quarantine_mn ON quarantine (mn, received);
        """;

    private readonly SqliteFile file;
    private readonly SqliteStatement insertPacket, findPacket, insertChunk, insertStation, insertQuarantine;
    private readonly Dictionary<string, int> stations = new(StringComparer.Ordinal);
    private readonly WalKeeper wal;
    private readonly ArrayBufferWriter<byte> buffer = new(256 * 1024);
    private int[] fresh = new int[512], freshStations = new int[512];
    private long lastQuarantineId;

    public SqliteRawFile(string path)
    {
        file = SqliteFile.OpenForWriting(path);
        file.Run(Schema);
        insertPacket = file.Prepare("INSERT INTO packet VALUES (?1,?2,?3,?4,?5,?6,?7) ON CONFLICT DO NOTHING");
        findPacket = file.Prepare(FindSql);
        insertChunk = file.Prepare("INSERT INTO chunk VALUES (?1,?1,?2,?3,0,?4)");
        insertStation = file.Prepare("INSERT INTO station VALUES (?1,?2)");
        insertQuarantine = file.Prepare("INSERT INTO quarantine VALUES (?1,?2,?3,?4,?5,?6,?7,?8,?9)");
        using (var all = file.Prepare("SELECT no, mn FROM station"))
            while (all.Step()) stations[all.Text(1)] = all.Int32(0);
        lastQuarantineId = file.Scalar("SELECT coalesce(max(id),0) FROM quarantine");
        wal = new WalKeeper(file);
    }

    internal const string FindSql = "SELECT rev, id, hash FROM packet WHERE qn=?1 AND station=?2 AND cn=?3 AND pno=?4 ORDER BY rev";

    /// <summary>One transaction: keys, frames of what is new, quarantine. <paramref name="earlier"/> answers for last month.</summary>
    /// <returns>The number of the last chunk used.</returns>
    public long Commit(RawBatch batch, long lastChunk, SqliteRawLookup? earlier)
    {
        file.Run("BEGIN IMMEDIATE");
        var entries = batch.Entries;
        var chunk = lastChunk + 1;
        var count = 0;
        long written = 0;
        for (var n = 0; n < entries.Length; n++)
        {
            ref var entry = ref entries[n];
            var station = StationNumber(entry.Mn);
            if (!Insert(ref entry, station, new RawId(chunk, count), earlier)) continue;
            if (count == fresh.Length)
            {
                Array.Resize(ref fresh, count * 2);
                Array.Resize(ref freshStations, count * 2);
            }
            fresh[count] = n;
            freshStations[count++] = station;
            if (count == RawId.MaxPerChunk)
            {
                written += WriteChunk(batch, chunk++, count);
                count = 0;
            }
        }
        if (count > 0) written += WriteChunk(batch, chunk++, count);
        foreach (var entry in batch.Quarantined) written += Insert(entry);
        file.Run("COMMIT");
        wal.Committed(written + entries.Length * 96L);
        return chunk - 1;
    }

    private bool Insert(ref RawEntry entry, int station, RawId id, SqliteRawLookup? earlier)
    {
        Span<byte> hash = stackalloc byte[16];
        BinaryPrimitives.WriteUInt128BigEndian(hash, entry.Hash);
        if (earlier is not null && earlier.Find(in entry, hash, out var old))
        {
            entry.Id = old;
            entry.Outcome = RawOutcome.Repeat;
            return false;
        }
        if (Insert(in entry, station, id, 0, hash))
        {
            entry.Outcome = RawOutcome.Stored;
            // The same key lay in last month's file with other bytes.
            if (earlier is { FoundOtherBytes: true }) MarkConflict(ref entry);
            entry.Id = id;
            return true;
        }
        findPacket.Bind(1, entry.QnTime).Bind(2, station).Bind(3, entry.Cn).Bind(4, entry.Pno);
        var revision = 0;
        while (findPacket.Step())
        {
            revision = findPacket.Int32(0) + 1;
            if (!findPacket.Blob(2).SequenceEqual(hash)) continue;
            entry.Id = new RawId(findPacket.Int64(1));
            entry.Outcome = RawOutcome.Repeat;
            findPacket.Reset();
            return false;
        }
        findPacket.Reset();
        Insert(in entry, station, id, revision, hash);
        MarkConflict(ref entry);
        entry.Id = id;
        return true;
    }

    private static void MarkConflict(ref RawEntry entry)
    {
        entry.Outcome = RawOutcome.Conflict;
        entry.Marks |= RawMarks.Conflict;
    }

    private bool Insert(in RawEntry entry, int station, RawId id, int revision, ReadOnlySpan<byte> hash)
    {
        insertPacket.Bind(1, entry.QnTime).Bind(2, station).Bind(3, entry.Cn).Bind(4, entry.Pno).Bind(5, revision)
            .Bind(6, id.Value).Bind(7, hash).Execute();
        return file.Changes == 1;
    }

    private int WriteChunk(RawBatch batch, long chunk, int count)
    {
        buffer.ResetWrittenCount();
        RawChunk.Write(buffer, batch, fresh.AsSpan(0, count), freshStations.AsSpan(0, count), chunk);
        long until = 0;
        foreach (var index in fresh.AsSpan(0, count)) until = Math.Max(until, batch.Entries[index].ReceivedAt);
        insertChunk.Bind(1, chunk).Bind(2, until).Bind(3, buffer.WrittenCount).Bind(4, buffer.WrittenSpan).Execute();
        return buffer.WrittenCount;
    }

    private int Insert(QuarantineEntry entry)
    {
        // Ids follow the time of reception, so an id alone tells the month.
        lastQuarantineId = Math.Max(lastQuarantineId + 1, entry.ReceivedAt << 12);
        insertQuarantine.Bind(1, lastQuarantineId).Bind(2, entry.ReceivedAt).Bind(3, entry.Peer).Bind(4, entry.Reason)
            .Bind(5, entry.Detail).Bind(6, entry.Mn).Bind(7, entry.Cn).Bind(8, (int)entry.State).Bind(9, entry.Bytes).Execute();
        return entry.Bytes.Length + 128;
    }

    private int StationNumber(string mn)
    {
        if (stations.TryGetValue(mn, out var no)) return no;
        no = stations.Count;
        insertStation.Bind(1, no).Bind(2, mn).Execute();
        stations.Add(mn, no);
        return no;
    }

    public void Prove() => file.Run("INSERT INTO proof VALUES (1,1) ON CONFLICT (one) DO UPDATE SET times = times + 1");

    public void Dispose()
    {
        wal.Dispose();
        foreach (var statement in (SqliteStatement[])[insertPacket, findPacket, insertChunk, insertStation, insertQuarantine])
            statement.Dispose();
        file.Dispose();
    }
}

/// <summary>Looks for a key in the file of the month before.</summary>
internal sealed class SqliteRawLookup : IDisposable
{
    private readonly MonthFiles.Lease lease;
    private readonly SqliteStatement find;
    private readonly Dictionary<string, int> stations = new(StringComparer.Ordinal);

    public SqliteRawLookup(MonthFiles.Lease lease)
    {
        this.lease = lease;
        find = lease.File.Prepare(SqliteRawFile.FindSql);
        using var all = lease.File.Prepare("SELECT no, mn FROM station");
        while (all.Step()) stations[all.Text(1)] = all.Int32(0);
    }

    /// <summary>Whether the last key looked for was there with other bytes only.</summary>
    public bool FoundOtherBytes { get; private set; }

    public bool Find(in RawEntry entry, ReadOnlySpan<byte> hash, out RawId id)
    {
        id = default;
        FoundOtherBytes = false;
        if (!stations.TryGetValue(entry.Mn, out var station)) return false;
        find.Bind(1, entry.QnTime).Bind(2, station).Bind(3, entry.Cn).Bind(4, entry.Pno);
        while (find.Step())
        {
            FoundOtherBytes = true;
            if (!find.Blob(2).SequenceEqual(hash)) continue;
            id = new RawId(find.Int64(1));
            FoundOtherBytes = false;
            find.Reset();
            return true;
        }
        find.Reset();
        return false;
    }

    public void Dispose()
    {
        find.Dispose();
        lease.Dispose();
    }
}
