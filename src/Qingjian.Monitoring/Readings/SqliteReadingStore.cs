using Qingjian.Monitoring.Contract;
using Qingjian.Monitoring.Storage;

namespace Qingjian.Monitoring.Readings;

/// <summary>Readings in one SQLite file for each month of the data (Beijing time). Of a batch that touches several months the newest file
/// is written last and carries cursor and changes; what a crash leaves in an older file is found equal when the batch is done again.</summary>
internal sealed class SqliteReadingStore : IReadingStore
{
    private const int MostOpen = 3;

    private const long FewMonths = 100L * 86_400;

    private readonly MonthFiles files;
    private readonly SortedDictionary<Month, SqliteReadingFile> open = [];
    private readonly Dictionary<Month, Names> names = [];
    private readonly Lock reading = new();
    private readonly Lock writing = new();
    private long cursor, position;

    public SqliteReadingStore(string folder)
    {
        Directory.CreateDirectory(folder);
        files = new MonthFiles(folder, "readings");
        Reopen();
    }

    public long Cursor => Interlocked.Read(ref cursor);

    public void Reopen()
    {
        lock (writing)
        {
            Close();
            files.Close();
            (cursor, position) = (0, 0);
            foreach (var month in files.List())
            {
                Use(month);
                using var lease = files.Rent(month)!;
                using var progress = lease.File.Prepare("SELECT chunk, position FROM progress");
                if (!progress.Step()) continue;
                cursor = Math.Max(cursor, progress.Int64(0));
                position = Math.Max(position, progress.Int64(1));
            }
        }
    }

    public void Write(IReadOnlyList<IncomingReading> readings, long cursor, long now)
    {
        lock (writing)
        {
            var byMonth = new SortedDictionary<Month, List<IncomingReading>>();
            foreach (var incoming in readings)
            {
                var month = Month.OfLocal(incoming.Time * 1000);
                if (!byMonth.TryGetValue(month, out var list)) byMonth[month] = list = [];
                list.Add(incoming);
            }
            var carrier = Month.OfInstant(now);
            if (byMonth.Count > 0 && byMonth.Keys.Last().CompareTo(carrier) > 0) carrier = byMonth.Keys.Last();
            byMonth.TryAdd(carrier, []);

            var changes = new List<(ReadingChange Change, long Time)>();
            foreach (var (month, list) in byMonth) Write(month, list, changes, month == carrier, cursor, now);
            Interlocked.Exchange(ref this.cursor, cursor);
        }
    }

    private void Write(Month month, List<IncomingReading> readings, List<(ReadingChange, long)> changes, bool carrier, long cursor, long now)
    {
        var file = Use(month);
        file.Begin();
        try
        {
            foreach (var incoming in readings)
            {
                var result = file.Write(incoming);
                if (incoming.Kind is PeriodKind.Realtime or PeriodKind.FacilityState or PeriodKind.OnSite
                    || result.Outcome is Merged.Repeat or Merged.Superseded) continue;
                changes.Add((new ReadingChange(0, incoming.Mn, incoming.Kind, Beijing.FromLocalSeconds(incoming.Time),
                    result.ChangedCodes, incoming.Part.Marks.HasFlag(PartMarks.Late)), incoming.Time));
            }
            if (carrier)
            {
                foreach (var (change, time) in changes) file.Tell(change with { Position = ++position }, time, now);
                file.Progress(cursor, position);
            }
            file.Commit(readings.Count);
        }
        catch (Exception fault) when (fault is not StoreException)
        {
            file.Rollback();
            throw;
        }
    }

    private SqliteReadingFile Use(Month month)
    {
        if (open.TryGetValue(month, out var file)) return file;
        while (open.Count >= MostOpen)
        {
            var oldest = open.First();
            open.Remove(oldest.Key);
            oldest.Value.Dispose();
        }
        return open[month] = new SqliteReadingFile(files.PathOf(month));
    }

