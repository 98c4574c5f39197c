using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Qingjian.Hj212;
using Qingjian.Monitoring.Gateway.Addresses;
using Qingjian.Monitoring.Gateway.Raw;
using Qingjian.Monitoring.Readings;
using Qingjian.Platform.Live;
using Qingjian.Registry.Contract;

namespace Qingjian.Monitoring.Gateway;

/// <summary>Starts and ends the gateway in order: open and recover the stores, prove a write, then listen; at the end stop accepting, commit
/// what was read, send its answers, close (reliability-security 4.6).</summary>
internal sealed class GatewayService(
    IOptions<GatewayOptions> options, IRawStore raw, IReadingStore readings, IStations stations, ProtocolRules rules, LinkBoard links,
    GatewayHealth health, KnownAddresses addresses, ArrivedReadings arrivals, IHearStations hears, LiveSignals live, TimeProvider clock, ILogger<GatewayService> log)
    : IHostedService, IDisposable
{
    private CommitPackets? commits;
    private SessionDesk? desk;
    private Listener? listener;
    private FillReadings? filling;
    private ITimer? pulse;
    private int packetsSeen, readingsSeen;

    /// <summary>The port in use; 0 while not listening.</summary>
    public int Port => listener?.Port ?? 0;

    public int Connections => desk?.Doorkeeper.Total ?? 0;

    /// <summary>Raw chunks not yet made into readings.</summary>
    public long Backlog => raw.LastChunk - readings.Cursor;

    /// <summary>Takes bytes as if they had come over the line; used when quarantined packets are released.</summary>
    public CommitPackets Commits => commits ?? throw new InvalidOperationException("The gateway has not been started.");

    public Task StartAsync(CancellationToken cancellationToken)
    {
        raw.Prove(clock.GetUtcNow().ToUnixTimeMilliseconds());
        commits = new CommitPackets(raw, options.Value, health, clock, log, Committed);
        filling = new FillReadings(raw, readings, stations, rules, links, arrivals, clock, log);
        filling.Start();
        desk = new SessionDesk(options.Value, rules, stations, links, new Doorkeeper(options.Value), health, addresses, commits, hears, clock, log);
        arrivals.Arrived += _ => Interlocked.Exchange(ref readingsSeen, 1);
        pulse = clock.CreateTimer(_ => Pulse(), null, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1));
        if (options.Value.Listen)
        {
            listener = new Listener(desk, clock, log);
            listener.Start();
            log.LogInformation("HJ 212 gateway listens on {Address}:{Port}.", options.Value.Address, listener.Port);
        }
        return Task.CompletedTask;
    }

    private void Committed(RawBatch batch)
    {
        health.Answered(SendAnswers.Run(batch));
        filling!.Look();
        Interlocked.Exchange(ref packetsSeen, 1);
    }

    // Open pages look again at most once a second.
    private void Pulse()
    {
        if (Interlocked.Exchange(ref packetsSeen, 0) == 1) live.Raise("packets");
        if (Interlocked.Exchange(ref readingsSeen, 0) == 1) live.Raise("readings");
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        if (listener is not null) await listener.StopAccepting();
        if (desk is not null) desk.Stopping = true;
        if (commits is not null) await Task.Run(commits.Dispose, CancellationToken.None);
        listener?.Close();
        if (filling is not null) await Task.Run(filling.Dispose, CancellationToken.None);
    }

    public void Dispose()
    {
        pulse?.Dispose();
        listener?.Dispose();
        commits?.Dispose();
        filling?.Dispose();
        desk?.Dispose();
    }
}
