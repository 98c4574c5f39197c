using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Qingjian.Monitoring.Transmission;
using Qingjian.Platform.Access;
using Qingjian.Platform.Storage;
using Qingjian.Registry;
using Qingjian.Registry.Contract;
using Qingjian.Registry.Sources;
using Qingjian.Tests.Fixtures;
using Qingjian.Tests.Monitoring.Supervision;
using Shouldly;
using Xunit;

namespace Qingjian.Tests.Monitoring.Transmission;

/// <summary>From hours of a logger to rates of a region, in both versions, with each missing interval and its cause.</summary>
public abstract class TransmissionTests(HostFixture host)
{
    private const string Days = "from=2026-11-18&to=2026-11-18";

    private async Task<SupervisionScene> Day(params int[] missing)
    {
        var scene = await SupervisionScene.Kiln(host);
        // The house listens from this day on, whether or not its own first run came before the clock is moved.
        await scene.Run<CloseTransmission>();
        host.Clock.SetBeijing(2026, 11, 18, 23);
        for (var hour = 0; hour < 24; hour++)
            if (!missing.Contains(hour)) scene.Dust(hour, 20m);
        host.Clock.SetBeijing(2026, 11, 19, 13);
        await scene.Run<CloseTransmission>();
        return scene;
    }

    private static async Task<JsonElement> Row(HttpClient client, SupervisionScene scene, string level = "outlet") =>
        (await client.GetFromJsonAsync<JsonElement>($"/api/transmission?level={level}&{Days}&size=200")).GetProperty("items").EnumerateArray().Single(row => row.GetProperty("id").GetString() == (level == "outlet" ? scene.OutletId : scene.EnterpriseId));

    private static (long Due, long Received, long Valid) Counts(JsonElement row) => (row.GetProperty("due").GetInt64(), row.GetProperty("received").GetInt64(), row.GetProperty("valid").GetInt64());

    [Fact]
    public async Task Back_fill_raises_the_completed_figure_leaves_the_figure_in_time_and_keeps_the_earlier_count()
    {
        var scene = await Day(5, 6, 20);
        using var engineer = await host.As(Role.MonitoringEngineer, "611002");
        var row = await Row(engineer, scene);
        Counts(row).ShouldBe((72, 63, 63));
        row.GetProperty("transmission").GetDecimal().ShouldBe(0.875m);
        row.GetProperty("product").GetDecimal().ShouldBe(row.GetProperty("productThen").GetDecimal());
        row.GetProperty("met").GetBoolean().ShouldBeFalse();

        // One of them comes the next day after the counting hour, flagged as a fault; another after the ten days.
        host.Clock.SetBeijing(2026, 11, 20, 9);
        scene.Dust(5, 20m);
        scene.Dust(6, 20m, flag: 'D');
        await scene.Run<CloseTransmission>();
        host.Clock.SetBeijing(2026, 11, 30, 9);
        scene.Dust(20, 20m);
        await scene.Run<CloseTransmission>();
        row = await Row(engineer, scene);
        // Oxygen of the faulty hour is sound; the hour of too late stays missing.
        Counts(row).ShouldBe((72, 69, 67));
        row.GetProperty("productThen").GetDecimal().ShouldBe(0.875m);
        var counts = (await engineer.GetFromJsonAsync<JsonElement>($"/api/transmission/counts?outletId={scene.OutletId}&day=2026-11-18")).EnumerateArray().ToList();
        counts.Count.ShouldBe(3);
        counts.Count(each => each.GetProperty("supersededAt").ValueKind == JsonValueKind.Null).ShouldBe(1);
        counts[^1].GetProperty("received").GetInt32().ShouldBe(63);

        var gap = (await engineer.GetFromJsonAsync<JsonElement>($"/api/transmission/gaps?outletId={scene.OutletId}&{Days}")).GetProperty("items").EnumerateArray().Single();
        (gap.GetProperty("hours").GetInt32(), gap.GetProperty("tooLate").GetBoolean(), gap.GetProperty("causeCode").GetString()).ShouldBe((1, true, "too-late"));
        var day = (await engineer.GetFromJsonAsync<JsonElement>($"/api/transmission/calendar?outletId={scene.OutletId}&month=2026-11-01")).GetProperty("days").EnumerateArray().Single(each => each.GetProperty("day").GetString() == "2026-11-18");
        day.GetProperty("letters").GetProperty("a34013").GetString().ShouldBe(".....lD.............w...");
        day.GetProperty("letters").GetProperty("a19001").GetString().ShouldBe(".....ll.............w...");
        var hour = await engineer.GetFromJsonAsync<JsonElement>($"/api/transmission/hour?outletId={scene.OutletId}&at=2026-11-18T06:00:00%2B08:00");
        hour.GetProperty("cells").EnumerateArray().Single(cell => cell.GetProperty("factor").GetString() == "a34013").GetProperty("text").GetString().ShouldBe("故障");
    }

    [Fact]
    public async Task Nothing_is_counted_twice_and_a_run_without_news_writes_nothing()
    {
        var scene = await Day(3);
        await scene.Run<CloseTransmission>();
        await scene.Run<CloseTransmission>();
        using var engineer = await host.As(Role.MonitoringEngineer, "611002");
        (await engineer.GetFromJsonAsync<JsonElement>($"/api/transmission/counts?outletId={scene.OutletId}&day=2026-11-18")).GetArrayLength().ShouldBe(1);
        var row = await Row(engineer, scene, "enterprise");
        Counts(row).ShouldBe((72, 69, 69));
        row.GetProperty("transmission").GetDecimal().ShouldBeGreaterThan(0.95m);
    }

