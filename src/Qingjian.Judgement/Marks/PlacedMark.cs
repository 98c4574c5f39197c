namespace Qingjian.Judgement;

/// <summary>A mark on the time line of one outlet.</summary>
/// <param name="Id">The mark.</param>
/// <param name="Code">Code of a <see cref="MarkDefinition"/>.</param>
/// <param name="From">First minute, Beijing clock.</param>
/// <param name="To">Minute after the last.</param>
/// <param name="MadeAt">When it was made, Beijing clock: the later edit wins.</param>
public sealed record PlacedMark(string Id, string Code, DateTime From, DateTime To, DateTime MadeAt)
{
    /// <summary>Factor codes; empty means all.</summary>
    public IReadOnlyList<string> Factors { get; init; } = [];

    /// <summary>An officer has looked at it and accepted it.</summary>
    public bool Reviewed { get; init; }

    /// <summary>Whether it speaks of a factor.</summary>
    public bool Covers(string factor) => Factors.Count == 0 || Factors.Contains(factor);
}

/// <summary>The marks of one outlet as they hold: one condition at a time, the later edit in place of the earlier (M39), allowances and longest events cut off.</summary>
public static class MarksInForce
{
    /// <summary>Pieces in order of time. What a later condition covers is cut from an earlier one; device marks are left whole.
    /// The order in which marks are given does not matter.</summary>
    public static IReadOnlyList<PlacedMark> Of(IEnumerable<PlacedMark> marks, MarkCatalogue catalogue)
    {
        var (taken, pieces) = (new List<(DateTime From, DateTime To)>(), new List<PlacedMark>());
        foreach (var mark in marks.Where(mark => mark.To > mark.From).OrderByDescending(mark => mark.MadeAt).ThenBy(mark => mark.Id, StringComparer.Ordinal))
        {
            if (catalogue.Find(mark.Code) is not { Level: MarkLevel.Source }) { pieces.Add(mark); continue; }
            foreach (var (from, to) in Without(mark.From, mark.To, taken)) pieces.Add(mark with { From = from, To = to });
            taken.Add((mark.From, mark.To));
        }
        return [.. pieces.OrderBy(piece => piece.From).ThenBy(piece => piece.To).ThenBy(piece => piece.Id, StringComparer.Ordinal)];
    }

    /// <summary>Pieces with what is beyond an allowance or the longest event taken away, in order of time. Give all marks from the beginning of
    /// the year, or the allowances start too full. Not for incinerators, whose accounts <see cref="FurnaceYear"/> keeps.</summary>
    public static IReadOnlyList<PlacedMark> Granted(IReadOnlyList<PlacedMark> pieces, MarkCatalogue catalogue)
    {
        var used = new Dictionary<(string, DateOnly), TimeSpan>();
        var granted = new List<PlacedMark>();
        foreach (var piece in pieces)
        {
            if (catalogue.Find(piece.Code) is not { } kind) { granted.Add(piece); continue; }
            var to = kind is { EndsAtEventHours: true, EventHours: { } longest } && piece.From.AddHours(longest) < piece.To ? piece.From.AddHours(longest) : piece.To;
            if (kind.Quota is { } quota)
            {
                var key = (kind.Code, quota.Period == AccountPeriod.Year ? new DateOnly(piece.From.Year, 1, 1) : CaptureRate.QuarterOf(piece.From));
                var left = TimeSpan.FromHours(quota.Hours) - used.GetValueOrDefault(key);
                if (to - piece.From > left) to = piece.From + left;
                used[key] = used.GetValueOrDefault(key) + (to - piece.From);
            }
            if (to > piece.From) granted.Add(piece with { To = to });
        }
        return granted;
    }

    private static IEnumerable<(DateTime From, DateTime To)> Without(DateTime from, DateTime to, List<(DateTime From, DateTime To)> taken)
    {
        var at = from;
        foreach (var (begin, end) in taken.Where(each => each.From < to && each.To > from).OrderBy(each => each.From))
        {
            if (begin > at) yield return (at, begin);
            if (end > at) at = end;
        }
        if (at < to) yield return (at, to);
    }
}
