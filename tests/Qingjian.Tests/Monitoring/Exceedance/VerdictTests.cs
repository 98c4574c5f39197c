using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Qingjian.Monitoring;
using Qingjian.Platform.Access;
using Qingjian.Platform.Storage;
using Qingjian.Tests.Fixtures;
using Qingjian.Tests.Monitoring.Supervision;
using Shouldly;
using Xunit;

namespace Qingjian.Tests.Monitoring.Exceedance;

/// <summary>Verdicts of arriving, changing and missing values, through HTTP.</summary>
public abstract partial class VerdictTests(HostFixture host)
{
    private static async Task<JsonElement> List(HttpClient client, SupervisionScene scene, string more = "") =>
        await client.GetFromJsonAsync<JsonElement>($"/api/verdicts?outletId={scene.OutletId}{more}");

    private static Task<HttpResponseMessage> Rejudge(HttpClient client, SupervisionScene scene, string day = "2026-11-18", string? rulesOf = null) =>
        client.PostAsJsonAsync("/api/verdicts/rejudge", new { outletId = scene.OutletId, day, rulesOf });

    [Fact]
    public async Task The_why_page_opens_rules_inputs_arithmetic_and_says_that_replay_is_byte_for_byte()
    {
        var scene = await SupervisionScene.Kiln(host);
        scene.Dust(8, 35.2m);
        await scene.Judge();
        using var officer = await scene.Officer();
        var id = (await List(officer, scene)).GetProperty("items")[0].GetProperty("id").GetString();
        var file = await officer.GetFromJsonAsync<JsonElement>($"/api/verdicts/{id}");
        var why = file.GetProperty("why");
        why.GetProperty("rules").EnumerateArray().Select(rule => rule.GetProperty("version").GetString()).ShouldContain("limits/GB-4915-2013/2014-03-01.json");
        why.GetProperty("rules").EnumerateArray().ShouldAllBe(rule => rule.GetProperty("digest").GetString()!.Length == 64);
        why.GetProperty("lines").EnumerateArray().Select(line => line.GetProperty("text").GetString()).ShouldContain(line => line!.Contains("35.2 > 30", StringComparison.Ordinal));
        why.GetProperty("inputs")[0].GetProperty("note").GetString()!.ShouldContain("原始报文");
        why.GetProperty("notes")[0].GetString()!.ShouldContain("逐字节一致");
        why.GetProperty("digest").GetString().ShouldBe(file.GetProperty("digest").GetString());
        file.GetProperty("orderNumber").GetString()!.ShouldStartWith("督〔2026〕");
    }

    [Fact]
    public async Task A_compliant_hour_is_two_bytes_and_still_opens_its_whole_working()
    {
        var scene = await SupervisionScene.Kiln(host);
        scene.Dust(8, 12m);
        await scene.Judge();
        using var officer = await scene.Officer();
        (await List(officer, scene)).GetProperty("total").GetInt32().ShouldBe(0);
        var row = (await officer.GetFromJsonAsync<JsonElement>($"/api/verdicts/table?outletId={scene.OutletId}&period=hour&from=2026-11-18&to=2026-11-18"))[0];
        row.GetProperty("cells").EnumerateArray().Select(cell => cell.GetProperty("word").GetString()).ShouldBe(["达标", "达标"]);
        var why = await officer.GetFromJsonAsync<JsonElement>($"/api/verdicts/why?outletId={scene.OutletId}&factor=a34013&period=hour&start=2026-11-18T08:00:00%2B08:00");
        why.GetProperty("conclusion").GetString()!.ShouldEndWith("达标。");
        why.GetProperty("notes")[0].GetString()!.ShouldContain("逐字节一致");
    }

