using Microsoft.EntityFrameworkCore;
using Qingjian.Monitoring.Ledgers;
using Qingjian.Vocabulary;

namespace Qingjian.Monitoring.Interventions;

/// <summary>Corrections of ledgers: who put which figures in place of which, and why. A first entry takes nothing away and is no hand on data.</summary>
internal sealed class ReadLedgerTraces(MonitoringDb db)
{
    public async Task<List<Intervention>> Of(InterventionPeriod period, CancellationToken stop)
    {
        var (from, until) = (period.From, period.Until);
        var rows = await db.Set<LedgerDay>().AsNoTracking().Where(row => row.Replaces != null && row.MadeAt >= from && row.MadeAt < until).OrderBy(row => row.MadeAt).ToListAsync(stop);
        if (rows.Count == 0) return [];
        var earlier = rows.Select(row => row.Replaces).ToList();
        var before = await db.Set<LedgerDay>().AsNoTracking().Where(row => earlier.Contains(row.Id)).ToDictionaryAsync(row => row.Id, stop);
        var outlets = rows.Select(row => row.OutletId).Distinct().ToList();
        var findings = (await db.Findings.AsNoTracking().Where(finding => finding.Code == RunBalances.Code && outlets.Contains(finding.OutletId)).Select(finding => new { finding.OutletId, finding.FromAt, finding.FoundAt, finding.GoneAt }).ToListAsync(stop))
            .ToLookup(finding => (finding.OutletId, BeijingTime.DayOf(finding.FromAt)));
        return [.. rows.Select(row =>
        {
            // Corrected after it did not balance: the figure may have been made to fit.
            var stood = findings[(row.OutletId, row.Day)].Any(finding => finding.FoundAt < row.MadeAt && (finding.GoneAt is null || finding.GoneAt >= row.MadeAt));
            var start = BeijingTime.StartOf(row.Day);
            return new Intervention(
                $"ledger-{row.Id}", row.MadeAt, InterventionKind.Ledger, stood ? InterventionRisk.High : InterventionRisk.Medium, row.MadeBy, row.MadePost, row.EnterpriseId, row.EnterpriseName, row.Division, row.OutletId, row.OutletName,
                start, start.AddDays(1), $"更正{row.Day:M月d日}的台账{(stood ? "，其时物料衡算不符" : "")}", row.Reason, before.TryGetValue(row.Replaces!, out var old) ? old.Figures.InChinese : "没有记录", row.Figures.InChinese, "ledger", row.Id, $"/ledgers?outletId={row.OutletId}");
        })];
    }
}
