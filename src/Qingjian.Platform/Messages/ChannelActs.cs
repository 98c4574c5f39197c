using System.Net.Mail;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Qingjian.Platform.Access;
using Qingjian.Platform.Edge;
using Qingjian.Platform.Secrets;
using Qingjian.Platform.Storage;
using Qingjian.Vocabulary;

namespace Qingjian.Platform.Messages;

/// <summary>消息通道: an administrator keeps the ways out. Secrets go in and never come out again.</summary>
internal static class ChannelActs
{
    /// <param name="Version">Version the page was shown; 0 for a new one.</param>
    /// <param name="Kind">How it speaks; a channel keeps its kind.</param>
    /// <param name="Name">Name shown.</param>
    /// <param name="Enabled">Whether messages leave by it.</param>
    /// <param name="Settings">What is no secret.</param>
    /// <param name="Token">Password, gateway key or the secret part of a robot's address; null leaves the one kept, empty takes it away.</param>
    /// <param name="SigningKey">Key of a robot's signature; the same.</param>
    /// <param name="QuietFrom">HH:mm Beijing time, or null.</param>
    /// <param name="QuietTo">HH:mm.</param>
    /// <param name="QuietPasses">yellow, orange, red or none.</param>
    internal sealed record Request(
        long Version, ChannelKind Kind, string Name, bool Enabled, ChannelSettings Settings, string? Token, string? SigningKey, string? QuietFrom, string? QuietTo, string QuietPasses);

    internal sealed record View(
        string Id, long Version, ChannelKind Kind, string KindWord, string Name, bool Enabled, ChannelSettings Settings, bool HasToken, bool HasSigningKey,
        string? QuietFrom, string? QuietTo, string QuietPasses, string ChangedBy, DateTimeOffset ChangedAt, int Waiting, int Dead);

    internal sealed record Changed(string Id, long Version);

    public static void Map(RouteGroupBuilder channels)
    {
        channels.MapGet("/", List).Requires(Duty.ManageSettings);
        channels.MapPost("/", Create).Requires(Duty.ManageSettings);
        channels.MapPut("/{id}", Edit).Requires(Duty.ManageSettings);
    }

    private static async Task<Ok<List<View>>> List(PlatformDb db, CancellationToken stop)
    {
        var open = await db.Messages.AsNoTracking().Where(m => m.State != MessageState.Sent).GroupBy(m => new { m.ChannelId, Dead = m.State == MessageState.Dead })
            .Select(g => new { g.Key.ChannelId, g.Key.Dead, Count = g.Count() }).ToListAsync(stop);
        var channels = await db.Channels.AsNoTracking().OrderBy(c => c.Name).ToListAsync(stop);
        return TypedResults.Ok(channels.ConvertAll(c => new View(
            c.Id, c.Version, c.Kind, MessageChannel.WordOf(c.Kind), c.Name, c.Enabled, c.Settings, c.SealedToken is not null, c.SealedSigningKey is not null, c.QuietFrom, c.QuietTo, c.QuietPasses, c.ChangedBy, c.ChangedAt,
            open.Where(o => o.ChannelId == c.Id && !o.Dead).Sum(o => o.Count), open.Where(o => o.ChannelId == c.Id && o.Dead).Sum(o => o.Count))));
    }

    private static async Task<Results<Ok<Changed>, ProblemHttpResult>> Create(Request request, PlatformDb db, SecretBox box, CancellationToken stop)
    {
        if (Wrong(request) is { } why) return why.ToProblem();
        var channel = new MessageChannel { Id = NewId.Make(), Kind = request.Kind, Name = "", Settings = request.Settings, ChangedBy = "" };
        db.Channels.Add(channel);
        return await Write(channel, request, db, box, "message.channel.create", "新增消息通道", stop);
    }

