using Qingjian.Judgement;
using Qingjian.Platform.Storage;
using Qingjian.Registry.Contract;

namespace Qingjian.Monitoring.Supervision;

/// <summary>Delivers an order: to the enterprise's account and to the levels that the rules name, later to those it climbs to.</summary>
internal sealed class DeliverOrder(MonitoringDb db, IOfficers officers)
{
    public async Task To(SupervisionOrder order, SourceOutlet outlet, IReadOnlyList<string> levels, CancellationToken stop)
    {
        Add(order, "enterprise", outlet.EnterpriseName, null);
        foreach (var level in levels.Where(each => each != "enterprise").Distinct()) await Climb(order, level, stop);
    }

    /// <summary>Delivers to the bureau of a level (county, city); a level without an organisation in the registry is named in general words.</summary>
    public async Task Climb(SupervisionOrder order, string level, CancellationToken stop)
    {
        var (division, word) = level switch
        {
            "county" => (order.Division, "县（区）生态环境部门"),
            "city" => (order.Division[..4] + "00", "市生态环境局"),
            "ministry" => ("000000", "生态环境部"),
            _ => (order.Division[..2] + "0000", "省生态环境厅"),
        };
        var kinds = level == "county" ? new[] { OrganisationKind.Branch, OrganisationKind.Bureau } : [OrganisationKind.Bureau];
        foreach (var kind in kinds)
            if (await officers.OrganisationFor(division, kind, stop) is { } found && (level == "county" || found.Division == division))
            {
                Add(order, level, found.Name, found.Id);
                return;
            }
        Add(order, level, word, null);
    }

    private void Add(SupervisionOrder order, string to, string name, string? organisation)
    {
        if (db.Deliveries.Local.Any(delivery => delivery.OrderId == order.Id && delivery.To == to)) return;
        db.Deliveries.Add(new OrderDelivery { Id = NewId.Make(), OrderId = order.Id, To = to, Name = name, OrganisationId = organisation, At = db.Now });
    }
}
