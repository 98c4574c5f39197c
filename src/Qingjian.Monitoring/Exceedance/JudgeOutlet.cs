using Qingjian.Judgement;

namespace Qingjian.Monitoring.Exceedance;

/// <summary>A row of verdicts as judged now.</summary>
/// <param name="Row">Its packed form.</param>
/// <param name="Verdicts">The verdicts themselves, in the order of the row.</param>
/// <param name="Law">The law of the outlet and day.</param>
internal sealed record JudgedNow(JudgedRow Row, IReadOnlyList<Verdict> Verdicts, OutletLaw Law);

/// <summary>Judges the hours and the day of one outlet. Given the same readings, marks and rules it gives the same bytes.</summary>
internal static class JudgeOutlet
{
    /// <summary>Each hour that came, all factors of it in one row.</summary>
    public static IEnumerable<JudgedNow> Hours(OutletLaw law, IReadOnlyDictionary<string, List<HourValue>> hours)
    {
        foreach (var group in hours.Values.SelectMany(list => list).GroupBy(hour => hour.Start).OrderBy(group => group.Key))
        {
            var verdicts = group.OrderBy(hour => hour.Pollutant, StringComparer.Ordinal)
                .Select(hour => (Verdict: Judge.Hour(law.Duties.Outlet.Id, hour, law.Rules), hour.ValidMinutes)).ToList();
            yield return new(JudgedRow.Of(law.Duties.Outlet.Id, LimitPeriod.Hour, group.Key, [.. verdicts.Select(each => (each.Verdict, each.ValidMinutes))]), [.. verdicts.Select(each => each.Verdict)], law);
        }
    }

    /// <summary>The day, for the factors that have a day limit; null when there is none.</summary>
    public static JudgedNow? Day(OutletLaw law, IReadOnlyDictionary<string, List<HourValue>> hours)
    {
        var verdicts = law.Factors.OrderBy(factor => factor.Code, StringComparer.Ordinal)
            .Where(factor => law.Rules.Limits.For(factor.Code, LimitPeriod.Day).Any(limit => !limit.ManualOnly))
            .Select(factor => Judge.Day(law.Duties.Outlet.Id, new DayValue(factor.Code, law.Duties.Day, hours.GetValueOrDefault(factor.Code) ?? []), law.Rules))
            .ToList();
        if (verdicts.Count == 0) return null;
        var row = JudgedRow.Of(law.Duties.Outlet.Id, LimitPeriod.Day, law.Duties.Day.ToDateTime(TimeOnly.MinValue), [.. verdicts.Select(verdict => (verdict, verdict.ValidHours))]);
        return new(row, verdicts, law);
    }
}
