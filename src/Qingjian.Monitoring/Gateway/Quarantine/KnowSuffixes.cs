using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Qingjian.Platform.Access;

namespace Qingjian.Monitoring.Gateway.Quarantine;

/// <summary>Before the port opens: the makers' suffixes engineers have let in.</summary>
internal sealed class KnowSuffixes(IServiceScopeFactory scopes, ProtocolRules rules) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CallerContext>().Current = Caller.System;
        rules.Know(await scope.ServiceProvider.GetRequiredService<GatewayDb>().MakersSuffixes.Select(row => row.Id).ToListAsync(cancellationToken));
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
