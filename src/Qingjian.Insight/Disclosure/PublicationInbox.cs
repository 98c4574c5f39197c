using Microsoft.EntityFrameworkCore;
using Qingjian.Platform.Access;
using Qingjian.Platform.Inbox;
using Qingjian.Vocabulary;

namespace Qingjian.Insight.Disclosure;

/// <summary>Decisions that wait to be published, in the inbox of those who may publish.</summary>
internal sealed class PublicationInbox(InsightDb db) : IInboxSource
{
    public IReadOnlyList<string> Kinds => ["决定公开"];

    public async Task<InboxSlice> Read(InboxBox box, int most, CancellationToken stop)
    {
        if (!db.Caller.May(Duty.Publish)) return InboxSlice.Empty;
        var me = db.Caller.PersonId;
        var found = box switch
        {
            InboxBox.Todo => db.Publications.AsNoTracking().Where(p => p.State == PublicationState.Prepared),
            InboxBox.Done => db.Publications.AsNoTracking().Where(p => p.ConfirmedBy == me),
            _ => null,
        };
        if (found is null) return InboxSlice.Empty;
        var total = await found.CountAsync(stop);
        if (most == 0) return new([], total);
        var rows = await (box == InboxBox.Done ? found.OrderByDescending(p => p.PublishedAt) : found.OrderBy(p => p.DueOn)).Take(most).ToListAsync(stop);
        return new([.. rows.Select(p => new InboxItem("决定公开", p.Id, $"{p.Number} {p.Title}", "核对脱敏文本并公开", "处罚决定", p.PreparedAt,
            p.DueOn is { } due ? BeijingTime.StartOf(due.AddDays(1)).AddMilliseconds(-1) : null, ReadPublications.WordOf(p.State), $"/publication/{p.Id}"))], total);
    }
}
