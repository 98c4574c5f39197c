using Microsoft.EntityFrameworkCore;
using Qingjian.Judgement;
using Qingjian.Monitoring.Contract;
using Qingjian.Platform.Live;
using Qingjian.Platform.Storage;
using Qingjian.Vocabulary;

namespace Qingjian.Monitoring.Exceedance;

/// <summary>Stores what judging came to: packed rows, whole records of what needs attention, evidence, facts and the position
/// reached, in one transaction. A row that came out as before is left alone, so judging twice changes nothing.</summary>
internal sealed class WriteVerdicts(MonitoringDb db, Rulebook book, LiveSignals live)
{
    /// <param name="judged">Rows as judged now.</param>
    /// <param name="why">Why these periods were judged, Chinese: 数据到达, 日终判定, 补传后重新判定, …</param>
    /// <param name="state">Positions to remember with the same commit.</param>
    /// <param name="stop">Cancels.</param>
    /// <returns>Number of rows that changed.</returns>
    public async Task<int> Write(IReadOnlyList<JudgedNow> judged, string why, IReadOnlyList<(string Key, long Value)> state, CancellationToken stop)
    {
        var changed = await Changed(judged, stop);
        foreach (var (key, value) in state)
        {
            if (await db.States.FindAsync([key], stop) is { } known) known.Value = value;
            else db.States.Add(new JudgementState { Key = key, Value = value });
        }
        var act = new Act("verdict.judge", "verdict", NewId.Make(), $"{why}：判定{changed.Count}组，{changed.Sum(each => each.Verdicts.Count)}项");
        var digests = changed.SelectMany(each => each.Digests).ToList();
        var root = BatchRoot.Of(digests);
        if (changed.Count > 0)
        {
            await Records(changed, why, act, stop);
            act.Enter("reading.batch", root, digests.Count);
        }
        else if (state.Count == 0) return 0;

        await using var transaction = await db.Database.BeginTransactionAsync(stop);
        await new JudgedRows(db).Write([.. changed.Select(each => each.Row)], act.ObjectId, book.Digest, root, digests.Count, stop);
        if (changed.Count > 0) await db.Commit(act, stop);
        else await Remember(state, stop);
        await transaction.CommitAsync(stop);
        db.ChangeTracker.Clear();
        if (changed.Count > 0)
        {
            live.Raise("verdicts");
            live.Raise("readings");
        }
        return changed.Count;
    }

    private async Task Remember(IReadOnlyList<(string Key, long Value)> state, CancellationToken stop)
    {
        foreach (var (key, value) in state)
            await db.MoveTo(key, value, stop);
    }

    private async Task<List<JudgedNow>> Changed(IReadOnlyList<JudgedNow> judged, CancellationToken stop)
    {
        var changed = new List<JudgedNow>();
        foreach (var period in judged.GroupBy(each => each.Row.Period))
        {
            var known = await new JudgedRows(db).Read(period.Key, [.. period.Select(each => each.Row.OutletId).Distinct()], period.Min(each => each.Row.Slot), period.Max(each => each.Row.Slot), stop);
            changed.AddRange(period.Where(each => !known.TryGetValue((each.Row.OutletId, each.Row.Slot), out var row) || row.Digest != each.Row.Digest || row.Layout != each.Row.Layout));
        }
        return changed;
    }

    private async Task Records(List<JudgedNow> changed, string why, Act act, CancellationToken stop)
    {
        var now = db.Now;
        var outlets = changed.Select(each => each.Row.OutletId).Distinct().ToList();
        var (from, to) = (changed.Min(each => Instant(each.Row)), changed.Max(each => Instant(each.Row)));
        var current = (await db.Verdicts.Where(v => v.SupersededAt == null && outlets.Contains(v.OutletId) && v.StartAt >= from.AddHours(-24) && v.StartAt <= to).ToListAsync(stop))
            .ToDictionary(v => (v.OutletId, v.Factor, v.Period, v.StartAt));
        var before = current.Values.ToLookup(v => (v.OutletId, v.Period, v.StartAt));
        var after = await HoursAfter(changed, stop);
        foreach (var each in changed.OrderBy(each => each.Row.Start))
        {
            Gone(each, before[(each.Row.OutletId, each.Row.Period, Instant(each.Row))], current, why, act, now);
            foreach (var (verdict, digest) in each.Verdicts.Zip(each.Digests))
            {
                var at = Instant(each.Row);
                var known = current.GetValueOrDefault((verdict.Subject, verdict.Pollutant, verdict.Period, at));
                if (known?.Digest == digest) continue;
                var record = NeedsRecord(verdict) ? Record(verdict, digest, each.Law, at, HoursInWindow(current.Values, verdict, at), now) : null;
                if (known is not null)
                {
                    (known.SupersededAt, known.SupersededBy, known.SupersededWhy) = (now, record?.Id, why);
                    current.Remove((verdict.Subject, verdict.Pollutant, verdict.Period, at));
                }
                if (record is not null)
                {
                    db.Verdicts.Add(record);
                    current[(record.OutletId, record.Factor, record.Period, record.StartAt)] = record;
                }
                Tell(act, verdict, record, known, at, wasOver: current.ContainsKey((verdict.Subject, verdict.Pollutant, LimitPeriod.Hour, at.AddHours(-1))));
                if (record is not null && verdict.Period == LimitPeriod.Hour && after.Contains((verdict.Subject, verdict.Pollutant, each.Row.Slot + 1)))
                    act.Tell(new ExceedanceEnded(verdict.Subject, verdict.Pollutant, at.AddHours(1), "后一小时此前已判定达标。", null));
            }
        }
    }

