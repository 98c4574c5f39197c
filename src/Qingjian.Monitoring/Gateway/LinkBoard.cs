using System.Collections.Concurrent;
using Qingjian.Judgement;
using Qingjian.Registry.Contract;

namespace Qingjian.Monitoring.Gateway;

/// <summary>The lines to all monitors, by MN.</summary>
/// <param name="ruleAt">The supervision rules in force at an instant: what silence is comes from the law folder alone.</param>
/// <param name="grace">How long a packet may be overdue before its line is shown as late.</param>
internal sealed class LinkBoard(Func<DateTimeOffset, SupervisionRule?> ruleAt, TimeSpan grace)
{
    private static readonly TimeSpan UsualInterval = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<string, Link> links = new(StringComparer.OrdinalIgnoreCase);

    public Link Of(string mn) => links.GetOrAdd(mn, static (key, board) => new Link(key, board), this);

    public Link? Find(string mn) => links.GetValueOrDefault(mn);

    public IEnumerable<Link> All => links.Values;

    /// <summary>How a line stands that spoke last at an instant; without rules in force a line that ever spoke is taken as online.</summary>
    public LinkState StateOf(DateTimeOffset? last, Station? station, DateTimeOffset now) => ruleAt(now) is { } rule
        ? LinkSilence.At(last, now, station?.RtdInterval ?? UsualInterval, rule, grace).State
        : last is null ? LinkState.Never : LinkState.Online;
}
