using System.Net.Sockets;

namespace Qingjian.Monitoring.Gateway;

/// <summary>Sends without waiting; what the peer does not take at once is kept within limit L10 and sent as it makes room.</summary>
internal sealed class SendQueue(Socket socket, GatewayOptions options)
{
    private readonly Lock guard = new();
    private byte[]? unsent;
    private int length;
    private DateTimeOffset stuckSince;
    private bool draining;

    /// <summary>False when the connection is broken or its limit reached.</summary>
    public bool Send(ReadOnlySpan<byte> bytes, DateTimeOffset now)
    {
        lock (guard)
        {
            if (length == 0)
            {
                var sent = TrySend(bytes);
                if (sent < 0) return false;
                if (sent == bytes.Length) return true;
                bytes = bytes[sent..];
                stuckSince = now;
            }
            if (length + bytes.Length > options.UnsentBytes) return false;
            unsent ??= new byte[options.UnsentBytes];
            bytes.CopyTo(unsent.AsSpan(length));
            length += bytes.Length;
            if (!draining)
            {
                draining = true;
                _ = Drain();
            }
            return true;
        }
    }

    public bool IsStuck(DateTimeOffset now)
    {
        lock (guard) return length > 0 && now - stuckSince > options.UnsentWithin;
    }

    private async Task Drain()
    {
        try
        {
            while (true)
            {
                await Task.Delay(20);
                lock (guard)
                {
                    var sent = TrySend(unsent.AsSpan(0, length));
                    if (sent < 0)
                    {
                        length = 0;
                        return;
                    }
                    if (sent > 0)
                    {
                        unsent.AsSpan(sent, length - sent).CopyTo(unsent);
                        length -= sent;
                    }
                    if (length > 0) continue;
                    unsent = null;
                    draining = false;
                    return;
                }
            }
        }
        catch (ObjectDisposedException) { }
    }

    private int TrySend(ReadOnlySpan<byte> bytes)
    {
        try
        {
            var sent = socket.Send(bytes, SocketFlags.None, out var error);
            return error switch
            {
                SocketError.Success => sent,
                SocketError.WouldBlock => 0,
                _ => -1,
            };
        }
        catch (ObjectDisposedException)
        {
            return -1;
        }
    }
}
