using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Qingjian.Monitoring.Means;
using Qingjian.Platform.Access;
using Qingjian.Tests.Fixtures;
using Qingjian.Tests.Monitoring.Supervision;
using Shouldly;
using Xunit;
using PeriodKind = Qingjian.Monitoring.Contract.PeriodKind;

namespace Qingjian.Tests.Monitoring.Means;

/// <summary>Means that the house works out beside the sent ones, kept apart and kept when they change.</summary>
public abstract class MeansTests(HostFixture host)
{
    private static async Task<List<JsonElement>> Points(HttpClient client, SupervisionScene scene, string kind, string factor)
    {
        var answer = await client.GetAsync($"/api/means?outlet={scene.OutletId}&kind={kind}&from=2026-11-18T00:00:00%2B08:00&to=2026-11-19T00:00:00%2B08:00");
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, await answer.Content.ReadAsStringAsync());
        return [.. (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("factors").EnumerateArray().Single(each => each.GetProperty("code").GetString() == factor).GetProperty("points").EnumerateArray()];
    }

    private static decimal? Number(JsonElement point, string name) => point.GetProperty(name).ValueKind == JsonValueKind.Null ? null : point.GetProperty(name).GetDecimal();

    // Six ten-minute values of an hour, dust from 20 on by one.
    private static void Minutes(SupervisionScene scene, int hour, int count = 6, char flag = 'N')
    {
        for (var n = 0; n < count; n++) scene.Store(PeriodKind.Minute, new DateTime(2026, 11, 18, hour, n * 10, 0), string.Create(CultureInfo.InvariantCulture, $"a34013:Avg={20 + n},ZsAvg={30 + n};a19001:Avg=10"), flag);
    }

    [Fact]
    public async Task A_gas_hour_is_worked_out_from_minutes_beside_the_sent_one_and_a_missing_one_stays_missing_for_judgement()
    {
        var scene = await SupervisionScene.Kiln(host);
        Minutes(scene, 8);
        scene.Dust(8, 40m);
        Minutes(scene, 9);
        Minutes(scene, 10, count: 4);
        using var engineer = await host.As(Role.MonitoringEngineer, "611002");
        var hours = await Points(engineer, scene, "hour", "a34013");
        hours.Select(point => (Number(point, "value"), Number(point, "converted"), point.GetProperty("count").GetInt32(), point.GetProperty("valid").GetBoolean(), Number(point, "sent"), point.GetProperty("differs").GetBoolean())).ShouldBe(
        [
            (22.5m, 32.5m, 60, true, 40m, true),
            (22.5m, 32.5m, 60, true, null, false),
            (21.5m, 31.5m, 40, false, null, false),
        ]);
        // What judges is what was sent: the hour of nine is no verdict.
        await scene.Judge();
        var verdicts = await engineer.GetFromJsonAsync<JsonElement>($"/api/verdicts?outletId={scene.OutletId}&size=100");
        verdicts.GetProperty("items").EnumerateArray().Where(row => row.GetProperty("factor").GetString() == "a34013" && row.GetProperty("period").GetString() == "hour")
            .Select(row => row.GetProperty("value").GetDecimal()).ShouldBe([40m]);
    }

    [Fact]
    public async Task An_absent_minute_is_worked_out_from_instants_when_three_quarters_of_those_due_are_there()
    {
        var scene = await SupervisionScene.Kiln(host);
        // One a minute is due: ten of ten, then seven of ten.
        for (var second = 0; second < 600; second += 60) scene.Store(PeriodKind.Realtime, new DateTime(2026, 11, 18, 8, 0, 0).AddSeconds(second), string.Create(CultureInfo.InvariantCulture, $"a34013:Rtd={20 + second / 60 % 2}"));
        for (var second = 600; second < 1020; second += 60) scene.Store(PeriodKind.Realtime, new DateTime(2026, 11, 18, 8, 0, 0).AddSeconds(second), "a34013:Rtd=20");
        using var engineer = await host.As(Role.MonitoringEngineer, "611002");
        var minutes = await Points(engineer, scene, "minute", "a34013");
        minutes.Select(point => (Number(point, "value"), point.GetProperty("count").GetInt32(), point.GetProperty("needed").GetInt32(), point.GetProperty("valid").GetBoolean())).ShouldBe([(20.5m, 10, 8, true), (20m, 7, 8, false)]);
    }

