using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using Npgsql;
using NpgsqlTypes;

namespace Qingjian.Bench;

/// <summary>What the machine gives without us: sockets alone, bulk insert alone.</summary>
internal static class CeilingBench
{
    private const int RowsPerCommit = 5_000;
    private static readonly byte[] Answer = "##0086QN=20260701083000123;ST=91;CN=9014;PW=123456;MN=010000A8900016F000000000;Flag=4;CP=&&&&0000\r\n"u8.ToArray();

    /// <param name="args">[connections] [seconds] [postgres: connection string of an empty database]</param>
    public static int Run(string[] args)
    {
        var connections = args.Length > 1 ? IngestLoad.Int(args[1]) : 1000;
        var seconds = args.Length > 2 ? IngestLoad.Int(args[2]) : 5;
        Sockets(connections, seconds);
        var folder = Directory.CreateTempSubdirectory("qj-bench");
        try
        {
            Sqlite(Path.Combine(folder.FullName, "bulk.db"), seconds);
        }
        finally
        {
            SqliteConnection.ClearAllPools();
            folder.Delete(recursive: true);
        }
        if (args.Length > 3) Postgres(args[3], seconds);
        return 0;
    }

    // The same loggers against a server that answers whatever arrives, without reading or keeping it.
    private static void Sockets(int connections, int seconds)
    {
        using var listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        listener.Listen(4096);
        _ = Task.Run(async () =>
        {
            try
            {
                while (true) _ = Echo(await listener.AcceptAsync());
            }
            catch (SocketException) { }
            catch (ObjectDisposedException) { }
        });
        using var load = Process.Start(new ProcessStartInfo(Environment.ProcessPath!)
        {
            ArgumentList = { "ingest-load", Text(((IPEndPoint)listener.LocalEndPoint!).Port), Text(connections), Text(seconds), "0" },
            RedirectStandardOutput = true,
        })!;
        var result = JsonSerializer.Deserialize<IngestLoad.Result>(load.StandardOutput.ReadToEnd())!;
        load.WaitForExit();
        Say($"bare limit: sockets alone, nothing read or kept: {result.Answers / result.Seconds:N0} packets/s over {connections} connections, p99 {result.P99:0.0} ms");
    }

    private static async Task Echo(Socket socket)
    {
        using var own = socket;
        var buffer = new byte[4096];
        try
        {
            while (await socket.ReceiveAsync(buffer) > 0) await socket.SendAsync(Answer);
        }
        catch (SocketException) { }
    }

    // One row for each value, as a plain gateway would keep them.
    private static void Sqlite(string path, int seconds)
    {
        using var db = new SqliteConnection($"Data Source={path}");
        db.Open();
        Run(db, "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; CREATE TABLE value (mn INTEGER, code INTEGER, time INTEGER, value REAL, flag TEXT, PRIMARY KEY (mn, code, time)) WITHOUT ROWID");
        using var insert = db.CreateCommand();
        insert.CommandText = "INSERT INTO value VALUES ($1, $2, $3, $4, 'N') ON CONFLICT DO UPDATE SET value = excluded.value";
        var values = Enumerable.Range(1, 4).Select(n => insert.Parameters.Add("$" + n, n < 4 ? SqliteType.Integer : SqliteType.Real)).ToArray();
        var rows = 0L;
        var watch = Stopwatch.StartNew();
        while (watch.Elapsed.TotalSeconds < seconds)
        {
            using var transaction = db.BeginTransaction();
            insert.Transaction = transaction;
            for (var n = 0; n < RowsPerCommit; n++, rows++)
            {
                values[0].Value = rows / 10 % 1000;
                values[1].Value = rows % 10;
                values[2].Value = rows / 10_000;
                values[3].Value = rows * 0.37;
                insert.ExecuteNonQuery();
            }
            transaction.Commit();
        }
        Say($"bare limit: SQLite bulk upsert, one row a value, synchronous=FULL, {RowsPerCommit} rows a commit: {rows / watch.Elapsed.TotalSeconds:N0} rows/s, {new FileInfo(path).Length / (double)rows:0} bytes a value");
    }

    private static void Postgres(string connection, int seconds)
    {
        using var db = new NpgsqlConnection(connection);
        db.Open();
        using (var make = new NpgsqlCommand("CREATE TABLE bulk (mn INTEGER, code INTEGER, time BIGINT, value DOUBLE PRECISION, flag TEXT, PRIMARY KEY (mn, code, time))", db)) make.ExecuteNonQuery();
        var rows = 0L;
        var watch = Stopwatch.StartNew();
        while (watch.Elapsed.TotalSeconds < seconds)
        {
            using var copy = db.BeginBinaryImport("COPY bulk FROM STDIN (FORMAT BINARY)");
            for (var n = 0; n < RowsPerCommit; n++, rows++)
            {
                copy.StartRow();
                copy.Write((int)(rows / 10 % 1000), NpgsqlDbType.Integer);
                copy.Write((int)(rows % 10), NpgsqlDbType.Integer);
                copy.Write(rows / 10_000, NpgsqlDbType.Bigint);
                copy.Write(rows * 0.37, NpgsqlDbType.Double);
                copy.Write("N", NpgsqlDbType.Text);
            }
            copy.Complete();
        }
        var took = watch.Elapsed.TotalSeconds;
        using var size = new NpgsqlCommand("SELECT pg_total_relation_size('bulk')", db);
        Say($"bare limit: PostgreSQL COPY, one row a value with its key, {RowsPerCommit} rows a commit: {rows / took:N0} rows/s, {(long)size.ExecuteScalar()! / (double)rows:0} bytes a value");
    }

    private static void Run(SqliteConnection db, string sql)
    {
        using var command = db.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private static void Say(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
