using System.Collections.Concurrent;
using Npgsql;

namespace Qingjian.Monitoring.Storage;

/// <summary>The one writing connection of a native store: durability settings read back, an advisory lock held, so that two programs
/// never write one store.</summary>
internal sealed class PostgresWriter : IDisposable
{
    private readonly ConcurrentDictionary<string, bool> partitions = new(StringComparer.Ordinal);

    /// <exception cref="StoreException">A setting would weaken what an answer promises, or another program writes.</exception>
    public PostgresWriter(NpgsqlDataSource source, string store)
    {
        Connection = source.OpenConnection();
        try
        {
            Expect("fsync", "on");
            Expect("full_page_writes", "on");
            Expect("data_checksums", "on");
            if (Text("SHOW synchronous_commit") is "off" or "local" or "remote_write")
                throw new StoreException("PostgreSQL: synchronous_commit must be on", 0);
            if (!(bool)Scalar($"SELECT pg_try_advisory_lock(hashtext('qingjian.{store}'))")!)
                throw new StoreException($"PostgreSQL: another program already writes {store}", 5);
        }
        catch
        {
            Connection.Dispose();
            throw;
        }
    }

    public NpgsqlConnection Connection { get; }

    public void Run(string sql)
    {
        using var command = new NpgsqlCommand(sql, Connection);
        command.ExecuteNonQuery();
    }

    public object? Scalar(string sql)
    {
        using var command = new NpgsqlCommand(sql, Connection);
        return command.ExecuteScalar();
    }

    private string Text(string sql) => (string)Scalar(sql)!;

    private void Expect(string setting, string value)
    {
        var found = Text("SHOW " + setting);
        if (found != value) throw new StoreException($"PostgreSQL: {setting} is {found}, must be {value}", 0);
    }

    /// <summary>Makes the partition of a month when it is not there.</summary>
    /// <param name="table">Partitioned by range over Beijing time since 1970.</param>
    /// <param name="divisor">1 where the table counts milliseconds, 1000 where it counts seconds.</param>
    public void Partition(string table, Month month, long divisor)
    {
        var name = $"{table}_{month.Year:0000}_{month.Number:00}";
        if (!partitions.TryAdd(name, true)) return;
        Run($"CREATE TABLE IF NOT EXISTS {name} PARTITION OF {table} FOR VALUES FROM ({month.StartLocal / divisor}) TO ({month.Next.StartLocal / divisor})");
    }

    /// <summary>After partitions were dropped: they are made anew when late data ask for them. Called from any thread.</summary>
    public void Forget(IReadOnlyList<string> dropped)
    {
        foreach (var name in dropped) partitions.TryRemove($"monitoring.{name}", out _);
    }

    public void Dispose()
    {
        // The connection goes back to the pool; the lock must not go with it.
        try { Run("SELECT pg_advisory_unlock_all()"); }
        catch (NpgsqlException) { }
        catch (InvalidOperationException) { }
        Connection.Dispose();
    }
}
