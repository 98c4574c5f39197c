using System.Collections.Concurrent;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Qingjian.Tests.Platform.Messages;

/// <summary>A small SMTP server on a free port: takes mails and keeps their decoded bodies. With a certificate it encrypts, from the first byte on or when it is asked to.</summary>
internal sealed class SmtpReceiver : IDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly X509Certificate2? certificate;
    private readonly bool atOnce;

    public ConcurrentQueue<(string From, string To, string Head, string Body)> Mails { get; } = [];
    /// <summary>What was said before any mail, with whether the line was encrypted then.</summary>
    public ConcurrentQueue<(string Line, bool Encrypted)> Said { get; } = [];
    public int Port { get; }

    public SmtpReceiver(X509Certificate2? certificate = null, bool atOnce = false)
    {
        (this.certificate, this.atOnce) = (certificate, atOnce);
        listener.Start();
        Port = ((IPEndPoint)listener.LocalEndpoint).Port;
        _ = Listen();
    }

    /// <summary>A certificate that no authority signed, for this machine's own address.</summary>
    public static X509Certificate2 Certificate(DateTimeOffset from, DateTimeOffset until)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=mail.example.test", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        using var made = request.CreateSelfSigned(from, until);
        return X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pfx), null);
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
        Stream line = client.GetStream();
        try
        {
            if (atOnce) line = await Encrypted(line);
            if (!await Talk(line, greets: true)) return;
            await Talk(await Encrypted(line), greets: false);
        }
        catch (Exception fault) when (fault is IOException or System.Security.Authentication.AuthenticationException) { }
    }

    private async Task<Stream> Encrypted(Stream line)
    {
        var secure = new SslStream(line);
        await secure.AuthenticateAsServerAsync(certificate!);
        return secure;
    }

    // True when the other side asked to encrypt.
    private async Task<bool> Talk(Stream line, bool greets)
    {
        var encrypted = line is SslStream;
        using var reader = new StreamReader(line, Encoding.ASCII, leaveOpen: true);
        await using var writer = new StreamWriter(line, Encoding.ASCII, leaveOpen: true) { NewLine = "\r\n", AutoFlush = true };
        var (from, to) = ("", "");
        if (greets) await writer.WriteLineAsync("220 test");
        while (await reader.ReadLineAsync() is { } text)
        {
            Said.Enqueue((text, encrypted));
            if (text.StartsWith("EHLO", StringComparison.OrdinalIgnoreCase))
            {
                await writer.WriteLineAsync("250-test");
                if (certificate is not null && !encrypted) await writer.WriteLineAsync("250-STARTTLS");
                await writer.WriteLineAsync("250 AUTH PLAIN LOGIN");
                continue;
            }
            if (text == "STARTTLS") { await writer.WriteLineAsync("220 begin"); return true; }
            if (text.StartsWith("AUTH", StringComparison.Ordinal)) { await writer.WriteLineAsync("235 welcome"); continue; }
            if (text.StartsWith("MAIL FROM", StringComparison.OrdinalIgnoreCase)) from = text;
            if (text.StartsWith("RCPT TO", StringComparison.OrdinalIgnoreCase)) to = text;
            if (text.StartsWith("QUIT", StringComparison.OrdinalIgnoreCase)) { await writer.WriteLineAsync("221 bye"); return false; }
            if (!text.StartsWith("DATA", StringComparison.OrdinalIgnoreCase)) { await writer.WriteLineAsync("250 ok"); continue; }
            await writer.WriteLineAsync("354 go on");
            var (head, body, inBody) = (new StringBuilder(), new StringBuilder(), false);
            while (await reader.ReadLineAsync() is { } part && part != ".")
            {
                if (!inBody && part.Length == 0) { inBody = true; continue; }
                (inBody ? body : head).Append(part).Append(inBody ? "" : "\n");
            }
            Mails.Enqueue((from, to, head.ToString(), Encoding.UTF8.GetString(Convert.FromBase64String(body.ToString()))));
            await writer.WriteLineAsync("250 taken");
        }
        return false;
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