    public IReadOnlyList<StoredReading> Read(string mn, PeriodKind kind, long from, long until)
    {
        var found = new List<StoredReading>();
        foreach (var month in MonthsOf(from, until))
        {
            using var lease = files.Rent(month);
            if (lease is null) continue;
            var known = NamesOf(month, lease.File);
            if (!known.Numbers.TryGetValue(mn, out var station)) continue;
            // One step into the index for each slot: other stations' rows in between are not read.
            using var list = lease.File.Prepare("""
                WITH RECURSIVE s(slot) AS (SELECT ?2 UNION ALL SELECT slot + 1 FROM s WHERE slot < ?3)
                SELECT r.slot, r.second, r.rev, r.parts FROM s CROSS JOIN reading r ON r.kind = ?1 AND r.slot = s.slot AND r.station = ?4
                """);
            list.Bind(1, (int)kind).Bind(2, Math.Max(Slot.Of(kind, from), Slot.Of(kind, month.StartLocal / 1000)))
                .Bind(3, Math.Min(Slot.Of(kind, until - 1), Slot.Of(kind, month.Next.StartLocal / 1000 - 1))).Bind(4, station);
            while (list.Step())
            {
                var time = list.Int64(0) * Slot.Length(kind) + list.Int64(1);
                if (time >= from && time < until)
                    found.Add(new StoredReading(mn, kind, time, list.Int32(2), PackedParts.Read(list.Blob(3), time, known.Layouts)));
            }
        }
        return found;
    }

    public IReadOnlyList<StoredReading> ReadAll(PeriodKind kind, long from, long until)
    {
        var found = new List<StoredReading>();
        foreach (var month in MonthsOf(from, until))
        {
            using var lease = files.Rent(month);
            if (lease is null) continue;
            var known = NamesOf(month, lease.File);
            using var list = lease.File.Prepare(
                "SELECT slot, second, rev, parts, station FROM reading WHERE kind = ?1 AND slot BETWEEN ?2 AND ?3");
            list.Bind(1, (int)kind).Bind(2, Slot.Of(kind, from)).Bind(3, Slot.Of(kind, until - 1));
            while (list.Step())
            {
                var time = list.Int64(0) * Slot.Length(kind) + list.Int64(1);
                if (time >= from && time < until)
                    found.Add(new StoredReading(known.Stations[list.Int32(4)], kind, time, list.Int32(2),
                        PackedParts.Read(list.Blob(3), time, known.Layouts)));
            }
        }
        return found;
    }

    public StoredReading? Latest(string mn, PeriodKind kind, long from, long until)
    {
        foreach (var month in MonthsOf(from, until).AsEnumerable().Reverse())
        {
            using var lease = files.Rent(month);
            if (lease is null) continue;
            var known = NamesOf(month, lease.File);
            if (!known.Numbers.TryGetValue(mn, out var station)) continue;
            using var list = lease.File.Prepare("""
                WITH RECURSIVE s(slot) AS (SELECT ?3 UNION ALL SELECT slot - 1 FROM s WHERE slot > ?2)
                SELECT r.slot, r.second, r.rev, r.parts FROM s CROSS JOIN reading r ON r.kind = ?1 AND r.slot = s.slot AND r.station = ?4
                """);
            list.Bind(1, (int)kind).Bind(2, Math.Max(Slot.Of(kind, from), Slot.Of(kind, month.StartLocal / 1000)))
                .Bind(3, Math.Min(Slot.Of(kind, until - 1), Slot.Of(kind, month.Next.StartLocal / 1000 - 1))).Bind(4, station);
            StoredReading? latest = null;
            while (list.Step())
            {
                var time = list.Int64(0) * Slot.Length(kind) + list.Int64(1);
                // Slots come newest first, the seconds of one slot oldest first.
                if (latest is not null && Slot.Of(kind, latest.Time) != list.Int64(0)) break;
                if (time >= from && time < until)
                    latest = new StoredReading(mn, kind, time, list.Int32(2), PackedParts.Read(list.Blob(3), time, known.Layouts));
            }
            if (latest is not null) return latest;
        }
        return null;
    }

    public IReadOnlyList<StoredReading> Revisions(string mn, PeriodKind kind, long time)
    {
        using var lease = files.Rent(Month.OfLocal(time * 1000));
        if (lease is null) return [];
        var known = NamesOf(Month.OfLocal(time * 1000), lease.File);
        if (!known.Numbers.TryGetValue(mn, out var station)) return [];
        using var list = lease.File.Prepare(
            "SELECT rev, parts FROM revision WHERE kind=?1 AND slot=?2 AND station=?3 AND second=?4 ORDER BY rev");
        var slot = Slot.Of(kind, time);
        list.Bind(1, (int)kind).Bind(2, slot).Bind(3, station).Bind(4, time - slot * Slot.Length(kind));
        var found = new List<StoredReading>();
        while (list.Step()) found.Add(new StoredReading(mn, kind, time, list.Int32(0), PackedParts.Read(list.Blob(1), time, known.Layouts)));
        return found;
    }

