namespace Qingjian.Registry.People.SignIn;

/// <summary>Hashing a password costs a core for a tenth of a second: two at once, twenty waiting, more are turned away.</summary>
internal static class HashingLine
{
    private const int Longest = 22;
    private static readonly SemaphoreSlim Turns = new(2);
    private static int standing;

    /// <summary>Waits for a turn, which ends when the answer is disposed; null when the line is full.</summary>
    public static async Task<IDisposable?> Enter(CancellationToken stop)
    {
        if (Interlocked.Increment(ref standing) > Longest)
        {
            Interlocked.Decrement(ref standing);
            return null;
        }
        try { await Turns.WaitAsync(stop); }
        catch
        {
            Interlocked.Decrement(ref standing);
            throw;
        }
        return new Turn();
    }

    private sealed class Turn : IDisposable
    {
        public void Dispose()
        {
            Turns.Release();
            Interlocked.Decrement(ref standing);
        }
    }
}
