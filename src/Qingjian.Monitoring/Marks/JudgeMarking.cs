using Microsoft.EntityFrameworkCore;
using Qingjian.Judgement;
using Qingjian.Monitoring.Contract;
using Qingjian.Monitoring.Exceedance;
using Qingjian.Registry.Contract;
using Qingjian.Vocabulary;
using PeriodKind = Qingjian.Monitoring.Contract.PeriodKind;

namespace Qingjian.Monitoring.Marks;

/// <summary>标记超时: whether the gaps of a day were marked and its marks made in time, once the time limit is over. From the same data and marks always the same.</summary>
internal sealed class JudgeMarking(MonitoringDb db, Rulebook book, GatherHours gather, IReadings readings)
{
    /// <summary>An outlet that has sent nothing for so many days is not connected: no gap of a day is looked for.</summary>
    public const int ConnectedDays = 7;

    /// <summary>The marks of some outlets over a day, asked for once.</summary>
    public async Task<Func<OutletLaw, IReadOnlyDictionary<string, List<HourValue>>, IReadOnlyList<Verdict>>> Over(IReadOnlyCollection<string> outlets, DateOnly day, CancellationToken stop)
    {
        var (from, to) = (BeijingTime.StartOf(day), BeijingTime.StartOf(day.AddDays(1)));
        var marks = (await db.Marks.AsNoTracking().Where(mark => outlets.Contains(mark.OutletId) && (mark.State == MarkState.Standing || mark.State == MarkState.Waiting) && mark.FromAt < to && mark.ToAt > from)
            .ToListAsync(stop)).ToLookup(mark => mark.OutletId);
        return (law, hours) => Of(law, hours, marks[law.Duties.Outlet.Id]);
    }

    private IReadOnlyList<Verdict> Of(OutletLaw law, IReadOnlyDictionary<string, List<HourValue>> hours, IEnumerable<Mark> marks)
    {
        var (outlet, day) = (law.Duties.Outlet.Id, law.Duties.Day);
        if (book.MarksOn([.. law.Duties.Standards.Select(standard => standard.StandardNo)], day) is not { } catalogue || BeijingTime.ClockOf(db.Now) <= catalogue.DueFor(day)) return [];
        var gaps = hours.Values.Any(list => list.Count > 0) || Connected(outlet, day) ? Gaps(law, hours) : [];
        var timed = marks.Select(mark => new TimedMark(mark.Name, BeijingTime.ClockOf(mark.FromAt), BeijingTime.ClockOf(mark.ToAt), BeijingTime.ClockOf(mark.MadeAt), mark.Factors));
        return MarkVerdict.Of(outlet, MarkTimeliness.Of(day, gaps, timed, catalogue), catalogue.Rule);
    }

    private bool Connected(string outlet, DateOnly day) => gather.StationsOf(outlet, day)
        .Any(station => readings.Latest(station.Mn, PeriodKind.Hour, BeijingTime.StartOf(day.AddDays(-ConnectedDays)), BeijingTime.StartOf(day.AddDays(1))) is not null);

    private static IEnumerable<MarkGap> Gaps(OutletLaw law, IReadOnlyDictionary<string, List<HourValue>> hours)
    {
        var midnight = law.Duties.Day.ToDateTime(TimeOnly.MinValue);
        var known = law.Factors.ToDictionary(factor => factor.Code, factor => (hours.GetValueOrDefault(factor.Code) ?? []).ToDictionary(hour => hour.Start));
        for (var hour = midnight; hour < midnight.AddDays(1); hour = hour.AddHours(1))
            if (law.Factors.Where(factor => NeedsMark(known[factor.Code].GetValueOrDefault(hour), law.Rules.Validity)).Select(factor => factor.Code).ToList() is { Count: > 0 } factors)
                yield return new(hour, factors);
    }

    private static bool NeedsMark(HourValue? hour, ValidityRule rule) => hour switch
    {
        null => true,
        { Manual: not null } => false,
        { Flag: var flag } when MarkTimeliness.SelfMarked.Contains(flag, StringComparison.Ordinal) => false,
        { Avg: null, ZsAvg: null } => true,
        _ => !rule.ValidFlags.Contains(hour.Flag.ToString()) || hour.ValidMinutes < rule.HourValidMinutes,
    };
}
