using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Qingjian.Monitoring.Contract;
using Qingjian.Monitoring.Gateway;
using Qingjian.Monitoring.Gateway.Raw;
using Qingjian.Monitoring.Storage;

namespace Qingjian.Monitoring.Readings;

/// <summary>Packs raw packets that are a day old and lets go what has been kept long enough, once an hour.</summary>
internal sealed class KeepStores(
    IRawStore raw, IReadingStore readings, IOptions<GatewayOptions> gateway, IOptions<ReadingOptions> options, TimeProvider clock,
    ILogger<KeepStores> log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var hours = new PeriodicTimer(TimeSpan.FromHours(1), clock);
        while (await hours.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                Run(clock.GetUtcNow(), stoppingToken);
            }
            catch (Exception fault) when (fault is StoreException or IOException or System.Data.Common.DbException or InvalidDataException)
            {
                log.LogError(fault, "The stores could not be tidied; they are tried again in an hour.");
            }
        }
    }

    public void Run(DateTimeOffset now, CancellationToken stop)
    {
        var packed = raw.Repack((now - gateway.Value.RepackAfter).ToUnixTimeMilliseconds(), stop);
        if (packed > 0) log.LogInformation("{Count} commits of raw packets were packed into blocks.", packed);
        raw.Drop((now - gateway.Value.KeepRaw).ToUnixTimeMilliseconds(), (now - gateway.Value.KeepQuarantine).ToUnixTimeMilliseconds());
        var changes = (now - options.Value.KeepChanges).ToUnixTimeMilliseconds();
        foreach (var kind in (PeriodKind[])[PeriodKind.Realtime, PeriodKind.FacilityState])
            readings.Drop(kind, Beijing.LocalSeconds(now - options.Value.KeepRealtime), changes);
        foreach (var kind in (PeriodKind[])[PeriodKind.Minute, PeriodKind.FiveMinute])
            readings.Drop(kind, Beijing.LocalSeconds(now - options.Value.KeepMinutes), changes);
    }
}
