using System.Collections.Concurrent;
using System.Threading.Channels;

namespace Qingjian.Platform.Live;

/// <summary>"Look again": tells open pages that a topic changed. Carries no content, so it needs no scope.</summary>
public sealed class LiveSignals
{
    private readonly ConcurrentDictionary<Guid, Channel<string>> listeners = new();

    /// <summary>Says that rows of <paramref name="topic"/> (orders, packets, inbox …) may have changed.</summary>
    public void Raise(string topic)
    {
        foreach (var listener in listeners.Values) listener.Writer.TryWrite(topic);
    }

    /// <summary>Topics as they are raised, until cancelled. A slow reader loses the oldest, never blocks the writer.</summary>
    public async IAsyncEnumerable<string> Listen([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken stop)
    {
        var id = Guid.NewGuid();
        var channel = Channel.CreateBounded<string>(new BoundedChannelOptions(64) { FullMode = BoundedChannelFullMode.DropOldest });
        listeners[id] = channel;
        try
        {
            await foreach (var topic in channel.Reader.ReadAllAsync(stop)) yield return topic;
        }
        finally { listeners.TryRemove(id, out _); }
    }
}
