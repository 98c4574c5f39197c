using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Qingjian.Registry.Stations;

/// <summary>Fills the snapshot before the gateway opens its port, then looks for what other nodes changed.</summary>
internal sealed class StationWatch(StationSnapshot stations, IOptions<RegistryOptions> options, TimeProvider clock, ILogger<StationWatch> log) : BackgroundService
{
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await stations.Reload(cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var beat = new PeriodicTimer(options.Value.StationsLookAgain, clock);
        while (await beat.WaitForNextTickAsync(stoppingToken))
        {
            try { await stations.ReloadIfChanged(stoppingToken); }
            catch (Exception fault) when (fault is not OperationCanceledException)
            {
                log.LogError(fault, "The registry's stations could not be read again; the last snapshot stands.");
            }
        }
    }
}
