using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Qingjian.Evidence.Log;
using Qingjian.Evidence.Notes;
using Qingjian.Platform.Live;
using Qingjian.Platform.Storage;

namespace Qingjian.Platform.EvidenceLog;

/// <summary>The one writer of the evidence log: moves waiting entries in, and signs a checkpoint every minute when the log grew, at once
/// for a decision. A second program on the same folder stands by until the first is gone.</summary>
internal sealed partial class Sequencer(HouseLog house, HouseStore store, IServiceScopeFactory scopes, LiveSignals live, ILogger<Sequencer> log) : BackgroundService
{
    // A commit of this program rings; what another committed, and a checkpoint that falls due, is found by looking now and then.
    private static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan AfterFault = TimeSpan.FromSeconds(5);
    private readonly SemaphoreSlim _rounds = new(1);

    /// <summary>Opens the log before the program serves, so that a key that others can read stops the start in words.</summary>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        try
        {
            if (house.TryOpen()) await Step(m => m.Reconcile(cancellationToken));
        }
        catch (EvidenceLogBrokenException fault)
        {
            Broken(log, fault);
            house.Close(fault.Message);
        }
        await base.StartAsync(cancellationToken);
    }

    /// <summary>One round: moves up to a batch and signs when due. True when there may be more at once.</summary>
    public async Task<bool> Round(CancellationToken stop)
    {
        await _rounds.WaitAsync(stop);
        try
        {
            return await MoveAndSign(stop);
        }
        finally
        {
            _rounds.Release();
        }
    }

    private async Task<bool> MoveAndSign(CancellationToken stop)
    {
        if (house.OldKeyIsDone) house.Close(null);
        if (house.Current is null)
        {
            if (house.State == LogState.Broken || !house.TryOpen()) return false;
            await Step(m => m.Reconcile(stop));
        }
        var (moved, decision) = (0, false);
        await Step(async m => (moved, decision) = await m.MoveWaiting(stop));
        var due = decision || house.IsDue();
        if (due) house.Sign();
        if (moved > 0 || due) live.Raise("evidence");
        return moved > 0;
    }

    /// <summary>A checkpoint that covers an index, made now if need be; null when the entry has not entered the log yet.</summary>
    public async Task<SignedCheckpoint?> SignUpTo(long index, CancellationToken stop)
    {
        await _rounds.WaitAsync(stop);
        try
        {
            if (house.Current is not { } current || index >= current.Size) return null;
            if (current.Head() is { } head && index < head.Checkpoint.Size) return head;
            var signed = house.Sign();
            live.Raise("evidence");
            return signed;
        }
        finally
        {
            _rounds.Release();
        }
    }

    /// <summary>Moves and signs what there is, then opens the log anew: a key that was made meanwhile signs from here on.</summary>
    public async Task Reopen(CancellationToken stop)
    {
        await _rounds.WaitAsync(stop);
        try
        {
            while (await MoveAndSign(stop)) { }
            if (house.Current is not null) house.Sign();
            house.Close(null);
            await MoveAndSign(stop);
        }
        finally
        {
            _rounds.Release();
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                if (await Round(stoppingToken)) continue;
                if (house.State == LogState.Open) await store.Committed.Evidence.Wait(LookAgain, stoppingToken);
                else await Task.Delay(AfterFault, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                break;
            }
            catch (EvidenceLogBrokenException fault)
            {
                Broken(log, fault);
                house.Close(fault.Message);
            }
            catch (Exception fault)
            {
                // The disk or the database failed: nothing is taken for written. The log is opened anew and brought in step.
                Failed(log, fault);
                house.Close(null);
                await Task.Delay(AfterFault, CancellationToken.None);
            }
        }
        if (house.Current is { } current && current.Size > (current.Head()?.Checkpoint.Size ?? 0)) house.Sign();
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        _rounds.Dispose();
        base.Dispose();
    }

    private async Task Step(Func<MoveEntries, Task> step)
    {
        await using var scope = scopes.CreateAsyncScope();
        await step(scope.ServiceProvider.GetRequiredService<MoveEntries>());
    }

    [LoggerMessage(Level = LogLevel.Critical, Message = "The evidence log contradicts what was signed. Nothing enters it until somebody has looked.")]
    private static partial void Broken(ILogger log, Exception fault);

    [LoggerMessage(Level = LogLevel.Error, Message = "The evidence log could not go on; it is opened anew.")]
    private static partial void Failed(ILogger log, Exception fault);
}