    [Fact]
    public async Task Judging_a_past_day_again_gives_the_same_bytes_and_writes_nothing()
    {
        var scene = await SupervisionScene.Kiln(host);
        for (var hour = 0; hour < 9; hour++) scene.Dust(hour, hour == 5 ? 35.2m : 12m, flag: hour == 6 ? 'C' : 'N');
        await scene.Judge();
        using var engineer = await host.As(Role.MonitoringEngineer, "611002");
        var before = (await List(engineer, scene, "&superseded=true")).GetProperty("total").GetInt32();
        var answer = await (await Rejudge(engineer, scene)).Content.ReadFromJsonAsync<JsonElement>();
        answer.GetProperty("same").GetBoolean().ShouldBeTrue(answer.GetProperty("sentence").GetString());
        answer.GetProperty("groups").GetArrayLength().ShouldBe(9);
        (await List(engineer, scene, "&superseded=true")).GetProperty("total").GetInt32().ShouldBe(before);

        // By the rules of a day before the standard was in force nothing is left to judge.
        (await Rejudge(engineer, scene, rulesOf: "2013-06-01")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        using var enterprise = await scene.Enterprise();
        (await Rejudge(enterprise, scene)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        using var foreign = await host.As(Role.MonitoringEngineer, "611021");
        (await Rejudge(foreign, scene)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_revised_value_supersedes_the_verdict_and_never_silently_removes_the_order()
    {
        var scene = await SupervisionScene.Kiln(host);
        scene.Dust(8, 35.2m);
        await scene.Judge();
        scene.Dust(8, 25m);
        await scene.Judge();
        using var officer = await scene.Officer();
        (await List(officer, scene)).GetProperty("total").GetInt32().ShouldBe(0);
        var old = (await List(officer, scene, "&superseded=true")).GetProperty("items")[0];
        var file = await officer.GetFromJsonAsync<JsonElement>($"/api/verdicts/{old.GetProperty("id").GetString()}");
        file.GetProperty("why").GetProperty("lines").EnumerateArray().Select(line => line.GetProperty("text").GetString()).ShouldContain(line => line!.Contains("35.2 > 30", StringComparison.Ordinal));
        var order = await scene.Order(officer);
        order.GetProperty("state").GetString().ShouldBe("issued");
        order.GetProperty("occurrences")[0].GetProperty("withdrawn").GetString()!.ShouldContain("25 mg/m³");
    }

    [Fact]
    public async Task Judging_twice_changes_nothing_and_enters_nothing()
    {
        var scene = await SupervisionScene.Kiln(host);
        scene.Dust(8, 35.2m, qn: 5);
        await scene.Judge();
        var before = await Entries();
        scene.Hour(8, "a21026:Avg=20,ZsAvg=20", qn: 6);
        await scene.Judge();
        (await Entries()).ShouldBe(before);

        Task<int> Entries() => host.InScope(services => services.GetRequiredService<PlatformDb>().Set<EvidenceRow>().CountAsync(row => row.ObjectType == "verdict"));
    }

    [Fact]
    public async Task An_hour_with_too_many_abnormal_minutes_is_not_judged()
    {
        var scene = await SupervisionScene.Kiln(host);
        for (var minute = 0; minute < 60; minute += 10)
            scene.Store(Qingjian.Monitoring.Contract.PeriodKind.Minute, new DateTime(2026, 11, 18, 8, minute, 0), "a34013:Avg=35,ZsAvg=35", minute < 20 ? 'C' : 'N');
        scene.Dust(8, 35.2m);
        await scene.Judge();
        using var officer = await scene.Officer();
        var row = (await officer.GetFromJsonAsync<JsonElement>($"/api/verdicts/table?outletId={scene.OutletId}&period=hour&from=2026-11-18&to=2026-11-18"))[0];
        row.GetProperty("cells").EnumerateArray().Single(cell => cell.GetProperty("factor").GetString() == "a34013").GetProperty("word").GetString().ShouldBe("有效分钟不足");
        using var engineer = await host.As(Role.MonitoringEngineer, "611002");
        (await (await Rejudge(engineer, scene)).Content.ReadFromJsonAsync<JsonElement>()).GetProperty("same").GetBoolean().ShouldBeTrue();
    }

    [Fact]
    public async Task A_closed_day_is_judged_again_when_an_hour_of_it_is_back_filled()
    {
        var scene = await SupervisionScene.SewagePlant(host);
        for (var hour = 0; hour < 17; hour++) scene.Hour(hour, "w01018:Avg=62;w00000:Avg=10,Cou=36", day: 17);
        await scene.Judge();
        await scene.Run<Qingjian.Monitoring.Exceedance.CloseDays>();
        // The day may have been closed by the host at its start already: then judging what came after does the same.
        await scene.Judge();
        using var officer = await scene.Officer();
        var days = (await List(officer, scene, "&period=day")).GetProperty("items");
        if (days.GetArrayLength() > 0) days[0].GetProperty("reason").GetString().ShouldBe("insufficient");

        scene.Hour(17, "w01018:Avg=62;w00000:Avg=10,Cou=36", day: 17);
        await scene.Judge();
        var after = (await List(officer, scene, "&period=day&state=exceeded")).GetProperty("items").EnumerateArray().Single();
        after.GetProperty("value").GetDecimal().ShouldBe(62m);
    }

    [Fact]
    public async Task Each_batch_is_one_entry_in_the_evidence_queue_whose_root_covers_its_verdicts()
    {
        var scene = await SupervisionScene.Kiln(host);
        scene.Dust(8, 35.2m);
        await scene.Judge();
        var entry = await host.InScope(services => services.GetRequiredService<PlatformDb>().Set<EvidenceRow>().OrderByDescending(row => row.Position).FirstAsync(row => row.ObjectType == "verdict"));
        (entry.Type, entry.Size).ShouldBe(("reading.batch", 2));
        var digest = await host.InScope(services => services.GetRequiredService<MonitoringDb>().Verdicts.Where(v => v.OutletId == scene.OutletId).Select(v => v.Digest).SingleAsync());
        entry.Sha256.ShouldNotBe(digest);
        entry.Sha256.Length.ShouldBe(64);
    }
}

public sealed class VerdictsOnSqlite(SqliteHost host) : VerdictTests(host), IClassFixture<SqliteHost>;

public sealed class VerdictsOnPostgres(PostgresHost host) : VerdictTests(host), IClassFixture<PostgresHost>;
