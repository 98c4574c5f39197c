using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Qingjian.Monitoring.Exceedance;
using Qingjian.Platform.Access;
using Qingjian.Tests.Fixtures;
using Qingjian.Tests.Monitoring.Supervision;
using Shouldly;
using Xunit;
using PeriodKind = Qingjian.Monitoring.Contract.PeriodKind;

namespace Qingjian.Tests.Monitoring.Incineration;

/// <summary>A waste incinerator through a day: articles 6, 7, 10 and 11 of Order No. 10 (memory, second hand) wired into daily judging; the cockpit and the public display.</summary>
public abstract class FurnaceDayTests(HostFixture host)
{
    private static string At(int hour, int day = 17) => $"2026-11-{day:D2}T{hour:D2}:00:00+08:00";

    private static void Hours(SupervisionScene scene, Func<int, decimal> monoxide, int day = 17, int until = 24)
    {
        for (var hour = 0; hour < until; hour++)
            scene.Hour(hour, string.Create(CultureInfo.InvariantCulture, $"a34013:Avg=5,ZsAvg=5;a21002:Avg=120,ZsAvg=120;a21026:Avg=20,ZsAvg=20;a21024:Avg=10,ZsAvg=10;a21005:Avg={monoxide(hour)},ZsAvg={monoxide(hour)};a19001:Avg=10"), day);
    }

    private static void Furnace(SupervisionScene scene, int low, int day = 17, int slots = 288, string code = "a01901")
    {
        for (var slot = 0; slot < slots; slot++)
            scene.Store(PeriodKind.FiveMinute, new DateTime(2026, 11, day).AddMinutes(5 * slot), string.Create(CultureInfo.InvariantCulture, $"{code}:Avg={(slot >= 100 && slot < 100 + low ? 840 : 905)}"));
    }

    private static async Task<List<(string Factor, string Reason)>> Verdicts(HttpClient client, SupervisionScene scene, string state) =>
        [.. (await client.GetFromJsonAsync<JsonElement>($"/api/verdicts?outletId={scene.OutletId}&state={state}&size=100")).GetProperty("items").EnumerateArray()
            .Where(item => item.GetProperty("period").GetString() == "day").Select(item => (item.GetProperty("factor").GetString()!, item.GetProperty("reason").GetString()!))];

    private static async Task Close(SupervisionScene scene)
    {
        await scene.Judge();
        await scene.Run<CloseDays>();
        await scene.Judge();
    }

    [Fact]
    public async Task Article_11_six_low_means_of_a_closed_day_become_a_verdict_and_an_order_and_a_mark_takes_them_back()
    {
        var scene = await SupervisionScene.Incinerator(host);
        Furnace(scene, 6);
        Hours(scene, _ => 50);
        await Close(scene);
        using var officer = await scene.Officer();
        using var enterprise = await scene.Enterprise();
        (await Verdicts(officer, scene, "exceeded")).ShouldBe([("a01901", "furnace-low")]);
        var order = (await scene.Orders(officer)).GetProperty("items").EnumerateArray().Single(each => each.GetProperty("trigger").GetString() == "low_temperature_day");
        (order.GetProperty("title").GetString(), order.GetProperty("factorName").GetString(), order.GetProperty("value").GetDecimal()).ShouldBe(("炉膛温度低于850℃超过5次", "炉膛温度", 6m));

        // 08:20 to 08:50 lie under a mark of start-up: the slots do not count (M35).
        var made = await enterprise.PostAsJsonAsync("/api/marks", new { outletId = scene.OutletId, kind = "start-up", from = At(8), to = At(9), reason = "点火升温后投料启炉" });
        made.StatusCode.ShouldBe(HttpStatusCode.OK, await made.Content.ReadAsStringAsync());
        await host.TellFacts();
        (await Verdicts(officer, scene, "exceeded")).ShouldBeEmpty();
    }

    [Fact]
    public async Task Article_10_exempt_hours_leave_the_mean_of_the_day_and_article_6_judges_the_rest()
    {
        var scene = await SupervisionScene.Incinerator(host);
        Furnace(scene, 0);
        Hours(scene, hour => hour < 4 ? 300 : 50);
        await Close(scene);
        using var officer = await scene.Officer();
        using var enterprise = await scene.Enterprise();
        (await Verdicts(officer, scene, "exceeded")).ShouldBe([("a21005", "exceeded")]);
        (await enterprise.PostAsJsonAsync("/api/marks", new { outletId = scene.OutletId, kind = "start-up", from = At(0), to = At(4), reason = "点火升温后投料启炉" })).StatusCode.ShouldBe(HttpStatusCode.OK);
        await host.TellFacts();
        (await Verdicts(officer, scene, "exceeded")).ShouldBeEmpty();
        var plant = await officer.GetFromJsonAsync<JsonElement>($"/api/incineration/plants/{scene.EnterpriseId}?day=2026-11-17");
        var account = plant.GetProperty("furnaces")[0].GetProperty("accounts").EnumerateArray().Single(each => each.GetProperty("code").GetString() == "condition");
        (account.GetProperty("usedMinutes").GetInt32(), account.GetProperty("allowedMinutes").GetInt32()).ShouldBe((240, 3600));
    }

