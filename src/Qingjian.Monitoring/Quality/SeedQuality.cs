using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Qingjian.Judgement;
using Qingjian.Platform.Access;
using Qingjian.Registry.Contract;
using Qingjian.Vocabulary;
using Medium = Qingjian.Vocabulary.Medium;

namespace Qingjian.Monitoring.Quality;

/// <summary>Furnishes the demo city with verifications of a few gas outlets, one of which failed and was passed half a day later, through the same act as people.
/// No calibrations: nobody would go on entering them, and all would be overdue after a week.</summary>
internal sealed class SeedQuality(MonitoringDb db, ISources sources, EnterCheck enter)
{
    private const int Most = 4;

    public static async Task Run(IServiceProvider services, CancellationToken stop)
    {
        await using var scope = services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CallerContext>().Current = Caller.System with { Name = "市局监控中心", Division = DivisionScope.Prefix("611000") };
        await ActivatorUtilities.CreateInstance<SeedQuality>(scope.ServiceProvider).Seed(stop);
    }

    private async Task Seed(CancellationToken stop)
    {
        if (await db.Set<QualityCheck>().AnyAsync(stop)) return;
        var today = BeijingTime.DayOf(db.Now);
        var outlets = (await sources.AllDuties(today, stop)).Values.Where(duty => duty.Outlet.Medium == Medium.Air && duty.Factors.Any(factor => factor.Code == "a21002")).OrderBy(duty => duty.Outlet.Id, StringComparer.Ordinal).Take(Most).ToList();
        foreach (var (duty, at) in outlets.Select((duty, at) => (duty, at)))
        {
            await Verify(duty, today.AddDays(-12 - at), 9, 4.2m + at, stop);
            if (at != 0) continue;
            await Verify(duty, today.AddDays(-3), 6, 17.8m, stop);
            await Verify(duty, today.AddDays(-3), 16, 5.1m, stop);
        }
    }

    private async Task Verify(OutletDuties duty, DateOnly day, int hour, decimal error, CancellationToken stop)
    {
        if (!(await enter.Enter(new(duty.Outlet.Id, "a21002", InstrumentCheckKind.Verification, BeijingTime.StartOf(day).AddHours(hour), null, null, error, "第三方运维人员", "与参比方法同步比对9对数据"), stop)).Try(out _, out var why)) throw new InvalidDataException(why.Message);
    }
}
