using Microsoft.EntityFrameworkCore;
using Qingjian.Judgement;
using Qingjian.Registry.Contract;
using Qingjian.Vocabulary;

namespace Qingjian.Monitoring.Spans;

/// <summary>A verdict on more than an hour or a day, and whom it is about.</summary>
/// <param name="Verdict">The verdict.</param>
/// <param name="Outlet">The outlet that stands for it.</param>
/// <param name="Name">Chinese name of what was counted.</param>
internal sealed record SpanJudged(Verdict Verdict, SourceOutlet Outlet, string Name);

/// <summary>多次超标, 许可排放量, 停限产期间生产: judges spans of days from what is stored: standing verdicts, counted amounts, assessed days. From the same rows always the same.</summary>
internal sealed class SpanVerdicts(MonitoringDb db, Rulebook book, ISources sources, TotalSpans totals, StopSpans stops)
{
    /// <summary>Verdicts whose day lies in a stretch.</summary>
    /// <param name="from">First day.</param>
    /// <param name="to">Last day; it must be closed.</param>
    /// <param name="enterpriseId">One enterprise; null for all.</param>
    /// <param name="kinds">Which.</param>
    /// <param name="stop">Cancels.</param>
    public async Task<List<SpanJudged>> Of(DateOnly from, DateOnly to, string? enterpriseId, SpanKinds kinds, CancellationToken stop)
    {
        if (to < from) return [];
        var (law, judged) = (SpanLaw.Of(book), new List<SpanJudged>());
        if (kinds.HasFlag(SpanKinds.Persistence)) judged.AddRange(await Persistent(from, to, enterpriseId, law, stop));
        if (kinds.HasFlag(SpanKinds.Totals)) judged.AddRange(await totals.Of(from, to, enterpriseId, law, stop));
        if (kinds.HasFlag(SpanKinds.Stops)) judged.AddRange(await stops.Of(from, to, enterpriseId, law, stop));
        return [.. judged.OrderBy(each => each.Verdict.Start).ThenBy(each => each.Verdict.Subject, StringComparer.Ordinal).ThenBy(each => each.Verdict.Pollutant, StringComparer.Ordinal)];
    }

    private async Task<List<SpanJudged>> Persistent(DateOnly from, DateOnly to, string? enterpriseId, SpanLaw law, CancellationToken stop)
    {
        var (since, until) = (BeijingTime.StartOf(Enumerable.Range(0, to.DayNumber - from.DayNumber + 1).Min(n => law.BackFrom(from.AddDays(n)))), BeijingTime.StartOf(to.AddDays(1)));
        var found = (await db.Verdicts.AsNoTracking().Where(v => v.SupersededAt == null && v.Outcome == VerdictOutcome.Exceeded && v.Reason == "exceeded" && v.StartAt >= since && v.StartAt < until
            && (enterpriseId == null || v.EnterpriseId == enterpriseId))
            .Select(v => new { v.EnterpriseId, v.OutletId, v.OutletName, v.Factor, v.FactorName, v.Period, v.StartAt, v.Multiple, v.Value, v.Unit, v.Digest }).ToListAsync(stop))
            .ConvertAll(v => new SpanExceedance(v.EnterpriseId!, v.OutletId, v.Period, new(v.OutletName, v.Factor, v.FactorName, BeijingTime.ClockOf(v.StartAt), v.Multiple, v.Value, v.Unit, v.Digest)));
        if (found.Count == 0) return [];
        var outlets = await sources.Outlets([.. found.Select(each => each.OutletId).Distinct()], stop);
        var standards = await Standards(found, from, to, law, stop);
        return PersistentSpans.Of(found, from, to, outlets, (outlet, day) => standards.GetValueOrDefault((outlet, day)) ?? [], law);
    }

    // Asked only where a rule holds for some standards alone, and of the days on which such an exceedance lies.
    private async Task<Dictionary<(string, DateOnly), IReadOnlyCollection<string>>> Standards(List<SpanExceedance> found, DateOnly from, DateOnly to, SpanLaw law, CancellationToken stop)
    {
        var periods = Enumerable.Range(0, to.DayNumber - from.DayNumber + 1).SelectMany(n => law.Persistence(from.AddDays(n))).Where(row => row.Standards.Count > 0).Select(row => row.Period).ToHashSet();
        var standards = new Dictionary<(string, DateOnly), IReadOnlyCollection<string>>();
        foreach (var day in found.Where(each => periods.Contains(each.Period)).GroupBy(each => each.Day))
        {
            foreach (var (outlet, duties) in await sources.DutiesOf([.. day.Select(each => each.OutletId).Distinct()], day.Key, stop))
                standards[(outlet, day.Key)] = [.. duties.Standards.Select(standard => standard.StandardNo)];
        }
        return standards;
    }
}