    [Fact]
    public async Task The_cockpit_shows_the_day_slot_by_slot_and_the_list_the_plant()
    {
        var scene = await SupervisionScene.Incinerator(host);
        Furnace(scene, 3, day: 18, slots: 118);
        Hours(scene, hour => hour == 9 ? 300 : 90, day: 18, until: 9);
        // Half the medians of two sections, from the probes themselves: (880 + 900) / 2.
        scene.Store(PeriodKind.Minute, new DateTime(2026, 11, 18, 9, 50, 0), "i33311:Avg=900;i33312:Avg=900;i33321:Avg=880;i33322:Avg=100;i33323:Avg=890");
        using var officer = await scene.Officer();
        using var engineer = await host.As(Role.MonitoringEngineer, "611002");
        var furnace = (await officer.GetFromJsonAsync<JsonElement>($"/api/incineration/plants/{scene.EnterpriseId}")).GetProperty("furnaces")[0];
        var slots = furnace.GetProperty("slots").GetString()!;
        (slots.Length, slots.Count(one => one == 'l'), slots[118], slots[119], slots[287]).ShouldBe((288, 3, 'o', 'm', '-'));
        furnace.GetProperty("temperatures")[118].GetDecimal().ShouldBe(890m);
        (furnace.GetProperty("low").GetInt32(), furnace.GetProperty("lowOutcome").GetString(), furnace.GetProperty("condition").GetString()).ShouldBe((3, "warning", "正常运行"));
        var monoxide = furnace.GetProperty("pollutants").EnumerateArray().Single(each => each.GetProperty("code").GetString() == "a21005");
        (monoxide.GetProperty("dayMean").GetDecimal(), monoxide.GetProperty("dayLimit").GetString(), monoxide.GetProperty("over").GetBoolean()).ShouldBe((90m, "80", true));

        (await engineer.PutAsJsonAsync($"/api/incineration/furnaces/{scene.OutletId}", new { version = 0, name = "1号炉", spareProbes = new[] { "i33322", "i33323" }, shown = true })).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await engineer.PutAsJsonAsync($"/api/incineration/furnaces/{scene.OutletId}", new { version = 1, name = "1号炉", spareProbes = new[] { "a01901" }, shown = true })).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        furnace = (await officer.GetFromJsonAsync<JsonElement>($"/api/incineration/plants/{scene.EnterpriseId}")).GetProperty("furnaces")[0];
        (furnace.GetProperty("name").GetString(), furnace.GetProperty("temperatures")[118].GetDecimal()).ShouldBe(("1号炉", 890m));
        (await officer.GetFromJsonAsync<JsonElement>("/api/incineration/plants?size=100")).GetProperty("items").EnumerateArray().ShouldContain(row => row.GetProperty("id").GetString() == scene.EnterpriseId);
        (await officer.GetAsync("/api/incineration/plants/export?format=csv")).StatusCode.ShouldBe(HttpStatusCode.OK);
        using var elsewhere = await scene.Officer("611021");
        (await elsewhere.GetAsync($"/api/incineration/plants/{scene.EnterpriseId}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task The_public_sees_means_and_temperature_without_signing_in_and_nothing_else()
    {
        var scene = await SupervisionScene.Incinerator(host);
        Furnace(scene, 0, day: 18, slots: 118);
        Hours(scene, _ => 60, day: 17);
        Hours(scene, _ => 70, day: 18, until: 9);
        using var nobody = host.Anonymous();
        host.Clock.Advance(TimeSpan.FromMinutes(2));
        (await nobody.GetFromJsonAsync<JsonElement>("/api/public/incineration")).EnumerateArray().ShouldContain(plant => plant.GetProperty("id").GetString() == scene.EnterpriseId);
        var plant = await nobody.GetFromJsonAsync<JsonElement>($"/api/public/incineration/{scene.EnterpriseId}");
        plant.EnumerateObject().Select(field => field.Name).ShouldBe(["id", "name", "division", "at", "furnaces"]);
        var factor = plant.GetProperty("furnaces")[0].GetProperty("factors").EnumerateArray().Single(each => each.GetProperty("name").GetString() == "一氧化碳");
        (factor.GetProperty("hourMean").GetDecimal(), factor.GetProperty("dayMean").GetDecimal(), factor.GetProperty("yesterday").GetDecimal()).ShouldBe((70m, 70m, 60m));
        (await nobody.GetAsync("/api/public/incineration/nosuch")).StatusCode.ShouldBe(HttpStatusCode.NotFound);

        var embedded = await nobody.GetAsync($"/public/embed/incineration/{scene.EnterpriseId}");
        embedded.Headers.GetValues("Content-Security-Policy").Single().ShouldContain("frame-ancestors *");
        (await nobody.GetAsync("/public/incineration")).Headers.GetValues("Content-Security-Policy").Single().ShouldContain("frame-ancestors 'none'");
    }

    [Fact]
    public async Task Guidance_is_kept_by_day_and_only_officers_add_to_it()
    {
        var scene = await SupervisionScene.Incinerator(host);
        using var officer = await scene.Officer();
        using var enterprise = await scene.Enterprise();
        var line = new { day = "2026-11-17", topic = "炉温波动", found = "二次风配比偏高", advice = "调整二次风并复核热电偶", dataCount = 1234 };
        (await officer.PostAsJsonAsync($"/api/incineration/plants/{scene.EnterpriseId}/guidance", line)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await enterprise.PostAsJsonAsync($"/api/incineration/plants/{scene.EnterpriseId}/guidance", line)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await officer.PostAsJsonAsync($"/api/incineration/plants/{scene.EnterpriseId}/guidance", line with { day = "2026-11-20" })).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        var log = await enterprise.GetFromJsonAsync<JsonElement>($"/api/incineration/plants/{scene.EnterpriseId}/guidance");
        (log.GetProperty("lines").GetArrayLength(), log.GetProperty("dataCount").GetInt32(), log.GetProperty("mayAdd").GetBoolean()).ShouldBe((1, 1234, false));
    }
}

public sealed class FurnaceDaysOnSqlite(SqliteHost host) : FurnaceDayTests(host), IClassFixture<SqliteHost>;

public sealed class FurnaceDaysOnPostgres(PostgresHost host) : FurnaceDayTests(host), IClassFixture<PostgresHost>;
