using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Qingjian.Matters;
using Qingjian.Matters.Inspections;
using Qingjian.Tests.Fixtures;
using Shouldly;
using Xunit;

namespace Qingjian.Tests.Matters.Inspections;

/// <summary>Dispatch, records and their seal through the real host.</summary>
public abstract class SealedRecordTests(HostFixture host)
{
    [Fact]
    public async Task A_sealed_record_is_fixed_by_its_digest_and_changed_only_by_an_amendment()
    {
        var scene = await MattersScene.Set(host);
        using var lead = await scene.Lead();
        using var wang = await scene.Officer(scene.Wang, "王执法");
        var (_, record) = await OnSite(scene, lead, wang);
        await scene.Filled(wang, record);
        (await scene.Seal(wang, record)).StatusCode.ShouldBe(HttpStatusCode.OK);
        var before = await wang.GetFromJsonAsync<JsonElement>($"/api/inspections/{record}");
        var version = before.GetProperty("version").GetInt64();
        var start = before.GetProperty("startedAt").GetDateTimeOffset();

        var tries = new Dictionary<string, HttpResponseMessage>
        {
            ["write"] = await wang.PutAsJsonAsync($"/api/inspections/{record}", new { version, startedAt = start, endedAt = start.AddMinutes(10), content = MattersScene.FilledContent(start, false) }),
            ["photo"] = await wang.PostAsJsonAsync($"/api/inspections/{record}/photos", new { fileId = await MattersScene.Upload(wang, "后补.png", 1), subject = "a", proves = "b", takenAt = start.AddMinutes(1) }),
            ["photo out"] = await wang.DeleteAsync($"/api/inspections/{record}/photos/{before.GetProperty("photos")[0].GetProperty("id").GetString()}"),
            ["sign"] = await wang.PostAsJsonAsync($"/api/inspections/{record}/signatures", new { version, role = "party", name = "吴某", refused = true, reason = "r", witness = "w" }),
            ["seal"] = await wang.PostAsJsonAsync($"/api/inspections/{record}/seal", new { version }),
            ["discard"] = await wang.PostAsJsonAsync($"/api/inspections/{record}/discard", new { version, reason = "误" }),
        };
        foreach (var (what, answer) in tries)
        {
            answer.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity, what);
            (await MattersScene.CodeOf(answer)).ShouldBe("record-sealed", what);
        }

        var amendment = await MattersScene.Post(wang, $"/api/inspections/{record}/amendments", new { reason = "笔误", text = "“三小时”更正为“两小时四十分”" });
        amendment.GetProperty("ordinal").GetInt32().ShouldBe(1);
        var kept = await host.InScope(async services => await services.GetRequiredService<MattersDb>().Inspections.AsNoTracking().SingleAsync(r => r.Id == record));
        RecordText.Digest(kept.SealedText!).ShouldBe(kept.Sha256);
        kept.Sha256.ShouldBe(before.GetProperty("sha256").GetString());

        var read = await wang.GetFromJsonAsync<JsonElement>($"/api/inspections/{record}");
        var correction = await wang.GetStringAsync($"/api/papers/{read.GetProperty("amendments")[0].GetProperty("paperId").GetString()}");
        correction.ShouldContain(before.GetProperty("number").GetString()!);
        correction.ShouldContain("两小时四十分");

