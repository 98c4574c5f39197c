using Npgsql;

namespace Qingjian.Monitoring.Gateway.Raw;

/// <summary>Looks into the quarantine table.</summary>
internal static class PostgresQuarantine
{
    private const string Columns = "id, received, peer, reason, detail, mn, cn, state, bytes";

    private const string Where = """
        received >= $1 AND received < $2 AND ($3 = '' OR mn = $3) AND ($4 = '' OR reason = $4) AND ($5 < 0 OR state = $5)
        """;

    public static IReadOnlyList<QuarantineEntry> List(NpgsqlDataSource source, QuarantineQuery query)
    {
        using var command = Command(source, $"SELECT {Columns} FROM monitoring.raw_quarantine WHERE {Where} ORDER BY id DESC LIMIT $6 OFFSET $7", query, query.Take, query.Skip);
        using var rows = command.ExecuteReader();
        var found = new List<QuarantineEntry>();
        while (rows.Read()) found.Add(Read(rows));
        return found;
    }

    public static int Count(NpgsqlDataSource source, QuarantineQuery query)
    {
        using var command = Command(source, $"SELECT count(*)::int FROM monitoring.raw_quarantine WHERE {Where}", query);
        return (int)command.ExecuteScalar()!;
    }

    private static NpgsqlCommand Command(NpgsqlDataSource source, string sql, QuarantineQuery query, params object[] more)
    {
        var command = source.CreateCommand(sql);
        object[] values = [query.From, query.Until, query.Mn ?? "", query.Reason ?? "", query.State is { } state ? (int)state : -1, .. more];
        foreach (var value in values) command.Parameters.Add(new() { Value = value });
        return command;
    }

    public static QuarantineEntry? Find(NpgsqlDataSource source, long id)
    {
        using var command = source.CreateCommand($"SELECT {Columns} FROM monitoring.raw_quarantine WHERE id = $1");
        command.Parameters.Add(new() { Value = id });
        using var row = command.ExecuteReader();
        return row.Read() ? Read(row) : null;
    }

    private static QuarantineEntry Read(NpgsqlDataReader row) => new(row.GetInt64(1), row.GetFieldValue<byte[]>(2), row.GetString(3), row.GetString(4),
        row.GetString(5), row.GetInt32(6), row.GetFieldValue<byte[]>(8))
    {
        Id = row.GetInt64(0),
        State = (QuarantineState)row.GetInt32(7),
    };

    public static void SetState(NpgsqlDataSource source, IReadOnlyList<long> ids, QuarantineState state)
    {
        using var command = source.CreateCommand("UPDATE monitoring.raw_quarantine SET state = $2 WHERE id = ANY($1)");
        command.Parameters.Add(new() { Value = ids.ToArray() });
        command.Parameters.Add(new() { Value = (int)state });
        command.ExecuteNonQuery();
    }

    public static IReadOnlyList<Stranger> Strangers(NpgsqlDataSource source)
    {
        using var command = source.CreateCommand("""
            SELECT q.mn, q.first, q.last, q.packets, n.peer, q.newest FROM (
                SELECT mn, min(received) first, max(received) last, count(*)::int packets, max(id) newest FROM monitoring.raw_quarantine
                WHERE reason = $1 AND state = 0 AND mn <> '' GROUP BY mn) q
            JOIN monitoring.raw_quarantine n ON n.id = q.newest ORDER BY q.last DESC LIMIT 500
            """);
        command.Parameters.Add(new() { Value = RefusalReasons.UnknownMn });
        using var rows = command.ExecuteReader();
        var found = new List<Stranger>();
        while (rows.Read()) found.Add(new Stranger(rows.GetString(0), rows.GetInt64(1), rows.GetInt64(2), rows.GetInt32(3), rows.GetFieldValue<byte[]>(4), rows.GetInt64(5)));
        return found;
    }
}
