using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Qingjian.Monitoring.Amounts;
using Qingjian.Platform.Access;
using Qingjian.Tests.Fixtures;
using Qingjian.Tests.Monitoring.Supervision;
using Shouldly;
using Xunit;

namespace Qingjian.Tests.Monitoring.Amounts;

/// <summary>The state of a flow is a property of the outlet from a day on, and amounts follow it (M18).</summary>
public abstract class FlowBasisTests(HostFixture host)
{
    private static async Task<(decimal? Dust, decimal? Flow, string Word)> First(HttpClient client, SupervisionScene scene)
    {
        async Task<JsonElement> Hours(string factor) => await client.GetFromJsonAsync<JsonElement>($"/api/amounts/hours?outletId={scene.OutletId}&factor={factor}&day=2026-11-18");
        static decimal? Amount(JsonElement hours) => hours.GetProperty("lines")[8].GetProperty("amount") is { ValueKind: JsonValueKind.Number } amount ? Math.Round(amount.GetDecimal(), 4) : null;
        var dust = await Hours("a34013");
        return (Amount(dust), Amount(await Hours("a00000")), dust.GetProperty("flow").GetString()!);
    }

    [Fact]
    public async Task Actual_flow_is_converted_from_its_day_on_and_the_earlier_count_is_kept()
    {
        var scene = await SupervisionScene.Incinerator(host);
        host.Clock.SetBeijing(2026, 11, 18, 23);
        await scene.Run<CloseAmounts>();
        scene.Hour(8, "a34013:Avg=35.1,ZsAvg=35.1;a00000:Avg=80.6;a01012:Avg=52.3;a01013:Avg=-0.152;a01014:Avg=11.2;a19001:Avg=10");
        host.Clock.SetBeijing(2026, 11, 19, 3);
        await scene.Run<CloseAmounts>();
        using var officer = await scene.Officer();
        (await First(officer, scene)).ShouldBe((10.1846m, 290160m, "没有登记流量基准，按标准状态干基计"));

        object Basis(string state, decimal? pressure, string from = "2026-11-01") => new { outletId = scene.OutletId, fromOn = from, state, atmosphericPa = pressure, note = "验收报告" };
        (await Code(await officer.PostAsJsonAsync("/api/amounts/flow-basis", Basis("actual", 100.8m)))).ShouldBe("basis-pressure");
        (await Code(await officer.PostAsJsonAsync("/api/amounts/flow-basis", Basis("actual", null, "2009-01-01")))).ShouldBe("basis-day");
        host.Clock.Advance(TimeSpan.FromMinutes(10));
        (await officer.PostAsJsonAsync("/api/amounts/flow-basis", Basis("actual", 100_800m))).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        await scene.Run<CloseAmounts>();
        var (dust, flow, word) = await First(officer, scene);
        (dust, Math.Round(flow!.Value, 1)).ShouldBe((7.5392m, 214791.8m));
        word.ShouldBe("流量自2026-11-01起按工况（实际状态）湿基登记，已换算为标准状态干基");

        // Without a pressure the volume cannot be told: no amount by flow, rather than a wrong one.
        host.Clock.Advance(TimeSpan.FromMinutes(10));
        (await officer.PostAsJsonAsync("/api/amounts/flow-basis", Basis("actual", null))).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        await scene.Run<CloseAmounts>();
        (await First(officer, scene)).Dust.ShouldBeNull();
        (await officer.GetFromJsonAsync<JsonElement>($"/api/amounts/flow-basis?outletId={scene.OutletId}")).EnumerateArray().Select(line => line.GetProperty("supersededAt").ValueKind == JsonValueKind.Null).ShouldBe([true, false]);
        using var enterprise = await scene.Enterprise();
        (await enterprise.PostAsJsonAsync("/api/amounts/flow-basis", Basis("actual", null))).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    private static async Task<string?> Code(HttpResponseMessage answer) => (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("code").GetString();
}

public sealed class FlowBasisOnSqlite(SqliteHost host) : FlowBasisTests(host), IClassFixture<SqliteHost>;

public sealed class FlowBasisOnPostgres(PostgresHost host) : FlowBasisTests(host), IClassFixture<PostgresHost>;
