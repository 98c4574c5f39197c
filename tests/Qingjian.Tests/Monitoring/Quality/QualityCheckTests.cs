using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Qingjian.Monitoring.Amounts;
using Qingjian.Monitoring.Exceedance;
using Qingjian.Platform.Access;
using Qingjian.Tests.Fixtures;
using Qingjian.Tests.Monitoring.Supervision;
using Shouldly;
using Xunit;

namespace Qingjian.Tests.Monitoring.Quality;

/// <summary>From a record of a check to the period out of control, and what verdicts and amounts make of it.</summary>
public abstract class QualityCheckTests(HostFixture host)
{
    private static object Check(SupervisionScene scene, int hour, decimal zero, string factor = "a34013") => new
    {
        outletId = scene.OutletId,
        factor,
        kind = "calibration",
        madeOn = $"2026-11-18T{hour:D2}:00:00+08:00",
        zeroDrift = zero,
        worker = "运维员甲",
        note = "标准膜片",
    };

    // Hours that exceed and stand: one out of control is no verdict that anybody has to look at.
    private static async Task<int> Exceeding(HttpClient client, SupervisionScene scene) =>
        (await client.GetFromJsonAsync<JsonElement>($"/api/verdicts?outletId={scene.OutletId}&size=200&state=exceeded&period=hour&factor=a34013")).GetProperty("total").GetInt32();

    private static async Task<JsonElement> Row(HttpClient client, SupervisionScene scene) => (await client.GetFromJsonAsync<JsonElement>($"/api/quality-checks?outletId={scene.OutletId}")).GetProperty("items")[0];

    [Fact]
    public async Task A_failed_calibration_takes_its_hours_out_until_the_next_passed_one_and_amounts_are_replaced()
    {
        var scene = await SupervisionScene.Kiln(host);
        host.Clock.SetBeijing(2026, 11, 18, 23);
        for (var hour = 0; hour < 23; hour++) scene.Hour(hour, string.Create(CultureInfo.InvariantCulture, $"a34013:Avg=40,ZsAvg=40,Cou={hour + 1};a21026:Avg=20,ZsAvg=20;a19001:Avg=10"));
        await scene.Judge();
        using var engineer = await host.As(Role.MonitoringEngineer, "611002", name: "监测工程师");
        (await Exceeding(engineer, scene)).ShouldBe(23);

        var failed = await engineer.PostAsJsonAsync("/api/quality-checks", Check(scene, 5, 9m));
        failed.StatusCode.ShouldBe(HttpStatusCode.OK, await failed.Content.ReadAsStringAsync());
        (await failed.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("sentence").GetString()!.ShouldContain("颗粒物零点漂移9%，超过失控指标±8%");
        await host.TellFacts();
        (await Exceeding(engineer, scene)).ShouldBe(5);
        (await engineer.PostAsJsonAsync("/api/quality-checks", Check(scene, 8, 1m))).StatusCode.ShouldBe(HttpStatusCode.OK);
        await host.TellFacts();
        (await Exceeding(engineer, scene)).ShouldBe(20);

        var control = await engineer.GetFromJsonAsync<JsonElement>($"/api/quality-checks/outlets/{scene.OutletId}");
        var period = control.GetProperty("periods").EnumerateArray().Single();
        (period.GetProperty("from").GetDateTimeOffset(), period.GetProperty("to").GetDateTimeOffset()).ShouldBe((new DateTimeOffset(2026, 11, 18, 5, 0, 0, TimeSpan.FromHours(8)), new DateTimeOffset(2026, 11, 18, 8, 0, 0, TimeSpan.FromHours(8))));

        host.Clock.SetBeijing(2026, 11, 19, 3);
        await scene.Run<CloseDays>();
        await scene.Run<CloseAmounts>();
        var lines = (await engineer.GetFromJsonAsync<JsonElement>($"/api/amounts/hours?outletId={scene.OutletId}&factor=a34013&day=2026-11-18")).GetProperty("lines").EnumerateArray().ToList();
        (lines[5].GetProperty("state").GetString(), lines[5].GetProperty("substituted").GetDecimal()).ShouldBe(("outOfControl", 5m));
        lines[8].GetProperty("state").GetString().ShouldBe("valid");
        (await engineer.GetStringAsync($"/api/quality-checks/export?outletId={scene.OutletId}&format=csv")).ShouldContain("失控");
    }

    [Fact]
    public async Task What_an_enterprise_enters_waits_for_an_officer_and_one_who_refuses_takes_it_back()
    {
        var scene = await SupervisionScene.Kiln(host);
        host.Clock.SetBeijing(2026, 11, 18, 12);
        for (var hour = 0; hour < 11; hour++) scene.Dust(hour, 40m);
        await scene.Judge();
        using var enterprise = await scene.Enterprise();
        using var officer = await scene.Officer();
        (await enterprise.PostAsJsonAsync("/api/quality-checks", Check(scene, 5, 9m))).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await Code(await enterprise.PostAsJsonAsync("/api/quality-checks/own", Check(scene, 5, 9m, "a05002")))).ShouldBe("check-factor");
        (await Code(await enterprise.PostAsJsonAsync("/api/quality-checks/own", Check(scene, 22, 9m)))).ShouldBe("check-future");
        (await enterprise.PostAsJsonAsync("/api/quality-checks/own", Check(scene, 5, 9m))).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await Code(await enterprise.PostAsJsonAsync("/api/quality-checks/own", Check(scene, 5, 9m)))).ShouldBe("check-twice");
        await host.TellFacts();
        (await Exceeding(officer, scene)).ShouldBe(11);

