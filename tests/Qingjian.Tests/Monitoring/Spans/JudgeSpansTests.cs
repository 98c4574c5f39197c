using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Qingjian.Monitoring.Amounts;
using Qingjian.Monitoring.Exceedance;
using Qingjian.Monitoring.Meters;
using Qingjian.Monitoring.Meters.Controls;
using Qingjian.Monitoring.Spans;
using Qingjian.Platform.Access;
using Qingjian.Platform.Storage;
using Qingjian.Registry;
using Qingjian.Tests.Fixtures;
using Qingjian.Tests.Monitoring.Meters;
using Qingjian.Tests.Monitoring.Supervision;
using Shouldly;
using Xunit;
using PeriodKind = Qingjian.Monitoring.Contract.PeriodKind;

namespace Qingjian.Tests.Monitoring.Spans;

/// <summary>Verdicts on spans of days: judged when days close, kept with their working, replayed, superseded by late data, ordered.</summary>
public abstract class JudgeSpansTests(HostFixture host)
{
    private static async Task<List<JsonElement>> Verdicts(HttpClient client, SupervisionScene scene, bool superseded = false) =>
        [.. (await client.GetFromJsonAsync<JsonElement>($"/api/verdicts?outletId={scene.OutletId}&superseded={superseded}&size=200")).GetProperty("items").EnumerateArray().Where(row => row.GetProperty("factor").GetString()!.Contains(':'))];

    private static string[] Reasons(IEnumerable<JsonElement> rows) => [.. rows.Select(row => $"{row.GetProperty("startAt").GetDateTimeOffset().ToOffset(TimeSpan.FromHours(8)):dd} {row.GetProperty("factor").GetString()} {row.GetProperty("reason").GetString()}").Order(StringComparer.Ordinal)];

    private static async Task<string[]> Triggers(HttpClient client, SupervisionScene scene) => [.. (await scene.Orders(client)).GetProperty("items").EnumerateArray().Select(order => order.GetProperty("title").GetString()!).Order(StringComparer.Ordinal)];

    private async Task Close(SupervisionScene scene)
    {
        await scene.Judge();
        await scene.Run<CloseDays>();
        await scene.Run<JudgeSpans>();
    }

    private static void Cod(SupervisionScene scene, int day, int value, long? qn = null) => Cod(scene, 11, day, value, qn);

    private static void Cod(SupervisionScene scene, int month, int day, int value, long? qn = null)
    {
        for (var hour = 0; hour < 24; hour++) scene.Store(PeriodKind.Hour, new DateTime(2026, month, day, hour, 0, 0), $"w01018:Avg={value},Cou=1;w00000:Avg=10,Cou=36", qn: qn);
    }

    [Fact]
    public async Task Three_days_of_exceedance_are_a_verdict_with_why_replay_and_order_and_late_data_take_it_back()
    {
        var scene = await SupervisionScene.SewagePlant(host);
        using var officer = await host.As(Role.MonitoringEngineer, "611002", name: "工程师");
        foreach (var day in new[] { 20, 21, 22 })
        {
            host.Clock.SetBeijing(2026, 11, day, 23, 55);
            Cod(scene, day, 80);
        }
        host.Clock.SetBeijing(2026, 11, 23, 2);
        await Close(scene);
        await scene.Run<JudgeSpans>();
        var rows = await Verdicts(officer, scene);
        Reasons(rows).ShouldBe(["22 w01018:days-30 persistent", "22 w01018:days-7 persistent"]);
        (await Triggers(officer, scene)).Count(title => title.Contains("多次超标")).ShouldBe(2);

        var file = await officer.GetFromJsonAsync<JsonElement>($"/api/verdicts/{rows.Single(row => row.GetProperty("factor").GetString() == "w01018:days-30").GetProperty("id").GetString()}");
        var why = file.GetProperty("why");
        (file.GetProperty("reasonWord").GetString(), file.GetProperty("orderNumber").ValueKind, why.GetProperty("lines").GetArrayLength()).ShouldBe(("多次超标", JsonValueKind.String, 5));
        why.GetProperty("title").GetString()!.ShouldEndWith("化学需氧量多次超标（2026年11月22日）");
        why.GetProperty("rules")[0].GetProperty("trust").GetString().ShouldBe("memory");
        why.GetProperty("notes")[0].GetString().ShouldBe("已按数据当日施行的规则重新计算，与存储的判定逐字节一致。");
        var again = await (await officer.PostAsJsonAsync("/api/verdicts/rejudge", new { outletId = scene.OutletId, day = "2026-11-22" })).Content.ReadFromJsonAsync<JsonElement>();
        (again.GetProperty("same").GetBoolean(), again.GetProperty("lines").EnumerateArray().Count(line => line.GetProperty("factor").GetString()!.Contains(':'))).ShouldBe((true, 2));

        Cod(scene, 21, 30, qn: 20_261_123_090_000_000);
        await Close(scene);
        (await Verdicts(officer, scene)).ShouldBeEmpty();
        (await Verdicts(officer, scene, superseded: true)).Count.ShouldBe(2);
    }

