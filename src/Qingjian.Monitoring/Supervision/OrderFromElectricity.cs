using Qingjian.Monitoring.Contract;
using Qingjian.Platform.Facts;
using Qingjian.Registry.Contract;
using Qingjian.Vocabulary;

namespace Qingjian.Monitoring.Supervision;

/// <summary>What electricity shows is answered by the supervision rules too: treatment off while production runs, at once.</summary>
internal sealed class OrderFromElectricity(ISources sources, IssueOrder issue) : IHear<ElectricityBreach>
{
    public async Task Hear(ElectricityBreach fact, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(fact);
        // Work during an ordered stop is a verdict, which raises its own order.
        if (fact.Kind == "order_not_executed") return;
        // Meters belong to the enterprise, orders to an outlet: the stack stands for it where there is one.
        var outlets = await sources.OutletsOf(fact.EnterpriseId, stop);
        if ((outlets.FirstOrDefault(each => each is { Closed: false, Medium: Medium.Air }) ?? outlets.FirstOrDefault(each => !each.Closed)) is not { } outlet) return;
        await issue.Hear(new SupervisionEvent(
            fact.FindingId, "power_abnormal", outlet.Id, "", "用电", fact.From, fact.To, fact.Summary, "yellow", "memory"), stop);
    }
}
