using Microsoft.EntityFrameworkCore;
using Qingjian.Judgement;
using Qingjian.Monitoring.Marks;
using Qingjian.Vocabulary;
using Medium = Qingjian.Vocabulary.Medium;

namespace Qingjian.Monitoring.Quality;

/// <summary>Lays the periods out of control over the hours to be judged, beside the marks.</summary>
internal sealed class LayOutOfControl(MonitoringDb db, Rulebook book)
{
    /// <summary>Name of the period among the marks of an hour.</summary>
    public const string Name = "失控时段";

    // The longest time between checks, and as much again: an older one bears on nothing.
    private const int HistoryDays = 400;

    /// <summary>Adds the periods of a day to what lies over it, by the rules of a book as they stand on a day.</summary>
    public async Task Over(Dictionary<string, LaidMarks> laid, IReadOnlyCollection<string> outlets, DateOnly day, Rulebook by, DateOnly rulesOf, CancellationToken stop)
    {
        var (from, to) = (BeijingTime.StartOf(day.AddDays(-HistoryDays)), BeijingTime.StartOf(day.AddDays(1)));
        // Water reaches back to the last passed check: a later failure may cover this day.
        var checks = await db.Set<QualityCheck>().AsNoTracking().Where(check => outlets.Contains(check.OutletId) && check.State == QualityState.Standing && check.MadeOn > from && check.MadeOn < to.AddDays(HistoryDays)).ToListAsync(stop);
        foreach (var group in checks.GroupBy(check => check.OutletId))
            if (RuleOf([.. group], by, rulesOf) is { } rule)
                laid[group.Key] = With(laid.GetValueOrDefault(group.Key), [.. group], rule, day);
    }

    /// <summary>The periods of an outlet up to a moment.</summary>
    public IReadOnlyList<OutOfControlPeriod> PeriodsOf(IReadOnlyCollection<QualityCheck> checks, DateTime until) =>
        RuleOf(checks, book, DateOnly.FromDateTime(until)) is { } rule ? OutOfControlPeriods.Of(checks.Select(check => check.Check), until, rule) : [];

    private static InstrumentRule? RuleOf(IReadOnlyCollection<QualityCheck> checks, Rulebook by, DateOnly day) => checks.Count == 0 ? null : by.InstrumentsOn(MediumOf(checks.First().Factor), day);

    public static Medium MediumOf(string factor) => factor.StartsWith('w') ? Medium.Water : Medium.Air;

    private static LaidMarks With(LaidMarks? before, List<QualityCheck> checks, InstrumentRule rule, DateOnly day)
    {
        var (start, end) = (day.ToDateTime(TimeOnly.MinValue), day.AddDays(1).ToDateTime(TimeOnly.MinValue));
        // What was found after the day may reach back over it; what was due and missed is known as the day ends.
        var until = checks.Max(check => check.Check.At) is var last && last > end ? last : end;
        var pieces = OutOfControlPeriods.Of(checks.Select(check => check.Check), until, rule).Where(period => period.From < end && (period.To ?? until) > start)
            .Select(period => new LaidMark(new PlacedMark(period.CheckId, "out-of-control", period.From, period.To ?? end, period.From) { Factors = [period.Factor] }, Name, MarkEffect.OutOfControl, [])).ToList();
        var latest = checks.Max(check => check.AcceptedAt ?? DateTimeOffset.MinValue);
        return new([.. before?.Marks ?? [], .. pieces], before?.Furnace, before?.LeftOut ?? [], before is { } known && known.Latest > latest ? known.Latest : latest,
            cut => checks.FindAll(check => check.AcceptedAt <= cut) is { Count: > 0 } then ? With(before?.AsOf(cut), then, rule, day) : before?.AsOf(cut) ?? LaidMarks.None);
    }
}
