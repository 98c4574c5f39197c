using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Qingjian.Judgement;
using Qingjian.Monitoring.Contract;
using Qingjian.Platform.Access;
using Qingjian.Tests.Fixtures;
using Shouldly;
using Xunit;

namespace Qingjian.Tests.Monitoring.Rules;

public abstract class ConfirmRuleTests(HostFixture host)
{
    private Rule Of(string path) => host.Services.GetRequiredService<Rulebook>().Rules.Single(rule => rule.Path == path);

    private Task<IReadOnlyList<UnconfirmedRule>> Missing(params string[] digests) =>
        host.InScope(services => services.GetRequiredService<IRuleConfirmations>().Missing(digests, default));

    [Fact]
    public async Task A_rule_from_memory_is_confirmed_once_by_the_legal_desk_with_name_and_date()
    {
        var rule = Of("limits/GB-18485-2014/2014-07-01.json");
        (await Missing(rule.Digest, Of("limits/GB-4915-2013/2014-03-01.json").Digest, "permit")).Select(each => each.Digest).ShouldBe([rule.Digest]);

        using var officer = await host.As(Role.EnforcementOfficer);
        (await officer.PostAsJsonAsync($"/api/rules/{rule.Digest}/confirm", new { source = "原文", note = "一致" })).StatusCode.ShouldBe(HttpStatusCode.Forbidden);

        using var legal = await host.As(Role.LegalReviewer, name: "法制员");
        var refused = await legal.PostAsJsonAsync($"/api/rules/{rule.Digest}/confirm", new { source = " ", note = "一致" });
        (await refused.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("code").GetString().ShouldBe("source-missing");
        (await legal.PostAsJsonAsync($"/api/rules/{rule.Digest}/confirm", new { source = "公告原文", note = "逐项核对一致" })).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await legal.PostAsJsonAsync($"/api/rules/{rule.Digest}/confirm", new { source = "公告原文", note = "逐项核对一致" })).StatusCode.ShouldBe(HttpStatusCode.Conflict);

        var file = await officer.GetFromJsonAsync<JsonElement>($"/api/rules/{rule.Digest}");
        file.GetProperty("rule").GetProperty("confirmedBy").GetString().ShouldBe("法制员");
        file.GetProperty("text").GetString()!.ShouldContain("\"GB 18485-2014\"");
        (await Missing(rule.Digest)).ShouldBeEmpty();
    }

    [Fact]
    public async Task The_list_counts_what_waits_and_shows_it_first()
    {
        using var legal = await host.As(Role.LegalReviewer);
        var page = await legal.GetFromJsonAsync<JsonElement>("/api/rules?size=200");
        page.GetProperty("items")[0].GetProperty("state").GetString().ShouldBe("waiting");
        var waiting = page.GetProperty("items").EnumerateArray().Count(row => row.GetProperty("state").GetString() == "waiting");
        page.GetProperty("counts").GetProperty("waiting").GetInt32().ShouldBe(waiting);
        page.GetProperty("items").EnumerateArray().Where(row => row.GetProperty("trust").GetString() == "text").ShouldAllBe(row => row.GetProperty("state").GetString() != "waiting");
    }

    [Fact]
    public async Task An_unknown_digest_is_not_found()
    {
        using var legal = await host.As(Role.LegalReviewer);
        (await legal.GetAsync($"/api/rules/{new string('0', 64)}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }
}

public sealed class ConfirmRulesOnSqlite(SqliteHost host) : ConfirmRuleTests(host), IClassFixture<SqliteHost>;

public sealed class ConfirmRulesOnPostgres(PostgresHost host) : ConfirmRuleTests(host), IClassFixture<PostgresHost>;
