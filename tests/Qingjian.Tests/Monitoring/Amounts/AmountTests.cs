using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Qingjian.Monitoring.Amounts;
using Qingjian.Platform.Access;
using Qingjian.Platform.Storage;
using Qingjian.Registry;
using Qingjian.Tests.Fixtures;
using Qingjian.Tests.Monitoring.Supervision;
using Shouldly;
using Xunit;

namespace Qingjian.Tests.Monitoring.Amounts;

/// <summary>From hour values to the year's amount against the permit, measured and substituted apart.</summary>
public abstract class AmountTests(HostFixture host)
{
    private async Task Permit(SupervisionScene scene, string factor, decimal tonnes) => await host.InScope(async services =>
    {
        var db = services.GetRequiredService<RegistryDb>();
        (await db.Factors.SingleAsync(row => row.OutletId == scene.OutletId && row.Code == factor)).YearlyTonnes = tonnes;
        await db.Commit(new Act("test.permit", "outlet", scene.OutletId, "许可年排放量"), default);
        return true;
    });

    private static async Task<JsonElement> Row(HttpClient client, SupervisionScene scene, string factor) =>
        (await client.GetFromJsonAsync<JsonElement>($"/api/amounts?year=2026&factor={factor}&size=200")).GetProperty("items").EnumerateArray().Single(row => row.GetProperty("outletId").GetString() == scene.OutletId);

    private static Task<JsonElement> Hours(HttpClient client, SupervisionScene scene, string factor) => client.GetFromJsonAsync<JsonElement>($"/api/amounts/hours?outletId={scene.OutletId}&factor={factor}&day=2026-11-18");

    [Fact]
    public async Task Gas_is_substituted_by_the_highest_amount_before_and_late_data_take_its_place_again()
    {
        var scene = await SupervisionScene.Kiln(host);
        await Permit(scene, "a34013", 2m);
        host.Clock.SetBeijing(2026, 11, 18, 23);
        for (var hour = 0; hour < 24; hour++)
            if (hour is not (5 or 6)) scene.Hour(hour, string.Create(CultureInfo.InvariantCulture, $"a34013:Avg=20,ZsAvg=20,Cou={hour + 1};a21026:Avg=20,ZsAvg=20;a19001:Avg=10"));
        host.Clock.SetBeijing(2026, 11, 19, 3);
        await scene.Run<CloseAmounts>();
        using var engineer = await host.As(Role.MonitoringEngineer, "611002");
        var row = await Row(engineer, scene, "a34013");
        // 1 … 24 without 6 and 7; two hours at the highest of the five before them.
        (row.GetProperty("measured").GetDecimal(), row.GetProperty("substituted").GetDecimal(), row.GetProperty("substitutedHours").GetInt32()).ShouldBe((287m, 10m, 2));
        row.GetProperty("share").GetDecimal().ShouldBe(0.1485m);
        // 43 days to come at 297 kg a day.
        row.GetProperty("expected").GetDecimal().ShouldBe(297m + 297m * 43);
        row.GetProperty("expectedShare").GetDecimal().ShouldBeGreaterThan(1m);
        var lines = (await Hours(engineer, scene, "a34013")).GetProperty("lines").EnumerateArray().ToList();
        lines[5].GetProperty("state").GetString().ShouldBe("missing");
        lines[5].GetProperty("amount").ValueKind.ShouldBe(JsonValueKind.Null);
        lines[5].GetProperty("substituted").GetDecimal().ShouldBe(5m);
        lines[5].GetProperty("because").GetString()!.ShouldContain("连续无效2小时，取失效前5个有效小时排放量的最大值5 kg（应取180个，仅有5个）");
        (await engineer.GetFromJsonAsync<JsonElement>("/api/amounts?year=2026&state=expected")).GetProperty("total").GetInt32().ShouldBe(1);

        host.Clock.SetBeijing(2026, 11, 19, 9);
        scene.Hour(5, "a34013:Avg=20,ZsAvg=20,Cou=6;a19001:Avg=10");
        await scene.Run<CloseAmounts>();
        row = await Row(engineer, scene, "a34013");
        (row.GetProperty("measured").GetDecimal(), row.GetProperty("substituted").GetDecimal()).ShouldBe((293m, 6m));
        var kept = await host.InScope(services => services.GetRequiredService<Qingjian.Monitoring.MonitoringDb>().DayAmounts.AsNoTracking()
            .Where(each => each.OutletId == scene.OutletId && each.Factor == "a34013" && each.Day == new DateOnly(2026, 11, 18)).OrderBy(each => each.CountedAt).ToListAsync());
        kept.Select(each => (each.Measured, Kept: each.SupersededAt is not null)).ShouldBe([(287_000_000L, true), (293_000_000L, false)]);
        kept[1].Substituted.ShouldBe(6_000_000L);

        var bars = await engineer.GetFromJsonAsync<JsonElement>($"/api/amounts/series?factor=a34013&outletId={scene.OutletId}&from=2026-11-01&to=2026-11-18&byMonth=true");
        bars[0].GetProperty("measured").GetDecimal().ShouldBe(293m);
        foreach (var path in new[] { "/api/amounts/export?year=2026&format=csv", $"/api/amounts/series/export?factor=a34013&outletId={scene.OutletId}&from=2026-11-01&to=2026-11-30&format=csv" })
            (await engineer.GetStringAsync(path)).ShouldContain("293");
        using var stranger = await host.As(Role.MonitoringEngineer, "420000");
        (await stranger.GetAsync($"/api/amounts/hours?outletId={scene.OutletId}&factor=a34013&day=2026-11-18")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await stranger.GetFromJsonAsync<JsonElement>("/api/amounts?year=2026")).GetProperty("total").GetInt32().ShouldBe(0);
    }

