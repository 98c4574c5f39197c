namespace Qingjian.Judgement;

/// <summary>Which treatment devices must run.</summary>
public enum LinkageRelation
{
    /// <summary>Every one.</summary>
    All = 1,
    /// <summary>One of them is enough.</summary>
    Any = 2,
}

/// <summary>In which way treatment was out of step with production.</summary>
public enum LinkageFault
{
    /// <summary>治污设施未同步运行: production ran and treatment did not.</summary>
    During = 1,
    /// <summary>未先于生产设施启动.</summary>
    Lead = 2,
    /// <summary>先于生产设施停止.</summary>
    Lag = 3,
}

/// <summary>A stretch out of step.</summary>
/// <param name="Fault">In which way.</param>
/// <param name="From">Beginning.</param>
/// <param name="To">End, exclusive.</param>
public readonly record struct LinkageFinding(LinkageFault Fault, DateTimeOffset From, DateTimeOffset To)
{
    /// <summary>Length in minutes.</summary>
    public decimal Minutes => decimal.Round((decimal)(To - From).TotalMinutes, 1);
}

/// <summary>Treatment must run before production starts, while it runs, and stop after it.</summary>
public static class Linkage
{
    /// <summary>Stretches out of step, in order of time. What is not known is not held against anybody.</summary>
    /// <param name="production">States of each production device; one that runs is production.</param>
    /// <param name="treatment">States of each treatment device.</param>
    /// <param name="relation">Which of them must run.</param>
    /// <param name="lead">How long before production treatment must run; zero for no demand.</param>
    /// <param name="lag">How long after production it must go on; zero for no demand.</param>
    /// <param name="rule">In force.</param>
    public static IReadOnlyList<LinkageFinding> Findings(
        IReadOnlyList<IReadOnlyList<MeterSpan>> production, IReadOnlyList<IReadOnlyList<MeterSpan>> treatment, LinkageRelation relation, TimeSpan lead, TimeSpan lag, ElectricityRule rule)
    {
        if (production.Count == 0 || treatment.Count == 0) return [];
        var runs = Combine(production, LinkageRelation.Any);
        var treats = Combine(treatment, relation);
        var found = new List<LinkageFinding>();
        foreach (var (from, to) in Overlaps(runs, treats))
            if (to - from >= rule.Unsynchronised) found.Add(new(LinkageFault.During, from, to));
        for (var i = 0; i < runs.Count; i++)
        {
            if (runs[i].State != MeterState.Running) continue;
            // A start or an end beside a gap is not known to be one.
            if (lead > TimeSpan.Zero && i > 0 && Stands(runs[i - 1]) && Missing(treats, runs[i].From - lead, runs[i].From) is { } late) found.Add(new(LinkageFault.Lead, late.From, late.To));
            if (lag > TimeSpan.Zero && i + 1 < runs.Count && Stands(runs[i + 1]) && Missing(treats, runs[i].To, runs[i].To + lag) is { } early) found.Add(new(LinkageFault.Lag, early.From, early.To));
        }
        return [.. found.OrderBy(finding => finding.From).ThenBy(finding => finding.Fault)];
    }

    /// <summary>States of several devices as one: running when all or any of them run.</summary>
    public static IReadOnlyList<MeterSpan> Combine(IReadOnlyList<IReadOnlyList<MeterSpan>> devices, LinkageRelation relation)
    {
        var edges = devices.SelectMany(spans => spans.SelectMany(span => new[] { span.From, span.To })).Distinct().Order().ToList();
        var at = new int[devices.Count];
        var combined = new List<MeterSpan>();
        for (var i = 0; i + 1 < edges.Count; i++)
        {
            var state = relation == LinkageRelation.Any ? Most(edges[i]) : Least(edges[i]);
            if (combined.Count > 0 && combined[^1].State == state) combined[^1] = combined[^1] with { To = edges[i + 1] };
            else combined.Add(new(edges[i], edges[i + 1], state));
        }
        return combined;

        MeterState StateAt(int device, DateTimeOffset moment)
        {
            var spans = devices[device];
            while (at[device] < spans.Count && spans[at[device]].To <= moment) at[device]++;
            return at[device] < spans.Count && spans[at[device]].From <= moment ? spans[at[device]].State : MeterState.Unknown;
        }

        // One that runs settles "any"; without one, an unknown device could be the one that runs.
        MeterState Most(DateTimeOffset moment)
        {
            var states = Enumerable.Range(0, devices.Count).Select(device => StateAt(device, moment)).ToList();
            return states.Contains(MeterState.Running) ? MeterState.Running : states.Contains(MeterState.Unknown) ? MeterState.Unknown : states.Max();
        }

        // One that is known not to run settles "all".
        MeterState Least(DateTimeOffset moment)
        {
            var states = Enumerable.Range(0, devices.Count).Select(device => StateAt(device, moment)).ToList();
            var known = states.Where(state => state != MeterState.Unknown).ToList();
            return known.Exists(state => state != MeterState.Running) ? known.Min() : states.Contains(MeterState.Unknown) ? MeterState.Unknown : MeterState.Running;
        }
    }

    private static IEnumerable<(DateTimeOffset From, DateTimeOffset To)> Overlaps(IReadOnlyList<MeterSpan> runs, IReadOnlyList<MeterSpan> treats)
    {
        (DateTimeOffset From, DateTimeOffset To)? last = null;
        foreach (var run in runs.Where(run => run.State == MeterState.Running))
            foreach (var off in treats.Where(each => Stands(each) && each.To > run.From && each.From < run.To))
            {
                var (from, to) = (off.From > run.From ? off.From : run.From, off.To < run.To ? off.To : run.To);
                if (last is { } before && before.To == from) last = (before.From, to);
                else
                {
                    if (last is { } done) yield return done;
                    last = (from, to);
                }
            }
        if (last is { } end) yield return end;
    }

    private static (DateTimeOffset From, DateTimeOffset To)? Missing(IReadOnlyList<MeterSpan> treats, DateTimeOffset from, DateTimeOffset to)
    {
        var gaps = treats.Where(each => Stands(each) && each.To > from && each.From < to).ToList();
        if (gaps.Count == 0) return null;
        return (gaps[0].From > from ? gaps[0].From : from, gaps[^1].To < to ? gaps[^1].To : to);
    }

    private static bool Stands(MeterSpan span) => span.State is MeterState.Off or MeterState.Idle;
}
