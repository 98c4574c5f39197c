using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Qingjian.Monitoring;
using Qingjian.Monitoring.Amounts;
using Qingjian.Monitoring.Ledgers;
using Qingjian.Platform.Access;
using Qingjian.Platform.Secrets;
using Qingjian.Platform.Storage;
using Qingjian.Registry;
using Qingjian.Registry.Contract;
using Qingjian.Tests.Fixtures;
using Qingjian.Tests.Monitoring.Supervision;
using Qingjian.Vocabulary;
using Shouldly;
using Xunit;
using Monitor = Qingjian.Registry.Sources.Monitor;

namespace Qingjian.Tests.Monitoring.Ledgers;

/// <summary>From a ledger row or a measured inlet to the balance (P19), its finding, and what a correction leaves behind.</summary>
public abstract class LedgerTests(HostFixture host)
{
    private static object Coal(SupervisionScene scene, decimal efficiency, string day = "2026-11-18", decimal coal = 500m) => new { outletId = scene.OutletId, day, coalTonnes = coal, sulfurPercent = 0.8m, efficiencyPercent = efficiency, note = "皮带秤" };

    private static async Task<JsonElement> Read(HttpClient client, string path) => await client.GetFromJsonAsync<JsonElement>(path);

    private static async Task<string?> Code(HttpResponseMessage answer) => (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("code").GetString();

    private static async Task<JsonElement> Row(HttpClient client, SupervisionScene scene) => (await Read(client, $"/api/ledgers?outletId={scene.OutletId}")).GetProperty("items").EnumerateArray().Single();

    private static async Task<(string? State, string Say)> Balance(HttpClient client, SupervisionScene scene)
    {
        var row = (await Read(client, $"/api/balances?outletId={scene.OutletId}")).GetProperty("items").EnumerateArray().Single();
        return (row.GetProperty("state").GetString(), row.GetProperty("say").GetString()!);
    }

    private static async Task<List<string>> Findings(HttpClient officer, SupervisionScene scene, string state = "standing") =>
        [.. (await Read(officer, $"/api/findings?outletId={scene.OutletId}&code=P19&state={state}&sort=code&size=50")).GetProperty("items").EnumerateArray().Select(row => row.GetProperty("say").GetString()!).Order(StringComparer.Ordinal)];

    // Other tests of the class have moved on in time.
    private async Task<SupervisionScene> Begin(Task<SupervisionScene> scene)
    {
        var begun = await scene;
        await host.InScope(async services => { await services.GetRequiredService<MonitoringDb>().MoveTo(RunBalances.Ran, 0, default); return true; });
        return begun;
    }

    private async Task Run(SupervisionScene scene, bool amounts = false)
    {
        if (amounts) await scene.Run<CloseAmounts>();
        await scene.Run<RunBalances>();
        host.Clock.Advance(TimeSpan.FromMinutes(15));
    }

    [Fact]
    public async Task A_coal_ledger_is_held_against_the_amount_and_again_after_a_correction_and_late_data()
    {
        var scene = await Begin(SupervisionScene.Kiln(host));
        using var enterprise = await scene.Enterprise();
        using var officer = await scene.Officer();
        for (var hour = 0; hour < 24; hour++) scene.Hour(hour, "a34013:Avg=10,ZsAvg=10;a21026:Avg=20,ZsAvg=20,Cou=10;a19001:Avg=10");
        (await Code(await enterprise.PostAsJsonAsync("/api/ledgers", Coal(scene, 96m)))).ShouldBe("ledger-day");
        host.Clock.SetBeijing(2026, 11, 19, 1);
        (await Code(await enterprise.PostAsJsonAsync("/api/ledgers", Coal(scene, 100m)))).ShouldBe("ledger-efficiency");
        (await Code(await enterprise.PostAsJsonAsync("/api/ledgers", new { outletId = scene.OutletId, day = "2026-11-18", waterIn = 5m }))).ShouldBe("ledger-medium");
        (await officer.PostAsJsonAsync("/api/ledgers", Coal(scene, 96m))).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await enterprise.PostAsJsonAsync("/api/ledgers", Coal(scene, 96m))).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await Code(await enterprise.PostAsJsonAsync("/api/ledgers", Coal(scene, 96m)))).ShouldBe("ledger-twice");
        await Run(scene);
        (await Balance(officer, scene)).ShouldBe(("unknown", "未能衡算：当日没有二氧化硫排放量的统计"));

