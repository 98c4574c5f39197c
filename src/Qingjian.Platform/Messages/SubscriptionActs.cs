using System.Net.Mail;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Qingjian.Platform.Access;
using Qingjian.Platform.Edge;
using Qingjian.Platform.Storage;
using Qingjian.Vocabulary;

namespace Qingjian.Platform.Messages;

/// <summary>消息订阅: each person chooses for the post in force what is sent where; an administrator lets the robot of a work group watch an area.</summary>
internal static partial class SubscriptionActs
{
    /// <param name="ChannelId">Over which channel.</param>
    /// <param name="Address">Mail address or number; not asked of a robot.</param>
    /// <param name="Kinds">Codes of kinds; empty for all.</param>
    /// <param name="LeastLevel">Nothing below: blue, yellow, orange, red; empty for all.</param>
    /// <param name="Group">Name of the work group; only an administrator may name one.</param>
    /// <param name="Division">Area that the group watches.</param>
    internal sealed record Request(string ChannelId, string? Address, IReadOnlyList<string> Kinds, string LeastLevel, string? Group = null, string? Division = null);

    internal sealed record View(string Id, string ChannelId, string ChannelName, string ChannelKind, bool ChannelEnabled, string Level, string LevelWord, string Contact, string Address, string Area, IReadOnlyList<string> Kinds, string LeastLevel, DateTimeOffset MadeAt, bool Mine);

    internal sealed record Choices(IReadOnlyList<Choice> Channels, IReadOnlyList<MessageKind> Kinds, IReadOnlyList<View> Subscriptions);

    internal sealed record Choice(string Id, string Name, ChannelKind Kind, string KindWord, bool Enabled, bool Robot);

    public static void Map(RouteGroupBuilder subscriptions)
    {
        subscriptions.MapGet("/", List).Requires(Duty.SignedIn);
        subscriptions.MapPost("/", Create).Requires(Duty.SignedIn);
        subscriptions.MapDelete("/{id}", Remove).Requires(Duty.SignedIn);
    }

    private static async Task<Ok<Choices>> List(PlatformDb db, IEnumerable<MessageKind> kinds, CancellationToken stop)
    {
        var channels = await db.Channels.AsNoTracking().OrderBy(c => c.Name).ToListAsync(stop);
        var found = (await db.Subscriptions.AsNoTracking().OrderBy(s => s.MadeAt).ToListAsync(stop)).Where(s => Visible(s, db.Caller));
        return TypedResults.Ok(new Choices(
            [.. channels.Select(c => new Choice(c.Id, c.Name, c.Kind, MessageChannel.WordOf(c.Kind), c.Enabled, c.IsRobot))], [.. kinds],
            [.. found.Select(s => (Row: s, Channel: channels.Find(c => c.Id == s.ChannelId))).Where(s => s.Channel is not null).Select(s => new View(
                s.Row.Id, s.Row.ChannelId, s.Channel!.Name, MessageChannel.WordOf(s.Channel.Kind), s.Channel.Enabled, s.Row.Level, LevelWord(s.Row.Level), s.Row.Contact,
                Mine(s.Row, db.Caller) ? s.Row.Address : MessageRecords.Masked(s.Row.Address), s.Row.Division, s.Row.Kinds, s.Row.LeastLevel, s.Row.MadeAt, Mine(s.Row, db.Caller)))]));
    }

