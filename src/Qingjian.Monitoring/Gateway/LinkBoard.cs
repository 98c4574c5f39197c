using System.Collections.Concurrent;

namespace Qingjian.Monitoring.Gateway;

/// <summary>The lines to all monitors, by MN.</summary>
internal sealed class LinkBoard
{
    private readonly ConcurrentDictionary<string, Link> links = new(StringComparer.OrdinalIgnoreCase);

    public Link Of(string mn) => links.GetOrAdd(mn, static key => new Link(key));

    public Link? Find(string mn) => links.GetValueOrDefault(mn);

    public IEnumerable<Link> All => links.Values;
}
