using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Qingjian.Monitoring;
using Qingjian.Monitoring.Meters;
using Qingjian.Monitoring.Meters.Controls;
using Qingjian.Monitoring.Samplers;
using Qingjian.Registry;
using Qingjian.Tests.Fixtures;
using Shouldly;
using Xunit;

namespace Qingjian.Tests.Monitoring.Meters;

/// <summary>The demo city has plants with meters, orders that bind them, and samplers.</summary>
public sealed class DemoPlantsTests(SqliteHost host) : IClassFixture<SqliteHost>
{
    [Fact]
    public async Task The_demo_city_is_furnished_with_meters_orders_and_samplers_once()
    {
        var city = Path.Combine(HostFixture.Repository, "demo", "city.json");
        await host.Services.SeedDemoCity(city, default);
        await host.Services.SeedDemoMeters(city, default);
        await host.Services.SeedDemoMeters(city, default);
        var counts = await host.InScope(async services =>
        {
            var db = services.GetRequiredService<MonitoringDb>();
            return (await db.Set<MeterPoint>().CountAsync(), await db.Set<MeterLinkage>().CountAsync(), await db.Set<ControlTarget>().CountAsync(), await db.Set<Sampler>().CountAsync());
        });
        counts.ShouldBe((16, 4, 3, 6));
    }
}
