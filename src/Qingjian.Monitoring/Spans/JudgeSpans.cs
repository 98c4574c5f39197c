using Microsoft.EntityFrameworkCore;
using Qingjian.Judgement;
using Qingjian.Monitoring.Contract;
using Qingjian.Monitoring.Exceedance;
using Qingjian.Platform.Live;
using Qingjian.Platform.Schedule;
using Qingjian.Platform.Storage;
using Qingjian.Vocabulary;

namespace Qingjian.Monitoring.Spans;

/// <summary>Keeps the verdicts on spans of days in step with what is stored: a new one is told, one that changed or fell away with later data is superseded and stays. What changed
/// since the last run is followed, however old the days are, and exactly the spans that hang on it are compared with what is kept: the order in which data came does not matter.</summary>
internal sealed class JudgeSpans(MonitoringDb db, SpanVerdicts spans, SpansDue due, Rulebook book, JudgingTurn turn, LiveSignals live) : IRecurring
{
    public static readonly TimeSpan Every = TimeSpan.FromMinutes(5);

    /// <summary>The moment up to which changes were followed (Unix milliseconds), the last day that was closed then, and the rules by which it was judged (first bytes of their digest).</summary>
    private const string Followed = "span-followed", Closed = "span-day", Rules = "span-rules";

    /// <summary>A change is written a moment after the time it bears: so far back it is looked for again.</summary>
    private static readonly TimeSpan Overlap = TimeSpan.FromMinutes(10);
    private const int DaysAtOnce = 31;

    public async Task Run(CancellationToken stop)
    {
        using var mine = await turn.Take(stop);
        var states = await db.States.AsNoTracking().ToDictionaryAsync(state => state.Key, state => state.Value, stop);
        if (!states.TryGetValue(JudgementState.ClosedDay, out var closed)) return;
        var (now, last, rules) = (db.Now, DateOnly.FromDayNumber((int)closed), BitConverter.ToInt64(Convert.FromHexString(book.Digest)));
        var followed = states.TryGetValue(Followed, out var at) && states.ContainsKey(Closed) && states.GetValueOrDefault(Rules) == rules ? DateTimeOffset.FromUnixTimeMilliseconds(at) : (DateTimeOffset?)null;
        if (followed is { } since)
        {
            // Days closed since then end spans of their own. With them the year is held against the permits as they are now: those carry no day of their own.
            if (DateOnly.FromDayNumber((int)states[Closed]).AddDays(1) is var next && next <= last)
            {
                await Judge(new(null, next, last, SpanKinds.Persistence | SpanKinds.Stops), stop);
                await Judge(new(null, new(last.Year, 1, 1), last, SpanKinds.Totals), stop);
            }
            foreach (var each in await due.Since((since < now ? since : now) - Overlap, last, stop)) await Judge(each, stop);
        }
        // Rules that are new here may speak of any day.
        else if (await due.First(stop) is { } first) await Judge(new(null, first, last, SpanKinds.All), stop);
        foreach (var (key, value) in new[] { (Followed, now.ToUnixTimeMilliseconds()), (Closed, closed), (Rules, rules) }) await db.MoveTo(key, value, stop);
    }

    private async Task Judge(SpansDue.Due each, CancellationToken stop)
    {
        // Amounts are summed from the beginning of the year anyway.
        var days = each.Kinds == SpanKinds.Totals ? each.To.DayNumber - each.From.DayNumber + 1 : DaysAtOnce;
        for (var from = each.From; from <= each.To; from = from.AddDays(days))
        {
            var to = from.AddDays(days - 1) < each.To ? from.AddDays(days - 1) : each.To;
            await Compare(each with { From = from, To = to }, await spans.Of(from, to, each.EnterpriseId, each.Kinds, stop), stop);
        }
    }

    private async Task Compare(SpansDue.Due due, List<SpanJudged> judged, CancellationToken stop)
    {
        var (since, until, enterprise) = (BeijingTime.StartOf(due.From), BeijingTime.StartOf(due.To.AddDays(1)), due.EnterpriseId);
        var reasons = SpanVerdict.Reasons.Where(reason => due.Kinds.HasFlag(KindOf(reason))).ToList();
        var known = (await db.Verdicts.Where(v => v.SupersededAt == null && reasons.Contains(v.Reason) && v.StartAt >= since && v.StartAt < until && (enterprise == null || v.EnterpriseId == enterprise)).ToListAsync(stop))
            .ToDictionary(v => (v.OutletId, v.Factor, v.StartAt));
        var (act, supervision) = (new Act("verdict.judge", "verdict", NewId.Make(), ""), book.SupervisionOn(BeijingTime.DayOf(db.Now)));
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
            if (supervision?.TriggerOf(each.Verdict) is { } trigger)
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

    private static SpanKinds KindOf(string reason) => reason switch
    {
        "total-warning" or "total-exceeded" => SpanKinds.Totals,
        "work-in-stop" => SpanKinds.Stops,
        _ => SpanKinds.Persistence,
    };

    private VerdictRecord Record(SpanJudged each, DateTimeOffset at) => VerdictRecord.Of(
        each.Verdict, each.Verdict.Digest(), each.Outlet, each.Name, at, book.SupervisionOn(each.Verdict.Day)?.ColourOf(each.Verdict, 0), book, db.Now);
}
