using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Qingjian.Judgement;
using Qingjian.Monitoring.Contract;
using Qingjian.Monitoring.Exceedance;
using Qingjian.Platform.Storage;
using Qingjian.Vocabulary;

namespace Qingjian.Monitoring.Supervision;

/// <summary>Tells what a recurring look finds, once: what the rules do not answer, what is too old to be acted on and what an order already holds is passed over,
/// so that looking again writes nothing.</summary>
internal sealed class TellEvents(MonitoringDb db, Rulebook book, IOptions<JudgementOptions> options)
{
    public async Task Tell(SupervisionEvent found, CancellationToken stop)
    {
        if (book.SupervisionOn(BeijingTime.DayOf(db.Now))?.Answer(found.Trigger) is not var (trigger, _) || db.Now - found.To > options.Value.OrderWithin) return;
        if ((await Orders(found.Trigger, found.OutletId, found.Factor).ToListAsync(stop)).Exists(order => order.Occurrences.Any(each => each.VerdictId == found.EventId))) return;
        await db.Commit(new Act("supervision.event", "outlet", found.OutletId, $"{trigger.Name}：{found.Sentence}").Tell(found), stop);
    }

    /// <summary>What was told of is over, where an order still says that it goes on.</summary>
    public async Task End(string trigger, string outletId, string factor, string sentence, CancellationToken stop)
    {
        if (!await Orders(trigger, outletId, factor).AnyAsync(order => order.Ongoing, stop)) return;
        await db.Commit(new Act("supervision.event.end", "outlet", outletId, sentence).Tell(new SupervisionEventEnded(trigger, outletId, factor, db.Now, sentence)), stop);
    }

    private IQueryable<SupervisionOrder> Orders(string trigger, string outletId, string factor) =>
        db.Orders.AsNoTracking().Where(order => order.OutletId == outletId && order.Trigger == trigger && order.Factor == factor);
}
