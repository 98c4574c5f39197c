using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Qingjian.Monitoring;
using Qingjian.Monitoring.Checks;
using Qingjian.Platform.Access;
using Qingjian.Tests.Fixtures;
using Qingjian.Tests.Monitoring.Supervision;
using Shouldly;
using Xunit;
using PeriodKind = Qingjian.Monitoring.Contract.PeriodKind;

namespace Qingjian.Tests.Monitoring.Checks;

/// <summary>From hours to findings, a clue with its evidence, and a finding set aside; and an enterprise that checks itself.</summary>
public abstract class CheckTests(HostFixture host)
{
    private static readonly DateOnly Day = new(2026, 11, 17);

    private async Task Look(SupervisionScene scene)
    {
        await host.InScope(async services =>
        {
            await services.GetRequiredService<CheckHours>().Check(new Dictionary<string, DateOnly> { [scene.OutletId] = Day }, Day, default);
            return true;
        });
        await host.TellFacts();
    }

    private static Task<JsonElement> Findings(HttpClient client, SupervisionScene scene, string more = "") => client.GetFromJsonAsync<JsonElement>($"/api/findings?outletId={scene.OutletId}&size=100{more}");

    private static List<string> Codes(JsonElement page) => [.. page.GetProperty("items").EnumerateArray().Select(each => each.GetProperty("code").GetString()!)];

    /// <summary>A day whose dust does not move, while the other gases do.</summary>
    private static void Flat(SupervisionScene scene, int day = 17, decimal dust = 20m)
    {
        for (var hour = 0; hour < 24; hour++)
            scene.Hour(hour, string.Create(CultureInfo.InvariantCulture, $"a34013:Avg={dust},ZsAvg={dust};a21026:Avg={20 + hour * 7 % 11},ZsAvg={20 + hour * 7 % 11};a19001:Avg={10 + hour % 5 * 0.1m}"), day);
    }

