using System.Text;
using Microsoft.EntityFrameworkCore;
using Qingjian.Judgement;
using Qingjian.Monitoring.Contract;
using Qingjian.Monitoring.Exceedance;
using Qingjian.Platform.Live;
using Qingjian.Platform.Schedule;
using Qingjian.Platform.Storage;
using Qingjian.Vocabulary;
using LimitPeriod = Qingjian.Judgement.LimitPeriod;

namespace Qingjian.Monitoring.Spans;

/// <summary>Keeps the verdicts on spans of days in step with what is stored: a new one is told, one that changed or fell away with later data is superseded and stays.
/// Each run compares the last weeks as they come out now with what is kept, so the order in which data came does not matter.</summary>
internal sealed class JudgeSpans(MonitoringDb db, SpanVerdicts spans, Rulebook book, JudgingTurn turn, LiveSignals live) : IRecurring
{
    public static readonly TimeSpan Every = TimeSpan.FromMinutes(5);
    private const int DaysBack = 45;

    public async Task Run(CancellationToken stop)
    {
        using var mine = await turn.Take(stop);
        if (await db.States.AsNoTracking().FirstOrDefaultAsync(state => state.Key == JudgementState.ClosedDay, stop) is not { } closed) return;
        var last = DateOnly.FromDayNumber((int)closed.Value);
        var from = last.AddDays(-DaysBack);
        await Compare(from, last, await spans.Of(from, last, null, stop), stop);
    }

    private async Task Compare(DateOnly from, DateOnly last, List<SpanJudged> judged, CancellationToken stop)
    {
        var (since, until) = (BeijingTime.StartOf(from), BeijingTime.StartOf(last.AddDays(1)));
        var reasons = SpanVerdict.Reasons;
        var known = (await db.Verdicts.Where(v => v.SupersededAt == null && reasons.Contains(v.Reason) && v.StartAt >= since && v.StartAt < until).ToListAsync(stop)).ToDictionary(v => (v.OutletId, v.Factor, v.StartAt));
        var act = new Act("verdict.judge", "verdict", NewId.Make(), "");
        var (digests, gone) = (new List<string>(), 0);
        foreach (var each in judged)
        {
            var at = BeijingTime.InstantOf(each.Verdict.Start);
            known.Remove((each.Outlet.Id, each.Verdict.Pollutant, at), out var before);
            if (before?.Digest == each.Verdict.Digest()) continue;
            var record = Record(each, at);
            if (before is not null) (before.SupersededAt, before.SupersededBy, before.SupersededWhy) = (db.Now, record.Id, "数据、标记或者判定有变化，重新统计");
            db.Verdicts.Add(record);
            digests.Add(record.Digest);
            if (SpanVerdict.TriggerOf(record.Reason) is { } trigger)
                act.Tell(new VerdictReached(record.Id, record.OutletId, record.EnterpriseId!, record.Division, record.Factor, record.FactorName, "day", at, trigger, record.Sentence, record.Value, record.Unit, record.Limit, record.LimitName, null, record.Colour ?? "orange", record.Trust.Word()));
        }
        foreach (var before in known.Values)
        {
            (before.SupersededAt, before.SupersededWhy) = (db.Now, "数据、标记或者判定有变化，重新统计后不再达到");
            act.Tell(new ExceedanceEnded(before.OutletId, before.Factor, before.StartAt, "重新统计后不再达到", before.Id));
            gone++;
        }
        if (digests.Count + gone == 0) return;
        if (digests.Count > 0) act.Enter("reading.batch", BatchRoot.Of(digests), digests.Count);
        await db.Commit(act with { Title = $"累计判定：{digests.Count}项" + (gone > 0 ? $"，{gone}项不再达到" : "") }, stop);
        db.ChangeTracker.Clear();
        live.Raise("verdicts");
    }

    private VerdictRecord Record(SpanJudged each, DateTimeOffset at)
    {
        var (verdict, outlet) = (each.Verdict, each.Outlet);
        return new()
        {
            Id = NewId.Make(),
            EnterpriseId = outlet.EnterpriseId,
            EnterpriseName = outlet.EnterpriseName,
            Division = outlet.Division,
            OutletId = outlet.Id,
            OutletName = $"{outlet.Code} {outlet.Name}",
            Factor = verdict.Pollutant,
            FactorName = each.Name,
            Period = LimitPeriod.Day,
            StartAt = at,
            Outcome = verdict.Outcome,
            Reason = verdict.Reason,
            Value = verdict.Value,
            Unit = verdict.Unit,
            Limit = verdict.Limit?.Text,
            LimitName = verdict.Limit?.Name,
            Colour = book.SupervisionOn(verdict.Day)?.ColourOf(verdict, 0),
            Sentence = verdict.Sentence,
            Trust = verdict.Trust,
            Digest = verdict.Digest(),
            Canonical = Encoding.UTF8.GetString(verdict.Canonical()),
            Book = book.Digest,
            JudgedAt = db.Now,
        };
    }
}