    [Fact]
    public async Task Data_of_months_ago_that_come_or_are_corrected_now_judge_the_spans_that_hang_on_them_and_no_others()
    {
        var scene = await SupervisionScene.SewagePlant(host);
        var other = await SupervisionScene.SewagePlant(host);
        using var officer = await host.As(Role.MonitoringEngineer, "611002", name: "工程师");
        host.Clock.SetBeijing(2026, 11, 23, 2);
        foreach (var (each, day) in new[] { (scene, 1), (scene, 2), (other, 1), (other, 2) }) Cod(each, 8, day, 80);
        await Close(scene);
        (await Verdicts(officer, scene)).ShouldBeEmpty();

        // Nothing changed: nothing is judged, however often it runs.
        var kept = await Kept();
        await scene.Run<JudgeSpans>();
        (await Kept()).ShouldBe(kept);

        host.Clock.SetBeijing(2026, 11, 23, 5);
        Cod(scene, 8, 3, 80);
        await scene.Judge();
        await scene.Run<JudgeSpans>();
        Reasons(await Verdicts(officer, scene)).ShouldBe(["03 w01018:days-30 persistent", "03 w01018:days-7 persistent"]);
        (await Verdicts(officer, other)).ShouldBeEmpty();

        host.Clock.SetBeijing(2026, 11, 23, 9);
        Cod(scene, 8, 1, 30, qn: 20_261_123_090_000_001);
        await scene.Judge();
        await scene.Run<JudgeSpans>();
        (await Verdicts(officer, scene)).ShouldBeEmpty();
        (await Verdicts(officer, scene, superseded: true)).Count.ShouldBe(2);

        Task<int> Kept() => host.InScope(services => services.GetRequiredService<Qingjian.Monitoring.MonitoringDb>().Verdicts.CountAsync(verdict => verdict.Reason == "persistent"));
    }

    [Fact]
    public async Task A_year_that_passes_its_permit_is_warned_of_once_and_judged_once()
    {
        var scene = await SupervisionScene.Kiln(host);
        using var officer = await host.As(Role.MonitoringEngineer, "611002", name: "工程师");
        await host.InScope(async services =>
        {
            var db = services.GetRequiredService<RegistryDb>();
            (await db.Factors.SingleAsync(row => row.OutletId == scene.OutletId && row.Code == "a34013")).YearlyTonnes = 1m;
            await db.Commit(new Act("test.permit", "outlet", scene.OutletId, "许可年排放量"), default);
            return true;
        });
        // 24 hours of 15, 20 and 10 kg: 360, 840, 1080 kg.
        foreach (var (day, amount) in new[] { (16, 15), (17, 20), (18, 10) })
        {
            host.Clock.SetBeijing(2026, 11, day, 23, 55);
            for (var hour = 0; hour < 24; hour++) scene.Hour(hour, $"a34013:Avg=20,ZsAvg=20,Cou={amount};a21026:Avg=20,ZsAvg=20;a19001:Avg=10", day);
        }
        host.Clock.SetBeijing(2026, 11, 19, 3);
        await scene.Run<CloseAmounts>();
        await Close(scene);
        await scene.Run<JudgeSpans>();
        var rows = await Verdicts(officer, scene);
        Reasons(rows).ShouldBe(["17 a34013:total total-warning", "18 a34013:total total-exceeded"]);
        rows.Single(row => row.GetProperty("reason").GetString() == "total-exceeded").GetProperty("sentence").GetString()
            .ShouldBe("2026年11月18日，烟尘本年累计排放1080千克，为许可年排放量1吨的108%，超过许可排放量。");
        // A warning has no row in the supervision rules of that day; the verdict has.
        (await Triggers(officer, scene)).ShouldBe(["排放量超过许可"]);
        (await officer.GetFromJsonAsync<JsonElement>($"/api/verdicts/{rows[0].GetProperty("id").GetString()}/why")).GetProperty("notes")[0].GetString()!.ShouldContain("逐字节一致");
    }

    [Fact]
    public async Task Production_on_a_day_of_an_ordered_stop_is_a_verdict_and_one_order_a_day()
    {
        var plant = await MeterScene.Set(host);
        var scene = plant.Scene;
        var first = new DateTime(2026, 11, 1);
        plant.Power(first, first.AddDays(15), 900, 150, minutes: 15);
        plant.Power(first.AddDays(15), first.AddDays(16), 10, 0, minutes: 15);
        plant.Power(first.AddDays(16), first.AddDays(17), 900, 150, minutes: 15);
        host.Clock.SetBeijing(2026, 11, 18, 3);
        await host.InScope(async services =>
        {
            var db = services.GetRequiredService<Qingjian.Monitoring.MonitoringDb>();
            // The meter is new only by the clock of the test: it looks back as far as for one just registered.
            await db.Set<MeterPoint>().Where(meter => meter.Id == plant.Mill || meter.Id == plant.Fan).ExecuteUpdateAsync(set => set.SetProperty(meter => meter.CreatedAt, host.Clock.GetUtcNow()));
            return true;
        });
        await scene.Run<WatchMeters>();
        await MeterScene.Made(await plant.Officer.PostAsJsonAsync("/api/control-orders", new
        {
            kind = "heavyPollution",
            level = "orange",
            measure = "stop",
            fromAt = "2026-11-16T00:00:00+08:00",
            toAt = "2026-11-18T00:00:00+08:00",
            areas = Array.Empty<string>(),
            enterpriseIds = new[] { scene.EnterpriseId },
            basis = "演示市重污染天气橙色预警通知",
        }));
        await scene.Run<AssessOrders>();
        await Close(scene);
        using var officer = await host.As(Role.MonitoringEngineer, "611002", name: "工程师");
        var row = (await Verdicts(officer, scene)).Single();
        (row.GetProperty("reason").GetString(), row.GetProperty("value").GetDecimal(), row.GetProperty("startAt").GetDateTimeOffset().ToOffset(TimeSpan.FromHours(8)).Day).ShouldBe(("work-in-stop", 21600m, 17));
        (await Triggers(officer, scene)).ShouldBe(["停产、限产期间生产"]);
    }
}

public sealed class JudgeSpansOnSqlite(SqliteHost host) : JudgeSpansTests(host), IClassFixture<SqliteHost>;

public sealed class JudgeSpansOnPostgres(PostgresHost host) : JudgeSpansTests(host), IClassFixture<PostgresHost>;
