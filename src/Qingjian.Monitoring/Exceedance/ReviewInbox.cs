using Microsoft.EntityFrameworkCore;
using Qingjian.Platform.Access;
using Qingjian.Platform.Inbox;

namespace Qingjian.Monitoring.Exceedance;

/// <summary>Verdicts that rest on a doubtful value, in the inbox of whoever reviews data.</summary>
internal sealed class ReviewInbox(MonitoringDb db) : IInboxSource
{
    public IReadOnlyList<string> Kinds { get; } = ["数据审核"];

    public async Task<InboxSlice> Read(InboxBox box, int most, CancellationToken stop)
    {
        if (box != InboxBox.Todo || !db.Caller.May(Duty.ReviewData)) return InboxSlice.Empty;
        var waiting = db.Verdicts.AsNoTracking().Where(v => v.AwaitsReview && v.SupersededAt == null);
        var some = await waiting.OrderBy(v => v.StartAt).ThenBy(v => v.Id).Take(most).ToListAsync(stop);
        return new([.. some.Select(v => new InboxItem(
            "数据审核", v.Id, $"{v.EnterpriseName} {v.FactorName}", "人工审核", v.OutletName, v.JudgedAt, null, JudgedReason.WordOf(v.Reason), $"/verdicts/{v.Id}"))], await waiting.CountAsync(stop));
    }
}