    [Fact]
    public async Task A_region_adds_numerators_and_denominators_and_names_what_is_missing_and_why()
    {
        var (good, bad) = (await Day(), await Day([.. Enumerable.Range(0, 23)]));
        bad.Store(Qingjian.Monitoring.Contract.PeriodKind.Minute, new DateTime(2026, 11, 18, 9, 10, 0), "a34013:Avg=20");
        using var engineer = await host.As(Role.MonitoringEngineer, "611002");
        var (one, other) = (await Row(engineer, good), await Row(engineer, bad));
        Counts(other).ShouldBe((72, 3, 3));
        one.GetProperty("product").GetDecimal().ShouldBe(1m);
        var all = await engineer.GetFromJsonAsync<JsonElement>($"/api/transmission?level=outlet&{Days}&size=200");
        var county = (await engineer.GetFromJsonAsync<JsonElement>($"/api/transmission?level=county&{Days}")).GetProperty("items").EnumerateArray().Single(row => row.GetProperty("id").GetString() == "611002");
        long Sum(string name) => all.GetProperty("items").EnumerateArray().Sum(row => row.GetProperty(name).GetInt64());
        Counts(county).ShouldBe((Sum("due"), Sum("received"), Sum("valid")));
        county.GetProperty("product").GetDecimal().ShouldBe((decimal)Sum("valid") / Sum("due"));
        var city = (await engineer.GetFromJsonAsync<JsonElement>($"/api/transmission?level=city&{Days}")).GetProperty("items").EnumerateArray().Single();
        (city.GetProperty("id").GetString(), city.GetProperty("due").GetInt64()).ShouldBe(("611000", Sum("due")));
        var summary = await engineer.GetFromJsonAsync<JsonElement>($"/api/transmission/summary?{Days}");
        (summary.GetProperty("target").GetDecimal(), summary.GetProperty("total").GetProperty("due").GetInt64()).ShouldBe((0.95m, Sum("due")));
        (await engineer.GetFromJsonAsync<JsonElement>($"/api/transmission/days?{Days}")).EnumerateArray().Single().GetProperty("due").GetInt64().ShouldBe(Sum("due"));

        var gap = (await engineer.GetFromJsonAsync<JsonElement>($"/api/transmission/gaps?outletId={bad.OutletId}&{Days}")).GetProperty("items").EnumerateArray().Single();
        (gap.GetProperty("hours").GetInt32(), gap.GetProperty("factors").GetArrayLength()).ShouldBe((23, 3));
        gap.GetProperty("cause").GetString().ShouldBe("链路正常，分钟数据已收到1组，数采仪没有上报小时数据");
        using var stranger = await host.As(Role.MonitoringEngineer, "420000");
        (await stranger.GetFromJsonAsync<JsonElement>($"/api/transmission?level=outlet&{Days}")).GetProperty("total").GetInt32().ShouldBe(0);
        (await stranger.GetAsync($"/api/transmission/calendar?outletId={bad.OutletId}&month=2026-11-01")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        using var enterprise = await bad.Enterprise();
        (await enterprise.GetFromJsonAsync<JsonElement>($"/api/transmission?level=outlet&{Days}")).GetProperty("items").EnumerateArray().Single().GetProperty("id").GetString().ShouldBe(bad.OutletId);
        foreach (var path in new[] { $"/api/transmission/export?level=county&{Days}&format=csv", $"/api/transmission/gaps/export?{Days}&format=csv" })
            (await engineer.GetStringAsync(path)).ShouldContain("企业");
    }

    [Fact]
    public async Task Coverage_counts_key_units_and_names_those_that_are_not_connected()
    {
        await host.InScope(async services =>
        {
            var db = services.GetRequiredService<RegistryDb>();
            foreach (var (name, state) in new[] { ("演示未联网重点有限公司", EnterpriseState.Operating), ("演示停产重点有限公司", EnterpriseState.Stopped) })
                db.Add(new Enterprise { Id = NewId.Make(), Name = name, Division = "611025", Industry = "3011", Tags = [ShowCoverage.KeyUnit], State = state, CreatedAt = db.Now });
            await db.Commit(new Act("test.scene", "scene", NewId.Make(), "布置场景"), default);
            return true;
        });
        using var lead = await host.As(Role.EnforcementLead, "611000");
        var coverage = await lead.GetFromJsonAsync<JsonElement>("/api/transmission/coverage?division=611025");
        var county = coverage.GetProperty("areas").EnumerateArray().Single();
        (county.GetProperty("division").GetString(), county.GetProperty("units").GetInt32(), county.GetProperty("connected").GetInt32(), county.GetProperty("coverage").GetDecimal()).ShouldBe(("611025", 1, 0, 0m));
        county.GetProperty("missing")[0].GetProperty("name").GetString().ShouldBe("演示未联网重点有限公司");
    }
}

public sealed class TransmissionOnSqlite(SqliteHost host) : TransmissionTests(host), IClassFixture<SqliteHost>;

public sealed class TransmissionOnPostgres(PostgresHost host) : TransmissionTests(host), IClassFixture<PostgresHost>;
