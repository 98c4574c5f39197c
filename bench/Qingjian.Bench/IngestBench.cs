using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Npgsql;
using Qingjian.Monitoring.Gateway;
using Qingjian.Monitoring.Gateway.Addresses;
using Qingjian.Monitoring.Gateway.Raw;
using Qingjian.Monitoring.Readings;
using Qingjian.Platform.Live;
using Qingjian.Registry.Contract;

namespace Qingjian.Bench;

/// <summary>End to end: real sockets, answer only after the durable commit, readings filled behind it.</summary>
internal static class IngestBench
{
    private const int Stations = 1000;

    /// <param name="args">[connections] [seconds] [packets a second, 0 = as fast as answered] [postgres: connection string of an empty database]</param>
    public static int Run(string[] args)
    {
        var connections = args.Length > 1 ? IngestLoad.Int(args[1]) : Stations;
        var seconds = args.Length > 2 ? IngestLoad.Int(args[2]) : 10;
        var rate = args.Length > 3 ? IngestLoad.Int(args[3]) : 0;
        var folder = Directory.CreateTempSubdirectory("qj-bench");
        try
        {
            using var source = args.Length > 4 ? NpgsqlDataSource.Create(args[4]) : null;
            var sync = SyncLatency(folder.FullName);
            using IRawStore raw = source is null ? new SqliteRawStore(folder.FullName) : new PostgresRawStore(source);
            using IReadingStore readings = source is null ? new SqliteReadingStore(folder.FullName) : new PostgresReadingStore(source);
            var result = Measure(raw, readings, connections, seconds, rate, out var cpu, out var backlog, out var health, out var allocated);
            double packets = health.Packets, plain = raw.BytesOnDisk();
            var packing = Stopwatch.StartNew();
            raw.Repack(DateTimeOffset.UtcNow.AddDays(1).ToUnixTimeMilliseconds(), default);
            packing.Stop();
            double behind = readings.BytesOnDisk(), values;
            if (source is null)
            {
                // Closed, so that the write-ahead log has gone into the file.
                raw.Dispose();
                values = folder.EnumerateFiles("raw-*").Sum(file => file.Length);
            }
            else
            {
                using var vacuum = source.CreateCommand("VACUUM FULL");
                vacuum.CommandTimeout = 0;
                vacuum.ExecuteNonQuery();
                values = raw.BytesOnDisk();
            }
            var report = new StringBuilder();
            report.AppendLine(CultureInfo.InvariantCulture, $"ingest {(source is null ? "SQLite synchronous=FULL" : "PostgreSQL 15")}: {result.Answers / result.Seconds:N0} packets/s answered over {connections} connections, one packet in flight each");
            report.AppendLine(CultureInfo.InvariantCulture, $"  p50 {result.P50:0.0} ms, p99 {result.P99:0.0} ms, max {result.Max:0.0} ms; sync of 64 KB p50 {sync.P50:0.00} ms p99 {sync.P99:0.00} ms");
            report.AppendLine(CultureInfo.InvariantCulture, $"  gateway CPU {cpu:0.0} s ({cpu / packets * 1e6:0.0} us/packet), loggers CPU {result.CpuSeconds:0.0} s; {packets / health.Commits:0} packets a commit; {allocated / packets:0} bytes allocated a packet");
            report.AppendLine(CultureInfo.InvariantCulture, $"  readings behind at the end of the load: {backlog} commits; readings {behind / packets / 10:0.0} bytes a value");
            report.AppendLine(CultureInfo.InvariantCulture, $"  raw {plain / packets:0} bytes/packet as received ({plain / packets / 10:0.0} a value), {values / packets:0} packed ({values / packets / 10:0.0} a value; random values, packed in {packing.Elapsed.TotalSeconds:0.0} s)");
            Console.Write(report);
            return 0;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    internal static IngestLoad.Result Measure(IRawStore raw, IReadingStore readings, int connections, int seconds, int rate,
        out double cpu, out long backlog, out GatewayHealth health, out long allocated)
    {
        health = new GatewayHealth();
        using var service = Gateway(raw, readings, connections, health);
        service.StartAsync(default).GetAwaiter().GetResult();
        using var load = Process.Start(new ProcessStartInfo(Environment.ProcessPath!)
        {
            ArgumentList = { "ingest-load", Text(service.Port), Text(connections), Text(seconds), Text(rate) },
            RedirectStandardOutput = true,
        })!;
        Thread.Sleep(1500);
        var before = Process.GetCurrentProcess().TotalProcessorTime;
        var allocatedBefore = GC.GetTotalAllocatedBytes();
        var line = load.StandardOutput.ReadToEnd();
        load.WaitForExit();
        cpu = (Process.GetCurrentProcess().TotalProcessorTime - before).TotalSeconds;
        allocated = GC.GetTotalAllocatedBytes() - allocatedBefore;
        backlog = service.Backlog;
        if (Environment.GetEnvironmentVariable("QINGJIAN_BENCH_THREADS") is not null) Console.Write(Threads());
        var patience = Stopwatch.StartNew();
        while (service.Backlog > 0 && patience.Elapsed < TimeSpan.FromMinutes(2)) Thread.Sleep(100);
        service.StopAsync(default).GetAwaiter().GetResult();
        return JsonSerializer.Deserialize<IngestLoad.Result>(line)!;
    }

    /// <summary>The product's gateway with as many registered loggers, on a free loopback port.</summary>
    internal static GatewayService Gateway(IRawStore raw, IReadingStore readings, int connections, GatewayHealth health)
    {
        var options = new GatewayOptions { Address = "127.0.0.1", Port = 0, PacketsPerSecond = 100_000, PacketBurst = 100_000, MostPerAddress = 100_000, MostConnections = 20_000 };
        var stations = new BenchStations(connections);
        return new GatewayService(Options.Create(options), raw, readings, stations, new ProtocolRules(options, new StationKeys(stations)),
            new LinkBoard(_ => null, TimeSpan.Zero), health, new KnownAddresses(Options.Create(options)), new ArrivedReadings(), new NobodyHears(), new LiveSignals(), TimeProvider.System, NullLogger<GatewayService>.Instance);
    }

    // Processor time by thread name: where the packets' microseconds go.
    private static string Threads()
    {
        var lines = Directory.GetDirectories("/proc/self/task").Select(task => File.ReadAllText(task + "/stat")).Select(stat =>
        {
            var name = stat[(stat.IndexOf('(', StringComparison.Ordinal) + 1)..stat.LastIndexOf(')')];
            var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
            return (Name: name, User: Int(fields[11]) / 100.0, System: Int(fields[12]) / 100.0);
        });
        var text = new StringBuilder();
        foreach (var group in lines.GroupBy(line => line.Name).OrderByDescending(group => group.Sum(line => line.User + line.System)).Take(9))
            text.AppendLine(CultureInfo.InvariantCulture, $"    {group.Key,-16} user {group.Sum(l => l.User):0.00} system {group.Sum(l => l.System):0.00}");
        return text.ToString();

        static int Int(string text) => IngestLoad.Int(text);
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    internal static (double P50, double P99) SyncLatency(string folder)
    {
        var path = Path.Combine(folder, "sync");
        using var file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None, 0);
        var bytes = new byte[64 * 1024];
        var times = new List<double>();
        for (var n = 0; n < 200; n++)
        {
            file.Write(bytes);
            var since = Stopwatch.GetTimestamp();
            file.Flush(flushToDisk: true);
            times.Add(Stopwatch.GetElapsedTime(since).TotalMilliseconds);
        }
        file.Close();
        File.Delete(path);
        times.Sort();
        return (times[100], times[197]);
    }
}

/// <summary>Registered loggers of the load, by MN.</summary>
internal sealed class BenchStations : IStations
{
    private readonly Dictionary<string, Station> byMn;

    public BenchStations(int count) => byMn = Enumerable.Range(0, count).Select(n => new Station("m" + n, IngestLoad.MnOf(n), "", "e", "", "611000",
        MonitorState.Active, "123456"u8.ToArray(), ProtocolEdition.Auto, Vocabulary.Medium.Air, "31", CrcMode.Standard, false, false,
        TimeSpan.FromSeconds(30), TimeSpan.FromMinutes(10), false, null, [])).ToDictionary(s => s.Mn, StringComparer.Ordinal);

    public Station? Find(ReadOnlySpan<char> mn) => byMn.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(mn, out var found) ? found : null;

    public Station? Find(ReadOnlySpan<byte> mn)
    {
        Span<char> text = stackalloc char[64];
        return mn.Length > 64 ? null : Find(text[..Encoding.ASCII.GetChars(mn, text)]);
    }

    public IReadOnlyCollection<Station> All => byMn.Values;
    public IReadOnlyList<Station> SpeakingFor(string outletId) => [];
    public long Generation => 1;
    public Task Reload(CancellationToken stop) => Task.CompletedTask;
}

internal sealed class NobodyHears : IHearStations
{
    public void Heard(Station station, in Hj212.Packet packet) { }
}