    private static async Task<Results<Ok<ChannelActs.Changed>, ProblemHttpResult>> Create(Request request, PlatformDb db, IEnumerable<MessageKind> kinds, CancellationToken stop)
    {
        if (await db.Channels.AsNoTracking().FirstOrDefaultAsync(c => c.Id == request.ChannelId, stop) is not { } channel) return Refusal.OfField("channel-unknown", "channelId", "请选择消息通道。").ToProblem();
        if (request.Kinds.Except(kinds.Select(kind => kind.Code)).Any()) return Refusal.OfField("kind-unknown", "kinds", "请从列表中选择消息类别。").ToProblem();
        if (request.LeastLevel.Length > 0 && MessageLevel.Rank(request.LeastLevel) == 0) return Refusal.OfField("level-unknown", "leastLevel", "请从列表中选择级别。").ToProblem();
        if (AddressFor(channel.Kind, request.Address) is not { } address) return NoAddress(channel.Kind).ToProblem();
        var caller = db.Caller;
        var group = request.Group?.Trim() is { Length: > 0 and <= 50 } named ? named : null;
        if (group is null && channel.IsRobot) return Refusal.OfField("robot-needs-group", "channelId", "群机器人的消息整个群都看得到，由系统管理员为工作群订阅；个人请选择邮件或者短信。").ToProblem();
        if (group is not null && !caller.May(Duty.ManageSettings)) return Refusal.OfField("group-by-administrator", "group", "工作群由系统管理员订阅。").ToProblem();
        var area = group is null ? caller.Division : DivisionScope.Prefix(request.Division ?? "");
        if (!area.StartsWith(caller.Division, StringComparison.Ordinal)) return Refusal.OfField("area-outside", "division", "只能订阅本岗位管辖范围内的消息。").ToProblem();
        var subscription = new MessageSubscription
        {
            Id = NewId.Make(),
            ChannelId = channel.Id,
            Level = group is null ? MessageSubscription.LevelOf(caller.Division, caller.EnterpriseId) : "group",
            Division = area,
            EnterpriseId = group is null ? caller.EnterpriseId : null,
            PostId = group is null ? caller.PostId : null,
            PersonId = caller.PersonId,
            Contact = group ?? $"{caller.Name}（{caller.PostTitle}）",
            Address = address,
            Kinds = [.. request.Kinds.Distinct()],
            LeastLevel = request.LeastLevel,
            MadeAt = db.Now,
        };
        db.Subscriptions.Add(subscription);
        await db.Commit(new Act("message.subscribe", "message-subscription", subscription.Id, $"订阅消息：{subscription.Contact}，{channel.Name}"), stop);
        return TypedResults.Ok(new ChannelActs.Changed(subscription.Id, 1));
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> Remove(string id, PlatformDb db, CancellationToken stop)
    {
        if (await db.Subscriptions.FirstOrDefaultAsync(s => s.Id == id, stop) is not { } found || !Visible(found, db.Caller)) return Problems.NotFound();
        db.Subscriptions.Remove(found);
        await db.Commit(new Act("message.unsubscribe", "message-subscription", id, $"取消消息订阅：{found.Contact}"), stop);
        return TypedResults.NoContent();
    }

    /// <summary>The address as it will be used; empty for a robot, null when it is missing or wrong.</summary>
    public static string? AddressFor(ChannelKind kind, string? address)
    {
        var text = (address ?? "").Trim();
        return kind switch
        {
            ChannelKind.Email => MailAddress.TryCreate(text, out var mail) && mail.Address == text ? text : null,
            ChannelKind.Sms => Phone().IsMatch(text) ? text : null,
            _ => "",
        };
    }

    public static Refusal NoAddress(ChannelKind kind) => Refusal.OfField("address-wrong", "address", kind == ChannelKind.Email ? "请填写邮箱，例如 zhiban@example.gov.cn。" : "请填写手机号码，只含数字。");

    public static string LevelWord(string level) => level switch { "enterprise" => "企业", "county" => "县（区）", "city" => "市", "province" => "省", "ministry" => "部", _ => "工作群" };

    private static bool Mine(MessageSubscription subscription, Caller caller) => subscription.PostId is { Length: > 0 } post && post == caller.PostId && subscription.PersonId == caller.PersonId;

    private static bool Visible(MessageSubscription subscription, Caller caller) => Mine(subscription, caller) || caller.May(Duty.ManageSettings);

    [GeneratedRegex(@"^\+?[0-9]{6,20}$")]
    private static partial Regex Phone();
}
