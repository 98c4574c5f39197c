using Microsoft.EntityFrameworkCore;
using Qingjian.Judgement;
using Qingjian.Monitoring.Meters.Controls;
using Qingjian.Vocabulary;

namespace Qingjian.Monitoring.Spans;

/// <summary>What of the spans hangs on what changed since a moment: exceedances that were found or fell away, amounts and days under an order counted anew.</summary>
internal sealed class SpansDue(MonitoringDb db, Rulebook book)
{
    /// <summary>From so many enterprises on, all are looked at together.</summary>
    private const int OneByOne = 20;

    /// <summary>Spans to judge anew.</summary>
    /// <param name="EnterpriseId">Of one enterprise; null for all.</param>
    /// <param name="From">First day they may end on.</param>
    /// <param name="To">Last day.</param>
    /// <param name="Kinds">Which.</param>
    public sealed record Due(string? EnterpriseId, DateOnly From, DateOnly To, SpanKinds Kinds);

    private sealed record Touched(string EnterpriseId, DateOnly From, DateOnly To);

    /// <summary>What changed since a moment, on days up to the last closed one.</summary>
    public async Task<List<Due>> Since(DateTimeOffset since, DateOnly last, CancellationToken stop)
    {
        var (law, until) = (SpanLaw.Of(book), BeijingTime.StartOf(last.AddDays(1)));
        var verdicts = await db.Verdicts.AsNoTracking().Where(v => (v.JudgedAt >= since || v.SupersededAt >= since) && v.Outcome == VerdictOutcome.Exceeded && v.Reason == "exceeded" && v.StartAt < until)
            .Select(v => new { v.EnterpriseId, v.StartAt }).Distinct().ToListAsync(stop);
        var amounts = await db.DayAmounts.AsNoTracking().Where(row => (row.CountedAt >= since || row.SupersededAt >= since) && row.Day <= last).Select(row => new { row.EnterpriseId, row.Day }).Distinct().ToListAsync(stop);
        var days = await db.Set<ControlDay>().AsNoTracking().Where(day => day.AssessedAt >= since && day.Day <= last).Select(day => new { day.EnterpriseId, day.Day }).Distinct().ToListAsync(stop);
        return
        [
            .. Joined(verdicts.Select(v => (v.EnterpriseId, Day: BeijingTime.DayOf(v.StartAt))).Distinct().Select(v => new Touched(v.EnterpriseId!, v.Day, ReachOf(v.Day, law, last))), last, SpanKinds.Persistence),
            // A day's amount counts on every later day of its year.
            .. Joined(amounts.Select(row => new Touched(row.EnterpriseId!, row.Day, new(row.Day.Year, 12, 31))), last, SpanKinds.Totals),
            .. Joined(days.Select(day => new Touched(day.EnterpriseId!, day.Day, day.Day)), last, SpanKinds.Stops),
        ];
    }

    /// <summary>The first day anything is kept that spans are made of; null for none.</summary>
    public async Task<DateOnly?> First(CancellationToken stop)
    {
        var days = new List<DateOnly>();
        if (await db.Verdicts.AsNoTracking().Where(v => v.Outcome == VerdictOutcome.Exceeded && v.Reason == "exceeded").OrderBy(v => v.StartAt).FirstOrDefaultAsync(stop) is { } verdict) days.Add(BeijingTime.DayOf(verdict.StartAt));
        if (await db.DayAmounts.AsNoTracking().OrderBy(row => row.Day).FirstOrDefaultAsync(stop) is { } amount) days.Add(amount.Day);
        if (await db.Set<ControlDay>().AsNoTracking().OrderBy(day => day.Day).FirstOrDefaultAsync(stop) is { } control) days.Add(control.Day);
        return days.Count == 0 ? null : days.Min();
    }

    // A longer window may have come into force while the span ran.
    private static DateOnly ReachOf(DateOnly day, SpanLaw law, DateOnly last)
    {
        var reach = law.ReachOf(day);
        for (var each = day.AddDays(1); each <= reach && each <= last; each = each.AddDays(1))
            foreach (var row in law.Persistence(each))
                if (row.WindowDays is { } days && day.AddDays(days - 1) > reach) reach = day.AddDays(days - 1);
        return reach;
    }

    private static List<Due> Joined(IEnumerable<Touched> touched, DateOnly last, SpanKinds kinds)
    {
        var each = touched.GroupBy(one => one.EnterpriseId).Select(group => new Due(group.Key, group.Min(one => one.From), Earlier(group.Max(one => one.To), last), kinds)).ToList();
        return each.Count <= OneByOne ? each : [new(null, each.Min(due => due.From), each.Max(due => due.To), kinds)];
    }

    private static DateOnly Earlier(DateOnly one, DateOnly other) => one < other ? one : other;
}
