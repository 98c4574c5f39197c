using System.Buffers;
using Qingjian.Monitoring.Contract;
using Qingjian.Monitoring.Storage;

namespace Qingjian.Monitoring.Readings;

/// <summary>The writing side of one month of readings.</summary>
internal sealed class SqliteReadingFile : IDisposable
{
    internal const string Schema = """
        CREATE TABLE IF NOT EXISTS station (no INTEGER PRIMARY KEY, mn TEXT NOT NULL UNIQUE);
        CREATE TABLE IF NOT EXISTS layout (no INTEGER PRIMARY KEY, text BLOB NOT NULL UNIQUE);
        CREATE TABLE IF NOT EXISTS reading (
            kind INTEGER NOT NULL, slot INTEGER NOT NULL, station INTEGER NOT NULL, second INTEGER NOT NULL,
            rev INTEGER NOT NULL, parts BLOB NOT NULL,
            PRIMARY KEY (kind, slot, station, second)) WITHOUT ROWID;
        CREATE TABLE IF NOT EXISTS revision (
            kind INTEGER NOT NULL, slot INTEGER NOT NULL, station INTEGER NOT NULL, second INTEGER NOT NULL,
            rev INTEGER NOT NULL, parts BLOB NOT NULL,
            PRIMARY KEY (kind, slot, station, second, rev)) WITHOUT ROWID;
        CREATE TABLE IF NOT EXISTS change (
            position INTEGER PRIMARY KEY, told INTEGER NOT NULL, mn TEXT NOT NULL, kind INTEGER NOT NULL, time INTEGER NOT NULL,
            late INTEGER NOT NULL, revised TEXT NOT NULL);
        CREATE TABLE IF NOT EXISTS progress (one INTEGER PRIMARY KEY CHECK (one = 1), chunk INTEGER NOT NULL, position INTEGER NOT NULL);
        """;

    private const int MostLayouts = 20_000;

    private readonly SqliteFile file;
    private readonly SqliteStatement insert, find, update, insertRevision, findRevisions, insertStation, insertLayout, insertChange, progress;
    private readonly Dictionary<string, int> stations = new(StringComparer.Ordinal);
    private readonly Dictionary<Layout, int> layoutNumbers = [];
    private readonly List<Layout> layouts = [];
    private readonly ArrayBufferWriter<byte> buffer = new(1024);
    private readonly WalKeeper wal;

    public SqliteReadingFile(string path)
    {
        file = SqliteFile.OpenForWriting(path);
        file.Run(Schema);
        insert = file.Prepare("INSERT INTO reading VALUES (?1,?2,?3,?4,0,?5) ON CONFLICT DO NOTHING");
        find = file.Prepare("SELECT rev, parts FROM reading WHERE kind=?1 AND slot=?2 AND station=?3 AND second=?4");
        update = file.Prepare("UPDATE reading SET rev=?5, parts=?6 WHERE kind=?1 AND slot=?2 AND station=?3 AND second=?4");
        insertRevision = file.Prepare("INSERT INTO revision VALUES (?1,?2,?3,?4,?5,?6)");
        findRevisions = file.Prepare("SELECT parts FROM revision WHERE kind=?1 AND slot=?2 AND station=?3 AND second=?4 ORDER BY rev");
        insertStation = file.Prepare("INSERT INTO station VALUES (?1,?2)");
        insertLayout = file.Prepare("INSERT INTO layout VALUES (?1,?2)");
        insertChange = file.Prepare("INSERT INTO change VALUES (?1,?2,?3,?4,?5,?6,?7)");
        progress = file.Prepare("INSERT INTO progress VALUES (1,?1,?2) ON CONFLICT (one) DO UPDATE SET chunk=excluded.chunk, position=excluded.position");
        using (var all = file.Prepare("SELECT no, mn FROM station"))
            while (all.Step()) stations[all.Text(1)] = all.Int32(0);
        using (var all = file.Prepare("SELECT text FROM layout ORDER BY no"))
            while (all.Step()) Know(Layouts.Shared.Get(all.Blob(0)));
        wal = new WalKeeper(file);
    }

    public void Begin() => file.Run("BEGIN IMMEDIATE");

    public void Commit(int rows)
    {
        file.Run("COMMIT");
        wal.Committed(rows * 200L);
    }

    public void Rollback() => file.Run("ROLLBACK");

