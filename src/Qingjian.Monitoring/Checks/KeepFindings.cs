using Microsoft.EntityFrameworkCore;
using Qingjian.Judgement;
using Qingjian.Monitoring.Ledgers;
using Qingjian.Platform.Live;
using Qingjian.Platform.Storage;
using Qingjian.Registry.Contract;
using Qingjian.Vocabulary;

namespace Qingjian.Monitoring.Checks;

/// <summary>Stores what the checks found of one outlet. A hit whose window touches a finding of the same check and factor makes that one grow; what a
/// look over the same hours no longer finds is kept and said to be gone. Looking twice changes nothing.</summary>
internal sealed class KeepFindings(MonitoringDb db, Rulebook book, LiveSignals live)
{
    /// <param name="outlet">The outlet.</param>
    /// <param name="hits">What was found now.</param>
    /// <param name="rule">The settings used.</param>
    /// <param name="from">Findings that begin at or after this hour (Beijing clock) must be found again, or are gone; null lets all stand.</param>
    /// <param name="until">End of what was looked at.</param>
    /// <param name="codes">Checks that were made.</param>
    /// <param name="stop">Cancels.</param>
    /// <returns>Number of findings that are new or changed.</returns>
    public async Task<int> Keep(SourceOutlet outlet, IReadOnlyList<PatternHit> hits, PatternRule rule, DateTime? from, DateTime until, Func<string, bool> codes, CancellationToken stop)
    {
        var now = db.Now;
        var earliest = BeijingTime.InstantOf(hits.Select(hit => hit.From).Append(from ?? until).Min());
        var known = await db.Findings.Where(finding => finding.OutletId == outlet.Id && finding.ToAt >= earliest).ToListAsync(stop);
        var (met, fresh, changed) = (new HashSet<string>(), 0, 0);
        foreach (var hit in hits.Where(hit => rule.Find(hit.Code) is not null))
        {
            var (start, end) = (BeijingTime.InstantOf(hit.From), BeijingTime.InstantOf(hit.To));
            var same = known.Find(finding => finding.Code == hit.Code && finding.Factor == hit.Factor && (hit.Code == RunBalances.Code ? IsSameDay(finding, hit, start, end) : finding.FromAt <= end && finding.ToAt >= start));
            if (same is null)
            {
                known.Add(New(outlet, hit, rule, start, end, now));
                db.Findings.Add(known[^1]);
                met.Add(known[^1].Id);
                fresh++;
                continue;
            }
            met.Add(same.Id);
            if (!Grow(same, hit, rule, start, end)) continue;
            same.LookedAt = now;
            changed++;
        }
        if (from is { } first)
            foreach (var gone in known.Where(finding => finding.GoneAt is null && codes(finding.Code) && !met.Contains(finding.Id) && finding.FromAt >= BeijingTime.InstantOf(first) && finding.ToAt <= BeijingTime.InstantOf(until)))
            {
                gone.GoneAt = now;
                changed++;
            }
        if (fresh + changed == 0) return 0;
        var act = new Act("check.find", "outlet", outlet.Id, $"{outlet.EnterpriseName} {outlet.Code} 数据核查：新发现{fresh}项，更新{changed}项");
        var triggers = book.TriggersOn(BeijingTime.DayOf(now));
        foreach (var entry in db.ChangeTracker.Entries<CheckFinding>().Where(entry => entry.State == EntityState.Added)) act.Found(entry.Entity, rule, triggers);
        await db.Commit(act, stop);
        db.ChangeTracker.Clear();
        live.Raise("findings");
        return fresh + changed;
    }

    // A balance is of its own day: it never grows into the next, and one that comes out otherwise is another finding.
    private static bool IsSameDay(CheckFinding known, PatternHit hit, DateTimeOffset start, DateTimeOffset end) => known.FromAt == start && known.ToAt == end && known.GoneAt is null && known.Say == hit.Say;

    private static bool Grow(CheckFinding known, PatternHit hit, PatternRule rule, DateTimeOffset start, DateTimeOffset end)
    {
        var (from, to) = (start < known.FromAt ? start : known.FromAt, end > known.ToAt ? end : known.ToAt);
        var graver = hit.Score > known.Score || known.GoneAt is not null || (hit.Score == known.Score && (start != known.FromAt || end != known.ToAt));
        if (from == known.FromAt && to == known.ToAt && known.GoneAt is null && (!graver || hit.Say == known.Say)) return false;
        (known.FromAt, known.ToAt, known.GoneAt) = (from, to, null);
        if (graver) (known.Statistic, known.Threshold, known.Score, known.Say, known.RuleDigest) = (Short(hit.Statistic), Short(hit.Threshold), Short(hit.Score), hit.Say, rule.Rule.Digest);
        return true;
    }

    private static CheckFinding New(SourceOutlet outlet, PatternHit hit, PatternRule rule, DateTimeOffset start, DateTimeOffset end, DateTimeOffset now)
    {
        var check = rule.Find(hit.Code)!;
        return new CheckFinding
        {
            Id = NewId.Make(),
            Code = hit.Code,
            Name = check.Name,
            Severity = check.Severity,
            EnterpriseId = outlet.EnterpriseId,
            EnterpriseName = outlet.EnterpriseName,
            Division = outlet.Division,
            OutletId = outlet.Id,
            OutletName = $"{outlet.Code} {outlet.Name}",
            Factor = hit.Factor,
            FactorName = hit.Code[0] == 'L' ? "数据传输" : GatherSeries.NameOf(hit.Factor),
            FromAt = start,
            ToAt = end,
            Statistic = Short(hit.Statistic),
            Threshold = Short(hit.Threshold),
            Score = Short(hit.Score),
            Weight = check.Weight,
            Say = hit.Say,
            RuleDigest = rule.Rule.Digest,
            FoundAt = now,
            LookedAt = now,
        };
    }

    private static decimal Short(decimal value) => Math.Round(value, 4, MidpointRounding.ToEven) / 1.0000m;
}
