using Qingjian.Monitoring.Contract;

namespace Qingjian.Monitoring.Readings;

/// <summary>Tells, within the program, that readings came to be stored: pages look again, the judge looks at the changes.</summary>
internal sealed class ArrivedReadings
{
    private volatile TaskCompletionSource next = New();

    /// <summary>Raised after each stored batch with what it held; handlers must be quick and must not throw.</summary>
    public event Action<IReadOnlyList<IncomingReading>>? Arrived;

    public void Stored(IReadOnlyList<IncomingReading> batch)
    {
        if (batch.Count == 0) return;
        Arrived?.Invoke(batch);
        var periods = false;
        foreach (var reading in batch)
            if (reading.Kind is not (PeriodKind.Realtime or PeriodKind.FacilityState))
            {
                periods = true;
                break;
            }
        if (!periods) return;
        var told = Interlocked.Exchange(ref next, New());
        told.TrySetResult();
    }

    /// <summary>Completes when a period value has been stored after this call.</summary>
    public Task NextPeriodValue => next.Task;

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
