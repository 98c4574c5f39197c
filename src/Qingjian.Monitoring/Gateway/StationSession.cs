using System.Buffers;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Logging;
using Qingjian.Hj212;
using Qingjian.Monitoring.Gateway.Raw;
using Qingjian.Registry.Contract;

namespace Qingjian.Monitoring.Gateway;

/// <summary>One connection. Idle it holds no buffer; what it reads it hands over in turns, so that no connection starves another.</summary>
internal sealed class StationSession : IDisposable
{
    private const int FramesPerTurn = 16;
    private static readonly TimeSpan TurnTime = TimeSpan.FromMilliseconds(10);
    // Bytes that are refused cost their sender time: no more than twenty a second of one connection.
    private static readonly TimeSpan AfterRefusal = TimeSpan.FromMilliseconds(50);

    private readonly Socket socket;
    private readonly SessionDesk desk;
    private readonly FrameReader frames;
    private readonly SendQueue sending;
    private readonly Lock reading = new();
    private readonly DateTimeOffset connectedAt;
    private byte[]? buffer;
    private int held;
    private long frameBegunAt, lastHeardAt;
    private bool anyFrame;
    private int badFrames, strayBytes;
    private Link? link;
    private Station? station;
    private long generation, addressGeneration;
    private RawMarks source;
    private byte[] lastMn = [];
    private volatile string? closing;

    public StationSession(Socket socket, IPAddress peer, SessionDesk desk)
    {
        (this.socket, this.desk, Peer) = (socket, desk, peer);
        PeerBytes = peer.GetAddressBytes();
        frames = desk.Rules.NewFrameReader();
        sending = new SendQueue(socket, desk.Options);
        connectedAt = desk.Now;
        lastHeardAt = connectedAt.ToUnixTimeMilliseconds();
        socket.NoDelay = true;
        socket.Blocking = false;
    }

    public IPAddress Peer { get; }

    public byte[] PeerBytes { get; }

    public DateTimeOffset LastHeardAt => DateTimeOffset.FromUnixTimeMilliseconds(Volatile.Read(ref lastHeardAt));

    /// <summary>Reads until the peer or we close.</summary>
    public async Task Run()
    {
        try
        {
            while (closing is null)
            {
                // Waits without a buffer until bytes are there.
                await socket.ReceiveAsync(Memory<byte>.Empty, SocketFlags.None);
                var turn = Turn.More;
                while (turn.Kind == TurnKind.More && closing is null)
                {
                    turn = Take();
                    if (turn.Kind == TurnKind.Closed) return;
                    if (turn.Kind == TurnKind.Pause)
                    {
                        if (turn.For > TimeSpan.Zero) await Task.Delay(turn.For);
                        else await desk.Commits.Room();
                        turn = Turn.More;
                    }
                    else if (turn.Kind == TurnKind.More) await Task.Yield();
                }
            }
        }
        catch (SocketException) { }
        catch (ObjectDisposedException) { }
        finally
        {
            link?.Leave(this);
            lock (reading)
            {
                ReturnBuffer();
                frames.Dispose();
            }
            socket.Dispose();
        }
    }

    private enum TurnKind { Done, More, Pause, Closed }

    /// <param name="For">Of a pause; zero waits for room in the queue.</param>
    private readonly record struct Turn(TurnKind Kind, TimeSpan For = default)
    {
        public static Turn Done => new(TurnKind.Done);
        public static Turn More => new(TurnKind.More);
        public static Turn Closed => new(TurnKind.Closed);
    }

    private Turn Take()
    {
        lock (reading)
        {
            if (desk.Stopping) return Turn.Done;
            buffer ??= ArrayPool<byte>.Shared.Rent(desk.Options.BufferBytes);
            var read = 0;
            if (held < buffer.Length)
            {
                read = socket.Receive(buffer.AsSpan(held), SocketFlags.None, out var error);
                if (error == SocketError.WouldBlock) read = -1;
                else if (error != SocketError.Success || read == 0) return Turn.Closed;
                else
                {
                    if (held == 0) frameBegunAt = desk.Now.ToUnixTimeMilliseconds();
                    held += read;
                    strayBytes += read;
                }
            }
            var turn = Read(final: false);
            if (turn.Kind != TurnKind.Done) return turn;
            if (held == 0) ReturnBuffer();
            // A full read means there may be more.
            return read > 0 && read >= desk.Options.BufferBytes / 2 ? Turn.More : Turn.Done;
        }
    }

    private Turn Read(bool final)
    {
        var since = Stopwatch.GetTimestamp();
        var input = new ReadOnlySequence<byte>(buffer!, 0, held);
        var turn = Turn.Done;
        for (var count = 0; ; count++)
        {
            if (!desk.Commits.HasRoom)
            {
                turn = new Turn(TurnKind.Pause);
                break;
            }
            if (count == FramesPerTurn || (count & 3) == 3 && Stopwatch.GetElapsedTime(since) > TurnTime)
            {
                turn = Turn.More;
                break;
            }
            var before = input.Length;
            var status = final ? frames.GiveUp(ref input, out var frame) : frames.TryRead(ref input, out frame);
            if (status == FrameStatus.NeedMore) break;
            if (before != input.Length || !final) frameBegunAt = desk.Now.ToUnixTimeMilliseconds();
            var pause = status == FrameStatus.Complete ? Admit(frame) : Broken(frame);
            if (closing is not null)
            {
                turn = Turn.Closed;
                break;
            }
            if (pause > TimeSpan.Zero)
            {
                turn = new Turn(TurnKind.Pause, pause);
                break;
            }
        }
        // What is left is always the end of what was held.
        var consumed = held - (int)input.Length;
        held = (int)input.Length;
        if (consumed > 0 && held > 0) buffer.AsSpan(consumed, held).CopyTo(buffer);
        if (strayBytes > desk.Options.MostStrayBytes && turn.Kind == TurnKind.Done) CloseAsBad("stray-bytes");
        return closing is null ? turn : Turn.Closed;
    }

