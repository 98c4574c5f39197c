using Qingjian.Monitoring.Storage;

namespace Qingjian.Monitoring.Gateway.Raw;

/// <summary>Looks into the quarantine tables of all months. The rare changes use a connection of their own and wait for the writer's turn.</summary>
internal static class SqliteQuarantine
{
    private const string Where = """
        received >= ?1 AND received < ?2 AND (?3 IS NULL OR mn = ?3) AND (?4 IS NULL OR reason = ?4) AND (?5 < 0 OR state = ?5)
        """;

    public static IReadOnlyList<QuarantineEntry> List(MonthFiles files, QuarantineQuery query)
    {
        var found = new List<QuarantineEntry>();
        var skip = query.Skip;
        foreach (var month in files.List().Reverse())
        {
            if (found.Count >= query.Take) break;
            using var lease = files.Rent(month);
            if (lease is null) continue;
            if (skip > 0)
            {
                var here = Count(lease.File, query);
                if (here <= skip)
                {
                    skip -= here;
                    continue;
                }
            }
            using var list = lease.File.Prepare($"SELECT {Columns} FROM quarantine WHERE {Where} ORDER BY id DESC LIMIT ?6 OFFSET ?7");
            BindTo(list, query).Bind(6, query.Take - found.Count).Bind(7, skip);
            skip = 0;
            while (list.Step()) found.Add(Read(list));
        }
        return found;
    }

    public static int Count(MonthFiles files, QuarantineQuery query)
    {
        var sum = 0;
        foreach (var month in files.List())
        {
            using var lease = files.Rent(month);
            if (lease is not null) sum += Count(lease.File, query);
        }
        return sum;
    }

    private static int Count(SqliteFile file, QuarantineQuery query)
    {
        using var count = file.Prepare($"SELECT count(*) FROM quarantine WHERE {Where}");
        BindTo(count, query);
        return count.Step() ? count.Int32(0) : 0;
    }

    private static SqliteStatement BindTo(SqliteStatement statement, QuarantineQuery query) => statement
        .Bind(1, query.From).Bind(2, query.Until).Bind(3, query.Mn).Bind(4, query.Reason)
        .Bind(5, query.State is { } state ? (int)state : -1);

    public static QuarantineEntry? Find(MonthFiles files, long id)
    {
        foreach (var month in files.List().Reverse())
        {
            using var lease = files.Rent(month);
            if (lease is null) continue;
            using var find = lease.File.Prepare($"SELECT {Columns} FROM quarantine WHERE id=?1");
            find.Bind(1, id);
            if (find.Step()) return Read(find);
        }
        return null;
    }

    private const string Columns = "id, received, peer, reason, detail, mn, cn, state, bytes";

    private static QuarantineEntry Read(SqliteStatement row) => new(
        row.Int64(1), row.Blob(2).ToArray(), row.Text(3), row.Text(4), row.Text(5), row.Int32(6), row.Blob(8).ToArray())
    {
        Id = row.Int64(0),
        State = (QuarantineState)row.Int32(7),
    };

    public static void SetState(MonthFiles files, IReadOnlyList<long> ids, QuarantineState state)
    {
        foreach (var month in files.List())
        {
            using var file = SqliteFile.OpenForWriting(files.PathOf(month));
            file.Run("BEGIN IMMEDIATE");
            using (var update = file.Prepare("UPDATE quarantine SET state=?2 WHERE id=?1"))
                foreach (var id in ids) update.Bind(1, id).Bind(2, (int)state).Execute();
            file.Run("COMMIT");
        }
    }

    public static IReadOnlyList<Stranger> Strangers(MonthFiles files)
    {
        var all = new Dictionary<string, Stranger>(StringComparer.Ordinal);
        foreach (var month in files.List())
        {
            using var lease = files.Rent(month);
            if (lease is null) continue;
            using var list = lease.File.Prepare("""
                SELECT mn, min(received), max(received), count(*), peer, max(id) FROM quarantine
                WHERE reason = ?1 AND state = 0 AND mn <> '' GROUP BY mn
                """);
            list.Bind(1, RefusalReasons.UnknownMn);
            while (list.Step())
            {
                var mn = list.Text(0);
                all.TryGetValue(mn, out var before);
                all[mn] = new Stranger(mn, before?.FirstSeen ?? list.Int64(1), list.Int64(2),
                    (before?.Packets ?? 0) + list.Int32(3), list.Blob(4).ToArray(), list.Int64(5));
            }
        }
        return [.. all.Values.OrderByDescending(stranger => stranger.LastSeen).Take(500)];
    }

    public static void Drop(string path, long before)
    {
        using var file = SqliteFile.OpenForWriting(path);
        using (var delete = file.Prepare("DELETE FROM quarantine WHERE received < ?1")) delete.Bind(1, before).Execute();
        file.Run("PRAGMA incremental_vacuum(2000)");
    }
}
