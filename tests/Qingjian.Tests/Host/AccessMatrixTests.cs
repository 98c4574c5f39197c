using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Qingjian.Platform.Access;
using Qingjian.Platform.Edge;
using Qingjian.Platform.Storage;
using Qingjian.Registry;
using Qingjian.Tests.Fixtures;
using Shouldly;
using Xunit;

namespace Qingjian.Tests.Host;

/// <summary>R16 and P10: every endpoint of the running program against every role, and other areas' objects against every list. Read from the program, so a new endpoint is in the matrix by itself.</summary>
public sealed class AccessMatrixTests(SqliteHost host) : IClassFixture<SqliteHost>
{
    private sealed record Call(string Method, string Pattern, Duty? Duty, bool Upload)
    {
        public string Path(string id = "00000000000000000000000000000000") => Regex.Replace(Pattern, @"\{[^}]+\}", m => m.Value.Contains(":int", StringComparison.Ordinal) || m.Value.Contains(":long", StringComparison.Ordinal) ? "0" : id);
    }

    private List<Call> Calls() =>
        [.. host.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(e => e.RoutePattern.RawText!.StartsWith("/api/", StringComparison.Ordinal) && !e.RoutePattern.RawText.Contains("**", StringComparison.Ordinal))
            .SelectMany(e => (e.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["GET"]).Select(m => new Call(
                m, e.RoutePattern.RawText!, e.Metadata.GetMetadata<AccessRule>()!.Duty,
                e.Metadata.GetMetadata<IAcceptsMetadata>()?.ContentTypes.Contains("multipart/form-data") == true)))
            .Distinct()];

    [Fact]
    public async Task Every_endpoint_answers_every_role_as_its_duty_says()
    {
        var calls = Calls();
        calls.Count.ShouldBeGreaterThan(20);
        var surprises = new List<string>();
        using var nobody = host.Anonymous();
        foreach (var call in calls.Where(c => c.Duty is not null))
            if (await Status(nobody, call) is not HttpStatusCode.Unauthorized and var status) surprises.Add($"nobody {call.Method} {call.Pattern}: {(int)status}");

        foreach (var role in Enum.GetValues<Role>())
        {
            using var client = await host.As(role);
            foreach (var call in calls.Where(c => c.Duty is not null && c.Pattern is not ("/api/session/" or "/api/live")))
            {
                var may = Duties.Of(role).Contains(call.Duty!.Value);
                var status = await Status(client, call);
                var refused = status is HttpStatusCode.Forbidden or HttpStatusCode.Unauthorized;
                if (may == refused || (int)status >= 500) surprises.Add($"{role} {call.Method} {call.Pattern} ({call.Duty}): {(int)status}");
            }
        }
        surprises.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_refused_call_leaves_exactly_one_audit_record()
    {
        using var superior = await host.As(Role.SuperiorReader);
        foreach (var call in Calls().Where(c => c.Method != "GET" && c.Duty is { } duty && !Duties.Of(Role.SuperiorReader).Contains(duty)))
        {
            var before = await Refusals();
            (await Status(superior, call)).ShouldBe(HttpStatusCode.Forbidden, call.ToString());
            (await Refusals()).ShouldBe(before + 1, call.ToString());
        }

        Task<int> Refusals() => host.InScope(scope => scope.GetRequiredService<PlatformDb>().Audit.CountAsync(r => r.Result == "refused"));
    }

    [Fact]
    public async Task An_object_of_another_area_looks_like_a_missing_one()
    {
        await host.Services.SeedDemoCity(Path.Combine(HostFixture.Repository, "demo", "city.json"), default);
        using var city = await host.As(Role.EnforcementLead, "611000");
        using var county = await host.As(Role.EnforcementLead, "611026");
        using var elsewhere = await host.As(Role.EnforcementLead, "610100");
        var calls = Calls();
        var asserted = 0;
        foreach (var list in calls.Where(c => c is { Method: "GET", Duty: not null } && c.Pattern != "/api/live" && !c.Pattern.Contains('{', StringComparison.Ordinal)))
        {
            var all = await Ids(city, list.Path());
            if (all is null) continue;
            // A list shows nothing of another city, and no more in the county than in the city.
            if (await Ids(elsewhere, list.Path()) is { } foreign) foreign.Keys.Intersect(all.Keys).ShouldBeEmpty(list.Pattern);
            foreach (var detail in calls.Where(c => c.Method == "GET" && Regex.IsMatch(c.Pattern, $"^{Regex.Escape(list.Pattern.TrimEnd('/'))}/\\{{[^}}]+\\}}$")))
                foreach (var (id, division) in all.Where(o => o.Value is not null).Take(40))
                {
                    (await city.GetAsync(detail.Path(id))).StatusCode.ShouldBe(HttpStatusCode.OK, $"parent {detail.Pattern}");
                    (await elsewhere.GetAsync(detail.Path(id))).StatusCode.ShouldBe(HttpStatusCode.NotFound, $"other city {detail.Pattern}");
                    var own = division!.StartsWith("611026", StringComparison.Ordinal);
                    (await county.GetAsync(detail.Path(id))).StatusCode.ShouldBe(own ? HttpStatusCode.OK : HttpStatusCode.NotFound, $"county {detail.Pattern} {division}");
                    asserted++;
                }
        }
        asserted.ShouldBeGreaterThan(30);
    }

    [Fact]
    public async Task Without_the_audit_trail_nothing_is_changed()
    {
        using var officer = await host.As(Role.EnforcementOfficer);
        await Sql("ALTER TABLE platform_audit RENAME TO platform_audit_away");
        try
        {
            ((int)(await officer.PostAsJsonAsync("/api/tokens", new { name = "无痕", days = 3 })).StatusCode).ShouldBe(500);
        }
        finally { await Sql("ALTER TABLE platform_audit_away RENAME TO platform_audit"); }
        (await officer.GetStringAsync("/api/tokens")).ShouldNotContain("无痕");

        async Task Sql(string text)
        {
            await using var connection = await host.Services.GetRequiredService<HouseStore>().Open(default);
            await using var command = connection.CreateCommand();
            command.CommandText = text;
            await command.ExecuteNonQueryAsync();
        }
    }

    private static async Task<HttpStatusCode> Status(HttpClient client, Call call)
    {
        using var request = new HttpRequestMessage(new HttpMethod(call.Method), call.Path());
        if (call.Method is "POST" or "PUT" or "PATCH") request.Content = call.Upload ? new MultipartFormDataContent { { new StringContent("x"), "name" } } : JsonContent.Create(new { });
        using var answer = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        return answer.StatusCode;
    }

    // Ids and divisions of a list's rows; null when it is no list of objects.
    private static async Task<Dictionary<string, string?>?> Ids(HttpClient client, string path)
    {
        using var answer = await client.GetAsync(path + "?size=200");
        if (answer.StatusCode != HttpStatusCode.OK || answer.Content.Headers.ContentType?.MediaType != "application/json") return null;
        var body = await answer.Content.ReadFromJsonAsync<JsonElement>();
        if (body.ValueKind != JsonValueKind.Object || !body.TryGetProperty("items", out var items)) return null;
        var ids = new Dictionary<string, string?>();
        foreach (var item in items.EnumerateArray())
            if (item.TryGetProperty("id", out var id) && id.ValueKind == JsonValueKind.String)
                ids[id.GetString()!] = item.TryGetProperty("division", out var division) ? division.GetString() : null;
        return ids;
    }
}
