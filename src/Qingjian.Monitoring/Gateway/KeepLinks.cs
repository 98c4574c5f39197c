using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Qingjian.Hj212;
using Qingjian.Platform.Access;

namespace Qingjian.Monitoring.Gateway;

/// <summary>What is kept of a line over a restart.</summary>
internal sealed record LinkMemory(
    long Packets, DateTimeOffset? LastPacketAt, int LastCommand, ProtocolVersion LastVersion, double? ClockSeconds, DateTimeOffset? ClonedAt,
    DateTimeOffset? LastRefusedAt, IReadOnlyDictionary<int, long> Counts, IReadOnlyDictionary<string, LinkMemory.Seen> Findings,
    IReadOnlyDictionary<string, LinkMemory.Seen> Refusals, IReadOnlyDictionary<string, DateTimeOffset> Peers, IReadOnlyList<long> Recent)
{
    internal sealed record Seen(DateTimeOffset Last, long Times);
}

/// <summary>Keeps the lines' counts and findings: read before the port opens, written once a minute as far as they changed, and at the
/// orderly end. After a crash the last minute's counts are missing, never a packet.</summary>
internal sealed class KeepLinks(IServiceScopeFactory scopes, LinkBoard links, TimeProvider clock, ILogger<KeepLinks> log) : BackgroundService
{
    public static readonly TimeSpan Every = TimeSpan.FromMinutes(1);

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await using var scope = Scope(out var db);
        var rows = await db.Database.SqlQuery<Row>($"SELECT mn, state FROM monitoring_link").ToListAsync(cancellationToken);
        foreach (var row in rows)
            if (JsonSerializer.Deserialize<LinkMemory>(row.State) is { } memory) links.Of(row.Mn).Recall(memory);
        await base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var beat = new PeriodicTimer(Every, clock);
        try
        {
            while (await beat.WaitForNextTickAsync(stoppingToken)) await Keep(stoppingToken);
        }
        catch (OperationCanceledException) { }
    }

    // The gateway has ended before this: what it counted last is written too.
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await Keep(CancellationToken.None);
    }

    /// <summary>Writes the lines that changed. Counting is no act of anybody: plain SQL, without a line in the trail.</summary>
    public async Task Keep(CancellationToken stop)
    {
        var changed = links.All.Select(link => (link.Mn, Memory: link.TakeChanged())).Where(one => one.Memory is not null).ToList();
        if (changed.Count == 0) return;
        try
        {
            await using var scope = Scope(out var db);
            var now = clock.GetUtcNow().ToUnixTimeMilliseconds();
            await using var transaction = await db.Database.BeginTransactionAsync(stop);
            foreach (var (mn, memory) in changed)
            {
                var state = JsonSerializer.Serialize(memory);
                await db.Database.ExecuteSqlAsync($"INSERT INTO monitoring_link (mn, state, kept_at) VALUES ({mn}, {state}, {now}) ON CONFLICT (mn) DO UPDATE SET state = excluded.state, kept_at = excluded.kept_at", stop);
            }
            await transaction.CommitAsync(stop);
        }
        catch (Exception fault) when (fault is DbUpdateException or System.Data.Common.DbException)
        {
            log.LogError(fault, "The counts of {Count} lines could not be kept; they are written again in a minute.", changed.Count);
            foreach (var (mn, _) in changed) links.Of(mn).Change();
        }
    }

    private AsyncServiceScope Scope(out GatewayDb db)
    {
        var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CallerContext>().Current = Caller.System;
        db = scope.ServiceProvider.GetRequiredService<GatewayDb>();
        return scope;
    }

    private sealed record Row(string Mn, string State);
}
