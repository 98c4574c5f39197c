namespace Qingjian.Judgement;

/// <summary>Hours of one furnace and quarter in which its monitor gave no valid data, up to the end of a day (Order No. 10 article 12, M33, M34).</summary>
/// <param name="Quarter">First day of the quarter.</param>
/// <param name="Day">The day reckoned to.</param>
/// <param name="Marked">Minutes marked as maintenance, calibration or fault of the monitor.</param>
/// <param name="Unmarked">Minutes of hours that are missing or invalid without a mark.</param>
/// <param name="Before">Both together at the beginning of the day.</param>
/// <param name="Allowed">The allowance in minutes.</param>
public sealed record CemsUpkeep(DateOnly Quarter, DateOnly Day, int Marked, int Unmarked, int Before, int Allowed)
{
    /// <summary>Both together at the end of the day, minutes.</summary>
    public int Total => Marked + Unmarked;

    /// <summary>Reckons the quarter of a day.</summary>
    /// <param name="day">Beijing day.</param>
    /// <param name="since">First hour counted: the beginning of the quarter, or of the outlet's data when that is later.</param>
    /// <param name="year">The marks of the furnace, reckoned to the end of the day at least.</param>
    /// <param name="valid">Whether an hour has valid data of all judged factors.</param>
    /// <param name="rule">The rule in force.</param>
    /// <returns>Null where the rule has no such allowance.</returns>
    public static CemsUpkeep? Of(DateOnly day, DateTime since, FurnaceYear year, Func<DateTime, bool> valid, IncinerationRule rule)
    {
        if (rule.Marks.FirstOrDefault(mark => mark.Effect == FurnaceEffect.LeftOut)?.Account is not { } account) return null;
        var (midnight, quarter) = (day.ToDateTime(TimeOnly.MinValue), account.PeriodOf(day.ToDateTime(TimeOnly.MinValue)));
        var (marked, unmarked, before) = (0, 0, 0);
        var begin = quarter.ToDateTime(TimeOnly.MinValue);
        for (var hour = since > begin ? since : begin; hour < midnight.AddDays(1); hour = hour.AddHours(1))
        {
            if (hour == midnight) before = marked + unmarked;
            var kind = year.Hours.TryGetValue(hour, out var known) ? known.Kind : FurnaceHourKind.Judged;
            if (kind is FurnaceHourKind.Stopped or FurnaceHourKind.Exempt) continue;
            if (kind == FurnaceHourKind.LeftOut) marked += known!.Minutes;
            else if (!valid(hour)) unmarked += 60;
        }
        return new(quarter, day, marked, unmarked, before, account.Minutes);
    }
}