    // An hour that comes late may lie before one that is known to be within the limit: then its exceedance is over as it is told.
    private async Task<HashSet<(string OutletId, string Factor, int Slot)>> HoursAfter(List<JudgedNow> changed, CancellationToken stop)
    {
        var over = changed.Where(each => each.Row.Period == LimitPeriod.Hour && each.Verdicts.Any(NeedsRecord)).Select(each => each.Row).ToList();
        if (over.Count == 0) return [];
        var rows = await new JudgedRows(db).Read(LimitPeriod.Hour, [.. over.Select(row => row.OutletId).Distinct()], over.Min(row => row.Slot) + 1, over.Max(row => row.Slot) + 1, stop);
        return [.. rows.Values.SelectMany(row => row.Factors.Where(each => each.Reason.Outcome == VerdictOutcome.Compliant).Select(each => (row.OutletId, each.Factor, row.Slot)))];
    }

    // What is no longer judged of a period at all: a gap that was filled, a mark that was withdrawn.
    private static void Gone(JudgedNow each, IEnumerable<VerdictRecord> before, Dictionary<(string, string, LimitPeriod, DateTimeOffset), VerdictRecord> current, string why, Act act, DateTimeOffset now)
    {
        foreach (var known in before.Where(known => each.Verdicts.All(verdict => verdict.Pollutant != known.Factor)))
        {
            (known.SupersededAt, known.SupersededWhy) = (now, why);
            current.Remove((known.OutletId, known.Factor, known.Period, known.StartAt));
            if (known.Outcome is VerdictOutcome.Exceeded or VerdictOutcome.Warning) act.Tell(new ExceedanceEnded(known.OutletId, known.Factor, known.StartAt, $"重新判定后不再有“{known.FactorName}”的情形。", known.Id));
        }
    }

    // wasOver: the hour before has a record, and a compliant one now ends what it told.
    private void Tell(Act act, Verdict verdict, VerdictRecord? record, VerdictRecord? known, DateTimeOffset at, bool wasOver)
    {
        if (record is not null && book.SupervisionOn(BeijingTime.DayOf(db.Now))?.TriggerOf(verdict) is { } trigger)
            act.Tell(new VerdictReached(
                record.Id, record.OutletId, record.EnterpriseId!, record.Division, record.Factor, record.FactorName, verdict.Period == LimitPeriod.Day ? "day" : "hour", at,
                trigger, record.Sentence, record.Value, record.Unit, record.Limit, record.LimitName, record.Multiple, record.Colour ?? "blue", record.Trust.Word()));
        else if (known is not null && known.Outcome is VerdictOutcome.Exceeded or VerdictOutcome.Warning)
            act.Tell(new ExceedanceEnded(verdict.Subject, verdict.Pollutant, at, verdict.Sentence, known.Id));
        else if (wasOver && verdict is { Period: LimitPeriod.Hour, Outcome: VerdictOutcome.Compliant })
            act.Tell(new ExceedanceEnded(verdict.Subject, verdict.Pollutant, at, verdict.Sentence, null));
    }

    private VerdictRecord Record(Verdict verdict, string digest, OutletLaw law, DateTimeOffset at, int hoursInWindow, DateTimeOffset now)
    {
        var alarm = verdict.Outcome is VerdictOutcome.Exceeded or VerdictOutcome.Warning;
        return VerdictRecord.Of(verdict, digest, law.Duties.Outlet, law.NameOf(verdict.Pollutant), at, alarm ? book.SupervisionOn(verdict.Day)?.ColourOf(verdict, hoursInWindow) : null, book, now);
    }

    private static int HoursInWindow(IEnumerable<VerdictRecord> current, Verdict verdict, DateTimeOffset at) => 1 + current.Count(v =>
        v.OutletId == verdict.Subject && v.Factor == verdict.Pollutant && v.Period == LimitPeriod.Hour && v.StartAt < at && v.StartAt > at.AddHours(-24)
        && v.Outcome is VerdictOutcome.Exceeded or VerdictOutcome.Warning);

    // Days that could not be judged are shown in the list too: somebody must find out why the data are missing. So are hours that a person has to decide about.
    private static bool NeedsRecord(Verdict verdict) => verdict.Outcome is VerdictOutcome.Exceeded or VerdictOutcome.Warning
        || (verdict.Period == LimitPeriod.Day && verdict.Reason is "insufficient" or "over-range") || ReviewNeeded.By(verdict);

    private static DateTimeOffset Instant(JudgedRow row) => BeijingTime.InstantOf(row.Start);
}
