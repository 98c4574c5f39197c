using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Qingjian.Judgement;
using Qingjian.Platform.Access;
using Qingjian.Platform.Edge;
using Qingjian.Platform.Live;
using Qingjian.Platform.Schedule;
using Qingjian.Vocabulary;

namespace Qingjian.Monitoring.Supervision;

/// <summary>催办: the next level urges the bureau whose check, or the enterprise whose answer, is due.</summary>
internal static class UrgeOrder
{
    /// <param name="Version">Version the page was shown.</param>
    /// <param name="Reason">What is asked.</param>
    internal sealed record Request(long Version, string Reason);

    public static void Map(RouteGroupBuilder orders) => orders.MapPost("/{id}/urge", Handle).Requires(Duty.CheckOrders);

    private static async Task<Results<Ok<ReadOrder.Changed>, ProblemHttpResult>> Handle(string id, Request request, MonitoringDb db, LiveSignals live, CancellationToken stop)
    {
        if (await db.Orders.FirstOrDefaultAsync(o => o.Id == id, stop) is not { } order) return Problems.NotFound();
        if (string.IsNullOrWhiteSpace(request.Reason)) return Refusal.OfField("reason-missing", "reason", "请写明催办的内容。").ToProblem();
        if (!Decide(order).Try(out var to, out var why)) return why.ToProblem();
        db.Expect(order, request.Version);
        (order.Urged, order.UrgedAt) = (order.Urged + 1, db.Now);
        await db.Commit(db.Note(order, "order.urge", $"催办（第{order.Urged}次）", request.Reason.Trim()).Inform("order.urged", order, to), stop);
        live.Raise("orders");
        live.Raise("inbox");
        return TypedResults.Ok(new ReadOrder.Changed(order.Id, order.State, order.Version));
    }

    /// <summary>Pure: who is urged, or why nobody is.</summary>
    internal static Outcome<string> Decide(SupervisionOrder order)
    {
        if (OrderPath.Waiting.Contains(order.State)) return "enterprise";
        if (order.State == OrderState.Answered) return "county";
        return Refusal.Of("nothing-to-urge", $"督办单现在是“{order.State.InChinese()}”，没有等待反馈或者核查的环节，不需催办。");
    }
}

/// <summary>Urges by itself what a bureau has not checked in time, level by level, and closes early warnings whose time is over.</summary>
internal sealed class UrgeChecks(MonitoringDb db, Rulebook book, DeliverOrder deliver, LiveSignals live) : IRecurring
{
    public async Task Run(CancellationToken stop)
    {
        var now = db.Now;
        if (book.SupervisionOn(BeijingTime.DayOf(now)) is not { } rule) return;
        var moved = false;
        foreach (var order in await db.Orders.Where(o => o.State == OrderState.Answered && o.CheckDueAt != null && o.CheckDueAt < now).ToListAsync(stop))
        {
            if (Decide(order, now, rule) is not { } level) continue;
            order.Level = level.Level;
            (order.Urged, order.UrgedAt) = (order.Urged + 1, now);
            await db.Deliveries.Where(delivery => delivery.OrderId == order.Id).LoadAsync(stop);
            var to = level.Level >= 3 ? "province" : "city";
            await deliver.Climb(order, to, stop);
            await db.Commit(db.Note(order, "order.urge", $"核查逾期，由{level.Name}催办", $"应于{BeijingTime.ClockOf(order.CheckDueAt!.Value):M月d日HH:mm}前核查").Inform("order.urged", order, "county", to), stop);
            moved = true;
        }
        var until = now.AddHours(-rule.WarningClosesAfterHours);
        foreach (var order in await db.Orders.Where(o => o.State == OrderState.Reminded && o.IssuedAt < until).ToListAsync(stop))
        {
            (order.State, order.ClosedAt, order.CloseNote, order.Ongoing) = (OrderState.Closed, now, "预警期满", false);
            await db.Commit(db.Note(order, "order.close", $"预警满{rule.WarningClosesAfterHours}小时，自动办结", null, OrderState.Reminded, order.State), stop);
            moved = true;
        }
        if (!moved) return;
        live.Raise("orders");
        live.Raise("inbox");
    }

    /// <summary>The level that urges now; null when it has urged already. The city urges at once, the province as much later as it takes over from the city.</summary>
    internal static OrderLevel? Decide(SupervisionOrder order, DateTimeOffset now, SupervisionRule rule)
    {
        if (order.CheckDueAt is not { } due || now < due) return null;
        var above = rule.Levels.Where(level => level.Level >= 2).OrderBy(level => level.Level).ToList();
        if (above.Count == 0) return null;
        var level = above.Last(each => now - due >= TimeSpan.FromHours(each.AfterHours - above[0].AfterHours));
        return level.Level > order.Level ? level : null;
    }
}
