using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Qingjian.Matters;
using Qingjian.Monitoring.Meters;
using Qingjian.Platform.Access;
using Qingjian.Tests.Fixtures;
using Shouldly;
using Xunit;

namespace Qingjian.Tests.Monitoring.Meters;

public abstract class MeterTests(HostFixture host)
{
    [Fact]
    public async Task Production_without_treatment_is_found_makes_one_clue_and_its_end_is_seen()
    {
        var scene = await MeterScene.Set(host);
        var linkage = await MeterScene.Made(await scene.Officer.PostAsJsonAsync("/api/meters/linkages", scene.Linkage()));
        var day = new DateTime(2026, 11, 18);
        scene.Power(day.AddHours(0), day.AddHours(8), 900, 150);
        scene.Power(day.AddHours(8), day.AddHours(9), 900, 0);
        host.Clock.SetBeijing(2026, 11, 18, 9);
        await scene.Scene.Run<WatchMeters>();

        var found = (await scene.Get("/api/meters/violations")).GetProperty("items").EnumerateArray().Single(row => row.GetProperty("enterpriseId").GetString() == scene.Scene.EnterpriseId);
        (found.GetProperty("fault").GetString(), found.GetProperty("goingOn").GetBoolean(), found.GetProperty("clue").GetBoolean()).ShouldBe(("during", true, true));
        found.GetProperty("say").GetString().ShouldBe("2026-11-18 08:00至08:56，生产设施（生料磨）运行56分钟、用电840千瓦时，治理设施（窑尾风机）未同步运行");
        var clues = await host.InScope(services => services.GetRequiredService<MattersDb>().Clues.Where(clue => clue.EnterpriseId == scene.Scene.EnterpriseId).Select(clue => clue.Content).ToListAsync());
        clues.ShouldBe([found.GetProperty("say").GetString()!]);

        // The fan runs again; later in the day it stops once more: another stretch, no second clue within the days of the rule.
        scene.Power(day.AddHours(9), day.AddHours(11), 900, 150);
        scene.Power(day.AddHours(11), day.AddHours(12), 900, 0);
        scene.Power(day.AddHours(12), day.AddHours(13), 900, 150);
        host.Clock.SetBeijing(2026, 11, 18, 13);
        await scene.Scene.Run<WatchMeters>();
        await scene.Scene.Run<WatchMeters>();
        var rows = (await scene.Get("/api/meters/violations?sort=fromAt")).GetProperty("items").EnumerateArray().Where(row => row.GetProperty("enterpriseId").GetString() == scene.Scene.EnterpriseId).ToList();
        rows.Select(row => (row.GetProperty("minutes").GetInt32(), row.GetProperty("goingOn").GetBoolean(), row.GetProperty("clue").GetBoolean())).ShouldBe([(60, false, true), (60, false, false)]);
        (await host.InScope(services => services.GetRequiredService<MattersDb>().Clues.CountAsync(clue => clue.EnterpriseId == scene.Scene.EnterpriseId))).ShouldBe(1);

        var plant = await scene.Get($"/api/meters/plants/{scene.Scene.EnterpriseId}?day=2026-11-18");
        plant.GetProperty("meters")[0].GetProperty("kwh").GetDecimal().ShouldBe(900m * 13);
        plant.GetProperty("violations").GetArrayLength().ShouldBe(2);
        plant.GetProperty("linkages")[0].GetProperty("id").GetString().ShouldBe(linkage);
        (await scene.Officer.GetByteArrayAsync("/api/meters/violations/export?format=csv")).Length.ShouldBeGreaterThan(50);

        // Readings that came late say that the fan did run: the finding is withdrawn.
        scene.Power(day.AddHours(11), day.AddHours(12), 900, 150);
        await scene.Scene.Run<WatchMeters>();
        (await scene.Get($"/api/meters/plants/{scene.Scene.EnterpriseId}?day=2026-11-18")).GetProperty("violations").GetArrayLength().ShouldBe(1);
    }

    [Fact]
    public async Task Days_are_counted_when_over_and_again_when_readings_come_late()
    {
        var scene = await MeterScene.Set(host);
        var day = new DateTime(2026, 11, 17);
        scene.Power(day, day.AddHours(12), 900, 150);
        await scene.Scene.Run<WatchMeters>();
        scene.Power(day.AddHours(12), day.AddDays(1), 900, 150);
        await scene.Scene.Run<WatchMeters>();
        var (kwh, covered, running) = await host.InScope(async services =>
        {
            var row = await services.GetRequiredService<Qingjian.Monitoring.MonitoringDb>().Set<MeterDay>().SingleAsync(each => each.MeterId == scene.Mill && each.Day == DateOnly.FromDateTime(day));
            return (row.Kwh, row.Covered, row.RunningMinutes);
        });
        (kwh, covered, running).ShouldBe((21600, 1, 1440));
    }

