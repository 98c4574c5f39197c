using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using Qingjian.Platform.Access;
using Qingjian.Tests.Fixtures;
using Shouldly;
using Xunit;

namespace Qingjian.Tests.Host;

/// <summary>The documented interface says what the program takes: names and words as they stand in the document work in a call.</summary>
public sealed class InterfaceDescriptionTests(SqliteHost host) : IClassFixture<SqliteHost>
{
    private sealed record Parameter(string Path, string Name, bool Required, string? Format, IReadOnlyList<string> Words);

    private async Task<List<(string Path, List<Parameter> Query)>> Gets()
    {
        using var anyone = host.Anonymous();
        var document = await anyone.GetFromJsonAsync<JsonElement>("/openapi/v1.json");
        return [.. document.GetProperty("paths").EnumerateObject().SelectMany(path => path.Value.EnumerateObject().Select(operation => (path.Name, Operation: operation.Value)))
            .Where(one => one.Operation.TryGetProperty("parameters", out _))
            .Select(one => (one.Name, one.Operation.GetProperty("parameters").EnumerateArray().Where(p => p.GetProperty("in").GetString() == "query").Select(p => new Parameter(one.Name, p.GetProperty("name").GetString()!, p.TryGetProperty("required", out var must) && must.GetBoolean(),
                p.GetProperty("schema").TryGetProperty("format", out var format) ? format.GetString() : null,
                p.GetProperty("schema").TryGetProperty("enum", out var words) ? [.. words.EnumerateArray().Select(w => w.GetString()!)] : [])).ToList()))];
    }

    [Fact]
    public async Task Every_query_name_is_camel_case()
    {
        var names = (await Gets()).SelectMany(one => one.Query).ToList();
        names.Count.ShouldBeGreaterThan(100);
        names.Where(p => !Regex.IsMatch(p.Name, "^[a-z][a-zA-Z0-9]*$")).ShouldBeEmpty();
    }

    [Fact]
    public async Task Every_documented_word_of_a_query_is_understood_and_another_is_not()
    {
        using var engineer = await host.As(Role.MonitoringEngineer);
        var tried = 0;
        foreach (var (path, query) in await Gets())
            foreach (var asked in query.Where(p => p.Words.Count > 0))
            {
                // What else the call must have gets something readable, so that only this word can fail.
                var others = string.Concat(query.Where(p => p.Required && p.Name != asked.Name).Select(p => p.Words.Count > 0 ? $"&{p.Name}={p.Words[0]}" : Filled(p)));
                foreach (var word in asked.Words)
                {
                    (await Status(word)).ShouldNotBe(HttpStatusCode.BadRequest, $"{path}?{asked.Name}={word}");
                    tried++;
                }
                (await Status("noSuchWord")).ShouldBe(HttpStatusCode.BadRequest, $"{path}?{asked.Name}");

                async Task<HttpStatusCode> Status(string word) => (await engineer.GetAsync($"{path}?{asked.Name}={word}{others}")).StatusCode;
            }
        tried.ShouldBeGreaterThan(20);
    }

    private static string Filled(Parameter other) => other.Format switch
    {
        "date" => $"&{other.Name}=2026-11-17",
        "date-time" => $"&{other.Name}=2026-11-17T08:00:00%2B08:00",
        _ => $"&{other.Name}=x",
    };
}
