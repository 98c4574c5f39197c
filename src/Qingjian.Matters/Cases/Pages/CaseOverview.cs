using Microsoft.EntityFrameworkCore;
using Qingjian.Matters.Deadlines;
using Qingjian.Platform.Access;
using Qingjian.Platform.Overview;
using Qingjian.Vocabulary;

namespace Qingjian.Matters.Cases.Pages;

/// <summary>Cases on the overview; each number opens the rows it counts.</summary>
internal sealed class CaseOverview(MattersDb db) : IOverviewSource
{
    public int Order => 50;

    public async Task<IReadOnlyList<OverviewCard>> Read(string area, CancellationToken stop)
    {
        if (!db.Caller.May(Duty.ReadCases)) return [];
        var states = await db.Set<Case>().Where(c => c.Division.StartsWith(area)).GroupBy(c => c.State).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, stop);
        int Of(params CaseState[] wanted) => wanted.Sum(state => states.GetValueOrDefault(state));
        var today = BeijingTime.DayOf(db.Now);
        var late = await db.Set<DeadlineInstance>().Where(d => d.DoneOn == null && d.DueOn != null && d.DueOn < today && d.Division.StartsWith(area) && (d.Key == "decision" || d.Key == "service" || d.Key == "daily_reinspection"))
            .Select(d => d.OwnerId).Distinct().CountAsync(stop);
        return
        [
            new("cases.filing", "案件", "待审批立案", Of(CaseState.Filing), "件", "/cases?state=filing", Duty.ReadCases),
            new("cases.investigating", "案件", "调查取证", Of(CaseState.Investigating), "件", "/cases?state=investigating", Duty.ReadCases),
            new("cases.noticed", "案件", "事先告知", Of(CaseState.Notified), "件", "/cases?state=notified", Duty.ReadCases),
            new("cases.served", "案件", "已送达待执行", Of(CaseState.Served), "件", "/cases?state=served", Duty.ReadCases),
            new OverviewCard("cases.late", "案件", "机关期限逾期", late, "件", "/cases?late=true", Duty.ReadCases).BadAboveZero(),
        ];
    }
}
