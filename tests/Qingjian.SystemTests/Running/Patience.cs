using System.Diagnostics;

namespace Qingjian.SystemTests.Running;

/// <summary>Waiting for something that comes, with a limit that only a broken house reaches.</summary>
internal static class Patience
{
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(90);

    /// <summary>Asks again and again until the answer is yes.</summary>
    /// <exception cref="TimeoutException">It did not come; <paramref name="what"/> and <paramref name="seen"/> say what was missing.</exception>
    public static async Task Until(Func<Task<bool>> there, string what, Func<string>? seen = null)
    {
        var since = Stopwatch.GetTimestamp();
        while (!await there())
        {
            if (Stopwatch.GetElapsedTime(since) > Limit) throw new TimeoutException($"Waited in vain: {what}. {seen?.Invoke()}");
            await Task.Delay(50);
        }
    }

    public static Task Until(Func<bool> there, string what, Func<string>? seen = null) => Until(() => Task.FromResult(there()), what, seen);
}
