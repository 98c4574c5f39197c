using System.Buffers;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Qingjian.Hj212;
using Qingjian.Simulator.Plants;

namespace Qingjian.SystemTests.Loggers;

/// <summary>A logger that never forgets: what is not answered is sent again, on the next connection too. It keeps a few packets under way.</summary>
/// <param name="plant">Whose packets.</param>
/// <param name="port">Port of the gateway on 127.0.0.1.</param>
/// <param name="first">Number of its first packet.</param>
/// <param name="step">Distance to the next: the number of loggers that share the running numbers.</param>
/// <param name="window">Packets under way at once.</param>
/// <param name="pause">Wait before the next packet; none by default.</param>
internal sealed class ResendingLogger(Plant plant, int port, int first, int step, int window, TimeSpan pause = default)
{
    // HJ 212 default time-out on a wired link: 5 s, then 3 re-sends.
    private static readonly TimeSpan ResendAfter = TimeSpan.FromSeconds(5);
    private const int Resends = 3;
    private readonly Lock guard = new();
    private readonly Dictionary<string, byte[]> waiting = [], answered = [];
    private readonly byte[] received = new byte[16 * 1024];
    private int next = first;

    /// <summary>No new packets from now on; what waits for its answer is still sent again.</summary>
    public volatile bool Draining;

    public int Answered { get { lock (guard) return answered.Count; } }
    public int Waiting { get { lock (guard) return waiting.Count; } }

    /// <summary>Frames that were answered.</summary>
    public IReadOnlyList<byte[]> AnsweredFrames { get { lock (guard) return [.. answered.Values]; } }

    /// <summary>Connections that were cut by the other side.</summary>
    public int Cuts { get; private set; }

    /// <summary>Packets that lay sent and unanswered when a connection was cut, over all cuts.</summary>
    public int CutUnanswered { get; private set; }

    /// <summary>Packets still without an answer after the last re-send on a standing connection: a real logger would have called the link unusable.</summary>
    public int Unanswered { get; private set; }

    /// <summary>How often five seconds brought no answer on a standing connection.</summary>
    public int Resent { get; private set; }

    /// <summary>Answers to packets that were never sent.</summary>
    public int Strange { get; private set; }

    public async Task Run(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            var connected = false;
            try
            {
                await socket.ConnectAsync(IPAddress.Loopback, port, stop);
                connected = true;
                await Talk(socket, stop);
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested) { return; }
            catch (SocketException) { }
            if (connected)
            {
                CutUnanswered += Waiting;
                Cuts++;
            }
            await Task.Delay(50, CancellationToken.None);
        }
    }

    private async Task Talk(Socket socket, CancellationToken stop)
    {
        using var frames = new FrameReader();
        var packets = new PacketReader();
        await SendAgain(socket, stop);
        var (held, silent) = (0, 0);
        while (true)
        {
            await SendNew(socket, stop);
            using var patience = CancellationTokenSource.CreateLinkedTokenSource(stop);
            patience.CancelAfter(ResendAfter);
            try
            {
                var read = await socket.ReceiveAsync(received.AsMemory(held), patience.Token);
                if (read == 0) return;
                held = Hear(held + read, frames, packets);
                silent = 0;
            }
            catch (OperationCanceledException) when (!stop.IsCancellationRequested)
            {
                if (++silent > Resends) (Unanswered, silent) = (Unanswered + Waiting, 0);
                Resent++;
                await SendAgain(socket, stop);
            }
            if (pause > TimeSpan.Zero) await Task.Delay(pause, stop);
        }
    }

    private async Task SendAgain(Socket socket, CancellationToken stop)
    {
        byte[][] again;
        lock (guard) again = [.. waiting.Values];
        foreach (var frame in again) await socket.SendAsync(frame, stop);
    }

    private async Task SendNew(Socket socket, CancellationToken stop)
    {
        while (!Draining && Waiting < window)
        {
            var frame = Numbered.Packet(plant, next);
            lock (guard) waiting.Add(Numbered.Qn(next), frame);
            next += step;
            await socket.SendAsync(frame, stop);
        }
    }

    private int Hear(int held, FrameReader frames, PacketReader packets)
    {
        var input = new ReadOnlySequence<byte>(received, 0, held);
        while (frames.TryRead(ref input, out var frame) is not FrameStatus.NeedMore and var status)
        {
            if (status == FrameStatus.Broken || packets.TryRead(frame.Segment, out var packet) == PacketStatus.Refused || packet.Command != 9014)
            {
                Strange++;
                continue;
            }
            lock (guard)
            {
                var qn = Encoding.ASCII.GetString(packet.Qn);
                if (waiting.Remove(qn, out var sent)) answered.Add(qn, sent);
                else if (!answered.ContainsKey(qn)) Strange++;
            }
        }
        var left = (int)input.Length;
        received.AsSpan(held - left, left).CopyTo(received);
        return left;
    }
}
