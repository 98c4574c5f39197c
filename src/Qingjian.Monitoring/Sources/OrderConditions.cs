using Microsoft.EntityFrameworkCore;
using Qingjian.Monitoring.Supervision;
using Qingjian.Registry.Contract;

namespace Qingjian.Monitoring.Sources;

/// <summary>Tells the list and the map of open supervision orders: an exceedance that goes on before one that is overdue or only open.</summary>
internal sealed class OrderConditions(MonitoringDb db, TimeProvider clock) : ISourceConditions
{
    private static readonly SourceCondition Exceeding = new("超标", "bad", 90), Overdue = new("督办逾期", "bad", 80), Open = new("督办中", "near", 50);

    public async Task<IReadOnlyDictionary<string, SourceCondition>> Of(IReadOnlyCollection<string> enterpriseIds, CancellationToken stop)
    {
        var now = clock.GetUtcNow();
        var wanted = enterpriseIds.ToHashSet();
        var open = await db.Orders.AsNoTracking()
            .Where(o => o.State == OrderState.Issued || o.State == OrderState.Answered || o.State == OrderState.SentBack)
            .Select(o => new { o.EnterpriseId, o.State, o.Trigger, o.Ongoing, o.DueAt }).ToListAsync(stop);
        var worst = new Dictionary<string, SourceCondition>();
        foreach (var order in open)
        {
            if (order.EnterpriseId is not { } id || !wanted.Contains(id)) continue;
            var said = order.Ongoing && order.Trigger.Contains("exceed", StringComparison.Ordinal) ? Exceeding
                : order.State != OrderState.Answered && order.DueAt < now ? Overdue : Open;
            if (!worst.TryGetValue(id, out var before) || said.Weight > before.Weight) worst[id] = said;
        }
        return worst;
    }
}
