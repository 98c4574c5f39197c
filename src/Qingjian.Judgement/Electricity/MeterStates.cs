namespace Qingjian.Judgement;

/// <summary>What a device does, by its power.</summary>
public enum MeterState
{
    /// <summary>无数据: no reading speaks for the time.</summary>
    Unknown = 0,
    /// <summary>停机.</summary>
    Off = 1,
    /// <summary>待机: under power, not at work.</summary>
    Idle = 2,
    /// <summary>运行.</summary>
    Running = 3,
}

/// <summary>One reading of active power.</summary>
/// <param name="At">Moment.</param>
/// <param name="Kw">Active power in kW, on the primary side.</param>
public readonly record struct PowerReading(DateTimeOffset At, decimal Kw);

/// <summary>A stretch in one state.</summary>
/// <param name="From">Beginning.</param>
/// <param name="To">End, exclusive.</param>
/// <param name="State">What the device did.</param>
public readonly record struct MeterSpan(DateTimeOffset From, DateTimeOffset To, MeterState State)
{
    /// <summary>Its length.</summary>
    public TimeSpan Length => To - From;
}

/// <summary>Thresholds of one device.</summary>
/// <param name="RatedKw">Rated power in kW, above 0.</param>
/// <param name="OffShare">Own share below which it is off, or null for the rule's.</param>
/// <param name="IdleShare">Own share below which it idles, or null for the rule's.</param>
public sealed record MeterThresholds(decimal RatedKw, decimal? OffShare = null, decimal? IdleShare = null)
{
    /// <summary>State at a power, without regard to what was before.</summary>
    public MeterState At(decimal kw, ElectricityRule rule) =>
        kw < (OffShare ?? rule.OffShare) * RatedKw ? MeterState.Off : kw < (IdleShare ?? rule.IdleShare) * RatedKw ? MeterState.Idle : MeterState.Running;
}

/// <summary>States of a device over time.</summary>
public static class MeterStates
{
    /// <summary>Spans without gaps or overlaps from <paramref name="from"/> to <paramref name="until"/>, neighbours of different states.
    /// A change that does not last the rule's hysteresis is none.</summary>
    /// <param name="readings">In order of time; those before <paramref name="from"/> may still speak for it.</param>
    /// <param name="thresholds">Of the device.</param>
    /// <param name="from">Beginning.</param>
    /// <param name="until">End, exclusive; not after now.</param>
    /// <param name="rule">In force.</param>
    public static IReadOnlyList<MeterSpan> Of(IReadOnlyList<PowerReading> readings, MeterThresholds thresholds, DateTimeOffset from, DateTimeOffset until, ElectricityRule rule)
    {
        var raw = new List<MeterSpan>();
        var at = from;
        for (var i = 0; i < readings.Count && at < until; i++)
        {
            var begin = readings[i].At;
            var end = Earliest(i + 1 < readings.Count ? readings[i + 1].At : until, begin + rule.Holds, until);
            if (end <= at || end <= begin) continue;
            if (begin > at) Join(raw, new(at, begin < until ? begin : until, MeterState.Unknown));
            if (begin >= until) break;
            Join(raw, new(begin > at ? begin : at, end, thresholds.At(readings[i].Kw, rule)));
            at = end;
        }
        if (at < until) Join(raw, new(at, until, MeterState.Unknown));
        return Settle(raw, rule.Hysteresis);
    }

    // A short stretch belongs to what was before it; after a gap there is nothing before it.
    private static List<MeterSpan> Settle(List<MeterSpan> raw, TimeSpan hysteresis)
    {
        var settled = new List<MeterSpan>();
        foreach (var span in raw)
            Join(settled, span.State != MeterState.Unknown && span.Length < hysteresis && settled.Count > 0 && settled[^1].State != MeterState.Unknown
                ? span with { State = settled[^1].State } : span);
        return settled;
    }

    private static void Join(List<MeterSpan> spans, MeterSpan span)
    {
        if (span.Length <= TimeSpan.Zero) return;
        if (spans.Count > 0 && spans[^1].State == span.State && spans[^1].To == span.From) spans[^1] = spans[^1] with { To = span.To };
        else spans.Add(span);
    }

    private static DateTimeOffset Earliest(DateTimeOffset a, DateTimeOffset b, DateTimeOffset c) => a < b ? a < c ? a : c : b < c ? b : c;
}