    [Fact]
    public async Task A_water_day_is_weighted_by_flow_closed_once_and_counted_anew_for_late_data_with_the_earlier_result_kept()
    {
        var scene = await SupervisionScene.SewagePlant(host);
        host.Clock.SetBeijing(2026, 11, 18, 23);
        await scene.Run<CloseMeans>();
        for (var hour = 0; hour < 20; hour++) scene.Hour(hour, string.Create(CultureInfo.InvariantCulture, $"w01018:Avg={(hour < 10 ? 40 : 60)};w00000:Avg=10,Cou={(hour < 10 ? 100 : 50)}"));
        scene.Store(PeriodKind.Day, new DateTime(2026, 11, 18), "w01018:Avg=70");
        for (var n = 0; n < 6; n++) scene.Store(PeriodKind.Minute, new DateTime(2026, 11, 18, 20, n * 10, 0), "w01018:Avg=46;w00000:Cou=25");
        host.Clock.SetBeijing(2026, 11, 19, 3);
        await scene.Run<CloseMeans>();
        await scene.Run<CloseMeans>();
        using var engineer = await host.As(Role.MonitoringEngineer, "611002");
        var day = (await Points(engineer, scene, "day", "w01018")).ShouldHaveSingleItem();
        // (40·1000 + 60·500 + 46·150) ÷ 1650
        (Number(day, "value"), day.GetProperty("count").GetInt32(), day.GetProperty("madeHours").GetInt32(), Number(day, "sent"), day.GetProperty("differs").GetBoolean()).ShouldBe((46.6061m, 21, 1, 70m, true));

        scene.Hour(20, "w01018:Avg=90;w00000:Avg=10,Cou=100");
        await scene.Run<CloseMeans>();
        day = (await Points(engineer, scene, "day", "w01018")).ShouldHaveSingleItem();
        (Number(day, "value"), day.GetProperty("count").GetInt32(), day.GetProperty("madeHours").GetInt32()).ShouldBe((49.375m, 21, 0));
        var results = (await engineer.GetFromJsonAsync<JsonElement>($"/api/means/history?outlet={scene.OutletId}&factor=w01018&day=2026-11-18")).EnumerateArray().ToList();
        results.Select(each => (each.GetProperty("value").GetDecimal(), Kept: each.GetProperty("supersededAt").ValueKind != JsonValueKind.Null)).ShouldBe([(46.6061m, true), (49.375m, false)]);
        // The flow did not change its mean of hours but gained one: its own row moved too; nothing else was touched.
        using var stranger = await host.As(Role.MonitoringEngineer, "420000");
        (await stranger.GetFromJsonAsync<JsonElement>($"/api/means/history?outlet={scene.OutletId}&factor=w01018&day=2026-11-18")).GetArrayLength().ShouldBe(0);
        (await stranger.GetAsync($"/api/means?outlet={scene.OutletId}&kind=day&from=2026-11-18T00:00:00%2B08:00&to=2026-11-19T00:00:00%2B08:00")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Any_order_of_arrival_gives_the_same_means()
    {
        var results = new List<string>();
        foreach (var backwards in new[] { false, true })
        {
            var scene = await SupervisionScene.Kiln(host);
            var acts = new List<Action> { () => Minutes(scene, 8), () => scene.Dust(8, 40m), () => Minutes(scene, 9), () => scene.Dust(10, 33m), () => Minutes(scene, 10, flag: 'C') };
            if (backwards) acts.Reverse();
            acts.ForEach(act => act());
            using var engineer = await host.As(Role.MonitoringEngineer, "611002");
            results.Add(string.Join('\n', (await Points(engineer, scene, "hour", "a34013")).Select(point => point.GetRawText())) + string.Join('\n', (await Points(engineer, scene, "day", "a34013")).Select(point => point.GetRawText())));
        }
        results[1].ShouldBe(results[0]);
    }
}

public sealed class MeansOnSqlite(SqliteHost host) : MeansTests(host), IClassFixture<SqliteHost>;

public sealed class MeansOnPostgres(PostgresHost host) : MeansTests(host), IClassFixture<PostgresHost>;
