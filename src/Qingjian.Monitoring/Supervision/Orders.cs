using Microsoft.EntityFrameworkCore;
using Qingjian.Monitoring.Contract;
using Qingjian.Platform.Live;
using Qingjian.Vocabulary;

namespace Qingjian.Monitoring.Supervision;

/// <summary>Answers Matters about orders, and takes back what came of them.</summary>
internal sealed class Orders(MonitoringDb db, LiveSignals live) : IOrders
{
    public async Task<OrderCard?> Find(string orderId, CancellationToken stop) =>
        await db.Orders.AsNoTracking().FirstOrDefaultAsync(o => o.Id == orderId, stop) is { } order ? await Card(order, stop) : null;

    public async Task<Outcome<OrderCard>> CloseOrder(string orderId, string result, string path, CancellationToken stop)
    {
        if (await db.Orders.FirstOrDefaultAsync(o => o.Id == orderId, stop) is not { } order) return Refusal.Of("order-not-found", "没有找到这张督办单。");
        if (order.State == OrderState.Closed && order.CloseNote == result) return await Card(order, stop);
        if (!OrderPath.Next(order.State, OrderAct.Close).Try(out var next, out var why)) return why;
        var was = order.State;
        (order.State, order.ClosedAt, order.CloseNote) = (next, db.Now, result);
        await db.Commit(db.Note(order, "order.close", $"办结：{result}", null, was, next, path), stop);
        live.Raise("orders");
        return await Card(order, stop);
    }

    private async Task<OrderCard> Card(SupervisionOrder order, CancellationToken stop)
    {
        var ids = order.Standing.Select(each => each.VerdictId).ToList();
        var canonical = await db.Verdicts.AsNoTracking().Where(v => ids.Contains(v.Id)).Select(v => v.Canonical).ToListAsync(stop);
        var digests = canonical.SelectMany(RuleDigests).Distinct().ToList();
        return new(order.Id, order.Number, order.State.InChinese(), order.Title, order.Summary, order.IssuedAt, ids, digests);
    }

    private static List<string> RuleDigests(string canonical)
    {
        using var json = System.Text.Json.JsonDocument.Parse(canonical);
        return [.. json.RootElement.GetProperty("rules").EnumerateArray().Select(rule => rule.GetProperty("digest").GetString()!)];
    }
}
