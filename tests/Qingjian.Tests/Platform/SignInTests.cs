using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Qingjian.Platform.Access;
using Qingjian.Platform.Storage;
using Qingjian.Registry.People.SignIn;
using Qingjian.Tests.Fixtures;
using Shouldly;
using Xunit;

namespace Qingjian.Tests.Platform;

public abstract class SignInTests(HostFixture host)
{
    private async Task<string> Account(params Role[] roles)
    {
        var name = "u" + NewId.Make()[..8];
        await host.InScope(async scope =>
        {
            var db = scope.GetRequiredService<SignInDb>();
            var accounts = scope.GetRequiredService<Accounts>();
            var person = NewId.Make();
            (await accounts.Create(name, "Right-Pass-2026", person, "王某")).Try(out var account, out var why).ShouldBeTrue(why?.Message);
            foreach (var role in roles)
                (await accounts.Give(new Post
                {
                    Id = NewId.Make(),
                    PersonId = person,
                    Title = role.ToString(),
                    Role = role,
                    OrganisationName = "演示市生态环境局",
                    Division = "611000",
                    DivisionName = "商洛市",
                    Since = new DateOnly(2020, 1, 1),
                }, default)).Try(out _, out why).ShouldBeTrue(why?.Message);
            await db.Commit(new Act("test.account", "account", account.Id, "测试"), default);
            return account;
        });
        return name;
    }

    [Fact]
    public async Task A_person_signs_in_switches_post_and_signs_out()
    {
        var name = await Account(Role.EnforcementOfficer, Role.EnforcementLead);
        using var browser = host.Anonymous();
        (await browser.GetAsync("/api/session")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);

        var opened = await browser.PostAsJsonAsync("/api/session", new { name, password = "Right-Pass-2026" });
        opened.StatusCode.ShouldBe(HttpStatusCode.OK);
        browser.DefaultRequestHeaders.Add("Cookie", opened.Headers.GetValues("Set-Cookie").Single().Split(';')[0]);
        var session = await browser.GetFromJsonAsync<JsonElement>("/api/session");
        session.GetProperty("posts").GetArrayLength().ShouldBe(2);
        var other = session.GetProperty("posts").EnumerateArray().First(p => p.GetProperty("id").GetString() != session.GetProperty("post").GetProperty("id").GetString());

        var switched = await browser.PostAsJsonAsync("/api/session/post", new { postId = other.GetProperty("id").GetString() });
        (await switched.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("post").GetProperty("role").GetString().ShouldBe(other.GetProperty("role").GetString());

        (await browser.DeleteAsync("/api/session")).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await browser.GetAsync("/api/session")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Wrong_password_unknown_name_and_locked_account_get_the_same_answer()
    {
        var name = await Account(Role.EnforcementOfficer);
        using var browser = host.Anonymous();
        var answers = new List<string>();
        for (var i = 0; i < 6; i++) answers.Add(await Code(await browser.PostAsJsonAsync("/api/session", new { name, password = "wrong" })));
        answers.Add(await Code(await browser.PostAsJsonAsync("/api/session", new { name, password = "Right-Pass-2026" })));
        answers.Add(await Code(await browser.PostAsJsonAsync("/api/session", new { name = "nobody", password = "x" })));
        answers.Distinct().ShouldHaveSingleItem().ShouldBe("401 sign-in-failed");
        host.Clock.Advance(TimeSpan.FromMinutes(16));
        (await Code(await browser.PostAsJsonAsync("/api/session", new { name, password = "Right-Pass-2026" }))).ShouldStartWith("200");
    }

    [Fact]
    public async Task A_write_without_the_pages_header_is_refused()
    {
        using var bare = new HttpClient { BaseAddress = host.Address };
        (await Code(await bare.PostAsJsonAsync("/api/session", new { name = "a", password = "b" }))).ShouldBe("403 foreign-origin");
    }

    [Fact]
    public async Task A_personal_token_works_and_ends_when_its_owner_ends_it()
    {
        using var officer = await host.As(Role.EnforcementOfficer);
        var made = await (await officer.PostAsJsonAsync("/api/tokens", new { name = "脚本", days = 30 })).Content.ReadFromJsonAsync<JsonElement>();
        using var script = new HttpClient { BaseAddress = host.Address };
        script.DefaultRequestHeaders.Authorization = new("Bearer", made.GetProperty("token").GetString());
        var tokens = await script.GetFromJsonAsync<JsonElement>("/api/tokens");
        var id = tokens.EnumerateArray().First(t => t.GetProperty("name").GetString() == "脚本").GetProperty("id").GetString();
        (await officer.DeleteAsync($"/api/tokens/{id}")).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await script.GetAsync("/api/tokens")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task The_three_administrators_stay_apart()
    {
        using var security = await host.As(Role.SecurityAdministrator);
        var post = new { title = "系统管理员", role = "systemAdministrator", organisation = "演示市生态环境局", division = "611000", divisionName = "商洛市" };
        var made = await security.PostAsJsonAsync("/api/accounts", new { userName = "s" + NewId.Make()[..8], password = "Some-Pass-2026", name = "李某", post });
        made.StatusCode.ShouldBe(HttpStatusCode.OK, await made.Content.ReadAsStringAsync());
        var id = await made.Content.ReadFromJsonAsync<string>();
        (await Code(await security.PostAsJsonAsync($"/api/accounts/{id}/posts", new { title = "审计管理员", role = "auditAdministrator", organisation = "演示市生态环境局", division = "611000", divisionName = "商洛市" })))
            .ShouldBe("422 administrators-apart");
    }

    [Fact]
    public async Task A_refused_call_is_audited_and_the_audit_administrator_sees_it()
    {
        using var officer = await host.As(Role.EnforcementOfficer);
        (await officer.GetAsync("/api/audit")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        using var auditor = await host.As(Role.AuditAdministrator);
        var trail = await auditor.GetFromJsonAsync<JsonElement>("/api/audit?state=refused&q=access.denied");
        trail.GetProperty("items").EnumerateArray().ShouldContain(r => r.GetProperty("objectId").GetString() == "GET /api/audit");
    }

    private static async Task<string> Code(HttpResponseMessage answer)
    {
        var text = await answer.Content.ReadAsStringAsync();
        var code = text.StartsWith('{') && JsonDocument.Parse(text).RootElement.TryGetProperty("code", out var found) ? found.GetString() : "";
        return $"{(int)answer.StatusCode} {code}";
    }
}

public sealed class SignInOnSqlite(SqliteHost host) : SignInTests(host), IClassFixture<SqliteHost>;

public sealed class SignInOnPostgres(PostgresHost host) : SignInTests(host), IClassFixture<PostgresHost>;