    [Fact]
    public async Task Water_is_filled_from_the_period_before_as_long_as_the_gap_and_a_wrong_total_is_pointed_out()
    {
        var scene = await SupervisionScene.SewagePlant(host);
        host.Clock.SetBeijing(2026, 11, 18, 23);
        for (var hour = 0; hour < 24; hour++)
            if (hour is not (10 or 11)) scene.Hour(hour, hour == 3 ? "w01018:Avg=40,Cou=9;w00000:Avg=10,Cou=36" : hour == 9 ? "w01018:Avg=60,Cou=2.16;w00000:Avg=10,Cou=36" : "w01018:Avg=40,Cou=1.44;w00000:Avg=10,Cou=36");
        host.Clock.SetBeijing(2026, 11, 19, 3);
        await scene.Run<CloseAmounts>();
        using var engineer = await host.As(Role.MonitoringEngineer, "611002");
        var row = await Row(engineer, scene, "w01018");
        row.GetProperty("measured").GetDecimal().ShouldBe(20 * 1.44m + 2.16m + 9m);
        row.GetProperty("differing").GetInt32().ShouldBe(1);
        // Mean of 8 and 9 o'clock is 50 mg/L, mean of the flow 36 m³: 1.8 kg each.
        row.GetProperty("substituted").GetDecimal().ShouldBe(3.6m);
        row.GetProperty("permitTonnes").ValueKind.ShouldBe(JsonValueKind.Null);
        (await Hours(engineer, scene, "w01018")).GetProperty("lines")[10].GetProperty("because").GetString()!.ShouldContain("缺失2小时");
        foreach (var level in new[] { "enterprise", "county", "city" })
            (await engineer.GetFromJsonAsync<JsonElement>($"/api/amounts?year=2026&level={level}&factor=w01018")).GetProperty("items").EnumerateArray().ShouldContain(each => each.GetProperty("substituted").GetDecimal() >= 3.6m);
    }
}

public sealed class AmountsOnSqlite(SqliteHost host) : AmountTests(host), IClassFixture<SqliteHost>;

public sealed class AmountsOnPostgres(PostgresHost host) : AmountTests(host), IClassFixture<PostgresHost>;
