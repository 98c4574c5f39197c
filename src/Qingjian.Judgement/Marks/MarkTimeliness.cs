namespace Qingjian.Judgement;

/// <summary>An hour of which something that was due is not there, or does not count for a reason that the logger does not give.</summary>
/// <param name="Hour">Beginning, Beijing clock.</param>
/// <param name="Factors">Codes of the factors.</param>
public sealed record MarkGap(DateTime Hour, IReadOnlyList<string> Factors);

/// <summary>A mark as it lies over a day, for asking when it was made.</summary>
/// <param name="Name">Chinese.</param>
/// <param name="From">First minute, Beijing clock.</param>
/// <param name="To">Minute after the last.</param>
/// <param name="MadeAt">When it was made, Beijing clock.</param>
/// <param name="Factors">Factor codes; empty means all.</param>
public sealed record TimedMark(string Name, DateTime From, DateTime To, DateTime MadeAt, IReadOnlyList<string> Factors);

/// <summary>Whether a day was marked in time: hours of missing data that nobody marked, and marks made after the time limit (标记超时).</summary>
/// <param name="Day">Beijing day.</param>
/// <param name="Due">Until when it was to be marked, Beijing clock.</param>
/// <param name="Unmarked">Hours that no mark made in time or late touches, in order.</param>
/// <param name="Late">Marks made after the limit, in order of their beginning.</param>
public sealed record MarkTimeliness(DateOnly Day, DateTime Due, IReadOnlyList<DateTime> Unmarked, IReadOnlyList<TimedMark> Late)
{
    /// <summary>Flags of the logger that are marks themselves (automatic marks of notice 21 of 2022): they say why a value does not count.</summary>
    public const string SelfMarked = "FMCDT";

    /// <summary>Reckons a day. The order in which gaps and marks are given does not matter.</summary>
    /// <param name="day">Beijing day.</param>
    /// <param name="gaps">Hours that needed a mark.</param>
    /// <param name="marks">Marks of the outlet that hold or wait for review.</param>
    /// <param name="catalogue">Gives the time limit.</param>
    public static MarkTimeliness Of(DateOnly day, IEnumerable<MarkGap> gaps, IEnumerable<TimedMark> marks, MarkCatalogue catalogue)
    {
        var (begin, due) = (day.ToDateTime(TimeOnly.MinValue), catalogue.DueFor(day));
        var mine = marks.Where(mark => mark.From < begin.AddDays(1) && mark.To > begin).ToList();
        var unmarked = gaps.Where(gap => gap.Factors.Any(factor => !mine.Exists(mark => mark.From < gap.Hour.AddHours(1) && mark.To > gap.Hour && (mark.Factors.Count == 0 || mark.Factors.Contains(factor)))))
            .Select(gap => gap.Hour).Distinct().Order();
        return new(day, due, [.. unmarked], [.. mine.Where(mark => mark.MadeAt > due).OrderBy(mark => mark.From).ThenBy(mark => mark.To).ThenBy(mark => mark.MadeAt).ThenBy(mark => mark.Name, StringComparer.Ordinal)]);
    }
}
