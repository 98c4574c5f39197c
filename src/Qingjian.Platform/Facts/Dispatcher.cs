using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Qingjian.Platform.Access;
using Qingjian.Platform.Storage;

namespace Qingjian.Platform.Facts;

/// <summary>Takes facts from the outbox in order and tells each to its listeners, at least once; receipts make it once.</summary>
internal sealed class Dispatcher(IServiceScopeFactory scopes, IEnumerable<Subscription> subscriptions, HouseStore house, TimeProvider clock, ILogger<Dispatcher> log) : BackgroundService
{
    private const int MostAttempts = 20;
    // A commit of this program rings; what failed before or was committed by another is found by looking now and then.
    private static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(5);
    // Two tellers at once would both hear a fact; the slower one's transaction then fails on the receipt.
    private readonly SemaphoreSlim oneTeller = new(1, 1);
    private readonly ILookup<string, Subscription> listeners = subscriptions.ToLookup(s => s.Fact.FullName!);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                if (await TellPending(stoppingToken) == 0) await house.Committed.Facts.Wait(LookAgain, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested) { return; }
            catch (Exception fault)
            {
                log.LogError(fault, "Facts could not be told; trying again.");
                await Task.Delay(1000, stoppingToken);
            }
        }
    }

    /// <summary>Tells what is pending now; returns how many facts were tried.</summary>
    public async Task<int> TellPending(CancellationToken stop)
    {
        await oneTeller.WaitAsync(stop);
        try { return await TellNow(stop); }
        finally { oneTeller.Release(); }
    }

    /// <inheritdoc />
    public override void Dispose()
    {
        oneTeller.Dispose();
        base.Dispose();
    }

    private async Task<int> TellNow(CancellationToken stop)
    {
        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CallerContext>().Current = Caller.System;
        var db = scope.ServiceProvider.GetRequiredService<PlatformDb>();
        var now = clock.GetUtcNow();
        var pending = await db.Outbox.AsNoTracking()
            .Where(row => row.ToldAt == null && row.Attempts < MostAttempts && (row.NextAt == null || row.NextAt <= now))
            .OrderBy(row => row.Position).Take(100).ToListAsync(stop);
        foreach (var row in pending) await Tell(row, stop);
        return pending.Count;
    }

    private async Task Tell(OutboxRow row, CancellationToken stop)
    {
        string? fault = null;
        foreach (var listener in listeners[row.Type])
        {
            try { await Tell(row, listener, stop); }
            catch (OperationCanceledException) when (stop.IsCancellationRequested) { throw; }
            catch (Exception e)
            {
                log.LogWarning(e, "{Listener} failed to hear fact {Position} ({Type}).", listener.Listener.Name, row.Position, row.Type);
                fault = $"{listener.Listener.Name}: {e.GetType().Name}: {e.Message}";
            }
        }
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<PlatformDb>();
        var now = clock.GetUtcNow();
        var told = fault is null ? now : (DateTimeOffset?)null;
        var next = now.AddSeconds(Math.Min(300, Math.Pow(2, row.Attempts)));
        await db.Outbox.Where(r => r.Position == row.Position).ExecuteUpdateAsync(set => set
            .SetProperty(r => r.ToldAt, told).SetProperty(r => r.Attempts, row.Attempts + 1)
            .SetProperty(r => r.NextAt, next).SetProperty(r => r.Fault, fault), stop);
    }

    private async Task Tell(OutboxRow row, Subscription listener, CancellationToken stop)
    {
        await using var scope = scopes.CreateAsyncScope();
        var caller = scope.ServiceProvider.GetRequiredService<CallerContext>();
        caller.Current = Caller.System;
        var db = scope.ServiceProvider.GetRequiredService<PlatformDb>();
        var name = listener.Listener.FullName!;
        if (await db.Inbox.AnyAsync(r => r.Listener == name && r.FactId == row.Position, stop)) return;
        caller.Receipt = new Receipt(name, row.Position);
        var fact = JsonSerializer.Deserialize(row.Content, listener.Fact, HouseJson.Options)!;
        await listener.Tell(scope.ServiceProvider, fact, stop);
        caller.Receipt = null;
    }
}
