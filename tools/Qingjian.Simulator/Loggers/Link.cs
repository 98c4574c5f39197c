using System.Buffers;
using System.Collections.Concurrent;
using System.IO.Pipelines;
using System.Net.Sockets;
using System.Text;
using Qingjian.Hj212;

namespace Qingjian.Simulator.Loggers;

/// <summary>A request of the host as a logger hears it.</summary>
/// <param name="Command">CN.</param>
/// <param name="Qn">QN of the request, repeated in answers.</param>
/// <param name="Area">The data area as text.</param>
internal sealed record HostRequest(int Command, DateTime Qn, string Area)
{
    /// <summary>A plain field of the request, or null.</summary>
    public string? Field(string name)
    {
        foreach (var pair in Area.Split(';', ','))
            if (pair.Split('=') is [var key, var value] && key.Trim() == name) return value;
        return null;
    }
}

/// <summary>One TCP connection of a logger: sends frames, waits for their answers within a window, sends again after ten seconds, three times.</summary>
internal sealed class Link : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private readonly Socket socket;
    private readonly NetworkStream stream;
    private readonly ConcurrentDictionary<string, TaskCompletionSource> waiting = new();
    private readonly SemaphoreSlim writing = new(1, 1);
    private readonly CancellationTokenSource closed = new();
    private readonly Task reading;

    private Link(Socket socket, Func<HostRequest, Link, Task>? onRequest)
    {
        this.socket = socket;
        stream = new NetworkStream(socket, ownsSocket: true);
        reading = Read(onRequest);
    }

    public long Answered { get; private set; }
    public long Resent { get; private set; }
    public bool IsClosed => closed.IsCancellationRequested;

    public static async Task<Link> Open(string host, int port, Func<HostRequest, Link, Task>? onRequest, CancellationToken stop)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try { await socket.ConnectAsync(host, port, stop); }
        catch { socket.Dispose(); throw; }
        return new Link(socket, onRequest);
    }

    /// <summary>Sends bytes as they are, waiting for nothing.</summary>
    public async Task Send(ReadOnlyMemory<byte> bytes, CancellationToken stop)
    {
        await writing.WaitAsync(stop);
        try { await stream.WriteAsync(bytes, stop); }
        finally { writing.Release(); }
    }

    /// <summary>Sends one frame and waits until it is answered; sends it again at most three times.</summary>
    /// <returns>True when an answer with its QN came.</returns>
    public async Task<bool> SendAndWait(ReadOnlyMemory<byte> frame, CancellationToken stop)
    {
        var qn = QnOf(frame.Span);
        var answer = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        waiting[qn] = answer;
        try
        {
            for (var attempt = 0; attempt < 4 && !IsClosed; attempt++)
            {
                if (attempt > 0) Resent++;
                await Send(frame, stop);
                using var both = CancellationTokenSource.CreateLinkedTokenSource(stop, closed.Token);
                try
                {
                    await answer.Task.WaitAsync(Patience, both.Token);
                    return true;
                }
                catch (TimeoutException) { }
                catch (OperationCanceledException) when (!stop.IsCancellationRequested) { return false; }
            }
            return false;
        }
        finally { waiting.TryRemove(qn, out _); }
    }

    private static string QnOf(ReadOnlySpan<byte> frame)
    {
        var at = frame.IndexOf("QN="u8);
        return at < 0 ? "" : Encoding.ASCII.GetString(frame.Slice(at + 3, 17));
    }

    private async Task Read(Func<HostRequest, Link, Task>? onRequest)
    {
        var pipe = PipeReader.Create(stream);
        using var frames = new FrameReader();
        var packets = new PacketReader();
        try
        {
            while (true)
            {
                var got = await pipe.ReadAsync(closed.Token);
                var input = got.Buffer;
                while (Next(ref input, frames, packets, out var request))
                    if (request is not null && onRequest is not null) _ = onRequest(request, this);
                pipe.AdvanceTo(input.Start, input.End);
                if (got.IsCompleted) break;
            }
        }
        catch (Exception fault) when (fault is IOException or OperationCanceledException or ObjectDisposedException or SocketException) { }
        await closed.CancelAsync();
    }

    private bool Next(ref ReadOnlySequence<byte> input, FrameReader frames, PacketReader packets, out HostRequest? request)
    {
        request = null;
        var status = frames.TryRead(ref input, out var frame);
        if (status == FrameStatus.NeedMore) return false;
        if (status == FrameStatus.Broken || packets.TryRead(frame.Segment, out var packet) == PacketStatus.Refused) return true;
        if (packet.Command is 9013 or 9014)
        {
            Answered++;
            if (waiting.TryGetValue(Encoding.ASCII.GetString(packet.Qn), out var answer)) answer.TrySetResult();
        }
        else if (packet.Command is not (9011 or 9012) && packet.QnTime is { } qn)
            request = new HostRequest(packet.Command, qn, Encoding.UTF8.GetString(packet.Area));
        return true;
    }

    public async ValueTask DisposeAsync()
    {
        await closed.CancelAsync();
        await stream.DisposeAsync();
        await reading;
        closed.Dispose();
        writing.Dispose();
    }
}
