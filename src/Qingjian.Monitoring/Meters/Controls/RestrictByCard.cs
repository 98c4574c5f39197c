using Microsoft.EntityFrameworkCore;
using Qingjian.Monitoring.Cards;
using Qingjian.Monitoring.Contract;
using Qingjian.Platform.Facts;
using Qingjian.Platform.Live;
using Qingjian.Platform.Storage;

namespace Qingjian.Monitoring.Meters.Controls;

/// <summary>What a yellow or red card does to production: the stop or limit ordered with it binds the plant and is checked by its electricity like any other; it ends when the card is released.</summary>
internal sealed class RestrictByCard(MonitoringDb db, IssueControl issue, LiveSignals live) : IHear<CardRestricted>, IHear<CardLifted>
{
    public Task Hear(CardRestricted fact, CancellationToken stop) => issue.Issue(fact, stop);

    public async Task Hear(CardLifted fact, CancellationToken stop)
    {
        if (await db.Set<ControlOrder>().FirstOrDefaultAsync(each => each.CardId == fact.CardId && each.LiftedAt == null && each.ToAt > fact.At, stop) is not { } order) return;
        (order.ToAt, order.LiftedAt, order.LiftedWhy) = (fact.At > order.FromAt ? fact.At : order.FromAt, fact.At, "核查认定已改正，黄红牌解除。");
        await db.Commit(new Act("control.lift", "control", order.Id, $"解除停限产指令 {order.Number}") { Reason = order.LiftedWhy }.Enter("decision", new { order.Number, order.ToAt, order.LiftedWhy }), stop);
        live.Raise("controls");
    }
}
