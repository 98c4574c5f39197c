using Qingjian.Monitoring.Storage;

namespace Qingjian.Monitoring.Gateway.Raw;

/// <summary>Raw packets in one SQLite file for each month of reception (Beijing time).</summary>
internal sealed class SqliteRawStore : IRawStore
{
    private const string Prefix = "raw";

    private readonly string folder;
    private readonly MonthFiles files;
    private readonly Lock reading = new();
    private readonly Dictionary<Month, IReadOnlyList<string>> stationNames = [];
    private SqliteRawFile? current;
    private SqliteRawLookup? earlier;
    private Month currentMonth;
    private long lastChunk;

    public SqliteRawStore(string folder)
    {
        this.folder = folder;
        Directory.CreateDirectory(folder);
        files = new MonthFiles(folder, Prefix);
        Reopen();
    }

    public long LastChunk => Interlocked.Read(ref lastChunk);

    public void Commit(RawBatch batch)
    {
        if (batch.IsEmpty) return;
        Use(Month.OfInstant(LatestReception(batch)));
        var last = current!.Commit(batch, lastChunk, earlier);
        Interlocked.Exchange(ref lastChunk, last);
    }

    private static long LatestReception(RawBatch batch)
    {
        long latest = 0;
        foreach (ref readonly var entry in batch.Entries) latest = Math.Max(latest, entry.ReceivedAt);
        foreach (var entry in batch.Quarantined) latest = Math.Max(latest, entry.ReceivedAt);
        return latest;
    }

    private void Use(Month month)
    {
        // A clock set back keeps writing the newer file: chunk numbers must rise with the files.
        if (current is not null && month.CompareTo(currentMonth) <= 0) return;
        Close();
        var existing = files.List();
        if (existing.Count > 0 && existing[^1].CompareTo(month) > 0) month = existing[^1];
        current = new SqliteRawFile(files.PathOf(month));
        currentMonth = month;
        if (files.Rent(month.Before, snapshot: false) is { } lease) earlier = new SqliteRawLookup(lease);
    }

    public void Reopen()
    {
        Close();
        files.Close();
        var months = files.List();
        var last = 0L;
        if (months.Count > 0)
        {
            Use(months[^1]);
            for (var n = months.Count - 1; n >= 0 && last == 0; n--)
            {
                using var lease = files.Rent(months[n])!;
                last = lease.File.Scalar("SELECT coalesce(max(last),0) FROM chunk");
            }
        }
        Interlocked.Exchange(ref lastChunk, last);
    }

    public void Prove(long now)
    {
        if (current is null) Use(Month.OfInstant(now));
        current!.Prove();
    }

    public RawChunk? Next(long after)
    {
        if (after >= LastChunk) return null;
        foreach (var month in files.List())
        {
            using var lease = files.Rent(month);
            if (lease is null) continue;
            using var find = lease.File.Prepare(
                "SELECT first, last, plain_length, packed, bytes FROM chunk WHERE first > ?1 ORDER BY first LIMIT 1");
            // A block that holds chunks on both sides of the cursor begins at or before it.
            using var around = lease.File.Prepare(
                "SELECT first, last, plain_length, packed, bytes FROM chunk WHERE first <= ?1 ORDER BY first DESC LIMIT 1");
            around.Bind(1, after);
            if (around.Step() && around.Int64(1) > after) return Read(month, lease.File, around);
            find.Bind(1, after);
            if (find.Step()) return Read(month, lease.File, find);
        }
        return null;
    }

    private RawChunk Read(Month month, SqliteFile file, SqliteStatement row)
    {
        var bytes = row.Int32(3) == 0 ? row.Blob(4).ToArray() : RawChunk.Decompress(row.Blob(4), row.Int32(2));
        return new RawChunk(row.Int64(0), row.Int64(1), bytes, StationNames(month, file));
    }

    // Numbers are only ever added, so a longer list replaces a shorter one.
    private IReadOnlyList<string> StationNames(Month month, SqliteFile file)
    {
        lock (reading)
        {
            stationNames.TryGetValue(month, out var known);
            if (known is not null && known.Count == file.Scalar("SELECT count(*) FROM station")) return known;
            var names = new List<string>();
            using var all = file.Prepare("SELECT mn FROM station ORDER BY no");
            while (all.Step()) names.Add(all.Text(0));
            stationNames[month] = names;
            return names;
        }
    }

