namespace Qingjian.Judgement;

/// <summary>Days not counted: the union of pauses, clipped to (start, running last day] (ruling U5).</summary>
internal static class PauseUnion
{
    /// <summary>Disjoint intervals in order, from included, to excluded; nothing on or before the start day.</summary>
    internal static List<(DateOnly From, DateOnly To)> Of(DateOnly start, IEnumerable<(DateOnly From, DateOnly To)> pauses)
    {
        var merged = new List<(DateOnly From, DateOnly To)>();
        var clipped = pauses.Select(pause => (From: pause.From > start ? pause.From : start.AddDays(1), pause.To))
            .Where(pause => pause.To > pause.From).OrderBy(pause => pause.From);
        foreach (var (from, to) in clipped)
        {
            if (merged.Count > 0 && from <= merged[^1].To)
                merged[^1] = (merged[^1].From, to > merged[^1].To ? to : merged[^1].To);
            else
                merged.Add((from, to));
        }
        return merged;
    }

    /// <summary>The last day after adding every pause that begins while the time still runs, and the days added. A pause that begins
    /// later (also on a shifted day, U18) adds nothing.</summary>
    internal static (DateOnly End, int Paused) Lengthen(DateOnly end, IEnumerable<(DateOnly From, DateOnly To)> union)
    {
        var paused = 0;
        foreach (var (from, to) in union)
        {
            if (from > end) break;
            var days = to.DayNumber - from.DayNumber;
            paused += days;
            end = end.AddDays(days);
        }
        return (end, paused);
    }
}
