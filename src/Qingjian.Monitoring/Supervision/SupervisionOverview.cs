using Microsoft.EntityFrameworkCore;
using Qingjian.Judgement;
using Qingjian.Platform.Access;
using Qingjian.Platform.Overview;

namespace Qingjian.Monitoring.Supervision;

/// <summary>Exceedances that stand and orders that wait.</summary>
internal sealed class SupervisionOverview(MonitoringDb db) : IOverviewSource
{
    public int Order => 15;

    public async Task<IReadOnlyList<OverviewCard>> Read(string area, CancellationToken stop)
    {
        var now = db.Now;
        var verdicts = db.Verdicts.AsNoTracking().Where(v => v.Division.StartsWith(area) && v.SupersededAt == null && v.Outcome == VerdictOutcome.Exceeded);
        var orders = db.Orders.AsNoTracking().Where(o => o.Division.StartsWith(area));
        return
        [
            new("verdicts", "督办", "超标判定", await verdicts.CountAsync(stop), "次", "/verdicts?state=exceeded", Duty.ReadVerdicts),
            new("verdicts-review", "督办", "待审核数据", await db.Verdicts.AsNoTracking().CountAsync(v => v.Division.StartsWith(area) && v.SupersededAt == null && v.AwaitsReview, stop), "项", "/verdicts?state=review", Duty.ReviewData),
            Card("orders-issued", "待企业反馈", await orders.CountAsync(o => o.State == OrderState.Issued, stop), "/orders?state=issued").NearAboveZero(),
            Card("orders-overdue", "反馈逾期", await orders.CountAsync(o => OrderPath.Waiting.Contains(o.State) && o.DueAt < now, stop), "/orders?overdue=true").BadAboveZero(),
            new OverviewCard("duty-alarms", "督办", "未处置警情", await db.Alarms.CountAsync(a => a.Division.StartsWith(area) && a.AcknowledgedAt == null, stop), "条", "/duty", Duty.ReadDuty).NearAboveZero(),
            Card("orders-answered", "待核查", await orders.CountAsync(o => o.State == OrderState.Answered, stop), "/orders?state=answered").NearAboveZero(),
        ];

        static OverviewCard Card(string key, string title, int value, string path) => new(key, "督办", title, value, "件", path, Duty.ReadOrders);
    }
}
