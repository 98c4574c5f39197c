using Qingjian.Judgement;

namespace Qingjian.Monitoring.Marks;

/// <summary>A mark over a stretch of time as it holds.</summary>
/// <param name="Mark">The mark, or the piece of it that holds.</param>
/// <param name="Name">Chinese.</param>
/// <param name="Effect">What it does.</param>
/// <param name="Only">The only factors it can free; empty means all.</param>
internal sealed record LaidMark(PlacedMark Mark, string Name, MarkEffect Effect, IReadOnlyList<string> Only)
{
    public bool Covers(string factor) => Mark.Covers(factor) && (Only.Count == 0 || Only.Contains(factor));
}

/// <summary>The marks of one outlet as they lie over a day.</summary>
/// <param name="Marks">Those whose effect does not hang on an account.</param>
/// <param name="Furnace">The hours and accounts of an incinerator; null elsewhere.</param>
/// <param name="LeftOut">Device marks of a furnace by which hours are left out, to tell whose factor they speak of.</param>
/// <param name="Latest">When the last of them began to take effect.</param>
/// <param name="AsOf">The same without marks that took effect after an instant.</param>
internal sealed record LaidMarks(IReadOnlyList<LaidMark> Marks, FurnaceYear? Furnace, IReadOnlyList<PlacedMark> LeftOut, DateTimeOffset Latest, Func<DateTimeOffset, LaidMarks> AsOf)
{
    public static LaidMarks None { get; } = new([], null, [], DateTimeOffset.MinValue, static _ => None!);

    /// <summary>What lies over one hour of one factor.</summary>
    public IReadOnlyList<HourMark> Over(string factor, DateTime hour)
    {
        if (Marks.Count == 0 && Furnace is null) return [];
        var found = Marks.Where(mark => mark.Covers(factor)).Select(mark => (mark, Minutes: Minutes(mark.Mark, hour))).Where(each => each.Minutes > 0)
            .Select(each => new HourMark(each.mark.Name, each.mark.Effect, each.Minutes)).ToList();
        if (Furnace is not null && Furnace.Hours.TryGetValue(hour, out var furnace))
            switch (furnace.Kind)
            {
                case FurnaceHourKind.Stopped: found.Add(new(furnace.Names, MarkEffect.Stopped, furnace.Minutes)); break;
                case FurnaceHourKind.Exempt: found.Add(new(furnace.Names, MarkEffect.Exempt, furnace.Minutes)); break;
                case FurnaceHourKind.LeftOut when LeftOut.Any(mark => mark.Covers(factor) && Minutes(mark, hour) > 0): found.Add(new(furnace.Names, MarkEffect.Invalid, furnace.Minutes)); break;
                case FurnaceHourKind.Judged when furnace.Because is { } vain: found.Add(new($"{furnace.Names}（{vain}）", MarkEffect.Spent, furnace.Minutes)); break;
            }
        return found;
    }

    private static int Minutes(PlacedMark mark, DateTime hour)
    {
        var (begin, end) = (mark.From > hour ? mark.From : hour, mark.To < hour.AddHours(1) ? mark.To : hour.AddHours(1));
        return end > begin ? (int)(end - begin).TotalMinutes : 0;
    }
}