        var row = await Row(officer, scene);
        (row.GetProperty("state").GetString(), row.GetProperty("result").GetString()).ShouldBe(("waiting", "out"));
        var id = row.GetProperty("id").GetString();
        (await enterprise.PostAsJsonAsync($"/api/quality-checks/{id}/accept", new { version = 1, reason = "自己采纳自己" })).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await Code(await officer.PostAsJsonAsync($"/api/quality-checks/{id}/accept", new { version = row.GetProperty("version").GetInt64(), reason = "短" }))).ShouldBe("reason-missing");
        (await officer.PostAsJsonAsync($"/api/quality-checks/{id}/accept", new { version = row.GetProperty("version").GetInt64(), reason = "核对校准记录和标准物质证书" })).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        await host.TellFacts();
        (await Exceeding(officer, scene)).ShouldBe(5);

        row = await Row(officer, scene);
        (await officer.PostAsJsonAsync($"/api/quality-checks/{id}/refuse", new { version = row.GetProperty("version").GetInt64(), reason = "现场核查未做过校准" })).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        await host.TellFacts();
        (await Exceeding(officer, scene)).ShouldBe(11);
        using var stranger = await host.As(Role.MonitoringEngineer, "420000");
        (await stranger.GetAsync($"/api/quality-checks/outlets/{scene.OutletId}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await stranger.GetFromJsonAsync<JsonElement>($"/api/quality-checks?outletId={scene.OutletId}")).GetProperty("total").GetInt32().ShouldBe(0);
    }

    [Fact]
    public async Task A_passed_record_is_the_last_calibration_of_the_substitution_and_one_refused_later_is_not()
    {
        var scene = await SupervisionScene.Kiln(host);
        host.Clock.SetBeijing(2026, 11, 18, 23);
        for (var hour = 0; hour < 23; hour++) scene.Hour(hour, string.Create(CultureInfo.InvariantCulture, $"a34013:Avg=20,ZsAvg=20,Cou={hour + 1};a21026:Avg=20,ZsAvg=20;a19001:Avg=10"));
        using var engineer = await host.As(Role.MonitoringEngineer, "611002", name: "监测工程师");
        foreach (var (hour, zero) in new[] { (8, 9m), (12, 1m) }) (await engineer.PostAsJsonAsync("/api/quality-checks", Check(scene, hour, zero))).StatusCode.ShouldBe(HttpStatusCode.OK);
        host.Clock.SetBeijing(2026, 11, 19, 3);
        await scene.Run<CloseAmounts>();
        async Task<(decimal, string)> Hour()
        {
            var line = (await engineer.GetFromJsonAsync<JsonElement>($"/api/amounts/hours?outletId={scene.OutletId}&factor=a34013&day=2026-11-18")).GetProperty("lines")[8];
            return (line.GetProperty("substituted").GetDecimal(), line.GetProperty("because").GetString()!);
        }
        (await Hour()).ShouldSatisfyAllConditions(found => found.Item1.ShouldBe(8m), found => found.Item2.ShouldContain("失效前8个"));

        // Passed at 03:00, entered late: no period changes, the amounts of the loss do.
        host.Clock.Advance(TimeSpan.FromMinutes(10));
        (await engineer.PostAsJsonAsync("/api/quality-checks", Check(scene, 3, 1.5m))).StatusCode.ShouldBe(HttpStatusCode.OK);
        await scene.Run<CloseAmounts>();
        (await Hour()).ShouldSatisfyAllConditions(found => found.Item1.ShouldBe(3m), found => found.Item2.ShouldContain("上次校准前3个"));
        var total = (await engineer.GetFromJsonAsync<JsonElement>("/api/amounts?year=2026&factor=a34013&size=200")).GetProperty("items").EnumerateArray().Single(row => row.GetProperty("outletId").GetString() == scene.OutletId);
        // Hours 8 to 11 by the third, hour 23 never came: by the highest before it.
        total.GetProperty("substituted").GetDecimal().ShouldBe(4 * 3m + 23m);

        host.Clock.Advance(TimeSpan.FromMinutes(10));
        var row = (await engineer.GetFromJsonAsync<JsonElement>($"/api/quality-checks?outletId={scene.OutletId}&sort=madeOn")).GetProperty("items")[0];
        (await engineer.PostAsJsonAsync($"/api/quality-checks/{row.GetProperty("id").GetString()}/refuse", new { version = row.GetProperty("version").GetInt64(), reason = "该记录与校准仪日志不符" })).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        await scene.Run<CloseAmounts>();
        (await Hour()).Item1.ShouldBe(8m);
    }

    private static async Task<string?> Code(HttpResponseMessage answer) => (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("code").GetString();
}

public sealed class QualityChecksOnSqlite(SqliteHost host) : QualityCheckTests(host), IClassFixture<SqliteHost>;

public sealed class QualityChecksOnPostgres(PostgresHost host) : QualityCheckTests(host), IClassFixture<PostgresHost>;
