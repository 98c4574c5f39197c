using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Qingjian.Monitoring;
using Qingjian.Monitoring.Checks;
using Qingjian.Monitoring.Contract;
using Qingjian.Monitoring.Exceedance;
using Qingjian.Monitoring.Samplers;
using Qingjian.Platform.Storage;
using Qingjian.Tests.Fixtures;
using Qingjian.Tests.Monitoring.Meters;
using Qingjian.Tests.Monitoring.Supervision;
using Shouldly;
using Xunit;

namespace Qingjian.Tests.Monitoring.Checks;

/// <summary>Patterns that need more than hours: electricity, parameters and doors told by the logger, silences, laboratory results. Each through the night's run.</summary>
public abstract class BesideTests(HostFixture host)
{
    private static readonly DateOnly Day = new(2026, 11, 17);

    private async Task Look(SupervisionScene scene) => await host.InScope(async services =>
    {
        await services.GetRequiredService<CheckHours>().Check(new Dictionary<string, DateOnly> { [scene.OutletId] = Day }, Day, default);
        return true;
    });

    private static async Task<List<JsonElement>> Found(HttpClient officer, SupervisionScene scene, string code) =>
        [.. (await officer.GetFromJsonAsync<JsonElement>($"/api/findings?outletId={scene.OutletId}&size=100&code={code}")).GetProperty("items").EnumerateArray()];

    private static async Task<List<JsonElement>> Charts(HttpClient officer, JsonElement finding) => [.. (await officer.GetFromJsonAsync<JsonElement>($"/api/findings/{finding.GetProperty("id").GetString()}/charts")).EnumerateArray()];

    private static List<decimal> Values(JsonElement chart) => [.. chart.GetProperty("lines").EnumerateArray().SelectMany(line => line.GetProperty("points").EnumerateArray()).Select(point => point.GetProperty("value").GetDecimal())];

    private static string Say(JsonElement row) => row.GetProperty("say").GetString()!;

    // Dust that moves, day by day and hour by hour, with flow beside it.
    private static void Days(SupervisionScene scene, int from, Func<int, int, decimal>? flow = null, Func<int, int, decimal>? dust = null)
    {
        for (var day = from; day <= 17; day++)
            for (var hour = 0; hour < 24; hour++)
            {
                var value = dust?.Invoke(day, hour) ?? 10m + (day * 7 + hour * 5) % 13 * 0.3m;
                scene.Hour(hour, string.Create(CultureInfo.InvariantCulture, $"a34013:Avg={value},ZsAvg={value};a00000:Avg={flow?.Invoke(day, hour) ?? 80m + (day + hour * 3) % 7};a19001:Avg={10 + hour % 5 * 0.1m}"), day);
            }
    }

    [Fact]
    public async Task P08_and_P09_hold_flow_and_production_against_the_meters_of_the_outlet()
    {
        var scene = await MeterScene.Set(host);
        Days(scene.Scene, 12, (day, hour) => day == 17 && hour is >= 14 and < 18 ? 20m : 80m + (day + hour * 3) % 7);
        var (first, last) = (new DateTime(2026, 11, 12), new DateTime(2026, 11, 17));
        scene.Power(first, last, 900, 150, minutes: 10);
        scene.Power(last, last.AddHours(8), 900, 150);
        scene.Power(last.AddHours(8), last.AddHours(9), 900, 0);
        scene.Power(last.AddHours(9), last.AddDays(1), 900, 150);
        await Look(scene.Scene);
        await Look(scene.Scene);
        Say((await Found(scene.Officer, scene.Scene, "P08")).ShouldHaveSingleItem()).ShouldContain("流量与用电量之比连续4小时偏离");
        var untreated = (await Found(scene.Officer, scene.Scene, "P09")).ShouldHaveSingleItem();
        (Say(untreated), untreated.GetProperty("severity").GetString()).ShouldBe(("生产设施运行而治理设施停用60分钟", "breach"));
        var charts = await Charts(scene.Officer, untreated);
        charts.Select(chart => chart.GetProperty("key").GetString()).ShouldBe(["production", "treatment"]);
        Values(charts[1]).ShouldContain(0m);
        Values(charts[0]).ShouldAllBe(value => value == 900m);
    }

