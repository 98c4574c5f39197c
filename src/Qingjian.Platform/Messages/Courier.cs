using System.Globalization;
using System.Net.Mail;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Options;
using Qingjian.Platform.Secrets;
using Qingjian.Platform.Storage;

namespace Qingjian.Platform.Messages;

/// <summary>Hands one message to one receiver. Answers null when it was taken, else a Chinese sentence why not; never shows a secret.</summary>
internal sealed class Courier(SecretBox box, IOptions<MessageOptions> options, TimeProvider clock) : IDisposable
{
    private static readonly string[] RobotCodes = ["errcode", "code", "StatusCode"];
    // Redirects could carry a secret elsewhere.
    private readonly HttpClient http = new(new SocketsHttpHandler { AllowAutoRedirect = false, PooledConnectionLifetime = TimeSpan.FromMinutes(5) }) { Timeout = Timeout.InfiniteTimeSpan };

    public async Task<string?> Deliver(MessageChannel channel, OutsideMessage message, CancellationToken stop)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(stop);
        limit.CancelAfter(TimeSpan.FromSeconds(options.Value.AnswerSeconds));
        try
        {
            var (token, key) = (Open(channel.SealedToken), Open(channel.SealedSigningKey));
            return channel.Kind switch
            {
                ChannelKind.Email => await Mail(channel.Settings, token, message, limit.Token),
                ChannelKind.Sms => await Text(channel.Settings, token, message, limit.Token),
                _ => await Robot(channel, token, key, message, limit.Token),
            };
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested) { return $"{options.Value.AnswerSeconds}秒内没有答复"; }
        catch (CryptographicException) { return "通道的密钥打不开，请重新填写"; }
        catch (Exception fault) when (fault is HttpRequestException or SmtpException or SocketException or IOException or FormatException or UriFormatException)
        {
            return $"对方没有收下：{(fault.InnerException ?? fault).Message}";
        }
    }

    public void Dispose() => http.Dispose();

    private string Open(string? secret) => secret is null ? "" : box.Open(secret);

    private static async Task<string?> Mail(ChannelSettings settings, string password, OutsideMessage message, CancellationToken stop)
    {
        using var client = new SmtpClient(settings.Host, settings.Port) { EnableSsl = settings.StartTls };
        if (settings.UserName.Length > 0) client.Credentials = new System.Net.NetworkCredential(settings.UserName, password);
        using var mail = new MailMessage(settings.From, message.Address, $"清鉴平台提醒 {message.Number}".Trim(), message.Text) { BodyEncoding = Encoding.UTF8, SubjectEncoding = Encoding.UTF8 };
        mail.Headers.Add("Message-ID", $"<{message.Id}@{new MailAddress(settings.From).Host}>");
        await client.SendMailAsync(mail, stop);
        return null;
    }

    private async Task<string?> Text(ChannelSettings settings, string token, OutsideMessage message, CancellationToken stop)
    {
        var json = settings.ContentType.Contains("json", StringComparison.OrdinalIgnoreCase);
        using var request = new HttpRequestMessage(settings.Body.Length > 0 ? HttpMethod.Post : HttpMethod.Get, Fill(settings.Url, Uri.EscapeDataString));
        if (settings.Body.Length > 0)
            request.Content = new StringContent(Fill(settings.Body, json ? text => JsonEncodedText.Encode(text).ToString() : Uri.EscapeDataString), Encoding.UTF8, settings.ContentType);
        using var answer = await http.SendAsync(request, stop);
        var said = await answer.Content.ReadAsStringAsync(stop);
        if (!answer.IsSuccessStatusCode) return $"短信网关答复 {(int)answer.StatusCode}";
        return settings.Success.Length == 0 || said.Contains(settings.Success, StringComparison.Ordinal) ? null : $"短信网关没有确认：{Short(said)}";

        string Fill(string text, Func<string, string> escape) => text
            .Replace("{密钥}", escape(token), StringComparison.Ordinal).Replace("{手机}", escape(message.Address), StringComparison.Ordinal)
            .Replace("{内容}", escape(message.Text), StringComparison.Ordinal).Replace("{序号}", escape(message.Id), StringComparison.Ordinal);
    }

    private async Task<string?> Robot(MessageChannel channel, string token, string key, OutsideMessage message, CancellationToken stop)
    {
        var now = clock.GetUtcNow();
        var url = channel.Settings.Url.Replace("{密钥}", Uri.EscapeDataString(token), StringComparison.Ordinal);
        object body = channel.Kind == ChannelKind.Feishu ? new { msg_type = "text", content = new { text = message.Text } } : new { msgtype = "text", text = new { content = message.Text } };
        if (key.Length > 0 && channel.Kind == ChannelKind.DingTalk)
        {
            var time = now.ToUnixTimeMilliseconds();
            url += $"{(url.Contains('?', StringComparison.Ordinal) ? '&' : '?')}timestamp={time}&sign={Uri.EscapeDataString(RobotSignature.DingTalk(time, key))}";
        }
        if (key.Length > 0 && channel.Kind == ChannelKind.Feishu)
        {
            var time = now.ToUnixTimeSeconds();
            body = new { timestamp = time.ToString(CultureInfo.InvariantCulture), sign = RobotSignature.Feishu(time, key), msg_type = "text", content = new { text = message.Text } };
        }
        using var content = new StringContent(JsonSerializer.Serialize(body, HouseJson.Options), Encoding.UTF8, "application/json");
        using var answer = await http.PostAsync(url, content, stop);
        var said = await answer.Content.ReadAsStringAsync(stop);
        if (!answer.IsSuccessStatusCode) return $"机器人答复 {(int)answer.StatusCode}";
        return Taken(said) ? null : $"机器人没有收下：{Short(said)}";
    }

    // WeCom and DingTalk say errcode 0, Feishu code 0 (older ones StatusCode 0).
    private static bool Taken(string said)
    {
        try
        {
            using var json = JsonDocument.Parse(said);
            return json.RootElement.ValueKind == JsonValueKind.Object
                && RobotCodes.Any(name => json.RootElement.TryGetProperty(name, out var code) && code.ValueKind == JsonValueKind.Number && code.GetInt64() == 0);
        }
        catch (JsonException) { return false; }
    }

    private static string Short(string said) => said.Length > 200 ? said[..200] : said;
}

/// <summary>Signatures that robots ask for.</summary>
internal static class RobotSignature
{
    /// <summary>DingTalk: HMAC-SHA256 over "timestamp LF key" with the key, Base64. The timestamp is in milliseconds.</summary>
    public static string DingTalk(long milliseconds, string key) => Convert.ToBase64String(HMACSHA256.HashData(Encoding.UTF8.GetBytes(key), Encoding.UTF8.GetBytes(Said(milliseconds, key))));

    /// <summary>Feishu: HMAC-SHA256 over nothing with "timestamp LF key" as the key, Base64. The timestamp is in seconds.</summary>
    public static string Feishu(long seconds, string key) => Convert.ToBase64String(HMACSHA256.HashData(Encoding.UTF8.GetBytes(Said(seconds, key)), ReadOnlySpan<byte>.Empty));

    private static string Said(long time, string key) => string.Create(CultureInfo.InvariantCulture, $"{time}\n{key}");
}
