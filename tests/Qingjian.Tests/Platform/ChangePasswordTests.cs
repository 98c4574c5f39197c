using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Qingjian.Platform.Access;
using Qingjian.Platform.Storage;
using Qingjian.Registry.People.SignIn;
using Qingjian.Tests.Fixtures;
using Shouldly;
using Xunit;

namespace Qingjian.Tests.Platform;

public abstract class ChangePasswordTests(HostFixture host)
{
    private const string Given = "Given-Pass-2026", Own = "Own-Words-2026";

    private async Task<(string Id, string Name)> NewAccount(HttpClient security, string role = "enforcementOfficer")
    {
        var name = "u" + NewId.Make()[..8];
        var post = new { title = "执法人员", role, organisation = "演示市生态环境局", division = "611000", divisionName = "商洛市" };
        var made = await security.PostAsJsonAsync("/api/accounts", new { userName = name, password = Given, name = "李某", post });
        made.StatusCode.ShouldBe(HttpStatusCode.OK, await made.Content.ReadAsStringAsync());
        return ((await made.Content.ReadFromJsonAsync<string>())!, name);
    }

    private async Task<HttpClient> SignIn(string name, string password)
    {
        var browser = host.Anonymous();
        var opened = await browser.PostAsJsonAsync("/api/session", new { name, password });
        opened.StatusCode.ShouldBe(HttpStatusCode.OK);
        browser.DefaultRequestHeaders.Add("Cookie", opened.Headers.GetValues("Set-Cookie").Single().Split(';')[0]);
        return browser;
    }

    private static async Task<string> Change(HttpClient browser, string current, string password)
    {
        using var answer = await browser.PostAsJsonAsync("/api/session/password", new { current, password });
        if (answer.IsSuccessStatusCode) return "";
        return (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("code").GetString()!;
    }

    private static async Task<bool> Due(HttpClient browser) => (await browser.GetFromJsonAsync<JsonElement>("/api/session")).GetProperty("passwordDue").GetBoolean();

    [Fact]
    public async Task The_first_sign_in_and_one_after_a_reset_change_the_password_before_anything_else()
    {
        using var security = await host.As(Role.SecurityAdministrator);
        var (id, name) = await NewAccount(security);
        using (var first = await SignIn(name, Given))
        {
            (await Due(first)).ShouldBeTrue();
            using var refused = await first.GetAsync("/api/inbox");
            refused.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
            (await refused.Content.ReadAsStringAsync()).ShouldContain("password-due");
            (await Change(first, Given, Own)).ShouldBe("");
            (await Due(first)).ShouldBeFalse();
            (await first.GetAsync("/api/inbox")).StatusCode.ShouldBe(HttpStatusCode.OK);
        }
        (await security.PostAsJsonAsync($"/api/accounts/{id}/password", new { password = "Reset-Pass-2026" })).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        using var again = await SignIn(name, "Reset-Pass-2026");
        (await Due(again)).ShouldBeTrue();
    }

    [Fact]
    public async Task A_change_ends_every_other_session_and_leaves_one_record_without_the_password()
    {
        using var security = await host.As(Role.SecurityAdministrator);
        var (id, name) = await NewAccount(security);
        using var here = await SignIn(name, Given);
        using var elsewhere = await SignIn(name, Given);
        (await Change(here, Given, Own)).ShouldBe("");
        (await here.GetAsync("/api/session")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await elsewhere.GetAsync("/api/session")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        using (var old = await host.Anonymous().PostAsJsonAsync("/api/session", new { name, password = Given })) old.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await SignIn(name, Own)).Dispose();

        var records = await host.InScope(scope => scope.GetRequiredService<PlatformDb>().Audit.AsNoTracking().Where(r => r.ObjectId == id).ToListAsync());
        records.Count(r => r.Kind == "account.own-password").ShouldBe(1);
        var all = JsonSerializer.Serialize(records);
        all.ShouldNotContain(Given);
        all.ShouldNotContain(Own);
    }

    [Fact]
    public async Task What_the_rules_refuse_is_named_and_changes_nothing()
    {
        using var security = await host.As(Role.SecurityAdministrator);
        var (_, name) = await NewAccount(security);
        using var browser = await SignIn(name, Given);
        (await Change(browser, "wrong", Own)).ShouldBe("password-current");
        (await Change(browser, Given, "Short-1")).ShouldBe("weak-password");
        (await Change(browser, Given, $"{name}-A1!")).ShouldBe("weak-password");
        (await Change(browser, Given, "Qingjian-2026!")).ShouldBe("weak-password");
        (await Change(browser, Given, "李某-Pass-2026")).ShouldBe("weak-password");
        (await Change(browser, Given, Given)).ShouldBe("password-reused");
        (await Due(browser)).ShouldBeTrue();
        // Each of the last five stays refused; the sixth before may come again.
        var now = Given;
        for (var i = 0; i < 5; i++)
        {
            (await Change(browser, now, $"{Own}-{i}")).ShouldBe("");
            now = $"{Own}-{i}";
            host.Clock.Advance(TimeSpan.FromMinutes(1));
            (await Change(browser, now, Given)).ShouldBe("password-reused");
        }
        (await Change(browser, now, $"{Own}-last")).ShouldBe("");
        (await Change(browser, $"{Own}-last", Given)).ShouldBe("");
    }

    [Fact]
    public async Task Five_wrong_old_passwords_lock_so_that_a_found_browser_is_no_place_to_guess()
    {
        using var security = await host.As(Role.SecurityAdministrator);
        var (_, name) = await NewAccount(security);
        using var browser = await SignIn(name, Given);
        for (var i = 0; i < 5; i++) (await Change(browser, "wrong", Own)).ShouldBe("password-current");
        (await Change(browser, Given, Own)).ShouldBe("password-locked");
    }

    [Fact]
    public async Task A_password_of_ninety_days_is_changed_and_administrators_need_twelve_characters()
    {
        using var security = await host.As(Role.SecurityAdministrator);
        var (id, name) = await NewAccount(security, "systemAdministrator");
        using var browser = await SignIn(name, Given);
        (await Change(browser, Given, "Ten-Ch-202")).ShouldBe("weak-password");
        (await Change(browser, Given, "Twelve-Ch-20")).ShouldBe("");
        var account = await host.InScope(scope => scope.GetRequiredService<SignInDb>().Accounts.AsNoTracking().FirstAsync(a => a.Id == id));
        account.PasswordDue(host.Clock.GetUtcNow().AddDays(89)).ShouldBeFalse();
        account.PasswordDue(host.Clock.GetUtcNow().AddDays(90)).ShouldBeTrue();
    }
}

public sealed class ChangePasswordOnSqlite(SqliteHost host) : ChangePasswordTests(host), IClassFixture<SqliteHost>;

public sealed class ChangePasswordOnPostgres(PostgresHost host) : ChangePasswordTests(host), IClassFixture<PostgresHost>;
