using Microsoft.EntityFrameworkCore;
using Qingjian.Judgement;
using Qingjian.Monitoring.Contract;
using Qingjian.Platform.Files;
using Qingjian.Platform.Live;
using Qingjian.Platform.Storage;
using Qingjian.Registry.Contract;
using Qingjian.Vocabulary;

namespace Qingjian.Monitoring.Checks;

/// <summary>When the findings of an outlet together weigh as much as the rule says, tells enforcement once, with the table of evidence. A clue for a
/// person, never a violation by itself.</summary>
internal sealed class RaiseSuspicions(MonitoringDb db, FileStore files, LiveSignals live)
{
    private const long LargestFile = 20L * 1024 * 1024;

    /// <summary>The combined score of findings that count, over the last days of the rule.</summary>
    public static decimal ScoreOf(IEnumerable<CheckFinding> findings, PatternRule rule) => Math.Round(rule.CombinedOf(findings.Where(finding => finding.Counts).Select(finding => (finding.Code, finding.Score))), 4);

    public async Task Look(SourceOutlet outlet, PatternRule rule, CancellationToken stop)
    {
        var now = db.Now;
        var (since, again) = (now.AddDays(-rule.ScoreDays), now.AddDays(-rule.ClueAgainDays));
        var found = await db.Findings.AsNoTracking().Where(finding => finding.OutletId == outlet.Id && finding.ToAt > since && finding.GoneAt == null && finding.SetAsideAt == null).OrderBy(finding => finding.Code).ThenBy(finding => finding.FromAt).ToListAsync(stop);
        var score = ScoreOf(found, rule);
        if (score < rule.ClueFrom || await db.Suspicions.AnyAsync(each => each.OutletId == outlet.Id && each.ToldAt > again, stop)) return;

        using var sheet = EvidenceSheet.Write(outlet, found, rule, score, now);
        // The office only: the enterprise hears of a clue when somebody comes.
        var file = (await files.Save(sheet, $"异常线索证据-{outlet.EnterpriseName}-{outlet.Code}-{BeijingTime.DayOf(now):yyyyMMdd}.xlsx", outlet.Division, null, LargestFile, stop)).Try(out var kept, out _) ? kept.Id : null;
        var suspicion = new Suspicion
        {
            Id = NewId.Make(),
            EnterpriseId = outlet.EnterpriseId,
            Division = outlet.Division,
            OutletId = outlet.Id,
            FromAt = found.Min(finding => finding.FromAt),
            ToAt = found.Max(finding => finding.ToAt),
            Score = score,
            FindingIds = [.. found.Select(finding => finding.Id)],
            FileId = file,
            ToldAt = now,
        };
        db.Suspicions.Add(suspicion);
        var summary = SummaryOf(outlet, found, rule, score);
        await db.Commit(new Act("check.suspect", "outlet", outlet.Id, $"{outlet.EnterpriseName} {outlet.Code} 异常综合得分{score:0.##}，转为线索")
            .Enter("case.step", new { suspicion.Id, suspicion.OutletId, suspicion.FromAt, suspicion.ToAt, suspicion.Score, suspicion.FindingIds, rule = rule.Rule.Digest })
            .Tell(new AnomalySuspected(suspicion.Id, outlet.Id, outlet.EnterpriseId, outlet.Division, summary, suspicion.FromAt, suspicion.ToAt, score, [.. found.Select(finding => finding.Code).Distinct()], file)), stop);
        db.ChangeTracker.Clear();
        live.Raise("findings");
    }

    private static string SummaryOf(SourceOutlet outlet, List<CheckFinding> found, PatternRule rule, decimal score)
    {
        var gravest = found.GroupBy(finding => finding.Code).Select(same => same.MaxBy(finding => finding.Score)!).OrderByDescending(finding => finding.Score * finding.Weight).Take(3);
        return $"数据核查综合得分{score:0.##}（达到{rule.ClueFrom:0.##}提示），{outlet.EnterpriseName}{outlet.Name}最近{rule.ScoreDays}天有{found.Count}项异常发现，主要为："
            + string.Join("；", gravest.Select(finding => $"{finding.FactorName}{finding.Name}（{BeijingTime.ClockOf(finding.FromAt):M月d日H时}起，{finding.Say}）")) + "。这是线索，不是违法结论，请现场核实。";
    }
}