    [Fact]
    public async Task A_meter_shows_what_it_does_now_to_its_enterprise_and_to_nobody_elses()
    {
        var scene = await MeterScene.Set(host);
        var now = new DateTime(2026, 11, 18, 10, 0, 0);
        scene.Power(now.AddHours(-1), now, 100, 150);
        host.Clock.SetBeijing(2026, 11, 18, 10);
        using var enterprise = await scene.Scene.Enterprise();
        var rows = (await enterprise.GetFromJsonAsync<JsonElement>("/api/meters?sort=name")).GetProperty("items").EnumerateArray().ToList();
        rows.Select(row => (row.GetProperty("name").GetString(), row.GetProperty("meterState").GetString(), row.GetProperty("kw").GetDecimal())).Order().ShouldBe([("生料磨", "idle", 100m), ("窑尾风机", "running", 150m)]);
        using var stranger = await host.As(Role.SupervisionOfficer, "611021");
        (await stranger.GetAsync($"/api/meters/plants/{scene.Scene.EnterpriseId}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await scene.Officer.GetByteArrayAsync("/api/meters/export?format=xlsx")).Length.ShouldBeGreaterThan(500);
    }

    [Fact]
    public async Task What_cannot_be_a_meter_or_a_linkage_is_refused_and_both_can_be_changed_and_retired()
    {
        var scene = await MeterScene.Set(host);
        var (officer, at) = (scene.Officer, scene.Scene);
        (await MeterScene.Code(await officer.PostAsJsonAsync("/api/meters", MeterScene.Meter(at, "磨", "production", 0, "d1")))).ShouldBe("meter-rated");
        (await MeterScene.Code(await officer.PostAsJsonAsync("/api/meters", MeterScene.Meter(at, "磨", "production", 10, "a21026")))).ShouldBe("meter-code");
        (await MeterScene.Code(await officer.PostAsJsonAsync("/api/meters", MeterScene.Meter(at, "磨", "production", 10, "d10001")))).ShouldBe("meter-twice");
        (await MeterScene.Code(await officer.PostAsJsonAsync("/api/meters", new { enterpriseId = at.EnterpriseId, name = "磨", kind = "production", ratedKw = 10, ctRatio = 1, mn = "NOSUCH", code = "d3" }))).ShouldBe("meter-logger");
        (await MeterScene.Code(await officer.PostAsJsonAsync("/api/meters/linkages", new { enterpriseId = at.EnterpriseId, name = "反了", production = new[] { scene.Fan }, treatment = new[] { scene.Mill }, relation = "all" }))).ShouldBe("linkage-production");

        var linkage = await MeterScene.Made(await officer.PostAsJsonAsync("/api/meters/linkages", scene.Linkage()));
        (await officer.PutAsJsonAsync($"/api/meters/linkages/{linkage}", scene.Linkage(version: 1, lead: 10))).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await officer.PutAsJsonAsync($"/api/meters/{scene.Mill}", MeterScene.Meter(at, "生料立磨", "production", 1200, "d10001", 1, ratio: 2))).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await officer.PutAsJsonAsync($"/api/meters/{scene.Mill}", MeterScene.Meter(at, "旧页面", "production", 1200, "d10001", 1))).StatusCode.ShouldBe(HttpStatusCode.Conflict);
        (await MeterScene.Code(await officer.PostAsJsonAsync($"/api/meters/{scene.Mill}/retire", new { version = 2, reason = "已拆除" }))).ShouldBe("meter-linked");
        (await officer.PostAsJsonAsync($"/api/meters/linkages/{linkage}/retire", new { version = 2, reason = "磨已拆除" })).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await officer.PostAsJsonAsync($"/api/meters/{scene.Mill}/retire", new { version = 2, reason = "已拆除" })).StatusCode.ShouldBe(HttpStatusCode.NoContent);
    }
}

public sealed class MetersOnSqlite(SqliteHost host) : MeterTests(host), IClassFixture<SqliteHost>;

public sealed class MetersOnPostgres(PostgresHost host) : MeterTests(host), IClassFixture<PostgresHost>;
