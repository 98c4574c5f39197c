using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Qingjian.Platform.Access;
using Qingjian.Tests.Fixtures;
using Shouldly;
using Xunit;

namespace Qingjian.Tests.Host;

/// <summary>Every list of the running program, asked for with everything its description names: the engine understands each filter, tab and export.</summary>
public abstract class ListSweepTests(HostFixture host)
{
    [Fact]
    public async Task Every_list_takes_all_of_its_filters_at_once()
    {
        var roles = new Dictionary<Role, HttpClient>();
        foreach (var role in Enum.GetValues<Role>()) roles[role] = await host.As(role);
        var document = await roles.Values.First().GetFromJsonAsync<JsonElement>("/openapi/v1.json");
        var (lists, faults) = (0, new List<string>());
        foreach (var path in document.GetProperty("paths").EnumerateObject().Where(path => !path.Name.Contains('{', StringComparison.Ordinal)))
        {
            if (!path.Value.TryGetProperty("get", out var get) || !get.TryGetProperty("parameters", out var parameters)) continue;
            var asked = parameters.EnumerateArray().ToDictionary(each => each.GetProperty("name").GetString()!, each => each.GetProperty("schema"));
            if (!asked.ContainsKey("q") || !asked.ContainsKey("division")) continue;
            lists++;
            foreach (var state in new[] { "open", "waiting" })
            {
                var query = string.Join('&', asked.Select(each => $"{each.Key}={Uri.EscapeDataString(Value(each.Key, each.Value, state))}"));
                var answers = new List<HttpStatusCode>();
                foreach (var client in roles.Values)
                {
                    using var answer = await client.GetAsync($"{path.Name}?{query}", HttpCompletionOption.ResponseHeadersRead);
                    answers.Add(answer.StatusCode);
                }
                if (!answers.Contains(HttpStatusCode.OK) || answers.Exists(status => status is not (HttpStatusCode.OK or HttpStatusCode.Forbidden))) faults.Add($"{path.Name}?{query}: {string.Join(' ', answers.Distinct())}");
            }
        }
        faults.ShouldBeEmpty();
        lists.ShouldBeGreaterThan(60);
    }

    private static string Value(string name, JsonElement schema, string state) => name switch
    {
        "state" => state,
        "division" => "611002",
        "from" => "2026-11-01",
        "to" => "2026-11-30",
        "q" => "50%_\\'",
        _ when schema.TryGetProperty("enum", out var words) => words[0].GetString()!,
        _ when schema.GetRawText() is var raw && raw.Contains("\"boolean\"", StringComparison.Ordinal) => "true",
        _ when schema.GetRawText().Contains("\"integer\"", StringComparison.Ordinal) => "1",
        _ when schema.TryGetProperty("format", out var format) => format.GetString() == "date" ? "2026-11-18" : "2026-11-18T00:00:00Z",
        _ => "a34013",
    };
}

public sealed class ListSweepOnSqlite(SqliteHost host) : ListSweepTests(host), IClassFixture<SqliteHost>;

public sealed class ListSweepOnPostgres(PostgresHost host) : ListSweepTests(host), IClassFixture<PostgresHost>;
