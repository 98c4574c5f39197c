using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Qingjian.Platform.Access;
using Qingjian.Registry.Contract;
using Qingjian.Vocabulary;

namespace Qingjian.Monitoring.Samplers;

/// <summary>Furnishes the demo city with samplers at a few outlets of waste water.</summary>
internal sealed class SeedSamplers(MonitoringDb db, IStations stations, RegisterSampler register)
{
    private const int Most = 6;

    public static async Task Run(IServiceProvider services, CancellationToken stop)
    {
        await using var scope = services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CallerContext>().Current = Caller.System with { Name = "市局监控中心", Division = DivisionScope.Prefix("611000") };
        await ActivatorUtilities.CreateInstance<SeedSamplers>(scope.ServiceProvider).Seed(stop);
    }

    private async Task Seed(CancellationToken stop)
    {
        if (await db.Set<Sampler>().AnyAsync(stop)) return;
        // HJ/T 212-2005 has no command to retain a sample.
        foreach (var station in stations.All.Where(station => station is { Medium: Medium.Water, Edition: not ProtocolEdition.Edition2005, Bindings.Count: > 0 } && station.Bindings[0].Record).OrderBy(station => station.Mn, StringComparer.Ordinal).Take(Most))
            if (!(await register.Enter(new(station.Bindings[0].OutletId, station.Mn, "总排口自动采样器", 24, 1000, true), stop)).Try(out _, out var why)) throw new InvalidDataException(why.Message);
    }
}
