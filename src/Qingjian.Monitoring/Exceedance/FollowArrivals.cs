using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Qingjian.Monitoring.Contract;

namespace Qingjian.Monitoring.Exceedance;

/// <summary>Work that follows hour and minute values as they arrive, stretch by stretch; what fails is tried again.</summary>
/// <param name="readings">Where they arrive.</param>
/// <param name="gather">How long what comes together is waited for.</param>
/// <param name="clock">Time.</param>
/// <param name="log">Takes what failed.</param>
internal abstract partial class FollowArrivals(IReadings readings, TimeSpan gather, TimeProvider clock, ILogger log) : BackgroundService
{
    /// <summary>Looks again after this long although nothing was told to have come.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan AfterFault = TimeSpan.FromSeconds(5);

    protected IReadings Readings { get; } = readings;
    protected TimeProvider Clock { get; } = clock;

    /// <summary>Works off one stretch of changes; false when there was none.</summary>
    public abstract Task<bool> Step(CancellationToken stop);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                var next = Readings.NextPeriodValue;
                if (await Step(stoppingToken)) continue;
                await Task.WhenAny(next, Task.Delay(Longest, Clock, stoppingToken));
                await Task.Delay(gather, Clock, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested) { return; }
            catch (Exception fault)
            {
                Failed(log, fault, GetType().Name);
                await Task.Delay(AfterFault, Clock, stoppingToken);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "{Work} failed on arrived values; they are tried again.")]
    private static partial void Failed(ILogger log, Exception fault, string work);
}
