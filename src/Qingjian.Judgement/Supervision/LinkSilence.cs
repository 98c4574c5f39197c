namespace Qingjian.Judgement;

/// <summary>State of a monitor's link.</summary>
public enum LinkState
{
    /// <summary>从未联网.</summary>
    Never = 0,
    /// <summary>在线.</summary>
    Online = 1,
    /// <summary>延迟: later than one interval, not yet silent.</summary>
    Late = 2,
    /// <summary>断线: silent.</summary>
    Silent = 3,
}

/// <summary>Link silence: no packet of any kind for max(3 × RtdInterval, 10 min). Both figures come from the law folder.</summary>
/// <param name="State">State of the link.</param>
/// <param name="SilentFor">Time since the last packet; zero when there never was one.</param>
/// <param name="SilentAfter">The time after which the link counts as silent.</param>
/// <param name="OrderDue">True when the silence has lasted long enough for an order.</param>
public sealed record LinkSilence(LinkState State, TimeSpan SilentFor, TimeSpan SilentAfter, bool OrderDue)
{
    /// <summary>Judges a link at an instant.</summary>
    /// <param name="last">Arrival of the last packet of any kind; null when there never was one.</param>
    /// <param name="now">The instant asked about.</param>
    /// <param name="interval">The monitor's RtdInterval.</param>
    /// <param name="rule">The rules of the day.</param>
    /// <param name="grace">How long a packet may be overdue before the link counts as late.</param>
    public static LinkSilence At(DateTimeOffset? last, DateTimeOffset now, TimeSpan interval, SupervisionRule rule, TimeSpan grace = default)
    {
        var byInterval = interval * rule.SilenceIntervals;
        var after = byInterval > rule.SilenceMinimum ? byInterval : rule.SilenceMinimum;
        if (last is not { } seen) return new(LinkState.Never, TimeSpan.Zero, after, false);
        var quiet = now > seen ? now - seen : TimeSpan.Zero;
        var state = quiet >= after ? LinkState.Silent : quiet > interval + grace ? LinkState.Late : LinkState.Online;
        return new(state, quiet, after, quiet >= after && quiet >= rule.SilenceOrderAfter);
    }
}
