using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Qingjian.Monitoring;
using Qingjian.Monitoring.Ledgers;
using Qingjian.Monitoring.Meters;
using Qingjian.Monitoring.Meters.Controls;
using Qingjian.Monitoring.Samplers;
using Qingjian.Registry;
using Qingjian.Tests.Fixtures;
using Shouldly;
using Xunit;

namespace Qingjian.Tests.Monitoring.Meters;

/// <summary>The demo city has plants with meters, orders that bind them, samplers, and ledgers beside a measured inlet.</summary>
public sealed class DemoPlantsTests(SqliteHost host) : IClassFixture<SqliteHost>
{
    [Fact]
    public async Task The_demo_city_is_furnished_with_meters_orders_samplers_and_ledgers_once()
    {
        var city = Path.Combine(HostFixture.Repository, "demo", "city.json");
        await host.Services.SeedDemoCity(city, default);
        await host.Services.SeedDemoMeters(city, default);
        await host.Services.SeedDemoMeters(city, default);
        var counts = await host.InScope(async services =>
        {
            var db = services.GetRequiredService<MonitoringDb>();
            return (await db.Set<MeterPoint>().CountAsync(), await db.Set<MeterLinkage>().CountAsync(), await db.Set<ControlTarget>().CountAsync(), await db.Set<Sampler>().CountAsync(), await db.Set<LedgerDay>().CountAsync(row => row.SupersededAt == null), await db.Set<LedgerDay>().CountAsync(row => row.SupersededAt != null), await db.Set<Inlet>().CountAsync(row => row.Mn != null));
        });
        counts.ShouldBe((16, 4, 3, 6, 112, 1, 1));
    }
}