        host.Clock.SetBeijing(2026, 11, 19, 3);
        await Run(scene, amounts: true);
        (await Balance(officer, scene)).ShouldBe(("agrees", "燃煤500000千克 × 全硫0.8% × 2 ×（1 − 脱硫96%）= 应排二氧化硫320千克；排放量240千克，是应排的0.75倍，相符范围为0.2至1.5倍"));
        (await Findings(officer, scene)).ShouldBeEmpty();

        async Task<HttpResponseMessage> Correct(decimal efficiency, string reason)
        {
            var row = await Row(enterprise, scene);
            return await enterprise.PostAsJsonAsync($"/api/ledgers/{row.GetProperty("id").GetString()}/correct", new { version = row.GetProperty("version").GetInt64(), reason, coalTonnes = 500m, sulfurPercent = 0.8m, efficiencyPercent = efficiency });
        }
        (await Code(await Correct(60m, "短"))).ShouldBe("reason-missing");
        (await Code(await Correct(96m, "数值没有变化"))).ShouldBe("ledger-same");
        (await Correct(60m, "脱硫塔一台循环泵停运")).StatusCode.ShouldBe(HttpStatusCode.OK);
        await Run(scene);
        (await Findings(officer, scene)).ShouldBe(["二氧化硫排放量240千克，按燃煤和脱硫效率应约为3200千克"]);
        (await Row(officer, scene)).GetProperty("balance").GetString().ShouldBe("differs");
        var self = await Read(enterprise, $"/api/checks/self?outletId={scene.OutletId}&from=2026-11-18&to=2026-11-18");
        self.GetProperty("lines").EnumerateArray().Select(line => line.GetProperty("code").GetString()).ShouldContain("P19");

        (await Correct(96m, "循环泵停运记录核对有误")).StatusCode.ShouldBe(HttpStatusCode.OK);
        await Run(scene);
        (await Findings(officer, scene)).ShouldBeEmpty();
        (await Findings(officer, scene, "gone")).Count.ShouldBe(1);

        host.Clock.SetBeijing(2026, 11, 19, 9);
        scene.Hour(5, "a34013:Avg=10,ZsAvg=10;a21026:Avg=20,ZsAvg=20,Cou=400;a19001:Avg=10");
        await Run(scene, amounts: true);
        await Run(scene);
        (await Findings(officer, scene)).ShouldBe(["二氧化硫排放量630千克，按燃煤和脱硫效率应约为320千克"]);

        var history = await Read(officer, $"/api/ledgers/history?outletId={scene.OutletId}&day=2026-11-18");
        history.GetProperty("lines").EnumerateArray().Select(line => (line.GetProperty("reason").GetString(), line.GetProperty("supersededAt").ValueKind == JsonValueKind.Null)).ShouldBe([("循环泵停运记录核对有误", true), ("脱硫塔一台循环泵停运", false), (null, false)]);
        history.GetProperty("balances").EnumerateArray().Select(each => each.GetProperty("state").GetString()).ShouldBe(["differs", "agrees", "differs", "agrees", "unknown"]);

        // Made to fit after it had not balanced: high risk.
        var traces = (await Read(officer, $"/api/interventions?outletId={scene.OutletId}&kind=ledger&sort=at")).GetProperty("items").EnumerateArray().ToList();
        traces.Select(trace => trace.GetProperty("risk").GetString()).ShouldBe(["medium", "high"]);
        (traces[1].GetProperty("before").GetString(), traces[1].GetProperty("after").GetString(), traces[1].GetProperty("reason").GetString()).ShouldBe(("燃煤量500 t，全硫分0.8%，脱硫效率60%", "燃煤量500 t，全硫分0.8%，脱硫效率96%", "循环泵停运记录核对有误"));