    public IReadOnlyList<RawPacket> Find(IReadOnlyList<RawId> ids)
    {
        var found = new Dictionary<RawId, RawPacket>();
        foreach (var month in files.List().Reverse())
        {
            if (found.Count == ids.Count) break;
            using var lease = files.Rent(month);
            if (lease is null) continue;
            using var find = lease.File.Prepare(
                "SELECT first, last, plain_length, packed, bytes FROM chunk WHERE first <= ?1 ORDER BY first DESC LIMIT 1");
            foreach (var id in ids)
            {
                if (found.ContainsKey(id)) continue;
                find.Bind(1, id.Chunk);
                if (find.Step() && find.Int64(1) >= id.Chunk) Take(Read(month, lease.File, find), ids, found);
                find.Reset();
            }
        }
        return [.. ids.Where(found.ContainsKey).Select(id => found[id])];
    }

    private static void Take(RawChunk chunk, IReadOnlyList<RawId> ids, Dictionary<RawId, RawPacket> found)
    {
        foreach (var packet in chunk)
            if (ids.Contains(packet.Id))
                found.TryAdd(packet.Id, new RawPacket(packet.Id, packet.Mn, packet.ReceivedAt, packet.Marks, packet.Peer.ToArray(), packet.Frame.ToArray()));
    }

    public IReadOnlyList<RawKeyRow> List(RawQuery query)
    {
        var found = new List<RawKeyRow>();
        foreach (var month in files.List().Reverse())
        {
            using var lease = files.Rent(month);
            if (lease is null) continue;
            using var station = lease.File.Prepare("SELECT no FROM station WHERE mn=?1");
            station.Bind(1, query.Mn);
            if (!station.Step()) continue;
            using var list = lease.File.Prepare("""
                SELECT id, qn, cn, pno, rev FROM packet WHERE qn >= ?1 AND qn < ?2 AND station = ?3 AND (?4 = 0 OR cn = ?4)
                ORDER BY qn DESC, cn, pno DESC, rev DESC LIMIT ?5
                """);
            list.Bind(1, query.From).Bind(2, query.Until).Bind(3, station.Int64(0)).Bind(4, query.Cn ?? 0).Bind(5, query.Take);
            while (list.Step())
                found.Add(new RawKeyRow(new RawId(list.Int64(0)), query.Mn, list.Int64(1), list.Int32(2), list.Int32(3), list.Int32(4)));
        }
        found.Sort((a, b) => (b.QnTime, b.Id.Value).CompareTo((a.QnTime, a.Id.Value)));
        return found.Count > query.Take ? found[..query.Take] : found;
    }

    public IReadOnlyList<QuarantineEntry> ListQuarantine(QuarantineQuery query) => SqliteQuarantine.List(files, query);

    public int CountQuarantine(QuarantineQuery query) => SqliteQuarantine.Count(files, query);

    public QuarantineEntry? FindQuarantined(long id) => SqliteQuarantine.Find(files, id);

    public void SetQuarantineState(IReadOnlyList<long> ids, QuarantineState state) => SqliteQuarantine.SetState(files, ids, state);

    public IReadOnlyList<Stranger> ListStrangers() => SqliteQuarantine.Strangers(files);

    public int Repack(long before, CancellationToken stop)
    {
        var moved = 0;
        foreach (var month in files.List())
            if (month.StartLocal - Month.BeijingOffset < before) moved += SqliteRepack.Run(files.PathOf(month), before, stop);
        return moved;
    }

    public void Drop(long packetsBefore, long quarantineBefore)
    {
        var newest = true;
        foreach (var month in files.List().Reverse())
        {
            var end = month.Next.StartLocal - Month.BeijingOffset;
            if (!newest && end <= packetsBefore && month != currentMonth && month != currentMonth.Before) files.Delete(month);
            else if (month.StartLocal - Month.BeijingOffset < quarantineBefore) SqliteQuarantine.Drop(files.PathOf(month), quarantineBefore);
            newest = false;
        }
    }

    public long BytesOnDisk() => files.BytesOnDisk();

    private void Close()
    {
        earlier?.Dispose();
        current?.Dispose();
        earlier = null;
        current = null;
    }

    public void Dispose()
    {
        Close();
        files.Dispose();
    }

    public override string ToString() => $"SQLite {folder}";
}