    public MergeResult Write(in IncomingReading incoming)
    {
        var station = StationNumber(incoming.Mn);
        var slot = Slot.Of(incoming.Kind, incoming.Time);
        var second = incoming.Time - slot * Slot.Length(incoming.Kind);
        buffer.ResetWrittenCount();
        PackedParts.Write(buffer, incoming.Part, incoming.Time, LayoutNumber(incoming.Part.Layout));
        Key(insert, incoming.Kind, slot, station, second).Bind(5, buffer.WrittenSpan).Execute();
        if (file.Changes == 1) return New;

        Key(find, incoming.Kind, slot, station, second);
        find.Step();
        var revision = find.Int32(0);
        var current = PackedParts.Read(find.Blob(1), incoming.Time, layouts);
        find.Reset();
        var (kind, time) = (incoming.Kind, incoming.Time);
        var result = MergeReading.Merge(current, incoming.Part, () => Revisions(kind, slot, station, second, time));
        if (result.Earlier.Count > 0)
            Key(insertRevision, kind, slot, station, second).Bind(5, ++revision).Bind(6, Pack(result.Earlier, time)).Execute();
        if (result.Current is not null || result.Earlier.Count > 0)
            Key(update, kind, slot, station, second).Bind(5, revision).Bind(6, Pack(result.Current ?? current, time)).Execute();
        return result;
    }

    private static readonly MergeResult New = new(Merged.New, null, [], []);

    public void Tell(ReadingChange change, long time, long now) => insertChange
        .Bind(1, change.Position).Bind(2, now).Bind(3, change.Mn).Bind(4, (int)change.Kind).Bind(5, time)
        .Bind(6, change.Late ? 1 : 0).Bind(7, string.Join(',', change.Revised)).Execute();

    public void Progress(long cursor, long position) => progress.Bind(1, cursor).Bind(2, position).Execute();

    private List<Part> Revisions(PeriodKind kind, long slot, int station, long second, long time)
    {
        var parts = new List<Part>();
        Key(findRevisions, kind, slot, station, second);
        while (findRevisions.Step()) parts.AddRange(PackedParts.Read(findRevisions.Blob(0), time, layouts));
        findRevisions.Reset();
        return parts;
    }

    private ReadOnlySpan<byte> Pack(IReadOnlyList<Part> parts, long time)
    {
        buffer.ResetWrittenCount();
        foreach (var part in parts) PackedParts.Write(buffer, part, time, LayoutNumber(part.Layout));
        return buffer.WrittenSpan;
    }

    private static SqliteStatement Key(SqliteStatement statement, PeriodKind kind, long slot, int station, long second) =>
        statement.Bind(1, (int)kind).Bind(2, slot).Bind(3, station).Bind(4, second);

    private int StationNumber(string mn)
    {
        if (stations.TryGetValue(mn, out var no)) return no;
        no = stations.Count;
        insertStation.Bind(1, no).Bind(2, mn).Execute();
        stations.Add(mn, no);
        return no;
    }

    private int LayoutNumber(Layout layout)
    {
        if (layoutNumbers.TryGetValue(layout, out var number)) return number;
        if (layouts.Count >= MostLayouts) return 0;
        insertLayout.Bind(1, layouts.Count + 1).Bind(2, layout.Text).Execute();
        return Know(layout);
    }

    private int Know(Layout layout)
    {
        layouts.Add(layout);
        return layoutNumbers[layout] = layouts.Count;
    }

    public void Drop(PeriodKind kind, long before, long changesBefore)
    {
        using (var delete = file.Prepare("DELETE FROM reading WHERE kind=?1 AND slot<?2"))
            delete.Bind(1, (int)kind).Bind(2, Slot.Of(kind, before)).Execute();
        using (var delete = file.Prepare("DELETE FROM revision WHERE kind=?1 AND slot<?2"))
            delete.Bind(1, (int)kind).Bind(2, Slot.Of(kind, before)).Execute();
        using (var delete = file.Prepare("DELETE FROM change WHERE told<?1")) delete.Bind(1, changesBefore).Execute();
        file.Run("PRAGMA incremental_vacuum(4000)");
    }

    public void Dispose()
    {
        wal.Dispose();
        foreach (var statement in (SqliteStatement[])
            [insert, find, update, insertRevision, findRevisions, insertStation, insertLayout, insertChange, progress]) statement.Dispose();
        file.Dispose();
    }
}
