using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace Qingjian.Tests.Fixtures;

/// <summary>
/// One PostgreSQL 15 of our own for the whole run, on a free loopback port, with the durability settings the product asks for.
/// <c>QINGJIAN_TEST_POSTGRES</c> may name a running one instead. Each test class takes a database of its own.
/// </summary>
public static class PostgresServer
{
    private static readonly Lazy<string> Server = new(Start);
    private static int databases;

    /// <summary>Connection string of a fresh database.</summary>
    public static string NewDatabase()
    {
        var name = $"t{Environment.ProcessId}_{Interlocked.Increment(ref databases)}";
        using var connection = new NpgsqlConnection(Server.Value);
        connection.Open();
        using var command = new NpgsqlCommand($"CREATE DATABASE {name}", connection);
        command.ExecuteNonQuery();
        return new NpgsqlConnectionStringBuilder(Server.Value) { Database = name, MaxPoolSize = 20 }.ToString();
    }

    private static string Start()
    {
        if (Environment.GetEnvironmentVariable("QINGJIAN_TEST_POSTGRES") is { Length: > 0 } given) return given;
        var bin = Directory.Exists("/usr/lib/postgresql/15/bin") ? "/usr/lib/postgresql/15/bin"
            : throw new InvalidOperationException("PostgreSQL 15 is not installed; ./test installs it.");
        var root = Directory.Exists("/dev/shm") ? "/dev/shm" : Path.GetTempPath();
        var folder = Path.Combine(root, $"qingjian-pg-{Environment.ProcessId}");
        Directory.CreateDirectory(folder);
        var asRoot = Environment.UserName == "root";
        if (asRoot) Run("chown", "postgres", folder);
        var port = FreePort();
        Execute(asRoot, $"{bin}/initdb", "-D", $"{folder}/data", "-U", "qingjian", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync", "--data-checksums");
        Execute(asRoot, $"{bin}/pg_ctl", "-D", $"{folder}/data", "-w", "-t", "30", "-l", $"{folder}/pg.log",
            "-o", $"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories='{folder}' -c max_connections=200", "start");
        Clear(folder, $"{bin}/pg_ctl", asRoot);
        return $"Host=127.0.0.1;Port={port};Username=qingjian;Database=postgres";
    }

    // The runner may end or kill this program without letting it clean up, and what is left in memory would be missing for the next run:
    // a shell of its own waits for its end.
    private static void Clear(string folder, string control, bool asRoot)
    {
        var stop = $"{(asRoot ? "setpriv --reuid=postgres --regid=postgres --clear-groups env HOME=/tmp " : "")}{control} -D {folder}/data -m immediate stop";
        using var watcher = Process.Start(new ProcessStartInfo("setsid", ["sh", "-c", $"exec >/dev/null 2>&1 </dev/null; while kill -0 {Environment.ProcessId}; do sleep 1; done; {stop}; rm -rf {folder}"]) { UseShellExecute = false });
    }

    private static void Execute(bool asPostgres, string program, params string[] arguments)
    {
        if (asPostgres) Run("setpriv", ["--reuid=postgres", "--regid=postgres", "--clear-groups", "env", "HOME=/tmp", program, .. arguments]);
        else Run(program, arguments);
    }

    private static void Run(string program, params string[] arguments)
    {
        // Output is not piped: the server inherits the pipes and would keep them open.
        using var process = Process.Start(new ProcessStartInfo("sh", ["-c", "exec \"$0\" \"$@\" >/dev/null 2>&1 </dev/null", program, .. arguments]) { UseShellExecute = false })!;
        process.WaitForExit();
        if (process.ExitCode != 0) throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} ended with {process.ExitCode}.");
    }

    internal static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
