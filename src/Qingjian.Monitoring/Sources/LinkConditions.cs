using Qingjian.Judgement;
using Qingjian.Monitoring.Gateway;
using Qingjian.Registry.Contract;

namespace Qingjian.Monitoring.Sources;

/// <summary>Tells the list and the map how the lines of a source stand: the worst of its loggers in use.</summary>
internal sealed class LinkConditions(IStations stations, LinkBoard links, TimeProvider clock) : ISourceConditions
{
    private static readonly SourceCondition Online = new("在线", "good", 10), Late = new("迟报", "near", 40), Silent = new("离线", "orange", 60);

    public Task<IReadOnlyDictionary<string, SourceCondition>> Of(IReadOnlyCollection<string> enterpriseIds, CancellationToken stop)
    {
        var wanted = enterpriseIds.ToHashSet();
        var now = clock.GetUtcNow();
        var worst = new Dictionary<string, SourceCondition>();
        foreach (var station in stations.All)
        {
            if (station.State != MonitorState.Active || !wanted.Contains(station.EnterpriseId)) continue;
            // One that has never sent says nothing yet: the source is 未联网 until its first packet.
            var said = (links.Find(station.Mn)?.StateAt(station, now) ?? LinkState.Never) switch
            {
                LinkState.Online => Online,
                LinkState.Late => Late,
                LinkState.Silent => Silent,
                _ => null,
            };
            if (said is not null && (!worst.TryGetValue(station.EnterpriseId, out var before) || said.Weight > before.Weight)) worst[station.EnterpriseId] = said;
        }
        return Task.FromResult<IReadOnlyDictionary<string, SourceCondition>>(worst);
    }
}
