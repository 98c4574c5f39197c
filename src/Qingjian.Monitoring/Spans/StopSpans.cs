using Microsoft.EntityFrameworkCore;
using Qingjian.Judgement;
using Qingjian.Monitoring.Meters.Controls;
using Qingjian.Registry.Contract;
using Qingjian.Vocabulary;
using Medium = Qingjian.Vocabulary.Medium;

namespace Qingjian.Monitoring.Spans;

/// <summary>停限产期间生产: judges the days that electricity shows as not carried out under an order.</summary>
internal sealed class StopSpans(MonitoringDb db, ISources sources)
{
    /// <summary>Verdicts whose day lies in a stretch.</summary>
    /// <param name="from">First day.</param>
    /// <param name="to">Last day.</param>
    /// <param name="enterpriseId">One enterprise; null for all.</param>
    /// <param name="law">The rules.</param>
    /// <param name="stop">Cancels.</param>
    public async Task<List<SpanJudged>> Of(DateOnly from, DateOnly to, string? enterpriseId, SpanLaw law, CancellationToken stop)
    {
        var days = await db.Set<ControlDay>().AsNoTracking().Where(day => day.Day >= from && day.Day <= to && (law.Anew || day.Result == ControlResult.NotExecuted || day.Result == ControlResult.Partly)
            && (enterpriseId == null || day.EnterpriseId == enterpriseId)).ToListAsync(stop);
        var judged = new List<SpanJudged>();
        foreach (var group in days.GroupBy(day => (day.OrderId, day.TargetId)))
        {
            // Meters belong to the enterprise, verdicts to an outlet: the stack stands for it where there is one.
            var all = await sources.OutletsOf(group.First().EnterpriseId!, stop);
            if ((all.FirstOrDefault(each => each is { Closed: false, Medium: Medium.Air }) ?? all.FirstOrDefault(each => !each.Closed)) is not { } outlet) continue;
            var order = await db.Set<ControlOrder>().AsNoTracking().SingleAsync(each => each.Id == group.Key.OrderId, stop);
            var target = await db.Set<ControlTarget>().AsNoTracking().SingleAsync(each => each.Id == group.Key.TargetId, stop);
            if (law.Electricity(BeijingTime.DayOf(order.FromAt)) is not { } rule) continue;
            var measure = ControlWords.Measure(order.Measure, order.LimitShare);
            foreach (var day in group)
            {
                var (result, allowed, say) = (day.Result, day.AllowedKwh, day.Say);
                if (law.Anew) (result, allowed, say) = AssessControl.Day(order.Measure, order.LimitShare, target.BaselineKwh, new(day.Kwh, day.Covered), day.Hours, rule);
                var found = new StopDay(day.Day, order.Number, order.Basis, measure, day.Hours, day.Kwh, allowed, day.Covered, result, say, target.BaselineSay ?? "");
                if (JudgeStop.Of(outlet.Id, order.Id, found, rule) is { } verdict) judged.Add(new(verdict, outlet, "停限产期间用电"));
            }
        }
        return judged;
    }
}
