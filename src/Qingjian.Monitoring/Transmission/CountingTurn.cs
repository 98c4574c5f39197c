namespace Qingjian.Monitoring.Transmission;

/// <summary>One counts at a time: two would each put a current count in the place of the same earlier one.</summary>
internal class CountingTurn : IDisposable
{
    private readonly SemaphoreSlim one = new(1, 1);

    /// <summary>Waits for the turn; it ends when the answer is disposed of.</summary>
    public async Task<IDisposable> Take(CancellationToken stop)
    {
        await one.WaitAsync(stop);
        return new Turn(one);
    }

    public void Dispose()
    {
        one.Dispose();
        GC.SuppressFinalize(this);
    }

    private sealed class Turn(SemaphoreSlim one) : IDisposable
    {
        public void Dispose() => one.Release();
    }
}

/// <summary>The same for amounts.</summary>
internal sealed class AmountsTurn : CountingTurn;
