using Microsoft.EntityFrameworkCore;
using Qingjian.Monitoring.Contract;
using Qingjian.Platform.Facts;
using Qingjian.Platform.Live;
using Qingjian.Platform.Storage;
using Qingjian.Vocabulary;

namespace Qingjian.Monitoring.Supervision;

/// <summary>Closes the event of an order when the values are back within the limit or the line speaks again. The order itself stays:
/// what happened still has to be explained, and judging anew never silently removes an order that was issued.</summary>
internal sealed class EndEvent(MonitoringDb db, LiveSignals live) : IHear<ExceedanceEnded>, IHear<LinkBack>, IHear<SupervisionEventEnded>
{
    public async Task Hear(ExceedanceEnded fact, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(fact);
        var (today, before) = (BeijingTime.DayOf(fact.At), BeijingTime.DayOf(fact.At).AddDays(-1));
        var orders = await db.Orders.Where(o => o.OutletId == fact.OutletId && o.Factor == fact.Factor && (o.Day == today || o.Day == before)).ToListAsync(stop);
        foreach (var order in orders)
        {
            if (fact.Withdrawn is { } verdict)
            {
                if (order.Occurrences.All(each => each.VerdictId != verdict || each.Withdrawn is not null)) continue;
                order.Occurrences = [.. order.Occurrences.Select(each => each.VerdictId == verdict ? each with { Withdrawn = fact.Sentence } : each)];
                if (order.Standing.Count == 0) order.Ongoing = false;
                var rest = order.Standing.Count == 0 ? "；原判定均已变更，请核查人员撤销或者办结本单" : "";
                await db.Commit(db.Note(order, "order.rejudged", $"数据或者标记变更后重新判定：{fact.Sentence}{rest}"), stop);
            }
            else
            {
                // An hour of the night that came late does not end what goes on now.
                if (!order.Ongoing || order.Trigger == "day_exceeded" || (order.OfVerdicts && order.ToAt > fact.At)) continue;
                order.Ongoing = false;
                await db.Commit(Ended(order, $"数值已恢复：{fact.Sentence}"), stop);
            }
            live.Raise("orders");
        }
    }

    public async Task Hear(SupervisionEventEnded fact, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(fact);
        var orders = await db.Orders.Where(o => o.OutletId == fact.OutletId && o.Factor == fact.Factor && o.Trigger == fact.Trigger && o.Ongoing).ToListAsync(stop);
        foreach (var order in orders)
        {
            order.Ongoing = false;
            await db.Commit(Ended(order, fact.Sentence), stop);
            live.Raise("orders");
        }
    }

    // A warning has done its work when what it warned of is over; an order still has to be explained.
    private Act Ended(SupervisionOrder order, string title)
    {
        if (order.State != OrderState.Reminded) return db.Note(order, "order.ended", title);
        (order.State, order.ClosedAt, order.CloseNote) = (OrderState.Closed, db.Now, title);
        return db.Note(order, "order.close", $"预警事项结束，自动办结：{title}", null, OrderState.Reminded, order.State);
    }

    public async Task Hear(LinkBack fact, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(fact);
        var day = BeijingTime.DayOf(fact.Since);
        if (await db.Orders.FirstOrDefaultAsync(o => o.OutletId == fact.OutletId && o.Trigger == "silence" && o.Day == day && o.Ongoing, stop) is not { } order) return;
        order.Ongoing = false;
        order.ToAt = fact.At;
        order.Occurrences = [.. order.Occurrences.Select(each => each.VerdictId == fact.SilenceId ? each with { To = fact.At } : each)];
        await db.Commit(db.Note(order, "order.ended", $"数据传输已于{BeijingTime.ClockOf(fact.At):M月d日HH:mm}恢复"), stop);
        live.Raise("orders");
    }
}
