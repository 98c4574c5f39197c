using Qingjian.Vocabulary;

namespace Qingjian.Judgement;

/// <param name="End">The unshifted last day; null when a year is not loaded.</param>
/// <param name="Paused">Days not counted.</param>
/// <param name="NotBefore">When there is no end: the earliest it can be.</param>
/// <param name="Missing">When there is no end: the year that is not loaded.</param>
internal sealed record Counted(DateOnly? End, int Paused, DateOnly? NotBefore, int Missing);

internal static class WorkingDays
{
    // Far beyond any limit; ends a walk through a calendar without workdays.
    private const int Farthest = 4000;

    /// <summary>The n-th workday after (or before) a day, workdays inside a pause left out. Every day on the way must be loaded;
    /// the days beyond the calendar are all taken as workdays for the earliest possible day.</summary>
    internal static Counted Count(DateOnly start, int limit, bool backwards, List<(DateOnly From, DateOnly To)> pauses, DeadlineSheet sheet)
    {
        var (left, paused, missing) = (limit, 0, 0);
        var day = start;
        for (var walked = 0; left > 0 && walked < Farthest; walked++)
        {
            day = day.AddDays(backwards ? -1 : 1);
            var workday = sheet.IsWorkday(day);
            if (workday is null)
            {
                if (missing == 0) missing = day.Year;
                if (backwards) break;
            }
            if (workday == false) continue;
            if (pauses.Any(pause => day >= pause.From && day < pause.To)) { paused++; continue; }
            left--;
        }
        if (missing != 0) return new(null, paused, backwards ? null : day, missing);
        sheet.SaySkipped();
        return new(day, paused, null, 0);
    }
}

internal static class CalendarDays
{
    /// <summary>Start plus days, or the same date some months or years on (none: the last day of the month), lengthened by pauses.</summary>
    internal static Counted Count(DateOnly start, int limit, DeadlineUnit unit, List<(DateOnly From, DateOnly To)> pauses, DeadlineSheet sheet)
    {
        var plain = unit switch
        {
            DeadlineUnit.Month => start.AddMonths(limit),
            DeadlineUnit.Year => start.AddYears(limit),
            _ => start.AddDays(limit),
        };
        var (end, paused) = PauseUnion.Lengthen(plain, pauses);
        sheet.Say($"{BeijingTime.InChinese(start)} + {DeadlineRule.Words(limit, unit, DeadlineCalendar.Calendar)} = {DeadlineSheet.Long(plain)}" + (paused > 0 ? $"，加扣除的{paused}日至{DeadlineSheet.Long(end)}" : ""));
        return new(end, paused, null, 0);
    }
}