    [Fact]
    public async Task P23_reads_the_electricity_of_treatment_and_stays_silent_without_meters()
    {
        var scene = await MeterScene.Set(host);
        decimal Night(int day, int hour) => (hour is >= 22 or < 6 ? 24m : 10m) + (day * 7 + hour * 5) % 13 * 0.1m;
        Days(scene.Scene, 2, dust: Night);
        await Look(scene.Scene);
        (await Found(scene.Officer, scene.Scene, "P23")).ShouldBeEmpty();
        for (var day = 3; day <= 17; day++)
        {
            var start = new DateTime(2026, 11, day);
            scene.Power(start, start.AddHours(6), 900, 60, minutes: 10);
            scene.Power(start.AddHours(6), start.AddHours(22), 900, 150, minutes: 10);
            scene.Power(start.AddHours(22), start.AddDays(1), 900, 60, minutes: 10);
        }
        await Look(scene.Scene);
        Say((await Found(scene.Officer, scene.Scene, "P23")).ShouldHaveSingleItem()).ShouldContain("夜间治理用电只有白天的40%");
    }

    [Fact]
    public async Task P15_P16_and_P18_read_what_the_logger_tells_of_itself()
    {
        var scene = await SupervisionScene.Kiln(host);
        Days(scene, 15, dust: (day, hour) => day == 17 && hour >= 10 ? 4m + hour * 0.1m : 28m + (day + hour * 3) % 5 * 0.3m);
        scene.Store(PeriodKind.OnSite, new(2026, 11, 16, 9, 0, 0), "a34013.i13008:Info=1.00;a34013.i13001:Info=100");
        scene.Store(PeriodKind.OnSite, new(2026, 11, 17, 9, 0, 0), "a34013.i13008:Info=0.70;a34013.i13001:Info=100");
        scene.Store(PeriodKind.OnSite, new(2026, 11, 16, 8, 0, 0), "a34013:SN=AAAA0001");
        scene.Store(PeriodKind.OnSite, new(2026, 11, 17, 9, 5, 0), "a34013:SN=AAAA0002");
        scene.Store(PeriodKind.OnSite, new(2026, 11, 17, 8, 0, 0), "i32001:Info=0");
        scene.Store(PeriodKind.OnSite, new(2026, 11, 17, 9, 40, 0), "i32001:Info=1");
        await Look(scene);
        using var officer = await scene.Officer();
        Say((await Found(officer, scene, "P15")).ShouldHaveSingleItem()).ShouldBe("斜率由1.00改为0.70，没有维护记录");
        Say((await Found(officer, scene, "P16")).ShouldHaveSingleItem()).ShouldContain("AAAA0001变为AAAA0002");
        var opened = (await Found(officer, scene, "P18")).ShouldHaveSingleItem();
        Say(opened).ShouldStartWith("09:40站房门打开");
        var door = (await Charts(officer, opened)).ShouldHaveSingleItem();
        // Shut at 08:00 and until a second before it is opened.
        (door.GetProperty("key").GetString(), Values(door)).ShouldSatisfyAllConditions(found => found.Item1.ShouldBe("door"), found => found.Item2.ShouldBe([0m, 0m, 1m]));
    }

