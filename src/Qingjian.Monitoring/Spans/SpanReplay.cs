using Microsoft.EntityFrameworkCore;
using Qingjian.Judgement;
using Qingjian.Monitoring.Exceedance;
using Qingjian.Registry.Contract;
using Qingjian.Vocabulary;
using LimitPeriod = Qingjian.Judgement.LimitPeriod;

namespace Qingjian.Monitoring.Spans;

/// <summary>Judges the spans that end on one day of an outlet again, beside what is kept; writes nothing.</summary>
internal sealed class SpanReplay(MonitoringDb db, SpanVerdicts spans, ISources sources)
{
    /// <summary>Lines for the answer of 重新判定, and whether all are as kept.</summary>
    public async Task<(IReadOnlyList<Rejudge.Line> Lines, bool Same)> Day(string outletId, DateOnly day, CancellationToken stop)
    {
        if (await sources.Outlet(outletId, stop) is not { } outlet) return ([], true);
        var (at, reasons) = (BeijingTime.StartOf(day), SpanVerdict.Reasons);
        var kept = await db.Verdicts.AsNoTracking().Where(v => v.OutletId == outletId && v.SupersededAt == null && v.StartAt == at && reasons.Contains(v.Reason)).ToListAsync(stop);
        var now = (await spans.Of(day, day, outlet.EnterpriseId, SpanKinds.All, stop)).Where(each => each.Outlet.Id == outletId).ToList();
        var lines = now.ConvertAll(each => new Rejudge.Line(LimitPeriod.Day, at, each.Verdict.Pollutant, each.Name, each.Verdict.Outcome, JudgedReason.WordOf(each.Verdict.Reason),
            kept.Where(v => v.Factor == each.Verdict.Pollutant).Select(v => JudgedReason.WordOf(v.Reason)).FirstOrDefault(), each.Verdict.Sentence, each.Verdict.Digest()));
        return (lines, kept.Select(v => v.Digest).Order(StringComparer.Ordinal).SequenceEqual(lines.Select(line => line.Digest).Order(StringComparer.Ordinal)));
    }
}
