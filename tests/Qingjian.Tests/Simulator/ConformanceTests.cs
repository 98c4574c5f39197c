using Microsoft.Extensions.DependencyInjection;
using Qingjian.Monitoring.Gateway;
using Qingjian.Registry;
using Qingjian.Simulator.Conformance;
using Qingjian.Tests.Fixtures;
using Shouldly;
using Xunit;

namespace Qingjian.Tests.Simulator;

/// <summary>The simulator's conformance clauses against our own gateway, on both stores: our server passes what we ask of others.</summary>
public abstract class ConformanceTests(HostFixture host)
{
    [Fact]
    public async Task The_gateway_passes_every_clause()
    {
        await host.Services.SeedDemoCity(Path.Combine(HostFixture.Repository, "demo", "city.json"), default);
        var port = host.Services.GetRequiredService<GatewayService>().Port;
        var faults = new List<string>();
        foreach (var clause in Clauses.All)
        {
            using var probe = new Probe("127.0.0.1", port, "010000A8900016F061100101", "123456", "31", host.Clock);
            var outcome = await clause.Try(probe);
            if (!outcome.Passed) faults.Add($"{clause.Id} {clause.Title}: {outcome.Seen}");
        }
        faults.ShouldBeEmpty();
    }
}

public sealed class ConformanceOnSqlite(SqliteHost host) : ConformanceTests(host), IClassFixture<SqliteHost>;

public sealed class ConformanceOnPostgres(PostgresHost host) : ConformanceTests(host), IClassFixture<PostgresHost>;
