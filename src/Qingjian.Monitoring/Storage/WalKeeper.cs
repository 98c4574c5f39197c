namespace Qingjian.Monitoring.Storage;

/// <summary>Keeps a write-ahead log short while commits go on: the bulk of a checkpoint is made by a thread of its own, the small rest
/// by the writer between two commits, after which SQLite starts the log again from its head. A commit so never waits for a whole
/// checkpoint.</summary>
internal sealed class WalKeeper : IDisposable
{
    private const long BytesBeforeCheckpoint = 24 * 1024 * 1024;

    private readonly SqliteFile writer;
    private readonly SqliteFile own;
    private readonly Thread thread;
    private readonly ManualResetEventSlim wanted = new();
    private readonly CancellationTokenSource stop = new();
    private long written;
    private int state;   // 0 idle, 1 bulk under way, 2 rest is the writer's

    public WalKeeper(SqliteFile writer)
    {
        this.writer = writer;
        own = SqliteFile.OpenForWriting(writer.Path);
        thread = new Thread(Work) { IsBackground = true, Name = "wal " + Path.GetFileName(writer.Path) };
        thread.Start();
    }

    /// <summary>Called by the writer after each commit.</summary>
    public void Committed(long bytes)
    {
        written += bytes;
        if (state == 2)
        {
            writer.CheckpointPassive();
            written = 0;
            Volatile.Write(ref state, 0);
        }
        else if (written > BytesBeforeCheckpoint && Interlocked.CompareExchange(ref state, 1, 0) == 0)
            wanted.Set();
    }

    private void Work()
    {
        while (!stop.IsCancellationRequested)
        {
            try
            {
                wanted.Wait(stop.Token);
                wanted.Reset();
                own.CheckpointPassive();
            }
            catch (OperationCanceledException)
            {
                return;
            }
            catch (StoreException)
            {
                // The writer meets the same fault at its next commit and reports it there.
            }
            Volatile.Write(ref state, 2);
        }
    }

    public void Dispose()
    {
        stop.Cancel();
        thread.Join();
        own.Dispose();
        wanted.Dispose();
        stop.Dispose();
    }
}
