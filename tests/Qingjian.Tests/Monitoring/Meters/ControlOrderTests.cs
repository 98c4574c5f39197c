using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Qingjian.Matters;
using Qingjian.Monitoring.Meters;
using Qingjian.Monitoring.Meters.Controls;
using Qingjian.Platform.Access;
using Qingjian.Tests.Fixtures;
using Shouldly;
using Xunit;

namespace Qingjian.Tests.Monitoring.Meters;

public abstract class ControlOrderTests(HostFixture host)
{
    private static object Order(string? enterprise, string measure = "stop", decimal? limit = null, string? level = "orange", string kind = "heavyPollution", string[]? areas = null) => new
    {
        kind,
        level,
        measure,
        limitShare = limit,
        fromAt = "2026-11-16T00:00:00+08:00",
        toAt = "2026-11-18T12:00:00+08:00",
        areas = areas ?? [],
        enterpriseIds = enterprise is null ? Array.Empty<string>() : [enterprise],
        basis = "演示市重污染天气橙色预警通知",
    };

    // Fourteen normal days of 900 kW, then a day of standstill, a day of full power and half a day of half power.
    private async Task<MeterScene> Ran()
    {
        var scene = await MeterScene.Set(host);
        var first = new DateTime(2026, 11, 1);
        scene.Power(first, first.AddDays(15), 900, 150, minutes: 15);
        scene.Power(first.AddDays(15), first.AddDays(16), 10, 0, minutes: 15);
        scene.Power(first.AddDays(16), first.AddDays(17), 900, 150, minutes: 15);
        scene.Power(first.AddDays(17), first.AddDays(17.5), 450, 150, minutes: 15);
        host.Clock.SetBeijing(2026, 11, 18, 13);
        await host.InScope(async services =>
        {
            var db = services.GetRequiredService<Qingjian.Monitoring.MonitoringDb>();
            // The meter is new only by the clock of the test: it looks back as far as for one just registered.
            await db.Set<MeterPoint>().Where(meter => meter.Id == scene.Mill || meter.Id == scene.Fan).ExecuteUpdateAsync(set => set.SetProperty(meter => meter.CreatedAt, host.Clock.GetUtcNow()));
            return true;
        });
        await scene.Scene.Run<WatchMeters>();
        return scene;
    }

    [Fact]
    public async Task Each_day_of_a_stop_is_held_against_the_normal_days_before_and_a_breach_makes_one_clue()
    {
        var scene = await Ran();
        var enterpriseId = scene.Scene.EnterpriseId;
        var id = await MeterScene.Made(await scene.Officer.PostAsJsonAsync("/api/control-orders", Order(enterpriseId)));
        await scene.Scene.Run<AssessOrders>();
        await scene.Scene.Run<AssessOrders>();

        var file = await scene.Get($"/api/control-orders/{id}");
        var target = file.GetProperty("targets").EnumerateArray().Single();
        (target.GetProperty("baselineKwh").GetDecimal(), target.GetProperty("result").GetString(), target.GetProperty("clue").GetBoolean()).ShouldBe((21600, "partly", true));
        target.GetProperty("days").EnumerateArray().Select(day => (day.GetProperty("day").GetString(), day.GetProperty("result").GetString(), day.GetProperty("hours").GetDecimal(), day.GetProperty("kwh").GetDecimal()))
            .ShouldBe([("2026-11-16", "executed", 24, 240), ("2026-11-17", "notExecuted", 24, 21600), ("2026-11-18", "partly", 12, 5400)]);
        var clues = await host.InScope(services => services.GetRequiredService<MattersDb>().Clues.Where(clue => clue.EnterpriseId == enterpriseId && clue.Content.Contains("管控")).Select(clue => clue.Content).ToListAsync());
        clues.Single().ShouldContain("2026-11-17当日用电21600千瓦时，为基准21600千瓦时的100%");

        var curve = await scene.Get($"/api/control-orders/{id}/curve?enterpriseId={enterpriseId}&day=2026-11-17");
        (curve.GetProperty("baselineKw").GetDecimal(), curve.GetProperty("allowedKw").GetDecimal(), curve.GetProperty("points").GetArrayLength(), curve.GetProperty("points")[40].GetProperty("kw").GetDecimal()).ShouldBe((900, 45, 96, 900));
        (await scene.Officer.GetByteArrayAsync($"/api/control-orders/{id}/export?format=csv")).Length.ShouldBeGreaterThan(100);
        (await scene.Officer.GetByteArrayAsync("/api/control-orders/export?format=csv")).Length.ShouldBeGreaterThan(50);
        (await scene.Get("/api/control-orders?state=over")).GetProperty("items").EnumerateArray().ShouldContain(row => row.GetProperty("id").GetString() == id && row.GetProperty("partly").GetInt32() == 1);
    }

