using Qingjian.Judgement;

namespace Qingjian.Monitoring.Exceedance;

/// <summary>A row of verdicts as judged now.</summary>
/// <param name="Row">Its packed form.</param>
/// <param name="Verdicts">The verdicts themselves, in the order of the row.</param>
/// <param name="Digests">Digest of each verdict, made once: it is asked for wherever the verdict goes.</param>
/// <param name="Law">The law of the outlet and day.</param>
internal sealed record JudgedNow(JudgedRow Row, IReadOnlyList<Verdict> Verdicts, IReadOnlyList<string> Digests, OutletLaw Law)
{
    /// <summary>Packs the verdicts of an hour or a day.</summary>
    /// <param name="law">The law of the outlet and day.</param>
    /// <param name="period">Hour or day.</param>
    /// <param name="start">Beginning, Beijing clock.</param>
    /// <param name="verdicts">Hours: with their valid minutes (null: unknown). Days: with their valid hours.</param>
    public static JudgedNow Of(OutletLaw law, LimitPeriod period, DateTime start, IReadOnlyList<(Verdict Verdict, int? Count)> verdicts)
    {
        var digests = verdicts.Select(each => each.Verdict.Digest()).ToList();
        return new(JudgedRow.Of(law.Duties.Outlet.Id, period, start, verdicts, digests), [.. verdicts.Select(each => each.Verdict)], digests, law);
    }
}

/// <summary>Judges the hours and the day of one outlet. Given the same readings, marks and rules it gives the same bytes.</summary>
internal static class JudgeOutlet
{
    /// <summary>Each hour that came, all factors of it in one row.</summary>
    public static IEnumerable<JudgedNow> Hours(OutletLaw law, IReadOnlyDictionary<string, List<HourValue>> hours)
    {
        foreach (var group in hours.Values.SelectMany(list => list).GroupBy(hour => hour.Start).OrderBy(group => group.Key))
        {
            yield return JudgedNow.Of(law, LimitPeriod.Hour, group.Key, [.. group.OrderBy(hour => hour.Pollutant, StringComparer.Ordinal)
                .Select(hour => (Judge.Hour(law.Duties.Outlet.Id, hour, law.Rules), hour.ValidMinutes))]);
        }
    }

    /// <summary>What every hour and the day come to, without their words: for judging years again.</summary>
    public static Dictionary<(LimitPeriod Period, DateTime Start, string Factor), Brief> Brief(OutletLaw law, IReadOnlyDictionary<string, List<HourValue>> hours)
    {
        var briefs = new Dictionary<(LimitPeriod, DateTime, string), Brief>();
        foreach (var hour in hours.Values.SelectMany(list => list)) briefs[(LimitPeriod.Hour, hour.Start, hour.Pollutant)] = Judge.BriefHour(hour, law.Rules);
        foreach (var factor in DayFactors(law)) briefs[(LimitPeriod.Day, law.Duties.Day.ToDateTime(TimeOnly.MinValue), factor)] = Judge.BriefDay(DayOf(law, hours, factor), law.Rules);
        return briefs;
    }

    /// <summary>The day, for the factors that have a day limit; null when there is none, unless something was judged of it before: then it says that nothing is.</summary>
    /// <param name="law">The law of the outlet and day.</param>
    /// <param name="hours">Hours by factor.</param>
    /// <param name="known">A row of the day is stored.</param>
    /// <param name="beside">What is judged of the day beside its factors: the furnace behind it, its marking.</param>
    public static JudgedNow? Day(OutletLaw law, IReadOnlyDictionary<string, List<HourValue>> hours, bool known, IReadOnlyList<Verdict> beside)
    {
        var verdicts = DayFactors(law).Select(factor => Judge.Day(law.Duties.Outlet.Id, DayOf(law, hours, factor), law.Rules)).Concat(beside).ToList();
        if (verdicts.Count == 0 && !known) return null;
        return JudgedNow.Of(law, LimitPeriod.Day, law.Duties.Day.ToDateTime(TimeOnly.MinValue), [.. verdicts.Select(verdict => (verdict, verdict.ValidHours))]);
    }

    private static IEnumerable<string> DayFactors(OutletLaw law) => law.Factors.Select(factor => factor.Code).Order(StringComparer.Ordinal)
        .Where(factor => law.Rules.Limits.For(factor, LimitPeriod.Day).Any(limit => !limit.ManualOnly));

    private static DayValue DayOf(OutletLaw law, IReadOnlyDictionary<string, List<HourValue>> hours, string factor) => new(factor, law.Duties.Day, hours.GetValueOrDefault(factor) ?? []);
}
