using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Qingjian.Platform.Messages;

/// <summary>The server did not do what was asked of it.</summary>
/// <param name="message">Chinese sentence.</param>
internal sealed class SmtpFault(string message) : Exception(message);

/// <summary>Hands a mail to a server by SMTP (RFC 5321): plain, encrypted after connecting (STARTTLS, RFC 3207), or from the first byte on (implicit TLS, RFC 8314, usually port 465).
/// The server's certificate is always looked at: it must be of an authority that this machine trusts and name the server, or be the very one that the settings name.</summary>
internal sealed class SmtpLine : IDisposable
{
    private const int LongestLine = 4096;

    private readonly TcpClient client = new();
    private readonly ChannelSettings settings;
    private Stream stream = Stream.Null;
    private readonly byte[] buffer = new byte[1];
    private IReadOnlyList<string> offers = [];
    private string? certificateFault;

    private readonly DateTimeOffset now;

    private SmtpLine(ChannelSettings settings, DateTimeOffset now) => (this.settings, this.now) = (settings, now);

    /// <summary>Sends one mail; throws <see cref="SmtpFault"/> where the server refuses.</summary>
    public static async Task Send(ChannelSettings settings, string password, Letter letter, CancellationToken stop)
    {
        if (!Ascii.IsValid(letter.From.Address + letter.To.Address)) throw new SmtpFault("邮箱地址只能用英文字母、数字和符号");
        using var line = new SmtpLine(settings, letter.At);
        await line.Open(stop);
        if (settings.UserName.Length > 0) await line.SignIn(password, stop);
        await line.Say($"MAIL FROM:<{letter.From.Address}>", 2, stop);
        await line.Say($"RCPT TO:<{letter.To.Address}>", 2, stop);
        await line.Say("DATA", 3, stop);
        await line.Say($"{letter.Write()}.", 2, stop);
        // It was taken: how the line ends does not matter any more.
        try { await line.Say("QUIT", 2, stop); }
        catch (Exception fault) when (fault is SmtpFault or IOException) { }
    }

    public void Dispose()
    {
        stream.Dispose();
        client.Dispose();
    }

    private async Task Open(CancellationToken stop)
    {
        await client.ConnectAsync(settings.Host.Trim(), settings.Port, stop);
        stream = client.GetStream();
        if (settings.ImplicitTls) await Secure(stop);
        await Answer(2, stop);
        await Greet(stop);
        if (!settings.StartTls) return;
        if (!offers.Contains("STARTTLS", StringComparer.OrdinalIgnoreCase)) throw new SmtpFault("邮件服务器不支持 STARTTLS，请改用全程加密（465端口）或者核对端口");
        await Say("STARTTLS", 2, stop);
        await Secure(stop);
        await Greet(stop);
    }

    private async Task Greet(CancellationToken stop)
    {
        var address = ((IPEndPoint)client.Client.LocalEndPoint!).Address is var own && own.IsIPv4MappedToIPv6 ? own.MapToIPv4() : own;
        var lines = await Say($"EHLO [{(address.AddressFamily == AddressFamily.InterNetworkV6 ? "IPv6:" : "")}{address}]", 2, stop);
        offers = [.. lines.Skip(1)];
    }

    private async Task Secure(CancellationToken stop)
    {
        var secure = new SslStream(stream, leaveInnerStreamOpen: false);
        stream = secure;
        try
        {
            await secure.AuthenticateAsClientAsync(new SslClientAuthenticationOptions { TargetHost = settings.Host.Trim(), RemoteCertificateValidationCallback = (_, certificate, _, errors) => Trusted(certificate, errors) }, stop);
        }
        catch (System.Security.Authentication.AuthenticationException fault)
        {
            throw new SmtpFault(certificateFault ?? $"加密连接没有建立：{(fault.InnerException ?? fault).Message}");
        }
    }

    private bool Trusted(X509Certificate? certificate, SslPolicyErrors errors)
    {
        using var shown = certificate is null ? null : X509CertificateLoader.LoadCertificate(certificate.GetRawCertData());
        if (shown is null)
        {
            certificateFault = "邮件服务器没有出示证书";
            return false;
        }
        var print = shown.GetCertHashString(HashAlgorithmName.SHA256);
        if (ChannelSettings.PrintOf(settings.Fingerprint) is { } named)
        {
            // The named one and no other, for as long as it is valid.
            if (!string.Equals(named, print, StringComparison.OrdinalIgnoreCase)) certificateFault = $"邮件服务器的证书不是设置里填写的那一张，现在出示的SHA-256指纹为{print}";
            else if (now < shown.NotBefore.ToUniversalTime() || now > shown.NotAfter.ToUniversalTime()) certificateFault = $"邮件服务器的证书已不在有效期内（至{shown.NotAfter:yyyy-MM-dd}）";
            return certificateFault is null;
        }
        if (errors == SslPolicyErrors.None) return true;
        certificateFault = (errors.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch) ? "邮件服务器的证书与服务器名称不符" : "邮件服务器的证书不是本机信任的机构签发的")
            + $"（SHA-256指纹{print}）。经服务器管理员核对无误的，可以在通道设置里填写该指纹";
        return false;
    }

    private async Task SignIn(string password, CancellationToken stop)
    {
        var ways = offers.Where(offer => offer.StartsWith("AUTH", StringComparison.OrdinalIgnoreCase)).SelectMany(offer => offer.Split([' ', '='], StringSplitOptions.RemoveEmptyEntries).Skip(1)).ToList();
        if (ways.Contains("PLAIN", StringComparer.OrdinalIgnoreCase)) await Say($"AUTH PLAIN {Coded($"\0{settings.UserName}\0{password}")}", 2, stop);
        else if (ways.Contains("LOGIN", StringComparer.OrdinalIgnoreCase))
        {
            await Say("AUTH LOGIN", 3, stop);
            await Say(Coded(settings.UserName), 3, stop);
            await Say(Coded(password), 2, stop);
        }
        else throw new SmtpFault("邮件服务器没有提供可用的登录方式（PLAIN、LOGIN）；要求加密后才能登录的，请选择加密方式");
    }

    private static string Coded(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));

    private async Task<List<string>> Say(string line, int wanted, CancellationToken stop)
    {
        await stream.WriteAsync(Encoding.ASCII.GetBytes(line + "\r\n"), stop);
        await stream.FlushAsync(stop);
        return await Answer(wanted, stop);
    }

    // Byte by byte: nothing that comes before encryption may be taken for what comes after it.
    private async Task<List<string>> Answer(int wanted, CancellationToken stop)
    {
        var lines = new List<string>();
        while (true)
        {
            var line = await Line(stop);
            if (line.Length < 3) throw new SmtpFault($"邮件服务器的答复看不懂：{line}");
            lines.Add(line.Length > 4 ? line[4..] : "");
            if (line.Length > 3 && line[3] == '-') continue;
            return line[0] - '0' == wanted ? lines : throw new SmtpFault($"邮件服务器答复 {line}");
        }
    }

    private async Task<string> Line(CancellationToken stop)
    {
        var text = new StringBuilder();
        while (text.Length < LongestLine)
        {
            if (await stream.ReadAsync(buffer, stop) == 0) throw new SmtpFault("邮件服务器断开了连接");
            if (buffer[0] == '\n') return text.ToString().TrimEnd('\r');
            text.Append((char)buffer[0]);
        }
        throw new SmtpFault("邮件服务器的答复过长");
    }
}
