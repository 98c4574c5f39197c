using Microsoft.EntityFrameworkCore;
using Qingjian.Matters.Cases;
using Qingjian.Matters.Clues;
using Qingjian.Matters.Inspections;
using Qingjian.Matters.Tasks;
using Qingjian.Platform.Access;
using Qingjian.Registry.Contract;

namespace Qingjian.Matters;

/// <summary>Tells the file of an enterprise of its clues, tasks, sealed records and cases.</summary>
internal sealed class MattersHappenings(MattersDb db) : ISourceHappenings
{
    public async Task<IReadOnlyList<SourceHappening>> Of(string enterpriseId, int most, CancellationToken stop)
    {
        var found = new List<SourceHappening>();
        if (db.Caller.May(Duty.ReadClues))
        {
            var clues = await db.Clues.AsNoTracking().Where(c => c.EnterpriseId == enterpriseId).OrderByDescending(c => c.RegisteredAt).Take(most).ToListAsync(stop);
            found.AddRange(clues.Select(c => new SourceHappening(c.Id, "线索", c.RegisteredAt, $"登记线索{c.Number}（{c.State.InChinese()}）", c.RegisteredByName, c.Content, $"/clues/{c.Id}", null)));
            var tasks = await db.Tasks.AsNoTracking().Where(t => t.EnterpriseId == enterpriseId).OrderByDescending(t => t.InitiatedAt).Take(most).ToListAsync(stop);
            found.AddRange(tasks.Select(t => new SourceHappening(t.Id, "任务", t.InitiatedAt, $"发起任务{t.Number}：{t.Title}（{t.State.InChinese()}）", t.InitiatedByName, null, $"/tasks/{t.Id}", null)));
            var records = await db.Inspections.AsNoTracking().Where(i => i.EnterpriseId == enterpriseId && i.SealedAt != null).OrderByDescending(i => i.SealedAt)
                .Take(most).Select(i => new { i.Id, i.Number, i.SealedAt, i.SealedBy }).ToListAsync(stop);
            found.AddRange(records.Select(i => new SourceHappening(i.Id, "笔录", i.SealedAt!.Value, $"现场检查笔录{i.Number}封存", null, null, $"/inspections/{i.Id}", null)));
        }
        if (db.Caller.May(Duty.ReadCases))
        {
            var cases = await db.Set<Case>().AsNoTracking().Where(c => c.EnterpriseId == enterpriseId).OrderByDescending(c => c.CreatedAt).Take(most)
                .Select(c => new { c.Id, c.Number, c.Title, c.State, c.CreatedAt }).ToListAsync(stop);
            found.AddRange(cases.Select(c => new SourceHappening(c.Id, "案件", c.CreatedAt, $"提请立案{c.Number}：{c.Title}（{CaseWords.Of(c.State)}）", null, null, $"/cases/{c.Id}", "near")));
        }
        return [.. found.OrderByDescending(each => each.At).Take(most)];
    }
}
