using Qingjian.Platform.Access;
using Qingjian.Registry.Contract;

namespace Qingjian.Monitoring.Gateway;

/// <summary>The stations the present caller may see: of his area, of his own enterprise. Others do not exist for him.</summary>
internal sealed class VisibleStations(IStations stations, CallerContext caller)
{
    public IEnumerable<Station> All => stations.All.Where(MaySee);

    public IEnumerable<Station> SpeakingFor(string outletId) => stations.SpeakingFor(outletId).Where(MaySee);

    /// <summary>By monitor id; null when unknown or foreign.</summary>
    public Station? Find(string monitorId) => stations.All.FirstOrDefault(station => station.MonitorId == monitorId && MaySee(station));

    public Station? OfMn(string mn) => stations.Find(mn) is { } station && MaySee(station) ? station : null;

    public bool MaySee(Station station)
    {
        var who = caller.Current;
        return station.Division.StartsWith(who.Division, StringComparison.Ordinal)
            && (who.EnterpriseId is null || station.EnterpriseId == who.EnterpriseId);
    }
}
