using System.Collections.Frozen;
using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Qingjian.Platform.Access;

namespace Qingjian.Monitoring.Gateway.Addresses;

/// <summary>From which addresses a monitor may speak without a note (threat T1): those an engineer confirmed, and private lines. A packet
/// from elsewhere is stored and answered like any other and marked 来源未核实, for MN and PW travel in clear and prove nothing.</summary>
internal sealed class KnownAddresses(IOptions<GatewayOptions> options)
{
    private readonly IReadOnlyList<IPNetwork> trusted = [.. options.Value.TrustedNetworks.Select(Doorkeeper.NetworkOf)];
    private volatile FrozenDictionary<string, FrozenSet<IPAddress>> confirmed = FrozenDictionary<string, FrozenSet<IPAddress>>.Empty;
    private long generation;

    /// <summary>Grows with every change: look again.</summary>
    public long Generation => Interlocked.Read(ref generation);

    public bool Trusts(string mn, IPAddress peer)
    {
        foreach (var network in trusted)
            if (network.Contains(peer)) return true;
        return confirmed.TryGetValue(mn, out var own) && own.Contains(peer);
    }

    /// <summary>Reads what has been confirmed.</summary>
    public async Task Load(GatewayDb db, CancellationToken stop)
    {
        var rows = await db.ConfirmedAddresses.IgnoreQueryFilters().AsNoTracking().Select(row => new { row.Mn, row.Address }).ToListAsync(stop);
        confirmed = rows.GroupBy(row => row.Mn, StringComparer.OrdinalIgnoreCase)
            .ToFrozenDictionary(group => group.Key, group => group.Select(row => IPAddress.Parse(row.Address)).ToFrozenSet(), StringComparer.OrdinalIgnoreCase);
        Interlocked.Increment(ref generation);
    }
}

/// <summary>Before the port opens: the addresses engineers have confirmed.</summary>
internal sealed class LoadAddresses(IServiceScopeFactory scopes, KnownAddresses addresses) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CallerContext>().Current = Caller.System;
        await addresses.Load(scope.ServiceProvider.GetRequiredService<GatewayDb>(), cancellationToken);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
