using Microsoft.EntityFrameworkCore;
using Qingjian.Judgement;
using Qingjian.Monitoring.Contract;
using Qingjian.Platform.Live;
using Qingjian.Platform.Schedule;
using Qingjian.Vocabulary;

namespace Qingjian.Monitoring.Supervision;

/// <summary>逾期升级: an order whose answer is late climbs the levels of the supervision rules; at the last one it is told as unanswered.</summary>
internal sealed class EscalateOverdue(MonitoringDb db, Rulebook book, DeliverOrder deliver, LiveSignals live, TimeProvider clock) : IRecurring
{
    public async Task Run(CancellationToken stop)
    {
        var now = clock.GetUtcNow();
        if (book.SupervisionOn(BeijingTime.DayOf(now)) is not { } rule) return;
        var late = await db.Orders.Where(o => OrderPath.Waiting.Contains(o.State) && o.DueAt < now && !o.UnansweredTold).OrderBy(o => o.DueAt).ToListAsync(stop);
        foreach (var order in late)
        {
            if (Decide(order, now, rule) is not { } level) continue;
            for (var step = order.Level + 1; step <= level.Level; step++)
            {
                await db.Deliveries.Where(delivery => delivery.OrderId == order.Id).LoadAsync(stop);
                if (WordOf(step) is { } word) await deliver.Climb(order, word, stop);
            }
            order.Level = level.Level;
            var last = level.Level == rule.Levels.Max(each => each.Level);
            order.UnansweredTold = last;
            var act = db.Note(order, "order.escalate", $"逾期未反馈，升级至{level.Name}", $"应于{BeijingTime.ClockOf(order.DueAt):M月d日HH:mm}前反馈");
            if (last && order.Standing.Count > 0)
                act.Tell(new OrderUnanswered(order.Id, order.Number, order.OutletId, order.EnterpriseId!, order.Division,
                    $"督办单{order.Number}（{order.Title}）应于{BeijingTime.ClockOf(order.DueAt):yyyy年M月d日HH:mm}前反馈，逐级升级后仍未反馈。{order.Summary}", order.DueAt, [.. order.Standing.Select(each => each.VerdictId)]));
            await db.Commit(act.Inform("order.overdue", order, "enterprise", WordOf(level.Level) ?? "county"), stop);
            live.Raise("orders");
            live.Raise("inbox");
        }
    }

    /// <summary>The level a late order climbs to now; null when it stands there already.</summary>
    internal static OrderLevel? Decide(SupervisionOrder order, DateTimeOffset now, SupervisionRule rule)
    {
        if (!OrderPath.Waiting.Contains(order.State) || now < order.DueAt) return null;
        var level = rule.LevelAt(now - order.DueAt);
        return level.Level > order.Level ? level : null;
    }

    private static string? WordOf(int level) => level switch { 1 => "county", 2 => "city", 3 => "province", _ => null };
}