    public IReadOnlyList<StoredReading> RevisedIn(PeriodKind kind, long from, long until)
    {
        var found = new List<StoredReading>();
        foreach (var month in MonthsOf(from, until))
        {
            using var lease = files.Rent(month);
            if (lease is null) continue;
            var known = NamesOf(month, lease.File);
            var names = known.Numbers.ToDictionary(each => each.Value, each => each.Key);
            using var list = lease.File.Prepare("SELECT slot, second, station, rev, parts FROM revision WHERE kind = ?1 AND slot BETWEEN ?2 AND ?3");
            list.Bind(1, (int)kind).Bind(2, Slot.Of(kind, from)).Bind(3, Slot.Of(kind, until - 1));
            while (list.Step())
            {
                var time = list.Int64(0) * Slot.Length(kind) + list.Int64(1);
                if (time >= from && time < until) found.Add(new StoredReading(names[list.Int32(2)], kind, time, list.Int32(3), PackedParts.Read(list.Blob(4), time, known.Layouts)));
            }
        }
        return [.. found.OrderBy(reading => reading.Mn, StringComparer.Ordinal).ThenBy(reading => reading.Time).ThenBy(reading => reading.Revision)];
    }

    public IReadOnlyList<ReadingChange> Changes(long after, int take)
    {
        var found = new List<ReadingChange>();
        foreach (var month in files.List())
        {
            using var lease = files.Rent(month);
            if (lease is null || found.Count >= take) continue;
            using var list = lease.File.Prepare(
                "SELECT position, mn, kind, time, revised, late FROM change WHERE position > ?1 ORDER BY position LIMIT ?2");
            list.Bind(1, after).Bind(2, take - found.Count);
            while (list.Step())
                found.Add(new ReadingChange(list.Int64(0), list.Text(1), (PeriodKind)list.Int32(2), Beijing.FromLocalSeconds(list.Int64(3)),
                    list.Text(4).Split(',', StringSplitOptions.RemoveEmptyEntries), list.Int32(5) == 1));
        }
        return found;
    }

    public void Drop(PeriodKind kind, long before, long changesBefore)
    {
        lock (writing)
        {
            foreach (var month in files.List())
                if (month.StartLocal / 1000 < before) Use(month).Drop(kind, before, changesBefore);
        }
    }

    public long BytesOnDisk() => files.BytesOnDisk();

    // A stretch of a few months knows its files by name; only for years the folder is read. A month without a file has no lease.
    private List<Month> MonthsOf(long from, long until)
    {
        if (until - from > FewMonths) return [.. files.List().Where(month => month.StartLocal / 1000 < until && month.Next.StartLocal / 1000 > from)];
        var months = new List<Month>();
        for (var month = Month.OfLocal(from * 1000); month.StartLocal / 1000 < until; month = month.Next) months.Add(month);
        return months;
    }

    private Names NamesOf(Month month, SqliteFile file)
    {
        lock (reading)
        {
            var stamp = file.Scalar("SELECT coalesce((SELECT max(no) FROM station), -1) * 1000000 + coalesce((SELECT max(no) FROM layout), -1)");
            if (names.TryGetValue(month, out var known) && known.Stamp == stamp) return known;
            return names[month] = Names.Load(file, stamp);
        }
    }

    private void Close()
    {
        foreach (var file in open.Values) file.Dispose();
        open.Clear();
    }

    public void Dispose()
    {
        lock (writing) Close();
        files.Dispose();
    }

    private sealed record Names(long Stamp, IReadOnlyList<string> Stations, IReadOnlyDictionary<string, int> Numbers, IReadOnlyList<Layout> Layouts)
    {
        public static Names Load(SqliteFile file, long stamp)
        {
            var stations = new List<string>();
            var numbers = new Dictionary<string, int>(StringComparer.Ordinal);
            using (var all = file.Prepare("SELECT mn FROM station ORDER BY no"))
                while (all.Step())
                {
                    numbers[all.Text(0)] = stations.Count;
                    stations.Add(all.Text(0));
                }
            var layouts = new List<Layout>();
            using (var all = file.Prepare("SELECT text FROM layout ORDER BY no"))
                while (all.Step()) layouts.Add(Readings.Layouts.Shared.Get(all.Blob(0)));
            return new Names(stamp, stations, numbers, layouts);
        }
    }
}
