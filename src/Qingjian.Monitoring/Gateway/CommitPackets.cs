using System.Diagnostics;
using Microsoft.Extensions.Logging;
using Qingjian.Monitoring.Gateway.Raw;
using Qingjian.Monitoring.Storage;

namespace Qingjian.Monitoring.Gateway;

/// <summary>The one writer of raw packets. While a batch is being synced the next one fills, so thousands of packets share a sync and a
/// single one does not wait. Answers are handed out only after the commit has returned (P1).</summary>
internal sealed class CommitPackets : IDisposable
{
    private readonly IRawStore store;
    private readonly GatewayOptions options;
    private readonly GatewayHealth health;
    private readonly TimeProvider clock;
    private readonly ILogger log;
    private readonly Action<RawBatch> committed;
    private readonly Thread thread;
    private readonly Lock filling = new();
    private readonly SemaphoreSlim arrived = new(0);
    private readonly Stack<RawBatch> spare = new();
    private RawBatch batch = new();
    private TaskCompletionSource? room;
    private volatile bool stopping;
    private int delivering;

    /// <param name="committed">Told each durable batch, on a pool thread; the batch is reused when it returns.</param>
    public CommitPackets(IRawStore store, GatewayOptions options, GatewayHealth health, TimeProvider clock, ILogger log, Action<RawBatch> committed)
    {
        (this.store, this.options, this.health, this.clock, this.log, this.committed) = (store, options, health, clock, log, committed);
        thread = new Thread(Work) { IsBackground = true, Name = "raw commits" };
        thread.Start();
    }

    /// <summary>False when the queue is full: wait for <see cref="Room"/> before the next packet is read.</summary>
    public bool HasRoom
    {
        get { lock (filling) return !IsFull; }
    }

    /// <summary>Takes a packet and the answer it is to get. Ask <see cref="HasRoom"/> before; callers in a race may pass the bound by one
    /// packet each.</summary>
    public void Add(in RawEntry entry, ReadOnlySpan<byte> frame, ReadOnlySpan<byte> answer)
    {
        lock (filling)
        {
            var first = batch.IsEmpty;
            batch.Add(entry, frame, answer);
            if (first || batch.Count == options.CommitAt) arrived.Release();
        }
    }

    /// <summary>Takes refused bytes. They are bounded like packets; when the queue is full they are only counted.</summary>
    public bool TryAdd(QuarantineEntry entry)
    {
        lock (filling)
        {
            if (IsFull || batch.Quarantined.Count >= options.QueuedPackets / 4) return false;
            var first = batch.IsEmpty;
            batch.Quarantined.Add(entry);
            if (first) arrived.Release();
            return true;
        }
    }

    // Two batches may be under way, one filling and one being written: half the limit each.
    private bool IsFull => health.IsDegraded || batch.Count >= options.QueuedPackets / 2 || batch.ByteCount >= options.QueuedBytes / 2;

    /// <summary>Completes when the queue has room again.</summary>
    public Task Room()
    {
        lock (filling)
        {
            if (!IsFull) return Task.CompletedTask;
            room ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return room.Task;
        }
    }

    private void Work()
    {
        while (true)
        {
            arrived.Wait();
            Linger();
            var work = Take();
            if (!work.IsEmpty) Commit(work);
            else Return(work);
            if (stopping && batch.IsEmpty) return;
        }
    }

    private void Linger()
    {
        var since = Stopwatch.GetTimestamp();
        while (!stopping && batch.Count < options.CommitAt)
        {
            var left = options.CommitWithin - Stopwatch.GetElapsedTime(since);
            if (left <= TimeSpan.Zero || !arrived.Wait(left)) return;
        }
    }

    private RawBatch Take()
    {
        lock (filling)
        {
            var work = batch;
            batch = spare.TryPop(out var empty) ? empty : new RawBatch();
            room?.TrySetResult();
            room = null;
            return work;
        }
    }

    private void Commit(RawBatch work)
    {
        try
        {
            var since = Stopwatch.GetTimestamp();
            store.Commit(work);
            health.Committed(work.Count, Stopwatch.GetElapsedTime(since));
            Interlocked.Increment(ref delivering);
            ThreadPool.UnsafeQueueUserWorkItem(static item => item.Self.Deliver(item.Work), (Self: this, Work: work), preferLocal: false);
        }
        catch (Exception fault) when (fault is StoreException or IOException or System.Data.Common.DbException or InvalidDataException)
        {
            // Nothing of this batch is answered: the loggers keep their packets and send them again.
            health.Unanswered("store", work.Count);
            health.Degrade(fault.Message);
            log.LogError(fault, "Raw packets could not be committed; {Count} stay unanswered.", work.Count);
            Return(work);
            Recover();
        }
    }

    private void Deliver(RawBatch work)
    {
        try
        {
            committed(work);
        }
        catch (Exception fault)
        {
            // The packets are stored; a logger that got no answer sends them again.
            log.LogError(fault, "Answers of a batch could not be sent.");
        }
        finally
        {
            Return(work);
            Interlocked.Decrement(ref delivering);
        }
    }

    // A failed sync is never retried on the same handle.
    private void Recover()
    {
        for (var wait = 200; !stopping; wait = Math.Min(wait * 2, 5000))
        {
            Thread.Sleep(wait);
            try
            {
                store.Reopen();
                store.Prove(clock.GetUtcNow().ToUnixTimeMilliseconds());
                health.Recover();
                log.LogWarning("The raw store is back.");
                lock (filling)
                {
                    room?.TrySetResult();
                    room = null;
                }
                return;
            }
            catch (Exception fault) when (fault is StoreException or IOException or System.Data.Common.DbException or InvalidDataException)
            {
                health.Degrade(fault.Message);
            }
        }
    }

    private void Return(RawBatch work)
    {
        work.Clear();
        lock (filling)
        {
            if (spare.Count < 4) spare.Push(work);
        }
    }

    /// <summary>Commits what is there, waits until its answers are out, and ends.</summary>
    public void Dispose()
    {
        if (stopping) return;
        stopping = true;
        arrived.Release();
        thread.Join();
        SpinWait.SpinUntil(() => Volatile.Read(ref delivering) == 0, TimeSpan.FromSeconds(3));
        arrived.Dispose();
    }
}
