namespace Qingjian.Judgement;

/// <summary>A mark as it stands: the later edit already in place of the earlier (M39).</summary>
/// <param name="Code">Code of a <see cref="FurnaceMarkKind"/>.</param>
/// <param name="From">First minute, Beijing clock.</param>
/// <param name="To">Minute after the last.</param>
public sealed record FurnaceMark(string Code, DateTime From, DateTime To)
{
    /// <summary>False for a mark made too late that no officer has reviewed: it is kept and shown, and exempts nothing.</summary>
    public bool InTime { get; init; } = true;

    /// <summary>True once an officer has reviewed it with its proof.</summary>
    public bool Reviewed { get; init; }

    /// <summary>Minutes of the hour that the mark covers, one bit each, the first minute lowest.</summary>
    internal ulong MinutesOf(DateTime hour)
    {
        var begin = Math.Clamp((int)Math.Floor((From - hour).TotalMinutes), 0, 60);
        var end = Math.Clamp((int)Math.Ceiling((To - hour).TotalMinutes), 0, 60);
        return end <= begin ? 0 : ((1UL << (end - begin)) - 1) << begin;
    }
}

/// <summary>Something in the marks that does not fit together: a clue for a person, never a verdict.</summary>
/// <param name="At">Where.</param>
/// <param name="Code">order, event-long, overlap.</param>
/// <param name="Say">Chinese.</param>
public sealed record MarkDoubt(DateTime At, string Code, string Say);

/// <summary>Whether the marked conditions of one furnace can follow one another (marking rules of 2019, notice No. 50).</summary>
public static class MarkOrder
{
    /// <summary>Doubts in order of time. Between marks the furnace counts as normal.</summary>
    public static IReadOnlyList<MarkDoubt> Doubts(IEnumerable<FurnaceMark> marks, IncinerationRule rule)
    {
        var doubts = new List<MarkDoubt>();
        var (before, until) = (IncinerationRule.Normal, DateTime.MinValue);
        foreach (var mark in marks.Where(mark => rule.Kind(mark.Code) is { OfDevice: false }).OrderBy(mark => mark.From).ThenBy(mark => mark.To))
        {
            var kind = rule.Kind(mark.Code)!;
            if (until != DateTime.MinValue)
            {
                if (mark.From < until) doubts.Add(new(mark.From, "overlap", $"“{kind.Name}”与前一工况标记重叠"));
                else if (mark.From > until) Step(IncinerationRule.Normal, until);
                Step(mark.Code, mark.From);
            }
            if (kind.Account?.EventHours is { } longest && mark.To - mark.From > TimeSpan.FromHours(longest))
                doubts.Add(new(mark.From, "event-long", $"“{kind.Name}”单次持续{(mark.To - mark.From).TotalHours:0.#}小时，超过{longest}小时"));
            (before, until) = (mark.Code, mark.To > until ? mark.To : until);
        }
        return doubts;

        void Step(string after, DateTime at)
        {
            if (after != before && !rule.Follows.Contains((before, after)))
                doubts.Add(new(at, "order", $"工况由“{rule.Kind(before)?.Name}”直接变为“{rule.Kind(after)?.Name}”，顺序不合理"));
            before = after;
        }
    }
}
