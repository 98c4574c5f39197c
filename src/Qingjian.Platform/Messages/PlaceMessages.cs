using Microsoft.EntityFrameworkCore;
using Qingjian.Platform.Facts;
using Qingjian.Platform.Live;
using Qingjian.Platform.Storage;

namespace Qingjian.Platform.Messages;

/// <summary>Puts a message into the outbox for each contact who wants a notice. Heard once, also after a crash: the receipt is in the same transaction.</summary>
internal sealed class PlaceMessages(PlatformDb db, IEnumerable<MessageKind> kinds, LiveSignals live) : IHear<OutsideNotice>
{
    public async Task Hear(OutsideNotice fact, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(fact);
        var channels = await db.Channels.AsNoTracking().Where(channel => channel.Enabled).ToDictionaryAsync(channel => channel.Id, stop);
        if (channels.Count == 0) return;
        var wanted = (await db.Subscriptions.AsNoTracking().ToListAsync(stop)).Where(each => channels.ContainsKey(each.ChannelId) && each.Wants(fact))
            .DistinctBy(each => (each.ChannelId, each.Address)).ToList();
        if (wanted.Count == 0) return;
        var name = kinds.FirstOrDefault(kind => kind.Code == fact.Kind)?.Name ?? "提醒";
        var template = (await db.Templates.AsNoTracking().FirstOrDefaultAsync(each => each.Kind == fact.Kind, stop))?.Text ?? MessageText.Usual;
        foreach (var each in wanted) db.Messages.Add(New(channels[each.ChannelId], each.Contact, each.Address, fact, MessageText.Fill(template, name, fact, db.Now), db.Now, each.Id));
        await db.Commit(new Act("message.place", "message", fact.Number, $"{name}{fact.Number}：外发消息{wanted.Count}条待发"), stop);
        live.Raise("messages");
    }

    public static OutsideMessage New(MessageChannel channel, string contact, string address, OutsideNotice notice, string text, DateTimeOffset now, string? subscription, bool test = false)
    {
        var leave = test ? now : QuietHours.Leave(now, channel, notice.Level);
        return new OutsideMessage
        {
            Id = NewId.Make(),
            ChannelId = channel.Id,
            ChannelName = channel.Name,
            ChannelKind = channel.Kind,
            SubscriptionId = subscription,
            Division = notice.Division,
            EnterpriseId = notice.EnterpriseId,
            Kind = notice.Kind,
            Level = notice.Level,
            Number = notice.Number,
            Contact = contact,
            Address = address,
            Text = text,
            Test = test,
            State = leave > now ? MessageState.Held : MessageState.Waiting,
            MadeAt = now,
            NextAt = leave,
        };
    }
}
