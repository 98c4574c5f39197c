using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Npgsql;
using Qingjian.Hj212;
using Qingjian.Monitoring.Gateway;
using Qingjian.Monitoring.Gateway.Addresses;
using Qingjian.Monitoring.Gateway.Raw;
using Qingjian.Monitoring.Readings;
using Qingjian.Platform.Live;
using Qingjian.Registry.Contract;
using Qingjian.Tests.Fixtures;

namespace Qingjian.Tests.Monitoring.Gateway;

/// <summary>A whole gateway on a free port with stores in a temporary folder and two registered stations. It is 2026-07-01 09:05 there.</summary>
internal sealed class GatewayBench : IDisposable
{
    public const string Mn = "010000A8900016F000169DC0";
    public const string OldMn = "88888880000001";

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("qj-gateway");
    private readonly NpgsqlDataSource? postgresServer;
    private GatewayService service;

    public GatewayBench(Action<GatewayOptions>? settings = null, Func<IRawStore, IRawStore>? wrap = null, bool postgres = false)
    {
        if (postgres) postgresServer = NpgsqlDataSource.Create(PostgresServer.NewDatabase());
        Options = new GatewayOptions { Address = "127.0.0.1", Port = 0 };
        settings?.Invoke(Options);
        Raw = postgresServer is null ? new SqliteRawStore(folder.FullName) : new PostgresRawStore(postgresServer);
        if (wrap is not null) Raw = wrap(Raw);
        Readings = postgresServer is null ? new SqliteReadingStore(folder.FullName) : new PostgresReadingStore(postgresServer);
        Addresses = new KnownAddresses(Microsoft.Extensions.Options.Options.Create(Options));
        Rules = new ProtocolRules(Options, new StationKeys(Stations));
        service = Start();
    }

    private GatewayService Start()
    {
        var started = new GatewayService(Microsoft.Extensions.Options.Options.Create(Options), Raw, Readings, Stations, Rules, Links, Health,
            Addresses, Arrivals, new NobodyHears(), new LiveSignals(), Clock, NullLogger<GatewayService>.Instance);
        started.StartAsync(default).GetAwaiter().GetResult();
        return started;
    }

    /// <summary>Ends the gateway and starts another over the same stores; what was only in memory is gone.</summary>
    public void Restart()
    {
        service.StopAsync(default).GetAwaiter().GetResult();
        service.Dispose();
        service = Start();
    }

    public GatewayOptions Options { get; }
    public SettableClock Clock { get; } = new(new DateTimeOffset(2026, 7, 1, 9, 5, 0, TimeSpan.FromHours(8)));
    public IRawStore Raw { get; }
    public IReadingStore Readings { get; }
    public ProtocolRules Rules { get; }
    public TestStations Stations { get; } = new(StationOf(Mn), StationOf(OldMn) with { Medium = Qingjian.Vocabulary.Medium.Water });
    public LinkBoard Links { get; } = new(_ => Judgement.Law.Book.SupervisionOn(Judgement.Law.Day), TimeSpan.FromMinutes(1));
    public GatewayHealth Health { get; } = new();
    public KnownAddresses Addresses { get; }
    public ArrivedReadings Arrivals { get; } = new();
    public GatewayService Service => service;

    public static Station StationOf(string mn) => new("m-" + mn, mn, "一号排口数采仪", "e1", "演示企业", "611002", MonitorState.Active,
        "123456"u8.ToArray(), ProtocolEdition.Auto, Qingjian.Vocabulary.Medium.Air, "31", Qingjian.Registry.Contract.CrcMode.Standard, false, false,
        TimeSpan.FromSeconds(30), TimeSpan.FromMinutes(10), false, null, []);

    public TestLogger Connect() => new(service.Port);

    /// <summary>Waits until what has been stored raw has become readings.</summary>
    public void Settle() => SpinWait.SpinUntil(() => service.Backlog == 0, TimeSpan.FromSeconds(10));

    /// <summary>A frame with right length and CRC around a data segment.</summary>
    public static string Frame(string segment) =>
        $"##{Encoding.UTF8.GetByteCount(segment):0000}{segment}{Crc.Compute(Encoding.UTF8.GetBytes(segment)):X4}\r\n";

    public void Dispose()
    {
        service.StopAsync(default).GetAwaiter().GetResult();
        service.Dispose();
        Raw.Dispose();
        Readings.Dispose();
        postgresServer?.Dispose();
        Rules.Dispose();
        Health.Dispose();
        folder.Delete(recursive: true);
    }
}

internal sealed class TestStations(params Station[] stations) : IStations
{
    private Dictionary<string, Station> byMn = stations.ToDictionary(s => s.Mn, StringComparer.OrdinalIgnoreCase);

    public Station? Find(ReadOnlySpan<char> mn) => byMn.GetValueOrDefault(mn.ToString());
    public Station? Find(ReadOnlySpan<byte> mn) => Find(Encoding.ASCII.GetString(mn));
    public IReadOnlyCollection<Station> All => byMn.Values;
    public IReadOnlyList<Station> SpeakingFor(string outletId) => [.. byMn.Values.Where(station => station.Bindings.Any(binding => binding.OutletId == outletId))];
    public long Generation { get; private set; } = 1;
    public Task Reload(CancellationToken stop) => Task.CompletedTask;

    public void Set(Station station)
    {
        byMn = new(byMn, StringComparer.OrdinalIgnoreCase) { [station.Mn] = station };
        Generation++;
    }
}

/// <summary>The other end of the line.</summary>
internal sealed class TestLogger : IDisposable
{
    private readonly Socket socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
    private string received = "";

    public TestLogger(int port, string? from = null)
    {
        if (from is not null) socket.Bind(new IPEndPoint(IPAddress.Parse(from), 0));
        socket.Connect(new IPEndPoint(IPAddress.Loopback, port));
        socket.NoDelay = true;
    }

    public void Send(string text) => socket.Send(Encoding.UTF8.GetBytes(text));

    public void Send(byte[] bytes) => socket.Send(bytes);

    /// <summary>The next whole line, or null when none came in time or the connection was closed.</summary>
    public string? Answer(int withinMilliseconds = 5000)
    {
        var buffer = new byte[4096];
        var until = Environment.TickCount64 + withinMilliseconds;
        while (true)
        {
            var end = received.IndexOf("\r\n", StringComparison.Ordinal);
            if (end >= 0)
            {
                var line = received[..(end + 2)];
                received = received[(end + 2)..];
                return line;
            }
            var left = until - Environment.TickCount64;
            if (left <= 0 || !socket.Poll(TimeSpan.FromMilliseconds(left), SelectMode.SelectRead)) return null;
            int read;
            try { read = socket.Receive(buffer); }
            catch (SocketException) { return null; }
            if (read == 0) return null;
            received += Encoding.UTF8.GetString(buffer, 0, read);
        }
    }

    /// <summary>Whether the other side has closed.</summary>
    public bool IsClosed(int withinMilliseconds = 5000)
    {
        if (!socket.Poll(TimeSpan.FromMilliseconds(withinMilliseconds), SelectMode.SelectRead)) return false;
        try { return socket.Receive(new byte[256]) == 0; }
        catch (SocketException) { return true; }
    }

    public void Dispose() => socket.Dispose();
}

internal sealed class NobodyHears : IHearStations
{
    public void Heard(Station station, in Packet packet) { }
}
