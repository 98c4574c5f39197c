using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Qingjian.Judgement;
using Qingjian.Monitoring.Contract;
using Qingjian.Platform.Live;
using Qingjian.Platform.Schedule;
using Qingjian.Platform.Storage;
using Qingjian.Vocabulary;

namespace Qingjian.Monitoring.Meters;

/// <summary>用电巡查: finds stretches in which treatment was out of step with production, and counts the electricity of days. Each run looks at the last hours
/// once more, and now and then at the last days, so that readings which come late are held against what was found.</summary>
internal sealed class WatchMeters(MonitoringDb db, MeterPower power, CountMeterDays days, Rulebook book, WatchMeters.Pace pace, LiveSignals live) : IRecurring
{
    public static readonly TimeSpan Every = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan Near = TimeSpan.FromHours(12), Far = TimeSpan.FromDays(4), New = TimeSpan.FromDays(31), DeepEvery = TimeSpan.FromHours(6), Young = TimeSpan.FromHours(1);

    /// <summary>When it last looked far back.</summary>
    internal sealed class Pace
    {
        public DateTimeOffset Deep { get; set; }
    }

    public async Task Run(CancellationToken stop)
    {
        var now = db.Now;
        if (book.ElectricityOn(BeijingTime.DayOf(now)) is not { } rule) return;
        var deep = now - pace.Deep >= DeepEvery;
        var meters = await db.Set<MeterPoint>().AsNoTracking().Where(meter => meter.RetiredAt == null).ToListAsync(stop);
        var linkages = (await db.Set<MeterLinkage>().AsNoTracking().Where(linkage => linkage.RetiredAt == null).ToListAsync(stop)).ToLookup(linkage => linkage.EnterpriseId);
        foreach (var plant in meters.GroupBy(meter => meter.EnterpriseId))
        {
            var back = now - plant.Max(meter => meter.CreatedAt) < Young ? New : deep ? Far : Near;
            var from = BeijingTime.StartOf(BeijingTime.DayOf(now - back));
            var read = power.Of([.. plant], from, now, rule);
            foreach (var linkage in linkages[plant.Key]) await Look(linkage, [.. plant], read, from, now, rule, stop);
            await days.Of([.. plant], read, DateOnly.FromDateTime(BeijingTime.ClockOf(from)), now, rule, stop);
            db.ChangeTracker.Clear();
        }
        if (deep) pace.Deep = now;
    }

