using Qingjian.Platform.Storage;

namespace Qingjian.Platform.Messages;

/// <summary>How a channel speaks.</summary>
internal enum ChannelKind
{
    /// <summary>邮件: SMTP, with STARTTLS where the server asks for it.</summary>
    Email,
    /// <summary>短信: the HTTP interface of a gateway.</summary>
    Sms,
    /// <summary>企业微信群机器人.</summary>
    WeCom,
    /// <summary>钉钉群机器人, signed.</summary>
    DingTalk,
    /// <summary>飞书群机器人, signed.</summary>
    Feishu,
}

/// <summary>What of a channel is no secret.</summary>
/// <param name="Host">Mail: server.</param>
/// <param name="Port">Mail: port, 1 to 65535.</param>
/// <param name="StartTls">Mail: encrypt after connecting.</param>
/// <param name="UserName">Mail: account; empty for none.</param>
/// <param name="From">Mail: sender's address.</param>
/// <param name="Url">Text messages and robots: address without the secret part; <c>{密钥}</c>, <c>{手机}</c> and <c>{内容}</c> are filled in.</param>
/// <param name="Body">Text messages: body with the same places; empty for a GET.</param>
/// <param name="ContentType">Text messages: media type of the body; decides how the places are escaped.</param>
/// <param name="Success">Text messages: words that the answer must contain; empty when its status is enough.</param>
internal sealed record ChannelSettings(
    string Host = "", int Port = 25, bool StartTls = false, string UserName = "", string From = "", string Url = "", string Body = "", string ContentType = "application/json", string Success = "");

/// <summary>A way out of the house, kept by an administrator.</summary>
internal sealed class MessageChannel : IVersioned
{
    public required string Id { get; init; }
    public long Version { get; set; }
    public ChannelKind Kind { get; init; }
    public required string Name { get; set; }
    public bool Enabled { get; set; }
    public required ChannelSettings Settings { get; set; }
    /// <summary>Password of the mail account, key of the gateway, or the secret part of a robot's address; sealed.</summary>
    public string? SealedToken { get; set; }
    /// <summary>Key that a robot's messages are signed with; sealed.</summary>
    public string? SealedSigningKey { get; set; }
    /// <summary>HH:mm Beijing time; null for no quiet hours.</summary>
    public string? QuietFrom { get; set; }
    public string? QuietTo { get; set; }
    /// <summary>Lowest level that does not wait for the end of the quiet hours: yellow, orange, red, or none.</summary>
    public string QuietPasses { get; set; } = "orange";
    public required string ChangedBy { get; set; }
    public DateTimeOffset ChangedAt { get; set; }

    public bool IsRobot => Kind is ChannelKind.WeCom or ChannelKind.DingTalk or ChannelKind.Feishu;

    public static string WordOf(ChannelKind kind) => kind switch
    {
        ChannelKind.Email => "邮件",
        ChannelKind.Sms => "短信",
        ChannelKind.WeCom => "企业微信",
        ChannelKind.DingTalk => "钉钉",
        _ => "飞书",
    };
}

/// <summary>Who is told of what over which channel.</summary>
internal sealed class MessageSubscription : IScoped
{
    public required string Id { get; init; }
    public required string ChannelId { get; init; }
    /// <summary>enterprise, county, city, province, ministry or group.</summary>
    public required string Level { get; init; }
    /// <summary>Prefix of the area that is watched.</summary>
    public required string Division { get; init; }
    public string? EnterpriseId { get; init; }
    /// <summary>The post that subscribed; null for a work group.</summary>
    public string? PostId { get; init; }
    public string? PersonId { get; init; }
    public required string Contact { get; init; }
    /// <summary>Mail address or telephone number; empty for a robot.</summary>
    public required string Address { get; init; }
    /// <summary>Codes of message kinds; empty for all.</summary>
    public IReadOnlyList<string> Kinds { get; init; } = [];
    /// <summary>Nothing below this level; empty for all.</summary>
    public required string LeastLevel { get; init; }
    public DateTimeOffset MadeAt { get; init; }

    /// <summary>Whether a notice is for this contact.</summary>
    public bool Wants(OutsideNotice notice) =>
        notice.Division.StartsWith(Division, StringComparison.Ordinal)
        && (EnterpriseId is null || EnterpriseId == notice.EnterpriseId)
        && (Level == "group" || notice.To.Contains(Level))
        && (Kinds.Count == 0 || Kinds.Contains(notice.Kind))
        && (LeastLevel.Length == 0 || notice.Level.Length == 0 || MessageLevel.Rank(notice.Level) >= MessageLevel.Rank(LeastLevel));

    /// <summary>The level of a post, from the length of its area.</summary>
    public static string LevelOf(string division, string? enterpriseId) => enterpriseId is not null ? "enterprise" : division.Length switch { 0 => "ministry", <= 2 => "province", <= 4 => "city", _ => "county" };
}

/// <summary>Words of one kind of message where an administrator changed them.</summary>
internal sealed class MessageTemplate : IVersioned
{
    public required string Kind { get; init; }
    public long Version { get; set; }
    public required string Text { get; set; }
    public required string ChangedBy { get; set; }
    public DateTimeOffset ChangedAt { get; set; }
}
