using Qingjian.Judgement;
using Qingjian.Platform.Access;
using Qingjian.Platform.Overview;

namespace Qingjian.Monitoring.Gateway;

/// <summary>How the lines to the loggers stand this minute.</summary>
internal sealed class LinksOverview(VisibleStations stations, LinkBoard links, TimeProvider clock) : IOverviewSource
{
    public int Order => 10;

    public Task<IReadOnlyList<OverviewCard>> Read(string area, CancellationToken stop)
    {
        var now = clock.GetUtcNow();
        var states = stations.All.Where(station => station.Division.StartsWith(area, StringComparison.Ordinal))
            .Select(station => links.Find(station.Mn)?.StateAt(station, now) ?? LinkState.Never).ToList();
        var online = states.Count(state => state == LinkState.Online);
        return Task.FromResult<IReadOnlyList<OverviewCard>>(
        [
            Card("links", "联网数采仪", states.Count, "/links") with { Note = states.Count == 0 ? null : $"在线率 {online * 100m / states.Count:0.0}%" },
            Card("links-online", "在线", online, "/links?state=online"),
            Card("links-late", "迟报", states.Count(state => state == LinkState.Late), "/links?state=late").NearAboveZero(),
            Card("links-silent", "离线", states.Count(state => state == LinkState.Silent), "/links?state=silent").BadAboveZero(),
        ]);

        static OverviewCard Card(string key, string title, int value, string path) => new(key, "联网", title, value, "台", path, Duty.ReadReadings);
    }
}
