using Qingjian.Monitoring.Contract;
using Qingjian.Platform.Facts;
using Qingjian.Registry.Contract;
using Qingjian.Vocabulary;

namespace Qingjian.Monitoring.Supervision;

/// <summary>What electricity shows is answered by the supervision rules too: treatment off while production runs at once, work during an ordered stop by the bureau.</summary>
internal sealed class OrderFromElectricity(ISources sources, IssueOrder issue) : IHear<ElectricityBreach>
{
    public async Task Hear(ElectricityBreach fact, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(fact);
        // Meters belong to the enterprise, orders to an outlet: the stack stands for it where there is one.
        var outlets = await sources.OutletsOf(fact.EnterpriseId, stop);
        if ((outlets.FirstOrDefault(each => each is { Closed: false, Medium: Medium.Air }) ?? outlets.FirstOrDefault(each => !each.Closed)) is not { } outlet) return;
        var stopped = fact.Kind == "order_not_executed";
        await issue.Hear(new SupervisionEvent(
            fact.FindingId, stopped ? "work_in_ordered_stop" : "power_abnormal", outlet.Id, "", "用电", fact.From, fact.To, fact.Summary, stopped ? "orange" : "yellow", "memory"), stop);
    }
}
