using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Qingjian.Tests.Platform.Messages;

/// <summary>A small SMTP server on a free port: takes mails and keeps their decoded bodies.</summary>
internal sealed class SmtpReceiver : IDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);

    public ConcurrentQueue<(string From, string To, string Head, string Body)> Mails { get; } = [];
    public int Port { get; }

    public SmtpReceiver()
    {
        listener.Start();
        Port = ((IPEndPoint)listener.LocalEndpoint).Port;
        _ = Listen();
    }

    public void Dispose() => listener.Stop();

    private async Task Listen()
    {
        try { while (true) _ = Serve(await listener.AcceptTcpClientAsync()); }
        catch (Exception fault) when (fault is SocketException or ObjectDisposedException) { }
    }

    private async Task Serve(TcpClient client)
    {
        using var _ = client;
        using var reader = new StreamReader(client.GetStream(), Encoding.ASCII);
        using var writer = new StreamWriter(client.GetStream(), Encoding.ASCII) { NewLine = "\r\n", AutoFlush = true };
        var (from, to) = ("", "");
        await writer.WriteLineAsync("220 test");
        while (await reader.ReadLineAsync() is { } line)
        {
            if (line.StartsWith("MAIL FROM", StringComparison.OrdinalIgnoreCase)) from = line;
            if (line.StartsWith("RCPT TO", StringComparison.OrdinalIgnoreCase)) to = line;
            if (line.StartsWith("QUIT", StringComparison.OrdinalIgnoreCase)) { await writer.WriteLineAsync("221 bye"); return; }
            if (!line.StartsWith("DATA", StringComparison.OrdinalIgnoreCase)) { await writer.WriteLineAsync("250 ok"); continue; }
            await writer.WriteLineAsync("354 go on");
            var (head, body, inBody) = (new StringBuilder(), new StringBuilder(), false);
            while (await reader.ReadLineAsync() is { } text && text != ".")
            {
                if (!inBody && text.Length == 0) { inBody = true; continue; }
                (inBody ? body : head).Append(text).Append(inBody ? "" : "\n");
            }
            Mails.Enqueue((from, to, head.ToString(), Encoding.UTF8.GetString(Convert.FromBase64String(body.ToString()))));
            await writer.WriteLineAsync("250 taken");
        }
    }
}

/// <summary>A web receiver on a free port that answers as it is told.</summary>
internal sealed class WebReceiver : IDisposable
{
    private readonly HttpListener listener = new();

    public ConcurrentQueue<(string Url, string Body)> Calls { get; } = [];
    public string Address { get; }
    public (int Status, string Body) Answer { get; set; } = (200, "{\"errcode\":0,\"code\":0}");

    public WebReceiver(int? port = null)
    {
        port ??= FreePort();
        Address = $"http://127.0.0.1:{port}";
        listener.Prefixes.Add(Address + "/");
        listener.Start();
        _ = Listen();
    }

    public static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }

    public void Dispose() => listener.Close();

    private async Task Listen()
    {
        try
        {
            while (true)
            {
                var call = await listener.GetContextAsync();
                using var reader = new StreamReader(call.Request.InputStream, Encoding.UTF8);
                Calls.Enqueue((call.Request.RawUrl!, await reader.ReadToEndAsync()));
                call.Response.StatusCode = Answer.Status;
                await call.Response.OutputStream.WriteAsync(Encoding.UTF8.GetBytes(Answer.Body));
                call.Response.Close();
            }
        }
        catch (Exception fault) when (fault is HttpListenerException or ObjectDisposedException or InvalidOperationException) { }
    }
}