    private static async Task<Results<Ok<Changed>, ProblemHttpResult>> Edit(string id, Request request, PlatformDb db, SecretBox box, CancellationToken stop)
    {
        if (await db.Channels.FirstOrDefaultAsync(c => c.Id == id, stop) is not { } channel) return Problems.NotFound();
        if (request.Kind != channel.Kind) return Refusal.OfField("channel-kind", "kind", "通道的类别不能改，请停用它另建一个。").ToProblem();
        if (Wrong(request) is { } why) return why.ToProblem();
        db.Entry(channel).Property(c => c.Version).OriginalValue = request.Version;
        return await Write(channel, request, db, box, "message.channel.edit", "修改消息通道", stop);
    }

    private static async Task<Results<Ok<Changed>, ProblemHttpResult>> Write(MessageChannel channel, Request request, PlatformDb db, SecretBox box, string kind, string title, CancellationToken stop)
    {
        (channel.Name, channel.Enabled, channel.Settings) = (request.Name.Trim(), request.Enabled, request.Settings);
        (channel.QuietFrom, channel.QuietTo, channel.QuietPasses) = (Empty(request.QuietFrom), Empty(request.QuietTo), request.QuietPasses);
        if (request.Token is { } token) channel.SealedToken = token.Length > 0 ? box.Seal(token) : null;
        if (request.SigningKey is { } key) channel.SealedSigningKey = key.Length > 0 ? box.Seal(key) : null;
        (channel.ChangedBy, channel.ChangedAt) = (db.Caller.Name, db.Now);
        await db.Commit(new Act(kind, "message-channel", channel.Id, $"{title}“{channel.Name}”（{MessageChannel.WordOf(channel.Kind)}）"), stop);
        return TypedResults.Ok(new Changed(channel.Id, channel.Version));
    }

    /// <summary>Pure: what is wrong with a channel; null when it can be kept.</summary>
    internal static Refusal? Wrong(Request request)
    {
        var settings = request.Settings;
        if (request.Name.Trim().Length is 0 or > 50) return Refusal.OfField("channel-name", "name", "请填写通道名称，不超过50个字。");
        if (request.QuietPasses is not ("yellow" or "orange" or "red" or "none")) return Refusal.OfField("channel-passes", "quietPasses", "请选择静默时段仍然发送的级别。");
        if (Empty(request.QuietFrom) is null != (Empty(request.QuietTo) is null)) return Refusal.OfField("channel-quiet", "quietTo", "静默时段的起止时间须一起填写，或者都不填。");
        if (Empty(request.QuietFrom) is not null && (QuietHours.Read(request.QuietFrom) is null || QuietHours.Read(request.QuietTo) is null)) return Refusal.OfField("channel-quiet", "quietFrom", "静默时段请写成 22:00 这样的时间。");
        if (request.Kind == ChannelKind.Email)
        {
            if (settings.Host.Trim().Length == 0) return Refusal.OfField("channel-host", "settings.host", "请填写邮件服务器，例如 smtp.example.gov.cn。");
            if (settings.Port is < 1 or > 65535) return Refusal.OfField("channel-port", "settings.port", "端口须在1到65535之间。");
            return MailAddress.TryCreate(settings.From, out _) ? null : Refusal.OfField("channel-from", "settings.from", "请填写发件人邮箱。");
        }
        if (!Uri.TryCreate(settings.Url, UriKind.Absolute, out var url) || url.Scheme is not ("http" or "https")) return Refusal.OfField("channel-url", "settings.url", "请填写以 https:// 或者 http:// 开头的地址。");
        if (request.Kind != ChannelKind.Sms) return null;
        if (!(settings.Url + settings.Body).Contains("{手机}", StringComparison.Ordinal) || !(settings.Url + settings.Body).Contains("{内容}", StringComparison.Ordinal))
            return Refusal.OfField("channel-places", "settings.body", "地址或者正文里须有{手机}和{内容}，发送时填入。");
        return settings.Body.Length == 0 || System.Net.Http.Headers.MediaTypeHeaderValue.TryParse(settings.ContentType, out _) ? null : Refusal.OfField("channel-type", "settings.contentType", "请填写正文类型，例如 application/json。");
    }

    private static string? Empty(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