    private TimeSpan Admit(in Frame frame)
    {
        var now = desk.Now;
        anyFrame = true;
        Volatile.Write(ref lastHeardAt, now.ToUnixTimeMilliseconds());
        var status = desk.Rules.Reader.TryRead(frame.Segment, out var packet);
        if (status == PacketStatus.Refused)
            return Refused(frame.Raw, packet.Fault, packet.Mn, packet.Command, now);

        badFrames = strayBytes = 0;
        FindStation(packet.Mn);
        var admission = AdmitPacket.Decide(frame, packet, station, desk.Rules.Rulings, now);
        if (!admission.IsAdmitted)
        {
            desk.Quarantine(this, frame.Raw, admission.Reason!, admission.Detail, packet.Mn, packet.Command, now);
            return AfterRefusal;
        }
        link!.Heard(packet, frame.Findings | packet.Findings, this, now);
        desk.Hears.Heard(station!, packet);
        var entry = RawEntry.Of(packet, frame, station!, admission.Marks | source, PeerBytes, now.ToUnixTimeMilliseconds());
        (entry.Owner, entry.Line) = (this, link);
        desk.Commits.Add(entry, frame.Raw, desk.AnswerTo(packet));
        return link.Throttle(desk.Options.PacketsPerSecond, desk.Options.PacketBurst, now.ToUnixTimeMilliseconds());
    }

    // Most connections carry one MN: the registry is asked again only when the MN or the snapshot changes.
    private void FindStation(ReadOnlySpan<byte> mn)
    {
        if (generation == desk.Stations.Generation && addressGeneration == desk.Addresses.Generation && mn.SequenceEqual(lastMn)) return;
        (generation, addressGeneration) = (desk.Stations.Generation, desk.Addresses.Generation);
        lastMn = mn.ToArray();
        var found = desk.Stations.Find(mn);
        if (found?.Mn != station?.Mn) link?.Leave(this);
        station = found;
        if (station is null)
        {
            link = null;
            return;
        }
        source = desk.Addresses.Trusts(station.Mn, Peer) ? RawMarks.None : RawMarks.SourceUnverified;
        link = desk.Links.Of(station.Mn);
        link.Join(this, desk.Options.ThirdConnectionCloses, desk.Now)?.Close("third-connection");
        desk.Doorkeeper.Registered(Peer);
    }

    private TimeSpan Broken(in Frame frame)
    {
        var at = frame.Raw.IndexOf("MN="u8);
        var mn = at < 0 ? default : frame.Raw[(at + 3)..];
        var end = mn.IndexOfAny((byte)';', (byte)'&', (byte)'\r');
        return Refused(frame.Raw, frame.Fault, end < 0 ? mn : mn[..end], 0, desk.Now);
    }

    private TimeSpan Refused(ReadOnlySpan<byte> raw, Fault fault, ReadOnlySpan<byte> mn, int cn, DateTimeOffset now)
    {
        var entry = fault.Entry;
        var text = fault.Rule == Finding.EncryptedNoKey && desk.Stations.Find(mn) is { HasKey: true }
            ? "2025版加密包，登记的密钥解不开：请核对数采仪现用的密钥，改正登记后重放" : entry.Text;
        desk.Quarantine(this, raw, entry.Code, $"第 {fault.Offset + 1} 字节：{text}", mn, cn, now);
        if (++badFrames >= desk.Options.MostBadFrames) CloseAsBad("bad-frames");
        return AfterRefusal;
    }

    private void CloseAsBad(string reason)
    {
        desk.Doorkeeper.SlowDown(Peer, desk.Now);
        Close(reason);
    }

    /// <summary>Sends answers or commands; called from any thread.</summary>
    /// <returns>False when the connection is gone or does not take what it is sent (L10).</returns>
    public bool Send(ReadOnlySpan<byte> bytes)
    {
        if (closing is not null) return false;
        if (sending.Send(bytes, desk.Now)) return true;
        Close("unsent");
        return false;
    }

    /// <summary>Looks at the clocks of this connection; called once a second.</summary>
    public void Watch(DateTimeOffset now)
    {
        if (sending.IsStuck(now)) Close("unsent");
        else if (!anyFrame && now - connectedAt > desk.Options.FirstFrameWithin) Close("no-frame");
        else if (now - LastHeardAt > desk.Options.IdleWithin) Close("idle");
        else if (held > 0 && now.ToUnixTimeMilliseconds() - Volatile.Read(ref frameBegunAt) > desk.Options.FrameWithin.TotalMilliseconds) GiveUpFrame();
    }

    private void GiveUpFrame()
    {
        lock (reading)
        {
            if (held == 0 || buffer is null) return;
            var before = badFrames;
            Read(final: true);
            // Nothing good was in it.
            if (held == 0 && badFrames > before) Close("frame-unfinished");
        }
    }

    public void Close(string reason)
    {
        if (Interlocked.CompareExchange(ref closing, reason, null) is not null) return;
        desk.Health.Closed(reason);
        if (desk.Log.IsEnabled(LogLevel.Debug)) desk.Log.LogDebug("Connection from {Peer} closed: {Reason}.", Peer, reason);
        try { socket.Shutdown(SocketShutdown.Both); }
        catch (SocketException) { }
        catch (ObjectDisposedException) { }
        socket.Dispose();
    }

    private void ReturnBuffer()
    {
        if (buffer is null) return;
        ArrayPool<byte>.Shared.Return(buffer);
        buffer = null;
        held = 0;
    }

    public void Dispose() => Close("stop");
}