        (await officer.GetStringAsync($"/api/ledgers/export?outletId={scene.OutletId}&format=csv")).ShouldContain("不符");
        (await officer.GetStringAsync($"/api/balances/export?outletId={scene.OutletId}&format=csv")).ShouldContain("630");
        using var stranger = await host.As(Role.SupervisionOfficer, "420000");
        (await Read(stranger, $"/api/ledgers?outletId={scene.OutletId}")).GetProperty("total").GetInt32().ShouldBe(0);
        (await Read(stranger, $"/api/ledgers/history?outletId={scene.OutletId}&day=2026-11-18")).GetProperty("lines").GetArrayLength().ShouldBe(0);
    }

    [Fact]
    public async Task A_measured_inlet_goes_before_the_ledger_and_its_late_data_are_balanced_again()
    {
        var scene = await Begin(SupervisionScene.SewagePlant(host));
        using var enterprise = await scene.Enterprise();
        using var officer = await scene.Officer();
        var inlet = await Inlet(scene);
        for (var hour = 0; hour < 24; hour++) scene.Hour(hour, "w01018:Avg=30;w00000:Avg=50,Cou=180");
        host.Clock.SetBeijing(2026, 11, 19, 3);
        (await Code(await enterprise.PostAsJsonAsync("/api/ledgers", new { outletId = scene.OutletId, day = "2026-11-18" }))).ShouldBe("ledger-empty");
        (await enterprise.PostAsJsonAsync("/api/ledgers", new { outletId = scene.OutletId, day = "2026-11-18", waterIn = 3000m, demandIn = 25m })).StatusCode.ShouldBe(HttpStatusCode.OK);
        await Run(scene, amounts: true);
        (await Findings(officer, scene)).ShouldBe(["出水化学需氧量30高于进水25（台账填报）", "出水量4320立方米，超过进水量3000立方米（台账填报）的1.3倍"]);

        object Named(string? mn) => new { outletId = scene.OutletId, fromOn = "2026-11-10", mn, note = "进水井" };
        (await enterprise.PostAsJsonAsync("/api/ledgers/inlets", Named(inlet.Mn))).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await Code(await officer.PostAsJsonAsync("/api/ledgers/inlets", Named(scene.Mn)))).ShouldBe("inlet-own");
        (await Code(await officer.PostAsJsonAsync("/api/ledgers/inlets", Named("NOBODY")))).ShouldBe("inlet-logger");
        (await Read(officer, $"/api/ledgers/inlets?outletId={scene.OutletId}")).GetProperty("loggers").EnumerateArray().Single().GetProperty("mn").GetString().ShouldBe(inlet.Mn);
        (await officer.PostAsJsonAsync("/api/ledgers/inlets", Named(inlet.Mn))).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        await Run(scene);
        (await Balance(officer, scene)).Say.ShouldContain("台账填报，进水口监测有效数据只有0小时");
        (await Findings(officer, scene)).Count.ShouldBe(2);

        for (var hour = 0; hour < 24; hour++) inlet.Hour(hour, string.Create(CultureInfo.InvariantCulture, $"w01018:Avg={(hour < 12 ? 300 : 200)};w00000:Avg=49,Cou={(hour < 12 ? 100 : 260)}"));
        await Run(scene);
        (await Findings(officer, scene)).ShouldBeEmpty();
        // (300 × 100 + 200 × 260) ÷ 360.
        (await Balance(officer, scene)).ShouldBe(("agrees", "进水化学需氧量227.8 mg/L（进水口监测，有效24小时），出水30 mg/L，出水不应高于进水。进水4320立方米（进水口监测，同为有效的24小时），出水4320立方米，是进水的1倍，不应超过1.3倍"));

        for (var hour = 12; hour < 24; hour++) inlet.Hour(hour, "w01018:Avg=200;w00000:Avg=49,Cou=100");
        await Run(scene);
        (await Findings(officer, scene)).ShouldBe(["出水量4320立方米，超过进水量2400立方米（进水口监测，同为有效的24小时）的1.3倍"]);

        (await officer.PostAsJsonAsync("/api/ledgers/inlets", Named(null))).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        await Run(scene);
        (await Findings(officer, scene)).Count.ShouldBe(2);
    }

    private async Task<SupervisionScene> Inlet(SupervisionScene scene)
    {
        var mn = NewId.Make()[..24].ToUpperInvariant();
        await host.InScope(async services =>
        {
            var db = services.GetRequiredService<RegistryDb>();
            db.Add(new Monitor { Id = NewId.Make(), EnterpriseId = scene.EnterpriseId, Division = "611002", Mn = mn, Name = "进水口数采仪", SealedPassword = services.GetRequiredService<SecretBox>().Seal("123456"), Medium = Medium.Water, SystemType = "32" });
            await db.Commit(new Act("test.inlet", "monitor", mn, "进水口"), default);
            await services.GetRequiredService<IStations>().Reload(default);
            return true;
        });
        return new SupervisionScene { Host = host, EnterpriseId = scene.EnterpriseId, OutletId = scene.OutletId, Mn = mn };
    }
}

public sealed class LedgersOnSqlite(SqliteHost host) : LedgerTests(host), IClassFixture<SqliteHost>;

public sealed class LedgersOnPostgres(PostgresHost host) : LedgerTests(host), IClassFixture<PostgresHost>;
