using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Qingjian.Platform.Storage;

/// <summary>Rings when a transaction on the house was committed, so that whoever tells its facts or takes its entries into the log looks at once
/// and need not look all the time.</summary>
internal sealed class CommitBell : DbTransactionInterceptor
{
    /// <summary>For the teller of facts.</summary>
    public Bell Facts { get; } = new();

    /// <summary>For the writer of the evidence log.</summary>
    public Bell Evidence { get; } = new();

    /// <summary>For the sender of outside messages.</summary>
    public Bell Messages { get; } = new();

    public override void TransactionCommitted(DbTransaction transaction, TransactionEndEventData eventData) => Ring();

    public override Task TransactionCommittedAsync(DbTransaction transaction, TransactionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        Ring();
        return Task.CompletedTask;
    }

    private void Ring()
    {
        Facts.Ring();
        Evidence.Ring();
        Messages.Ring();
    }
}

/// <summary>A bell with one listener. Rung while nobody listens, it is heard by the next wait; rung many times, once.</summary>
internal sealed class Bell
{
    private TaskCompletionSource next = New();

    public void Ring() => Volatile.Read(ref next).TrySetResult();

    /// <summary>Waits for a ring, at most as long as given. What was committed before the end of the wait is to be looked for after it.</summary>
    public async Task Wait(TimeSpan longest, CancellationToken stop)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(stop);
        await Task.WhenAny(Volatile.Read(ref next).Task, Task.Delay(longest, over.Token));
        await over.CancelAsync();
        stop.ThrowIfCancellationRequested();
        Volatile.Write(ref next, New());
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
