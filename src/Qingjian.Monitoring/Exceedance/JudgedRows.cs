using System.Data.Common;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Qingjian.Judgement;

namespace Qingjian.Monitoring.Exceedance;

/// <summary>Packed verdicts in the house database, in plain SQL both engines understand, in the transaction of the context.</summary>
internal sealed class JudgedRows(MonitoringDb db)
{
    private const int RowsAtOnce = 200;

    /// <summary>Rows of some outlets in a stretch of slots (inclusive), by outlet and slot.</summary>
    public async Task<Dictionary<(string OutletId, int Slot), JudgedRow>> Read(LimitPeriod period, IReadOnlyCollection<string>? outlets, int from, int through, CancellationToken stop)
    {
        var found = new Dictionary<(string, int), JudgedRow>();
        await using var command = await Command("""
            SELECT o.outlet_id, j.slot, l.codes, j.body FROM monitoring_judged j
            JOIN monitoring_judged_outlet o ON o.no = j.outlet JOIN monitoring_judged_layout l ON l.no = j.layout
            WHERE j.period = @period AND j.slot BETWEEN @from AND @through
            """, stop);
        Add(command, "@period", (int)period);
        Add(command, "@from", from);
        Add(command, "@through", through);
        if (outlets is not null)
        {
            if (outlets.Count == 0) return found;
            var names = outlets.Select((outlet, at) => (Name: $"@o{at}", outlet)).ToList();
            command.CommandText += $" AND o.outlet_id IN ({string.Join(',', names.Select(each => each.Name))})";
            foreach (var (name, outlet) in names) Add(command, name, outlet);
        }
        await using var reader = await command.ExecuteReaderAsync(stop);
        while (await reader.ReadAsync(stop))
        {
            var row = JudgedRow.Read(reader.GetString(0), period, reader.GetInt32(1), reader.GetString(2), (byte[])reader.GetValue(3));
            found[(row.OutletId, row.Slot)] = row;
        }
        return found;
    }

    /// <summary>The first slot that has a row, or null.</summary>
    public async Task<int?> First(LimitPeriod period, CancellationToken stop)
    {
        await using var command = await Command("SELECT min(slot) FROM monitoring_judged WHERE period = @period", stop);
        Add(command, "@period", (int)period);
        return await command.ExecuteScalarAsync(stop) is { } value and not DBNull ? Convert.ToInt32(value, System.Globalization.CultureInfo.InvariantCulture) : null;
    }

    /// <summary>Writes rows; an earlier row of the same outlet and slot gives way. Call inside a transaction.</summary>
    /// <param name="rows">Rows.</param>
    /// <param name="batch">Id of the act, whose evidence entry holds the root.</param>
    /// <param name="book">Digest of the rulebook.</param>
    /// <param name="root">Root over the digests of the verdicts.</param>
    /// <param name="verdicts">How many verdicts.</param>
    /// <param name="stop">Cancels.</param>
    public async Task Write(IReadOnlyList<JudgedRow> rows, string batch, string book, string root, int verdicts, CancellationToken stop)
    {
        if (rows.Count == 0) return;
        var outlets = await Numbers("monitoring_judged_outlet", "outlet_id", rows.Select(row => row.OutletId), stop);
        var layouts = await Numbers("monitoring_judged_layout", "codes", rows.Select(row => row.Layout), stop);
        var number = await Batch(batch, book, root, verdicts, stop);
        foreach (var some in rows.Chunk(RowsAtOnce))
        {
            await using var command = await Command("", stop);
            var sql = new StringBuilder("INSERT INTO monitoring_judged (period, slot, outlet, layout, batch, body) VALUES ");
            for (var at = 0; at < some.Length; at++)
            {
                if (at > 0) sql.Append(',');
                sql.Append(System.Globalization.CultureInfo.InvariantCulture, $"({(int)some[at].Period},{some[at].Slot},{outlets[some[at].OutletId]},{layouts[some[at].Layout]},{number},@b{at})");
                Add(command, $"@b{at}", some[at].Body());
            }
            sql.Append(" ON CONFLICT (period, slot, outlet) DO UPDATE SET layout = excluded.layout, batch = excluded.batch, body = excluded.body");
            command.CommandText = sql.ToString();
            await command.ExecuteNonQueryAsync(stop);
        }
    }

    private async Task<int> Batch(string batch, string book, string root, int verdicts, CancellationToken stop)
    {
        await using var command = await Command("INSERT INTO monitoring_judged_batch (object_id, book, root, verdicts, judged_at) VALUES (@id, @book, @root, @verdicts, @at) RETURNING no", stop);
        foreach (var (name, value) in new (string, object)[] { ("@id", batch), ("@book", book), ("@root", root), ("@verdicts", verdicts), ("@at", db.Now.ToUnixTimeMilliseconds()) }) Add(command, name, value);
        return Convert.ToInt32(await command.ExecuteScalarAsync(stop), System.Globalization.CultureInfo.InvariantCulture);
    }

    private async Task<Dictionary<string, int>> Numbers(string table, string column, IEnumerable<string> values, CancellationToken stop)
    {
        var numbers = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var value in values.Distinct())
        {
            await using (var insert = await Command($"INSERT INTO {table} ({column}) VALUES (@v) ON CONFLICT ({column}) DO NOTHING", stop))
            {
                Add(insert, "@v", value);
                await insert.ExecuteNonQueryAsync(stop);
            }
            await using var select = await Command($"SELECT no FROM {table} WHERE {column} = @v", stop);
            Add(select, "@v", value);
            numbers[value] = Convert.ToInt32(await select.ExecuteScalarAsync(stop), System.Globalization.CultureInfo.InvariantCulture);
        }
        return numbers;
    }

    private async Task<DbCommand> Command(string sql, CancellationToken stop)
    {
        if (db.Database.GetDbConnection().State != System.Data.ConnectionState.Open) await db.Database.OpenConnectionAsync(stop);
        var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = sql;
        command.Transaction = db.Database.CurrentTransaction?.GetDbTransaction();
        return command;
    }

    private static void Add(DbCommand command, string name, object value)
    {
        var parameter = command.CreateParameter();
        (parameter.ParameterName, parameter.Value) = (name, value);
        command.Parameters.Add(parameter);
    }
}