    [Fact]
    public async Task P24_counts_silences_that_begin_near_the_limit()
    {
        var scene = await SupervisionScene.Kiln(host);
        Days(scene, 10, dust: (day, hour) => hour == 9 ? 29m + day % 3 * 0.2m : 10m + (day * 7 + hour * 5) % 13 * 0.3m);
        foreach (var minute in new[] { 5, 10, 15 }) scene.Store(PeriodKind.Realtime, new(2026, 11, 17, 9, minute, 0), "a34013:Rtd=10");
        await host.InScope(async services =>
        {
            var db = services.GetRequiredService<MonitoringDb>();
            for (var day = 13; day <= 17; day++)
                db.Silences.Add(new Silence { Id = NewId.Make(), MonitorId = "m", Mn = scene.Mn, EnterpriseId = scene.EnterpriseId, Division = "611002", OutletId = scene.OutletId, Since = new(2026, 11, day, 10, 20, 0, TimeSpan.FromHours(8)), EndedAt = new(2026, 11, day, 12, 0, 0, TimeSpan.FromHours(8)) });
            await db.Commit(new Act("test.silence", "outlet", scene.OutletId, "断线"), default);
            return true;
        });
        await Look(scene);
        using var officer = await scene.Officer();
        var cut = (await Found(officer, scene, "P24")).ShouldHaveSingleItem();
        Say(cut).ShouldContain("最近5次断线中有5次");
        var presence = (await Charts(officer, cut)).ShouldHaveSingleItem();
        (presence.GetProperty("unit").GetString(), Values(presence).Sum(), presence.GetProperty("bands").GetArrayLength()).ShouldBe(("条/小时", 3m, 5));
        using var stranger = await host.As(Qingjian.Platform.Access.Role.SupervisionOfficer, "420000");
        (await stranger.GetAsync($"/api/findings/{cut.GetProperty("id").GetString()}/charts")).StatusCode.ShouldBe(System.Net.HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task P21_holds_a_laboratory_result_against_the_hour_of_the_sample()
    {
        var scene = await SupervisionScene.SewagePlant(host);
        for (var hour = 0; hour < 24; hour++) scene.Hour(hour, string.Create(CultureInfo.InvariantCulture, $"w01018:Avg={30 + hour * 7 % 11};w00000:Avg={50 + hour % 5}"), 17);
        await host.InScope(async services =>
        {
            var db = services.GetRequiredService<MonitoringDb>();
            var sampler = new Sampler { Id = NewId.Make(), EnterpriseId = scene.EnterpriseId, EnterpriseName = "演示", Division = "611002", OutletId = scene.OutletId, OutletName = "总排口", Mn = scene.Mn, Name = "采样器", Bottles = 24, VolumeMl = 1000 };
            db.Add(sampler);
            foreach (var (number, hour, result, unit) in new[] { ("Y1", 8, 60m, "mg/L"), ("Y2", 10, 32m, "mg/L"), ("Y3", 12, 0.05m, "g/L"), ("Y4", 14, 31m, "mg/L") })
                db.Add(new Sample { Id = NewId.Make(), SamplerId = sampler.Id, TaskId = "t", EnterpriseId = scene.EnterpriseId, EnterpriseName = "演示", OutletName = "总排口", Division = "611002", Number = number + scene.Mn[..8], VaseNo = 1, State = SampleState.Analysed, SampledAt = new(2026, 11, 17, hour, 20, 0, TimeSpan.FromHours(8)), KeepsUntil = new(2026, 11, 20, 0, 0, 0, TimeSpan.Zero), Factor = "w01018", ResultValue = result, ResultUnit = unit });
            await db.Commit(new Act("test.sample", "outlet", scene.OutletId, "水样"), default);
            return true;
        });
        await Look(scene);
        using var officer = await scene.Officer();
        Say((await Found(officer, scene, "P21")).ShouldHaveSingleItem()).ShouldBe("自动监测31，手工监测60，相差48.3%，相对误差允许±20%（HJ 355-2019）");
    }

    [Fact]
    public async Task D02_a_refill_of_many_gaps_is_one_finding_of_the_outlet()
    {
        var scene = await SupervisionScene.Kiln(host);
        foreach (var hour in new[] { 0, 1, 2, 5, 6, 9 }) scene.Dust(hour, 10m + hour * 0.3m, day: 15);
        for (var hour = 10; hour < 24; hour++) scene.Dust(hour, 10m + hour * 0.3m, day: 17);
        await host.InScope(async services => { await services.GetRequiredService<CheckHours>().Check(new Dictionary<string, DateOnly> { [scene.OutletId] = new(2026, 11, 15) }, Day, default); return true; });
        using var officer = await scene.Officer();
        var row = (await Found(officer, scene, "D02")).ShouldHaveSingleItem();
        (row.GetProperty("factorName").GetString(), Say(row)).ShouldBe(("多个因子", "3个因子的1段缺数事后补传，其中连续6小时，最严重时：数据在81小时后才补传"));
    }

    [Fact]
    public async Task The_catalogue_says_what_a_check_needs_and_every_one_runs()
    {
        using var officer = await host.As(Qingjian.Platform.Access.Role.SupervisionOfficer, "611002");
        var rows = (await officer.GetFromJsonAsync<JsonElement>("/api/checks?size=200")).GetProperty("items").EnumerateArray().ToDictionary(row => row.GetProperty("code").GetString()!, row => row.GetProperty("needs").GetString()!);
        rows.Where(row => row.Value.Contains("尚未", StringComparison.Ordinal)).ShouldBeEmpty();
        new[] { "P08", "P09", "P15", "P16", "P18", "P19", "P21", "P23", "P24" }.ShouldAllBe(code => rows[code].Contains("每日核查"));
        rows["P01"].ShouldBe("");
    }
}

public sealed class BesideOnSqlite(SqliteHost host) : BesideTests(host), IClassFixture<SqliteHost>;

public sealed class BesideOnPostgres(PostgresHost host) : BesideTests(host), IClassFixture<PostgresHost>;