    [Fact]
    public async Task A_day_without_movement_is_found_weighed_and_given_to_enforcement_once_with_its_evidence()
    {
        var scene = await SupervisionScene.Kiln(host);
        Flat(scene);
        await Look(scene);
        await Look(scene);

        using var officer = await scene.Officer();
        var page = await Findings(officer, scene);
        Codes(page).Count(code => code == "P02").ShouldBe(1);
        var row = page.GetProperty("items").EnumerateArray().Single(each => each.GetProperty("code").GetString() == "P02");
        row.GetProperty("say").GetString()!.ShouldContain("连续24小时数值恒定");
        (row.GetProperty("severity").GetString(), row.GetProperty("score").GetDecimal(), row.GetProperty("weight").GetDecimal()).ShouldBe(("doubtful", 1m, 0.6m));

        var file = await officer.GetFromJsonAsync<JsonElement>($"/api/findings/{row.GetProperty("id").GetString()}");
        file.GetProperty("combined").GetDecimal().ShouldBeGreaterThanOrEqualTo(0.6m);
        file.GetProperty("thresholds").GetString()!.ShouldContain("废气小时数 6");
        file.GetProperty("clue").GetProperty("fileId").GetString().ShouldNotBeNull();

        using var lead = await host.As(Role.EnforcementLead);
        var clue = (await lead.GetFromJsonAsync<JsonElement>($"/api/clues?enterpriseId={scene.EnterpriseId}")).GetProperty("items").EnumerateArray().Single();
        clue.GetProperty("content").GetString()!.ShouldContain("这是线索，不是违法结论");
        var opened = await lead.GetFromJsonAsync<JsonElement>($"/api/clues/{clue.GetProperty("id").GetString()}");
        opened.GetRawText().ShouldContain("异常线索证据");
        (await lead.GetAsync($"/api/files/{file.GetProperty("clue").GetProperty("fileId").GetString()}")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_finding_is_set_aside_with_a_reason_taken_up_again_and_exported_and_each_leaves_its_trace()
    {
        var scene = await SupervisionScene.Kiln(host);
        Flat(scene);
        await Look(scene);
        using var officer = await scene.Officer();
        var row = (await Findings(officer, scene, "&code=P02")).GetProperty("items").EnumerateArray().Single();
        var id = row.GetProperty("id").GetString();
        var version = (await officer.GetFromJsonAsync<JsonElement>($"/api/findings/{id}")).GetProperty("version").GetInt64();

        (await Code(await officer.PostAsJsonAsync($"/api/findings/{id}/set-aside", new { version, reason = "短" }))).ShouldBe("reason-missing");
        (await Code(await officer.PostAsJsonAsync($"/api/findings/{id}/take-up", new { version, reason = "没有搁置过的发现" }))).ShouldBe("finding-standing");
        (await officer.PostAsJsonAsync($"/api/findings/{id}/set-aside", new { version, reason = "核对质控记录，分析仪当日检修，数值保持" })).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await officer.PostAsJsonAsync($"/api/findings/{id}/take-up", new { version, reason = "另一人用旧版本恢复" })).StatusCode.ShouldBe(HttpStatusCode.Conflict);
        var aside = await officer.GetFromJsonAsync<JsonElement>($"/api/findings/{id}");
        aside.GetProperty("setAsideReason").GetString()!.ShouldContain("质控记录");
        Codes(await Findings(officer, scene, "&state=standing")).ShouldNotContain("P02");
        Codes(await Findings(officer, scene, "&state=aside")).ShouldBe(["P02"]);

        // Looking again finds the same window: it stays set aside.
        await Look(scene);
        (await officer.GetFromJsonAsync<JsonElement>($"/api/findings/{id}")).GetProperty("setAsideAt").ValueKind.ShouldNotBe(JsonValueKind.Null);
        (await officer.PostAsJsonAsync($"/api/findings/{id}/take-up", new { version = aside.GetProperty("version").GetInt64(), reason = "补充材料表明检修在次日" })).StatusCode.ShouldBe(HttpStatusCode.OK);
        Codes(await Findings(officer, scene, "&state=standing")).ShouldContain("P02");
        (await officer.GetAsync($"/api/findings/export?outletId={scene.OutletId}&columns=enterpriseName,name,setAsideReason")).StatusCode.ShouldBe(HttpStatusCode.OK);

        using var reader = await host.As(Role.EnforcementOfficer, "611002");
        (await reader.PostAsJsonAsync($"/api/findings/{id}/set-aside", new { version = 9, reason = "没有这项职责的人" })).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task Neither_another_county_nor_the_enterprise_sees_findings()
    {
        var scene = await SupervisionScene.Kiln(host);
        Flat(scene);
        await Look(scene);
        using var officer = await scene.Officer();
        var id = (await Findings(officer, scene)).GetProperty("items")[0].GetProperty("id").GetString();
        using var foreign = await scene.Officer("611021");
        (await foreign.GetAsync($"/api/findings/{id}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await Findings(foreign, scene)).GetProperty("total").GetInt32().ShouldBe(0);
        using var enterprise = await scene.Enterprise();
        (await enterprise.GetAsync($"/api/findings/{id}")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task What_corrected_data_no_longer_show_is_kept_and_said_to_be_gone()
    {
        var scene = await SupervisionScene.Kiln(host);
        Flat(scene);
        await Look(scene);
        for (var hour = 0; hour < 24; hour++) scene.Hour(hour, string.Create(CultureInfo.InvariantCulture, $"a34013:Avg={10 + hour * 7 % 13},ZsAvg={10 + hour * 7 % 13}"), 17, qn: 5_000_000 + hour);
        await Look(scene);
        using var officer = await scene.Officer();
        Codes(await Findings(officer, scene, "&state=gone")).ShouldContain("P02");
        // And the change itself is found.
        Codes(await Findings(officer, scene, "&state=standing")).ShouldContain("D03");
    }

    [Fact]
    public async Task The_night_checks_the_day_that_ended_and_days_that_late_corrections_touched()
    {
        var scene = await SupervisionScene.Kiln(host);
        host.Clock.SetBeijing(2026, 11, 20, 10);
        await scene.Run<CheckHours>();
        Flat(scene, day: 20);
        host.Clock.SetBeijing(2026, 11, 21, 1);
        await scene.Run<CheckHours>();
        using var officer = await scene.Officer();
        (await Findings(officer, scene)).GetProperty("total").GetInt32().ShouldBe(0);
        host.Clock.SetBeijing(2026, 11, 21, 2);
        await scene.Run<CheckHours>();
        Codes(await Findings(officer, scene)).ShouldContain("P02");

        scene.Dust(8, 95m, day: 20, qn: 6_000_000);
        await scene.Run<CheckHours>();
        Codes(await Findings(officer, scene)).ShouldContain("D03");
    }

    [Fact]
    public async Task Minutes_that_do_not_move_for_an_hour_are_found_within_the_hour()
    {
        var scene = await SupervisionScene.Kiln(host);
        for (var minute = 0; minute < 60; minute += 10) scene.Store(PeriodKind.Minute, new DateTime(2026, 11, 18, 8, minute, 0), "a34013:Avg=20.5;a21026:Avg=" + (20 + minute).ToString(CultureInfo.InvariantCulture));
        host.Clock.SetBeijing(2026, 11, 18, 9);
        host.Clock.Advance(TimeSpan.FromMinutes(20));
        await host.InScope(async services => { await services.GetRequiredService<CheckMinutes>().Check(new DateTime(2026, 11, 18, 8, 0, 0), default); return true; });
        using var officer = await scene.Officer();
        (await Findings(officer, scene)).GetProperty("items").EnumerateArray().Single().GetProperty("say").GetString()!.ShouldContain("分钟值连续60分钟恒定");
    }

    [Fact]
    public async Task An_enterprise_checks_its_own_outlet_before_anybody_asks()
    {
        var scene = await SupervisionScene.Kiln(host);
        Flat(scene);
        using var enterprise = await scene.Enterprise();
        var answer = await enterprise.GetFromJsonAsync<JsonElement>($"/api/checks/self?outletId={scene.OutletId}&from=2026-11-17&to=2026-11-17");
        answer.GetProperty("hours").GetInt32().ShouldBe(24);
        answer.GetProperty("lines").EnumerateArray().ShouldContain(line => line.GetProperty("code").GetString() == "P02" && line.GetProperty("cure").GetString()!.Length > 4);
        answer.GetProperty("sentence").GetString()!.ShouldContain("需要说明或者改正");
        using var officer = await scene.Officer();
        (await Findings(officer, scene)).GetProperty("total").GetInt32().ShouldBe(0);

        using var other = await host.As(Role.Enterprise, "611002", enterpriseId: "another");
        (await other.GetAsync($"/api/checks/self?outletId={scene.OutletId}&from=2026-11-17&to=2026-11-17")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await Code(await enterprise.GetAsync($"/api/checks/self?outletId={scene.OutletId}&from=2026-09-01&to=2026-11-17"))).ShouldBe("period-too-long");
        (await Code(await enterprise.GetAsync($"/api/checks/self?outletId={scene.OutletId}&from=2027-01-01&to=2027-01-02"))).ShouldBe("period-future");
    }

    [Fact]
    public async Task The_catalogue_is_open_to_enterprises_with_what_each_check_means_and_its_versions()
    {
        using var enterprise = await host.As(Role.Enterprise, "611002", enterpriseId: "any");
        var page = await enterprise.GetFromJsonAsync<JsonElement>("/api/checks?size=200");
        page.GetProperty("total").GetInt32().ShouldBeGreaterThan(150);
        var rows = page.GetProperty("items").EnumerateArray().ToList();
        rows.Select(row => row.GetProperty("code").GetString()).ShouldBeUnique();
        rows.ShouldAllBe(row => row.GetProperty("means").GetString()!.Length > 4 && row.GetProperty("cure").GetString()!.Length > 2 && row.GetProperty("versions").GetArrayLength() > 0);
        rows.Single(row => row.GetProperty("code").GetString() == "P02").GetProperty("versions").GetArrayLength().ShouldBe(2);
        (await enterprise.GetFromJsonAsync<JsonElement>("/api/checks?group=pattern&size=1")).GetProperty("total").GetInt32().ShouldBe(24);
        (await enterprise.GetFromJsonAsync<JsonElement>("/api/checks?state=fatal&size=1")).GetProperty("total").GetInt32().ShouldBe(page.GetProperty("counts").GetProperty("fatal").GetInt32());
        (await enterprise.GetAsync("/api/checks/export")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    private static async Task<string?> Code(HttpResponseMessage answer) => (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("code").GetString();
}

public sealed class ChecksOnSqlite(SqliteHost host) : CheckTests(host), IClassFixture<SqliteHost>;

public sealed class ChecksOnPostgres(PostgresHost host) : CheckTests(host), IClassFixture<PostgresHost>;
