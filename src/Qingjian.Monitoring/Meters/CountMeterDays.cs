using Microsoft.EntityFrameworkCore;
using Qingjian.Judgement;
using Qingjian.Platform.Storage;
using Qingjian.Vocabulary;

namespace Qingjian.Monitoring.Meters;

/// <summary>Counts the electricity of whole Beijing days, and counts a day anew when readings of it came late.</summary>
internal sealed class CountMeterDays(MonitoringDb db)
{
    /// <param name="meters">Of one enterprise.</param>
    /// <param name="read">Their power from the beginning of <paramref name="first"/> on.</param>
    /// <param name="first">First day.</param>
    /// <param name="now">Now; today is not counted.</param>
    /// <param name="rule">In force.</param>
    /// <param name="stop">Cancels.</param>
    public async Task Of(IReadOnlyList<MeterPoint> meters, IReadOnlyDictionary<string, IReadOnlyList<PowerReading>> read, DateOnly first, DateTimeOffset now, ElectricityRule rule, CancellationToken stop)
    {
        var today = BeijingTime.DayOf(now);
        var ids = meters.Select(meter => meter.Id).ToList();
        var known = (await db.Set<MeterDay>().Where(row => ids.Contains(row.MeterId) && row.Day >= first).ToListAsync(stop)).ToDictionary(row => (row.MeterId, row.Day));
        var changed = 0;
        foreach (var meter in meters)
            for (var day = first; day < today; day = day.AddDays(1))
            {
                var (from, to) = (BeijingTime.StartOf(day), BeijingTime.StartOf(day.AddDays(1)));
                var mine = read[meter.Id].Where(each => each.At >= from - rule.Holds && each.At < to).ToList();
                if (mine.Count == 0) continue;
                var energy = Energy.Between(mine, from, to, rule);
                var running = (int)MeterStates.Of(mine, meter.Thresholds, from, to, rule).Where(span => span.State == MeterState.Running).Sum(span => span.Length.TotalMinutes);
                if (known.TryGetValue((meter.Id, day), out var row))
                {
                    if (row.Kwh == energy.Kwh && row.Covered == energy.Covered && row.RunningMinutes == running) continue;
                    (row.Kwh, row.Covered, row.RunningMinutes, row.CountedAt) = (energy.Kwh, energy.Covered, running, now);
                }
                else
                    db.Add(new MeterDay { Id = NewId.Make(), MeterId = meter.Id, EnterpriseId = meter.EnterpriseId, Division = meter.Division, Day = day, Kwh = energy.Kwh, Covered = energy.Covered, RunningMinutes = running, CountedAt = now });
                changed++;
            }
        if (changed > 0) await db.Commit(new Act("meter.count", "enterprise", meters[0].EnterpriseId!, $"统计日用电量：{meters[0].EnterpriseName} {changed}项"), stop);
    }
}
