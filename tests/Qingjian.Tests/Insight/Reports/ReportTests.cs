using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Qingjian.Insight;
using Qingjian.Insight.Reports;
using Qingjian.Platform.Access;
using Qingjian.Platform.Live;
using Qingjian.Platform.Storage;
using Qingjian.Tests.Fixtures;
using Qingjian.Tests.Monitoring.Supervision;
using Shouldly;
using Xunit;

namespace Qingjian.Tests.Insight.Reports;

/// <summary>A report from real figures through editing and approval to the archive, through HTTP.</summary>
public abstract class ReportTests(HostFixture host)
{
    [Fact]
    public async Task A_month_is_reported_from_what_happened_edited_approved_archived_and_sent()
    {
        var scene = await SupervisionScene.Kiln(host);
        scene.Dust(8, 35.2m);
        scene.Dust(9, 48m);
        await scene.Judge();
        using var writer = await host.As(Role.SupervisionOfficer, "611002", name: "编制人");
        var made = await writer.PostAsJsonAsync("/api/reports", new { kind = "monthly", day = "2026-11-18" });
        made.StatusCode.ShouldBe(HttpStatusCode.OK, await made.Content.ReadAsStringAsync());
        var id = (await made.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetString();
        (await (await writer.PostAsJsonAsync("/api/reports", new { kind = "monthly", day = "2026-11-02" })).Content.ReadFromJsonAsync<JsonElement>()).GetProperty("code").GetString().ShouldBe("report-exists");
        (await writer.PostAsJsonAsync("/api/reports", new { kind = "daily", day = "2027-01-01" })).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await writer.PostAsJsonAsync("/api/reports", new { kind = "daily", day = "2026-11-18", division = "611000" })).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);

        var draft = await Read(writer, id);
        var counted = draft.GetProperty("figures");
        counted.GetProperty("enterprises").EnumerateArray().Select(e => e.GetProperty("id").GetString()).ShouldContain(scene.EnterpriseId);
        var hours = (await writer.GetFromJsonAsync<JsonElement>("/api/verdicts?state=exceeded&period=hour&size=200")).GetProperty("total").GetInt32();
        counted.GetProperty("hoursExceeded").GetInt32().ShouldBe(hours);
        counted.GetProperty("orders").GetProperty("issued").GetInt32().ShouldBe((await writer.GetFromJsonAsync<JsonElement>("/api/orders/statistics?from=2026-11-01&to=2026-11-30")).GetProperty("sum").GetProperty("issued").GetInt32());

        (await writer.PostAsJsonAsync($"/api/reports/{id}/recount", new { version = await Version(writer, id) })).StatusCode.ShouldBe(HttpStatusCode.OK);
        var sections = (await Read(writer, id)).GetProperty("sections").EnumerateArray().Select(s => new { heading = s.GetProperty("heading").GetString(), text = s.GetProperty("text").GetString() + "已逐一核实。" }).ToArray();
        (await writer.PutAsJsonAsync($"/api/reports/{id}", new { version = await Version(writer, id), sections })).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await Act(writer, id, "submit")).StatusCode.ShouldBe(HttpStatusCode.OK);
        using var leader = await host.As(Role.BureauLeader, "611002", name: "局长");
        (await leader.GetFromJsonAsync<JsonElement>("/api/inbox?kind=报告")).GetProperty("total").GetInt32().ShouldBeGreaterThan(0);
        (await Act(leader, id, "send-back")).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await Act(leader, id, "send-back", "请补充洛河断面情况")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await Act(writer, id, "submit")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await Act(leader, id, "approve", "同意")).StatusCode.ShouldBe(HttpStatusCode.OK);

        var bytes = await leader.GetByteArrayAsync($"/api/reports/{id}/docx");
        var digest = Convert.ToHexStringLower(SHA256.HashData(bytes));
        (await Read(leader, id)).GetProperty("docxSha256").GetString().ShouldBe(digest);
        (await host.InScope(services => services.GetRequiredService<PlatformDb>().Evidence.CountAsync(row => row.ObjectId == id && row.Sha256 == digest))).ShouldBe(1);
        (await writer.PutAsJsonAsync($"/api/reports/{id}", new { version = await Version(writer, id), sections })).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await Act(writer, id, "send")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await leader.GetFromJsonAsync<JsonElement>("/api/reports?state=sent&kind=monthly")).GetProperty("total").GetInt32().ShouldBe(1);
        (await leader.GetAsync("/api/reports/export")).StatusCode.ShouldBe(HttpStatusCode.OK);
        using var elsewhere = await host.As(Role.BureauLeader, "610100");
        (await elsewhere.GetAsync($"/api/reports/{id}/docx")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task What_has_ended_is_drafted_once_by_itself_and_follows_late_data_until_a_person_edits_it()
    {
        var scene = await SupervisionScene.Kiln(host);
        host.Clock.SetBeijing(2026, 11, 19, 9);
        await DraftDue();
        await DraftDue();
        using var writer = await host.As(Role.SupervisionOfficer, "611002");
        var before = await Drafted(writer);
        scene.Dust(11, 50m);
        await scene.Judge();
        await DraftDue();
        var after = await Drafted(writer);
        (after.GetProperty("id").GetString(), (await Read(writer, Id(after))).GetProperty("steps").GetArrayLength()).ShouldBe((before.GetProperty("id").GetString(), 2));
        (await writer.PutAsJsonAsync($"/api/reports/{Id(after)}", new { version = await Version(writer, Id(after)), sections = new[] { new { heading = "总体情况", text = "已核实。" } } })).StatusCode.ShouldBe(HttpStatusCode.OK);
        scene.Dust(12, 50m);
        await scene.Judge();
        await DraftDue();
        (await Read(writer, Id(after))).GetProperty("sections")[0].GetProperty("text").GetString().ShouldBe("已核实。");
        host.Clock.SetBeijing(2026, 11, 18, 10);

        // With settings of its own: the house's job runs by itself and knows of no area.
        Task<bool> DraftDue() => host.InScope(async services =>
        {
            await new DraftDueReports(services.GetRequiredService<InsightDb>(), services.GetRequiredService<DraftReport>(), Options.Create(new ReportOptions { Divisions = ["611002"] }), services.GetRequiredService<LiveSignals>()).Run(default);
            return true;
        });

        static string? Id(JsonElement row) => row.GetProperty("id").GetString();
        static async Task<JsonElement> Drafted(HttpClient client) => (await client.GetFromJsonAsync<JsonElement>("/api/reports?kind=daily&from=2026-11-18&to=2026-11-18")).GetProperty("items").EnumerateArray().Single();
    }

    private static async Task<JsonElement> Read(HttpClient client, string? id) => await client.GetFromJsonAsync<JsonElement>($"/api/reports/{id}");

    private static async Task<long> Version(HttpClient client, string? id) => (await Read(client, id)).GetProperty("version").GetInt64();

    private static async Task<HttpResponseMessage> Act(HttpClient client, string? id, string act, string reason = "") =>
        await client.PostAsJsonAsync($"/api/reports/{id}/{act}", new { version = await Version(client, id), reason });
}

public sealed class ReportsOnSqlite(SqliteHost host) : ReportTests(host), IClassFixture<SqliteHost>;

public sealed class ReportsOnPostgres(PostgresHost host) : ReportTests(host), IClassFixture<PostgresHost>;
