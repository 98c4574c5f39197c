using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Logging;

namespace Qingjian.Monitoring.Gateway;

/// <summary>Accepts connections and watches their clocks.</summary>
internal sealed class Listener(SessionDesk desk, TimeProvider clock, ILogger log) : IDisposable
{
    private readonly ConcurrentDictionary<StationSession, byte> sessions = new();
    private readonly CancellationTokenSource stop = new();
    private Socket? socket;
    private Task accepting = Task.CompletedTask, watching = Task.CompletedTask;

    /// <summary>The port listened on, once started.</summary>
    public int Port { get; private set; }

    public IReadOnlyCollection<StationSession> Sessions => (IReadOnlyCollection<StationSession>)sessions.Keys;

    /// <exception cref="IOException">The port is taken.</exception>
    /// <exception cref="SocketException">The port may not be opened.</exception>
    public void Start()
    {
        var address = IPAddress.Parse(desk.Options.Address);
        socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            socket.Bind(new IPEndPoint(address, desk.Options.Port));
            socket.Listen(4096);
        }
        catch (SocketException fault) when (fault.SocketErrorCode == SocketError.AddressAlreadyInUse)
        {
            throw new IOException($"HJ 212 网关的端口 {address}:{desk.Options.Port} 已被占用", fault);
        }
        Port = ((IPEndPoint)socket.LocalEndPoint!).Port;
        accepting = Accept();
        watching = Watch();
    }

    private async Task Accept()
    {
        while (!stop.IsCancellationRequested)
        {
            Socket client;
            try
            {
                client = await socket!.AcceptAsync(stop.Token);
            }
            catch (OperationCanceledException) { return; }
            catch (ObjectDisposedException) { return; }
            catch (SocketException fault) when (fault.SocketErrorCode == SocketError.OperationAborted) { return; }
            catch (SocketException fault)
            {
                // Out of handles: wait for some to be given back.
                log.LogWarning("A connection could not be accepted: {Reason}.", fault.SocketErrorCode);
                await Task.Delay(100);
                continue;
            }
            try
            {
                Welcome(client);
            }
            catch (SocketException)
            {
                client.Dispose();
            }
        }
    }

    private void Welcome(Socket client)
    {
        var peer = ((IPEndPoint)client.RemoteEndPoint!).Address;
        if (peer.IsIPv4MappedToIPv6) peer = peer.MapToIPv4();
        if (desk.Doorkeeper.Enter(peer, desk.Now) is { } reason)
        {
            desk.Health.Closed(reason);
            client.Dispose();
            return;
        }
        client.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.KeepAlive, true);
        client.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveTime, 60);
        client.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveInterval, 10);
        client.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveRetryCount, 6);
        var session = new StationSession(client, peer, desk);
        sessions.TryAdd(session, 0);
        _ = Attend(session, peer);
    }

    private async Task Attend(StationSession session, IPAddress peer)
    {
        try
        {
            await session.Run();
        }
        catch (Exception fault)
        {
            // A bug in one conversation must not end the others.
            log.LogError(fault, "A session with {Peer} broke.", peer);
            session.Close("fault");
        }
        finally
        {
            sessions.TryRemove(session, out _);
            desk.Doorkeeper.Leave(peer);
        }
    }

    private async Task Watch()
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1), clock);
        try
        {
            while (await timer.WaitForNextTickAsync(stop.Token))
            {
                var now = desk.Now;
                foreach (var (session, _) in sessions) session.Watch(now);
            }
        }
        catch (OperationCanceledException) { }
    }

    /// <summary>No new connections; those open stay until <see cref="Close"/>.</summary>
    public async Task StopAccepting()
    {
        await stop.CancelAsync();
        socket?.Dispose();
        await Task.WhenAll(accepting, watching);
    }

    public void Close()
    {
        foreach (var (session, _) in sessions) session.Close("stop");
    }

    public void Dispose()
    {
        Close();
        socket?.Dispose();
        stop.Dispose();
    }
}