    [Fact]
    public async Task The_enterprise_acknowledges_its_order_others_do_not_see_it_and_who_issued_it_may_lift_it()
    {
        var scene = await MeterScene.Set(host);
        host.Clock.SetBeijing(2026, 11, 17, 10);
        var id = await MeterScene.Made(await scene.Officer.PostAsJsonAsync("/api/control-orders", Order(null, "limit", 0.5m, null, "peakShift", ["611002"])));
        using var enterprise = await scene.Scene.Enterprise();
        (await enterprise.GetFromJsonAsync<JsonElement>("/api/inbox?box=todo")).ToString().ShouldContain("停限产");
        var row = (await enterprise.GetFromJsonAsync<JsonElement>("/api/control-orders")).GetProperty("items").EnumerateArray().Single(each => each.GetProperty("id").GetString() == id);
        (row.GetProperty("awaitsReceipt").GetBoolean(), row.GetProperty("targets").GetInt32(), row.GetProperty("phase").GetString()).ShouldBe((true, 1, "inForce"));
        (await enterprise.PostAsJsonAsync($"/api/control-orders/{id}/receive", new { })).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await MeterScene.Code(await enterprise.PostAsJsonAsync($"/api/control-orders/{id}/receive", new { }))).ShouldBe("control-received");
        using var stranger = await host.As(Role.SupervisionOfficer, "611021");
        (await stranger.GetAsync($"/api/control-orders/{id}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        using var county = await host.As(Role.SupervisionOfficer, "611002");
        (await MeterScene.Code(await county.PostAsJsonAsync($"/api/control-orders/{id}/lift", new { version = 1, reason = "预警解除" }))).ShouldBe("control-foreign");
        (await scene.Officer.PostAsJsonAsync($"/api/control-orders/{id}/lift", new { version = 1, reason = "预警解除通知" })).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await scene.Get($"/api/control-orders/{id}")).GetProperty("order").GetProperty("phase").GetString().ShouldBe("over");
    }

    [Fact]
    public async Task An_order_that_binds_nobody_or_does_not_say_what_it_demands_is_refused()
    {
        var scene = await MeterScene.Set(host);
        async Task<string?> Code(object order) => await MeterScene.Code(await scene.Officer.PostAsJsonAsync("/api/control-orders", order));
        (await Code(Order(null, areas: ["611023"]))).ShouldBe("control-nobody");
        (await Code(Order(scene.Scene.EnterpriseId, level: null))).ShouldBe("control-level");
        (await Code(Order(scene.Scene.EnterpriseId, "limit", 1.2m))).ShouldBe("control-limit");
        (await Code(Order("nosuch"))).ShouldBe("enterprise-unknown");
    }
}

public sealed class ControlOrdersOnSqlite(SqliteHost host) : ControlOrderTests(host), IClassFixture<SqliteHost>;

public sealed class ControlOrdersOnPostgres(PostgresHost host) : ControlOrderTests(host), IClassFixture<PostgresHost>;
