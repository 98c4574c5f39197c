using Microsoft.EntityFrameworkCore;
using Qingjian.Judgement;
using Qingjian.Monitoring.Supervision;
using Qingjian.Platform.Access;
using Qingjian.Registry.Contract;
using Qingjian.Vocabulary;
using LimitPeriod = Qingjian.Judgement.LimitPeriod;

namespace Qingjian.Monitoring.Sources;

/// <summary>Tells the file of an enterprise of its supervision orders and of the days on which a limit was exceeded.</summary>
internal sealed class MonitoringHappenings(MonitoringDb db) : ISourceHappenings
{
    public async Task<IReadOnlyList<SourceHappening>> Of(string enterpriseId, int most, CancellationToken stop)
    {
        var found = new List<SourceHappening>();
        if (db.Caller.May(Duty.ReadOrders))
        {
            var orders = await db.Orders.AsNoTracking().Where(o => o.EnterpriseId == enterpriseId).OrderByDescending(o => o.IssuedAt).Take(most).ToListAsync(stop);
            foreach (var order in orders)
            {
                var path = $"/orders/{order.Id}";
                found.Add(new(order.Id, "督办", order.IssuedAt, $"下发督办单{order.Number}：{order.Title}（{order.State.InChinese()}）", order.OutletName, null, path, OrderPath.Done.Contains(order.State) ? "paused" : "near"));
                if (order.ClosedAt is { } closed) found.Add(new($"{order.Id}-end", "督办", closed, $"督办单{order.Number}{order.State.InChinese()}", order.CheckedBy, order.CloseNote, path, null));
            }
        }
        if (db.Caller.May(Duty.ReadVerdicts)) found.AddRange(await Days(enterpriseId, most, stop));
        return [.. found.OrderByDescending(each => each.At).Take(most)];
    }

    // One line for an outlet, factor and day; it opens the gravest verdict.
    private async Task<IEnumerable<SourceHappening>> Days(string enterpriseId, int most, CancellationToken stop)
    {
        var verdicts = await db.Verdicts.AsNoTracking().Where(v => v.EnterpriseId == enterpriseId && v.Outcome == VerdictOutcome.Exceeded && v.SupersededAt == null)
            .OrderByDescending(v => v.StartAt).Take(most * 4).Select(v => new { v.Id, v.OutletName, v.Factor, v.FactorName, v.Period, v.StartAt, v.JudgedAt, v.Multiple, v.Sentence }).ToListAsync(stop);
        return verdicts.GroupBy(v => (v.OutletName, v.Factor, Day: BeijingTime.DayOf(v.StartAt))).Select(group =>
        {
            var gravest = group.OrderByDescending(v => v.Period == LimitPeriod.Day).ThenByDescending(v => v.Multiple ?? 0).First();
            var hours = group.Count(v => v.Period != LimitPeriod.Day);
            var words = string.Join('、', new[] { group.Any(v => v.Period == LimitPeriod.Day) ? "日均值" : null, hours > 0 ? $"小时均值{hours}次" : null }.OfType<string>());
            return new SourceHappening(gravest.Id, "判定", group.Max(v => v.StartAt), $"{group.Key.Day:M月d日}{gravest.FactorName}超标：{words}", group.Key.OutletName, gravest.Sentence, $"/verdicts/{gravest.Id}", "bad");
        });
    }
}
