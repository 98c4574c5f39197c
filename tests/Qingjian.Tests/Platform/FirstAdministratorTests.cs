using System.Net;
using System.Net.Http.Json;
using Qingjian.Registry;
using Qingjian.Tests.Fixtures;
using Shouldly;
using Xunit;

namespace Qingjian.Tests.Platform;

public sealed class FirstAdministratorTests(SqliteHost host) : IClassFixture<SqliteHost>
{
    [Fact]
    public async Task The_one_time_link_makes_the_first_administrator_and_then_nothing_more()
    {
        using var browser = host.Anonymous();
        var code = (await host.Services.FirstAdministratorCode()).ShouldNotBeNull();
        object Body(string with, string user, string password = "First-Pass-2026") => new { code = with, name = "周某", userName = user, password };
        (await browser.PostAsJsonAsync("/api/setup", Body("0" + code[1..] + "x", "zhoumou"))).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await browser.PostAsJsonAsync("/api/setup", Body(code, "zhoumou", "Ten-Ch-202"))).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await browser.PostAsJsonAsync("/api/setup", Body(code, "zhoumou"))).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await browser.PostAsJsonAsync("/api/setup", Body(code, "second"))).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await browser.PostAsJsonAsync("/api/session", new { name = "zhoumou", password = "First-Pass-2026" })).StatusCode.ShouldBe(HttpStatusCode.OK);
    }
}
