using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Qingjian.Platform.Access;
using Qingjian.Platform.Edge;
using Qingjian.Platform.Live;

namespace Qingjian.Monitoring.Supervision;

/// <summary>签收: the first opening by the enterprise or by a bureau is kept. Doing it again changes nothing.</summary>
internal static class ReceiveOrder
{
    public static void Map(RouteGroupBuilder orders) => orders.MapPost("/{id}/receive", Handle).Requires(Duty.ReadOrders);

    private static async Task<Results<NoContent, ProblemHttpResult>> Handle(string id, MonitoringDb db, LiveSignals live, CancellationToken stop)
    {
        if (await db.Orders.FirstOrDefaultAsync(o => o.Id == id, stop) is not { } order) return Problems.NotFound();
        var caller = db.Caller;
        var deliveries = await db.Deliveries.Where(delivery => delivery.OrderId == id && delivery.ReceivedAt == null).ToListAsync(stop);
        var mine = caller.EnterpriseId is not null
            ? deliveries.Where(delivery => delivery.To == "enterprise").ToList()
            : deliveries.Where(delivery => delivery.OrganisationId is { } organisation && organisation == caller.OrganisationId).ToList();
        if (mine.Count == 0) return TypedResults.NoContent();
        foreach (var delivery in mine) (delivery.ReceivedAt, delivery.ReceivedBy) = (db.Now, caller.Name);
        if (caller.EnterpriseId is not null) (order.ReceivedAt, order.ReceivedBy) = (db.Now, caller.Name);
        await db.Commit(db.Note(order, "order.receive", $"{mine[0].Name}签收"), stop);
        live.Raise("orders");
        return TypedResults.NoContent();
    }
}
