using Microsoft.EntityFrameworkCore;
using Qingjian.Judgement;
using Qingjian.Monitoring.Exceedance;
using Qingjian.Monitoring.Transmission;
using Qingjian.Platform.Live;
using Qingjian.Platform.Schedule;
using Qingjian.Platform.Storage;
using Qingjian.Registry.Contract;
using Qingjian.Vocabulary;

namespace Qingjian.Monitoring.Means;

/// <summary>均值日结: works out the means of each day that is over, and again of exactly those outlets and days that late or changed data, marks or reviews touch. Earlier results are kept.</summary>
internal sealed class CloseMeans(MonitoringDb db, MeasureMeans measure, JudgeDays judge, ISources sources, TouchedDays touched, Rulebook book, LiveSignals live, TimeProvider clock) : IRecurring
{
    private const string Name = "means";
    private const int CloseHour = 2, OutletsAtOnce = 20;

    public async Task Run(CancellationToken stop)
    {
        var now = clock.GetUtcNow();
        var last = BeijingTime.DayOf(now.AddHours(-CloseHour)).AddDays(-1);
        var found = await touched.Since(Name, last, stop, minutes: true);
        foreach (var (day, outlets) in found.Days.OrderBy(each => each.Key)) await Count(day, outlets, "补传、更正、标记或者审核", stop);
        for (var day = found.Closed.AddDays(1); day <= last; day = day.AddDays(1)) await Count(day, null, "日结", stop);
        await touched.Remember(Name, found with { Closed = last > found.Closed ? last : found.Closed }, now, stop);
    }

    private async Task Count(DateOnly day, IReadOnlyCollection<string>? only, string why, CancellationToken stop)
    {
        var duties = (only is null ? await sources.AllDuties(day, stop) : await sources.DutiesOf(only, day, stop)).Values.OrderBy(duty => duty.Outlet.Id, StringComparer.Ordinal).ToList();
        foreach (var some in duties.Chunk(OutletsAtOnce))
        {
            var ids = some.Select(duty => duty.Outlet.Id).ToList();
            var decided = await judge.DecisionsOf(ids, day, stop);
            var known = (await db.DayMeans.Where(row => ids.Contains(row.OutletId) && row.Day == day && row.SupersededAt == null).ToListAsync(stop)).ToDictionary(row => (row.OutletId, row.Factor));
            var changed = 0;
            foreach (var duty in some)
                foreach (var means in measure.Of(duty, decided(duty.Outlet.Id)))
                {
                    var row = Row(duty, means, why);
                    if (row.Value is null && row.Sent is null && means.Hours.All(hour => hour.Mean is null)) continue;
                    if (known.TryGetValue((duty.Outlet.Id, means.Factor.Code), out var before))
                    {
                        if (before.SameAs(row)) continue;
                        before.SupersededAt = db.Now;
                    }
                    db.DayMeans.Add(row);
                    changed++;
                }
            if (changed > 0)
            {
                await db.Commit(new Act("mean.count", "mean", NewId.Make(), $"均值计算（{why}）：{day:yyyy-MM-dd}，{some.Length}个排放口，{changed}条"), stop);
                live.Raise("readings");
            }
            db.ChangeTracker.Clear();
        }
    }

    private DayMean Row(OutletDuties duty, FactorMeans means, string why) => new()
    {
        Id = NewId.Make(),
        Day = duty.Day,
        OutletId = duty.Outlet.Id,
        EnterpriseId = duty.Outlet.EnterpriseId,
        Division = duty.Outlet.Division,
        Factor = means.Factor.Code,
        Hours = HourMean.Write(means.Hours),
        Value = means.Day?.Value,
        Converted = means.Day?.Converted,
        Count = means.Day?.Count ?? 0,
        Needed = means.Day?.Needed ?? 0,
        MadeHours = means.MadeHours,
        Sent = means.Sent,
        Differs = means.DayDiffers,
        DifferingHours = means.Hours.Count(hour => hour.Differs),
        Rule = book.MeansOn(duty.Outlet.Medium, duty.Day)!.Rule.Digest,
        CountedAt = db.Now,
        Why = why,
    };
}
