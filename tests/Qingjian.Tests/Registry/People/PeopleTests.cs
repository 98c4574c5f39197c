using System.Net.Http.Json;
using Microsoft.Extensions.DependencyInjection;
using Qingjian.Platform.Access;
using Qingjian.Registry.Contract;
using Qingjian.Tests.Fixtures;
using Shouldly;
using Xunit;

namespace Qingjian.Tests.Registry.People;

public abstract class PeopleTests(HostFixture host)
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 18, 12, 0, 0, TimeSpan.FromHours(8));

    [Fact]
    public async Task A_certified_officer_is_qualified_until_away_suspended_or_expired()
    {
        using var security = await host.As(Role.SecurityAdministrator);
        var team = await Organisation(security, "市支队", "611000");
        var person = (await security.PostAsJsonAsync("/api/people", new { name = "钱一鸣", organisationId = team, jobTitle = "科员", phone = "13900000002", leftOn = (string?)null, version = 0 }).Done()).Id();
        (await Why(person)).ShouldBe("certificate-missing");

        var paper = new { number = $"61{Guid.NewGuid():N}"[..14], issuer = "省政府", area = "611000", validFrom = "2024-01-01", validTo = "2026-12-01", suspendedFrom = (string?)null, suspendedTo = (string?)null, revokedOn = (string?)null, reason = "", version = 0 };
        var certificate = (await security.PostAsJsonAsync($"/api/people/{person}/certificates", paper).Done()).Id();
        (await Why(person)).ShouldBeNull();
        (await Qualified(Noon)).ShouldContain(person);
        (await Qualified(Noon.AddDays(14))).ShouldNotContain(person);

        var list = await security.GetAsync("/api/people?q=qym").Done();
        list.GetProperty("items")[0].GetProperty("state").GetString().ShouldBe("expiring");
        list.GetProperty("counts").GetProperty("expiring").GetInt32().ShouldBe(1);

        await security.PostAsJsonAsync($"/api/people/{person}/absences", new { reason = "培训", from = "2026-11-18", until = "2026-11-18" }).Done();
        (await Qualified(Noon)).ShouldNotContain(person);
        (await Qualified(Noon.AddDays(1))).ShouldContain(person);

        (await security.PutAsJsonAsync($"/api/people/{person}/certificates/{certificate}", With(paper, suspendedFrom: "2026-11-18", reason: "", version: 1)).Refused()).Problem.GetProperty("errors").TryGetProperty("reason", out _).ShouldBeTrue();
        await security.PutAsJsonAsync($"/api/people/{person}/certificates/{certificate}", With(paper, suspendedFrom: "2026-11-18", reason: "投诉调查", version: 1)).Done();
        (await Why(person)).ShouldBe("certificate-suspended");
    }

    [Fact]
    public async Task The_nearest_organisation_answers_for_a_place()
    {
        using var security = await host.As(Role.SecurityAdministrator);
        var city = await Organisation(security, "某市局", "610900", "bureau");
        var county = await Organisation(security, "某县分局", "610921", "bureau");
        await host.InScope(async services =>
        {
            var officers = services.GetRequiredService<IOfficers>();
            (await officers.OrganisationFor("610921102", OrganisationKind.Bureau, default))!.Id.ShouldBe(county);
            (await officers.OrganisationFor("610922", OrganisationKind.Bureau, default))!.Id.ShouldBe(city);
            return 0;
        });
    }

    [Fact]
    public async Task Only_the_security_administrator_keeps_people()
    {
        using var officer = await host.As(Role.EnforcementOfficer);
        (await officer.PostAsJsonAsync("/api/people", new { name = "甲", organisationId = "x", version = 0 }).Refused()).Status.ShouldBe(403);
        (await officer.GetAsync("/api/people").Done()).GetProperty("page").GetInt32().ShouldBe(1);
    }

    private static object With(dynamic paper, string suspendedFrom, string reason, int version) => new
    {
        paper.number,
        paper.issuer,
        paper.area,
        paper.validFrom,
        paper.validTo,
        suspendedFrom,
        suspendedTo = (string?)null,
        revokedOn = (string?)null,
        reason,
        version,
    };

    private async Task<string> Organisation(HttpClient security, string name, string division, string kind = "team")
    {
        // The clerk of a city keeps its own organisations; for another city one of that city is asked.
        using var own = division.StartsWith("6110", StringComparison.Ordinal) ? null : await host.As(Role.SecurityAdministrator, division);
        var body = new { name, shortName = name, kind, division, documentPrefix = "测环", parentId = (string?)null, address = "", phone = "", creditCode = (string?)null, closed = false, version = 0 };
        return (await (own ?? security).PostAsJsonAsync("/api/organisations", body).Done()).Id();
    }

    private Task<string?> Why(string person) => host.InScope(async services =>
        (await services.GetRequiredService<IOfficers>().MayEnforceAt(person, Noon, "611002", default)).Try(out _, out var why) ? null : why.Code);

    private Task<List<string>> Qualified(DateTimeOffset at) => host.InScope(async services =>
        (await services.GetRequiredService<IOfficers>().Qualified("611002", at, default)).Select(o => o.PersonId).ToList());
}

public sealed class SqlitePeopleTests(SqliteHost host) : PeopleTests(host), IClassFixture<SqliteHost>;

public sealed class PostgresPeopleTests(PostgresHost host) : PeopleTests(host), IClassFixture<PostgresHost>;
