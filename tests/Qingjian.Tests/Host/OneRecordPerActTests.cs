using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Qingjian.Tests.Fixtures;
using Shouldly;
using Xunit;

namespace Qingjian.Tests.Host;

/// <summary>xunit runs collections that may not run side by side after all others: so this one sees what the whole run did.</summary>
[CollectionDefinition(nameof(LastOfAll), DisableParallelization = true)]
public sealed class LastOfAll;

/// <summary>R20: one audit record per changing act. Every changing endpoint of the running program was driven with success by some test of this run,
/// and each success left exactly one record.</summary>
[Collection(nameof(LastOfAll))]
public sealed class OneRecordPerActTests(SqliteHost host) : IClassFixture<SqliteHost>
{
    /// <summary>What changes nothing although it is no GET, with the reason.</summary>
    private static readonly Dictionary<string, string> ChangesNothing = new()
    {
        ["POST /api/packets/inspect"] = "takes a pasted packet apart and keeps nothing",
        ["POST /api/cases/{id}/assess/suggest"] = "computes a suggestion and keeps nothing",
        ["POST /api/imports/{kind}/columns"] = "reads the headings of a table and keeps nothing",
    };

    /// <summary>One call, several acts: each object that changes has its own record.</summary>
    private static readonly Dictionary<string, (Func<int, bool> Fits, string Why)> Several = new()
    {
        ["POST /api/imports/batches/{id}/take"] = (n => n >= 1, "each good row is an act of its own that stands or falls alone, and the batch is one more"),
        ["POST /api/marks"] = (n => n is 0 or 1, "a plant system may send the same mark again under the same key; the repeat changes nothing"),
        ["POST /api/orders/{id}/receive"] = (n => n is 0 or 1, "only the first opening by the enterprise is a receipt; looking again changes nothing"),
    };

    [Fact]
    public void Every_success_of_a_changing_endpoint_left_exactly_one_audit_record()
    {
        var wrong = ActObserver.Seen.Where(one => one.Value.Any(records => !Right(one.Key, records)))
            .Select(one => $"{one.Key}: {string.Join(", ", one.Value.GroupBy(n => n).OrderBy(g => g.Key).Select(g => $"{g.Key} records {g.Count()} times"))}").Order();
        wrong.ShouldBeEmpty();
    }

    private static bool Right(string endpoint, int records) =>
        ChangesNothing.ContainsKey(endpoint) ? records == 0 : Several.TryGetValue(endpoint, out var several) ? several.Fits(records) : records == 1;

    [Fact]
    public void Every_changing_endpoint_was_driven()
    {
        // With a filter only some classes run; then there is nothing to say about the whole.
        var classes = typeof(OneRecordPerActTests).Assembly.GetTypes().Count(type => type.GetInterfaces().Contains(typeof(IClassFixture<SqliteHost>)));
        if (ActObserver.Hosts.Count(type => type == typeof(SqliteHost)) < classes) return;
        var all = host.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(e => e.RoutePattern.RawText!.StartsWith("/api/", StringComparison.Ordinal) && !e.RoutePattern.RawText.Contains("**", StringComparison.Ordinal))
            .SelectMany(e => (e.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? []).Where(m => m != "GET").Select(m => ActObserver.NameOf(m, e))).ToList();
        all.Count.ShouldBeGreaterThan(80);
        all.Except(ActObserver.Seen.Keys).Order().ShouldBeEmpty();
    }
}
