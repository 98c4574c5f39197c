using Microsoft.EntityFrameworkCore;
using Qingjian.Platform.Access;
using Qingjian.Platform.Inbox;

namespace Qingjian.Monitoring.Meters.Controls;

/// <summary>Orders in the inbox of an enterprise until it acknowledges them.</summary>
internal sealed class ControlInbox(MonitoringDb db) : IInboxSource
{
    public IReadOnlyList<string> Kinds { get; } = ["停限产"];

    public async Task<InboxSlice> Read(InboxBox box, int most, CancellationToken stop)
    {
        if (!db.Caller.May(Duty.AnswerOrders) || box is not (InboxBox.Todo or InboxBox.Done)) return InboxSlice.Empty;
        var targets = db.Set<ControlTarget>().AsNoTracking().Where(target => box == InboxBox.Todo ? target.ReceivedAt == null : target.ReceivedAt != null);
        var rows = targets.Join(db.Set<ControlOrder>().AsNoTracking(), target => target.OrderId, order => order.Id, (target, order) => new { target, order });
        var total = await rows.CountAsync(stop);
        var some = await rows.OrderByDescending(row => row.order.IssuedAt).Take(most).ToListAsync(stop);
        return new([.. some.Select(row => new InboxItem(
            "停限产", row.order.Id, $"{row.order.Number} {row.target.EnterpriseName}", row.target.ReceivedAt is null ? "签收" : "已签收", $"{ControlWords.Of(row.order.Kind)}{ControlWords.Measure(row.order.Measure, row.order.LimitShare)}",
            row.order.IssuedAt, row.target.ReceivedAt is null ? row.order.FromAt : null, ControlWords.Of(row.target.Result), $"/control-orders/{row.order.Id}"))], total);
    }
}
