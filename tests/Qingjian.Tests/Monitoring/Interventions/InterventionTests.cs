using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Qingjian.Platform.Access;
using Qingjian.Tests.Fixtures;
using Qingjian.Tests.Monitoring.Supervision;
using Shouldly;
using Xunit;

namespace Qingjian.Tests.Monitoring.Interventions;

/// <summary>Every hand on data is a trace with person, reason, before and after, and none can be edited.</summary>
public abstract class InterventionTests(HostFixture host)
{
    private static async Task<List<JsonElement>> Traces(HttpClient client, SupervisionScene scene, string more = "") =>
        [.. (await client.GetFromJsonAsync<JsonElement>($"/api/interventions?enterpriseId={scene.EnterpriseId}&size=200{more}")).GetProperty("items").EnumerateArray()];

    private static string Text(JsonElement trace, string name) => trace.GetProperty(name).GetString()!;

    [Fact]
    public async Task A_review_that_takes_an_exceedance_out_is_a_trace_of_high_risk_with_before_after_and_proof()
    {
        var scene = await SupervisionScene.Kiln(host);
        scene.Dust(8, 35.2m);
        await scene.Judge();
        using var officer = await scene.Officer();
        foreach (var (valid, reason) in new[] { (false, "当时正在通标准气，数值不代表排放"), (true, "复核质控记录，通气在9时") })
            (await officer.PostAsJsonAsync("/api/verdicts/review", new { outletId = scene.OutletId, factor = "a34013", day = "2026-11-18", hours = new[] { 8 }, valid, reason })).StatusCode.ShouldBe(HttpStatusCode.OK);
        await host.TellFacts();

        var traces = (await Traces(officer, scene, "&kind=review&sort=at")).ToList();
        traces.Count.ShouldBe(2);
        (Text(traces[0], "risk"), Text(traces[0], "person"), Text(traces[0], "before"), Text(traces[0], "after")).ShouldBe(("high", "监管科员", "判定为超标", "认定无效"));
        Text(traces[0], "reason").ShouldContain("标准气");
        Text(traces[1], "before").ShouldContain("人工审核无效");
        var proof = await officer.GetFromJsonAsync<JsonElement>($"/api/evidence?objectType={Text(traces[0], "objectType")}&objectId={Text(traces[0], "objectId")}");
        proof.GetProperty("total").GetInt32().ShouldBeGreaterThanOrEqualTo(2);
    }

    [Fact]
    public async Task A_value_sent_again_and_a_flag_sent_again_show_what_stood_before()
    {
        var scene = await SupervisionScene.Kiln(host);
        scene.Dust(6, 35.2m, qn: 7_000_001);
        scene.Dust(7, 22m, qn: 7_000_002);
        await scene.Judge();
        scene.Dust(6, 25m, qn: 7_100_001);
        scene.Dust(7, 22m, flag: 'M', qn: 7_100_002);
        await scene.Judge();
        using var officer = await scene.Officer();
        var changed = (await Traces(officer, scene, "&kind=revision")).Single();
        (Text(changed, "risk"), Text(changed, "person")).ShouldBe(("high", $"数采仪{scene.Mn}"));
        Text(changed, "before").ShouldContain("35.2（N）");
        Text(changed, "after").ShouldContain("25（N）");
        var flagged = (await Traces(officer, scene, "&kind=flag")).Single();
        (Text(flagged, "risk"), Text(flagged, "before").Contains("（N）", StringComparison.Ordinal), Text(flagged, "after").Contains("（M）", StringComparison.Ordinal)).ShouldBe(("medium", true, true));
    }

    [Fact]
    public async Task Marks_orders_and_settings_are_listed_by_risk_and_filtered_and_exported()
    {
        var scene = await SupervisionScene.Kiln(host);
        scene.Dust(8, 35.2m);
        await scene.Judge();
        using var enterprise = await scene.Enterprise();
        await scene.Answer(enterprise, new[] { new { kind = "calibration", from = "2026-11-18T08:00:00+08:00", to = "2026-11-18T09:00:00+08:00", note = "标准气校准" } });
        using var officer = await scene.Officer();
        (await scene.Check(officer, "accept", acceptMarks: true)).StatusCode.ShouldBe(HttpStatusCode.OK);
        await host.TellFacts();
        var page = await officer.GetFromJsonAsync<JsonElement>($"/api/interventions?enterpriseId={scene.EnterpriseId}&size=50");
        var traces = page.GetProperty("items").EnumerateArray().ToList();
        traces.Select(trace => Text(trace, "kind")).ShouldContain("mark");
        traces.ShouldAllBe(trace => Text(trace, "before").Length > 0 && Text(trace, "after").Length > 0 && Text(trace, "person").Length > 0);
        var risks = traces.Select(trace => Array.IndexOf(["high", "medium", "low"], Text(trace, "risk"))).ToList();
        risks.ShouldBe(risks.Order().ToList());
        (await officer.GetAsync($"/api/interventions/export?enterpriseId={scene.EnterpriseId}&columns=what,before,after,reason")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Foreign_areas_and_enterprises_see_no_traces_and_nobody_can_change_one()
    {
        var scene = await SupervisionScene.Kiln(host);
        scene.Dust(6, 35.2m, qn: 8_000_001);
        await scene.Judge();
        scene.Dust(6, 25m, qn: 8_100_001);
        using var officer = await scene.Officer();
        var trace = (await Traces(officer, scene)).First();
        using var foreign = await scene.Officer("611021");
        (await Traces(foreign, scene)).ShouldBeEmpty();
        using var enterprise = await scene.Enterprise();
        (await enterprise.GetAsync("/api/interventions")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        foreach (var method in new[] { HttpMethod.Put, HttpMethod.Delete, HttpMethod.Post, HttpMethod.Patch })
        {
            using var request = new HttpRequestMessage(method, $"/api/interventions/{Text(trace, "id")}");
            (await officer.SendAsync(request)).IsSuccessStatusCode.ShouldBeFalse();
        }
        using var auditor = await host.As(Role.AuditAdministrator);
        (await auditor.GetAsync("/api/interventions")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }
}

public sealed class InterventionsOnSqlite(SqliteHost host) : InterventionTests(host), IClassFixture<SqliteHost>;

public sealed class InterventionsOnPostgres(PostgresHost host) : InterventionTests(host), IClassFixture<PostgresHost>;
