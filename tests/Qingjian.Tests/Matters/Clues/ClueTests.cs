using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Qingjian.Platform.Access;
using Qingjian.Platform.Storage;
using Qingjian.Tests.Fixtures;
using Shouldly;
using Xunit;

namespace Qingjian.Tests.Matters.Clues;

/// <summary>Clues through the real host.</summary>
public abstract class ClueTests(HostFixture host)
{
    [Fact]
    public async Task One_order_raises_one_clue_however_often_it_is_told_and_a_second_order_joins_the_thread()
    {
        var scene = await MattersScene.Set(host);
        using var lead = await scene.Lead();
        var order = NewId.Make();
        var first = await scene.ClueFromExceedance(lead, order);
        var again = await scene.ClueFromExceedance(lead, order);
        again.GetProperty("id").GetString().ShouldBe(first.GetProperty("id").GetString());
        var second = await scene.ClueFromExceedance(lead);
        second.GetProperty("id").GetString().ShouldNotBe(first.GetProperty("id").GetString());
        second.GetProperty("threadId").GetString().ShouldBe(first.GetProperty("threadId").GetString());
        second.GetProperty("number").GetString().ShouldNotBe(first.GetProperty("number").GetString());
    }

    [Fact]
    public async Task The_filing_clock_runs_fifteen_calendar_days_from_the_finding_and_is_extended_once()
    {
        var scene = await MattersScene.Set(host);
        host.Clock.SetBeijing(2026, 11, 18, 10);
        using var lead = await scene.Lead();
        using var head = await host.As(Role.BureauLeader);
        var clue = (await scene.ClueFromExceedance(lead)).GetProperty("id").GetString();
        var file = await head.GetFromJsonAsync<JsonElement>($"/api/clues/{clue}");
        // 办法30 art 18: 11-18 not counted, 15 days end on Thursday 12-03.
        file.GetProperty("filingDue").GetString().ShouldBe("2026-12-03");
        (await head.GetFromJsonAsync<JsonElement>($"/api/clues/{clue}/filing-clock")).GetProperty("lines").GetArrayLength().ShouldBeGreaterThan(2);

        await MattersScene.Post(head, $"/api/clues/{clue}/extend-filing", new { version = file.GetProperty("version").GetInt64(), reason = "案情复杂" });
        file = await head.GetFromJsonAsync<JsonElement>($"/api/clues/{clue}");
        file.GetProperty("filingDue").GetString().ShouldBe("2026-12-18");
        var twice = await head.PostAsJsonAsync($"/api/clues/{clue}/extend-filing", new { version = file.GetProperty("version").GetInt64(), reason = "再延" });
        (await MattersScene.CodeOf(twice)).ShouldBe("filing-extended-already");
    }

    [Fact]
    public async Task A_clue_of_another_county_looks_like_a_missing_one_and_a_post_without_the_duty_is_refused()
    {
        var scene = await MattersScene.Set(host);
        using var lead = await scene.Lead();
        var clue = await scene.ClueFromExceedance(lead);
        var id = clue.GetProperty("id").GetString();
        using var elsewhere = await host.As(Role.EnforcementLead, "611021");
        (await elsewhere.GetAsync($"/api/clues/{id}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await MattersScene.CodeOf(await elsewhere.PostAsJsonAsync($"/api/clues/{id}/verify", new { version = 1, opinion = "x" }))).ShouldBe("not-found");
        using var reviewer = await host.As(Role.CaseReviewer);
        (await reviewer.PostAsJsonAsync($"/api/clues/{id}/verify", new { version = 1, opinion = "x" })).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        using var firm = await host.As(Role.Enterprise, "611002", scene.EnterpriseId);
        (await firm.GetAsync("/api/clues")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task A_clue_registered_by_hand_says_field_by_field_what_is_wrong()
    {
        var scene = await MattersScene.Set(host);
        using var lead = await scene.Lead();
        var answer = await lead.PostAsJsonAsync("/api/clues", new { sourceCode = "rumour", foundAt = host.Clock.GetUtcNow().AddHours(1), element = "fire", content = " " });
        answer.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        var faults = (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("errors").EnumerateObject().Select(e => e.Name);
        faults.ShouldBe(["sourceCode", "foundAt", "element", "content", "target", "place", "division"], ignoreOrder: true);

        var made = await MattersScene.Post(lead, "/api/clues", new { sourceCode = "public_complaint", sourceSubcode = "media", foundAt = host.Clock.GetUtcNow(), enterpriseId = scene.EnterpriseId, outletId = scene.OutletId, element = "air", content = "夜间冒黑烟" });
        made.GetProperty("number").GetString()!.ShouldContain("线索〔2026〕");
    }

    [Fact]
    public async Task The_second_of_two_people_is_told_and_nothing_is_overwritten()
    {
        var scene = await MattersScene.Set(host);
        using var lead = await scene.Lead();
        var clue = (await scene.ClueFromExceedance(lead)).GetProperty("id").GetString();
        var version = (await lead.GetFromJsonAsync<JsonElement>($"/api/clues/{clue}")).GetProperty("version").GetInt64();
        await MattersScene.Post(lead, $"/api/clues/{clue}/dismiss", new { version, reason = "重复" });
        var late = await lead.PostAsJsonAsync($"/api/clues/{clue}/reply", new { version, reply = "已办理" });
        late.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        (await MattersScene.CodeOf(late)).ShouldBe("changed-by-other");
        (await lead.GetFromJsonAsync<JsonElement>($"/api/clues/{clue}")).TryGetProperty("reply", out var reply).ShouldBe(reply.ValueKind == JsonValueKind.Null);
    }

    [Fact]
    public async Task The_list_counts_by_state_finds_by_part_and_exports_what_it_shows()
    {
        var scene = await MattersScene.Set(host);
        using var lead = await scene.Lead();
        await scene.ClueFromExceedance(lead);
        await scene.ClueFromExceedance(lead);
        var page = await lead.GetFromJsonAsync<JsonElement>($"/api/clues?enterpriseId={scene.EnterpriseId}&state=registered&q=二氧化硫&size=1");
        page.GetProperty("total").GetInt32().ShouldBe(2);
        page.GetProperty("items").GetArrayLength().ShouldBe(1);
        page.GetProperty("counts").GetProperty("registered").GetInt32().ShouldBe(2);
        var csv = await lead.GetStringAsync($"/api/clues/export?enterpriseId={scene.EnterpriseId}&format=csv&columns=number,state");
        csv.Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Length.ShouldBe(3);
        csv.ShouldContain("待初核");
        var inbox = await lead.GetFromJsonAsync<JsonElement>("/api/inbox?box=todo&size=200");
        inbox.GetProperty("items").EnumerateArray().Count(i => i.GetProperty("kind").GetString() == "线索" && i.GetProperty("step").GetString() == "初核").ShouldBeGreaterThanOrEqualTo(2);
    }
}

public sealed class ClueOnSqlite(SqliteHost host) : ClueTests(host), IClassFixture<SqliteHost>;

public sealed class ClueOnPostgres(PostgresHost host) : ClueTests(host), IClassFixture<PostgresHost>;