    private async Task Look(MeterLinkage linkage, List<MeterPoint> meters, IReadOnlyDictionary<string, IReadOnlyList<PowerReading>> read, DateTimeOffset from, DateTimeOffset now, ElectricityRule rule, CancellationToken stop)
    {
        // Until the newest reading, not until now: the last one goes on speaking, but whether a stretch ended is not known yet.
        var newest = linkage.Production.Concat(linkage.Treatment).SelectMany(id => read.GetValueOrDefault(id) ?? []).Select(reading => reading.At).DefaultIfEmpty().Max();
        if (newest <= from) return;
        var until = newest.AddMinutes(1) is var last && last < now ? last : now;
        var all = Linkage.Findings(States(linkage.Production), States(linkage.Treatment), linkage.Relation, TimeSpan.FromMinutes(linkage.LeadMinutes), TimeSpan.FromMinutes(linkage.LagMinutes), rule);
        var known = await db.Set<LinkageViolation>().Where(row => row.LinkageId == linkage.Id && (row.ToAt > from || row.GoingOn) && row.WithdrawnAt == null).OrderBy(row => row.FromAt).ToListAsync(stop);
        List<string> changes = [];
        // What began before the look was found by an earlier one; here only its end can be seen.
        foreach (var old in known.Where(row => row.FromAt <= from && row.GoingOn))
        {
            var rest = all.Where(finding => finding.Fault == old.Fault && finding.From == from).Select(finding => (DateTimeOffset?)finding.To).FirstOrDefault();
            if (rest is null) (old.GoingOn, old.ToAt) = (false, old.ToAt > from ? from : old.ToAt);
            else (old.GoingOn, old.ToAt) = (rest >= until, rest.Value);
            if (!old.GoingOn) changes.Add($"{linkage.EnterpriseName}已结束");
        }
        var found = all.Where(finding => finding.From > from).ToList();
        var open = known.Where(row => row.FromAt > from).ToList();
        var act = new Act("linkage.find", "linkage", linkage.Id, "");
        foreach (var finding in found)
        {
            var production = linkage.Production.Sum(id => Energy.Between(read.GetValueOrDefault(id) ?? [], finding.From, finding.To, rule).Kwh);
            var say = Say(linkage, finding, production, meters);
            var goingOn = finding.To >= until;
            if (open.Find(row => row.Fault == finding.Fault && row.FromAt < finding.To && row.ToAt > finding.From) is { } before)
            {
                open.Remove(before);
                if (before.FromAt == finding.From && before.ToAt == finding.To && before.GoingOn == goingOn) continue;
                (before.FromAt, before.ToAt, before.GoingOn, before.Kwh, before.Say) = (finding.From, finding.To, goingOn, production, say);
                changes.Add(goingOn ? $"{linkage.EnterpriseName}仍在继续" : $"{linkage.EnterpriseName}已结束，共{finding.Minutes:0}分钟");
                continue;
            }
            var row = new LinkageViolation
            {
                Id = NewId.Make(),
                LinkageId = linkage.Id,
                LinkageName = linkage.Name,
                EnterpriseId = linkage.EnterpriseId,
                EnterpriseName = linkage.EnterpriseName,
                Division = linkage.Division,
                Fault = finding.Fault,
                FromAt = finding.From,
                ToAt = finding.To,
                GoingOn = goingOn,
                Kwh = production,
                Say = say,
                Rule = rule.Rule.Digest,
                FoundAt = now,
            };
            db.Add(row);
            changes.Add(say);
            if (finding.Fault == LinkageFault.During && await ClueDue(linkage, now, rule, stop))
            {
                row.ToldAt = now;
                act.Tell(new ElectricityBreach("treatment_off", row.Id, linkage.EnterpriseId!, linkage.Division, say, finding.From, finding.To, rule.Rule.Digest));
            }
        }
        foreach (var gone in open)
        {
            gone.WithdrawnAt = now;
            changes.Add($"{gone.EnterpriseName}：后到的数据不再支持原认定（{gone.Say}）");
        }
        if (changes.Count == 0) return;
        await db.Commit(act with { Title = $"治污设施联动：{changes[0]}{(changes.Count > 1 ? $"等{changes.Count}项" : "")}" }, stop);
        live.Raise("meters");

        IReadOnlyList<IReadOnlyList<MeterSpan>> States(IReadOnlyList<string> ids) => [.. ids.Select(id => meters.Find(meter => meter.Id == id)).OfType<MeterPoint>()
            .Select(meter => MeterStates.Of(read[meter.Id], meter.Thresholds, from, until, rule))];
    }

    // A plant that does it every night makes one clue, not thirty.
    private async Task<bool> ClueDue(MeterLinkage linkage, DateTimeOffset now, ElectricityRule rule, CancellationToken stop)
    {
        var since = now.AddDays(-rule.ClueAgainDays);
        return !await db.Set<LinkageViolation>().AnyAsync(row => row.LinkageId == linkage.Id && row.ToldAt > since, stop)
            && !db.Set<LinkageViolation>().Local.Any(row => row.LinkageId == linkage.Id && row.ToldAt > since);
    }

    private static string Say(MeterLinkage linkage, LinkageFinding finding, decimal kwh, List<MeterPoint> meters)
    {
        string Names(IReadOnlyList<string> ids) => string.Join('、', ids.Select(id => meters.Find(meter => meter.Id == id)?.Name).OfType<string>());
        var when = string.Create(CultureInfo.InvariantCulture, $"{BeijingTime.ClockOf(finding.From):yyyy-MM-dd HH:mm}至{BeijingTime.ClockOf(finding.To):HH:mm}");
        var minutes = finding.Minutes.ToString("0", CultureInfo.InvariantCulture);
        return finding.Fault switch
        {
            LinkageFault.During => $"{when}，生产设施（{Names(linkage.Production)}）运行{minutes}分钟、用电{kwh.ToString("0.#", CultureInfo.InvariantCulture)}千瓦时，治理设施（{Names(linkage.Treatment)}）未同步运行",
            LinkageFault.Lead => $"{when}，治理设施（{Names(linkage.Treatment)}）未在生产启动前{linkage.LeadMinutes}分钟运行",
            _ => $"{when}，治理设施（{Names(linkage.Treatment)}）未在生产停止后继续运行{linkage.LagMinutes}分钟",
        };
    }
}
