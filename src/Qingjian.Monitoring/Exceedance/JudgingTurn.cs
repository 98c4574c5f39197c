namespace Qingjian.Monitoring.Exceedance;

/// <summary>One judges at a time. Whether a day is closed decides what is judged of it: nobody may close it between that question and its
/// answer, or an hour that came meanwhile would be missing from the day's mean.</summary>
internal sealed class JudgingTurn : Turn;

/// <summary>Work that one does at a time while the others wait.</summary>
internal abstract class Turn : IDisposable
{
    private readonly SemaphoreSlim one = new(1, 1);

    /// <summary>Waits for the turn; it ends when the answer is disposed of.</summary>
    public async Task<IDisposable> Take(CancellationToken stop)
    {
        await one.WaitAsync(stop);
        return new Mine(one);
    }

    public void Dispose() => one.Dispose();

    private sealed class Mine(SemaphoreSlim one) : IDisposable
    {
        public void Dispose() => one.Release();
    }
}