        using var docx = await wang.GetAsync($"/api/inspections/{record}/docx");
        docx.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await docx.Content.ReadAsByteArrayAsync())[..2].ShouldBe("PK"u8.ToArray());
    }

    [Fact]
    public async Task A_change_after_signing_drops_the_signatures_and_the_seal_waits()
    {
        var scene = await MattersScene.Set(host);
        using var lead = await scene.Lead();
        using var wang = await scene.Officer(scene.Wang, "王执法");
        var (task, record) = await OnSite(scene, lead, wang);
        await scene.Filled(wang, record);
        var start = (await wang.GetFromJsonAsync<JsonElement>($"/api/inspections/{record}")).GetProperty("startedAt").GetDateTimeOffset();
        await scene.Write(wang, record, MattersScene.FilledContent(start, false), start, start.AddMinutes(80));
        (await wang.GetFromJsonAsync<JsonElement>($"/api/inspections/{record}")).GetProperty("signatures").GetArrayLength().ShouldBe(0);
        var refused = await scene.Seal(wang, record);
        (await MattersScene.CodeOf(refused)).ShouldBe("record-incomplete");
        (await lead.GetFromJsonAsync<JsonElement>($"/api/tasks/{task}")).GetProperty("state").GetString().ShouldBe("onSite");
    }

    [Fact]
    public async Task Only_certified_officers_without_an_interest_are_offered_and_the_same_twice_is_refused()
    {
        var scene = await MattersScene.Set(host);
        using var lead = await scene.Lead();
        using var li = await scene.Officer(scene.Li, "李执法");
        var task = await scene.TaskFor(lead, (await scene.ClueFromExceedance(lead)).GetProperty("id").GetString()!);
        await MattersScene.Post(lead, $"/api/tasks/{task}/triage", new { version = await MattersScene.TaskVersion(lead, task), priority = "urgent", alert = false });

        var offered = (await lead.GetFromJsonAsync<JsonElement>($"/api/tasks/{task}/officers")).GetProperty("officers").EnumerateArray().Select(o => o.GetProperty("personId").GetString()).ToList();
        offered.ShouldContain(scene.Wang);
        offered.ShouldContain(scene.Li);
        offered.ShouldNotContain(scene.Expired);
        offered.ShouldNotContain(scene.Uncertified);

        foreach (var second in new[] { scene.Wang, scene.Expired, scene.Uncertified })
            (await MattersScene.CodeOf(await lead.PostAsJsonAsync($"/api/tasks/{task}/dispatch", new { version = await MattersScene.TaskVersion(lead, task), lead = scene.Wang, second }))).ShouldBe("two-qualified-officers");

        await MattersScene.Post(li, "/api/recusals", new { enterpriseId = scene.EnterpriseId, reason = "近亲属任职" });
        var now = await lead.GetFromJsonAsync<JsonElement>($"/api/tasks/{task}/officers");
        now.GetProperty("officers").EnumerateArray().ShouldNotContain(o => o.GetProperty("personId").GetString() == scene.Li);
        now.GetProperty("excluded").GetArrayLength().ShouldBe(1);
        (await MattersScene.CodeOf(await lead.PostAsJsonAsync($"/api/tasks/{task}/dispatch", new { version = await MattersScene.TaskVersion(lead, task), lead = scene.Wang, second = scene.Li }))).ShouldBe("two-qualified-officers");
    }

    [Fact]
    public async Task An_officer_is_not_at_two_places_at_once()
    {
        var scene = await MattersScene.Set(host);
        using var lead = await scene.Lead();
        using var wang = await scene.Officer(scene.Wang, "王执法");
        var (_, first) = await OnSite(scene, lead, wang);
        // A second task while the first record is still open: the arrival itself is refused.
        var other = await scene.TaskFor(lead, (await scene.ClueFromExceedance(lead)).GetProperty("id").GetString()!);
        await scene.Accepted(lead, wang, other);
        var arrival = await wang.PostAsJsonAsync($"/api/tasks/{other}/arrive", new { version = await MattersScene.TaskVersion(wang, other) });
        (await MattersScene.CodeOf(arrival)).ShouldBe("officer-still-elsewhere");

        var start = (await wang.GetFromJsonAsync<JsonElement>($"/api/inspections/{first}")).GetProperty("startedAt").GetDateTimeOffset();
        host.Clock.Advance(TimeSpan.FromHours(2));
        await scene.Write(wang, first, MattersScene.FilledContent(start, true), start, start.AddMinutes(90));
        var second = await scene.Arrived(wang, other);
        var overlapping = await wang.PutAsJsonAsync($"/api/inspections/{second}", new
        {
            version = await MattersScene.RecordVersion(wang, second),
            startedAt = start.AddMinutes(60),
            endedAt = start.AddMinutes(100),
            content = MattersScene.FilledContent(start, true),
        });
        (await MattersScene.CodeOf(overlapping)).ShouldBe("officer-in-two-places");
    }

    [Fact]
    public async Task Only_the_crew_writes_and_nobody_checks_his_own_work()
    {
        var scene = await MattersScene.Set(host);
        using var lead = await scene.Lead();
        using var wang = await scene.Officer(scene.Wang, "王执法");
        using var stranger = await host.As(Qingjian.Platform.Access.Role.EnforcementOfficer, "611000");
        var (task, record) = await OnSite(scene, lead, wang);
        await scene.Filled(wang, record);
        (await MattersScene.CodeOf(await scene.Seal(stranger, record))).ShouldBe("not-of-crew");
        (await scene.Seal(wang, record)).EnsureSuccessStatusCode();
        using var wangAsLead = await host.As(Qingjian.Platform.Access.Role.EnforcementLead, "611000", personId: scene.Wang);
        (await MattersScene.CodeOf(await wangAsLead.PostAsJsonAsync($"/api/tasks/{task}/verify", new { version = await MattersScene.TaskVersion(lead, task) }))).ShouldBe("own-task");
        await MattersScene.Post(lead, $"/api/tasks/{task}/send-back", new { version = await MattersScene.TaskVersion(lead, task), reason = "补充设施停运时段" });
        await MattersScene.Post(wang, $"/api/tasks/{task}/feedback", new { version = await MattersScene.TaskVersion(wang, task), findings = "停运时段为 9 时至 12 时" });
        (await lead.GetFromJsonAsync<JsonElement>($"/api/tasks/{task}")).GetProperty("state").GetString().ShouldBe("feedback");
    }

    private static async Task<(string Task, string Record)> OnSite(MattersScene scene, HttpClient lead, HttpClient wang)
    {
        var clue = (await scene.ClueFromExceedance(lead)).GetProperty("id").GetString()!;
        var task = await scene.TaskFor(lead, clue);
        await scene.Accepted(lead, wang, task);
        return (task, await scene.Arrived(wang, task));
    }
}

public sealed class SealedRecordOnSqlite(SqliteHost host) : SealedRecordTests(host), IClassFixture<SqliteHost>;

public sealed class SealedRecordOnPostgres(PostgresHost host) : SealedRecordTests(host), IClassFixture<PostgresHost>;
