using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace Qingjian.Monitoring.Gateway;

/// <summary>Whether the gateway can keep its promise, and its counts since the start.</summary>
internal sealed class GatewayHealth : IDisposable
{
    private readonly Meter meter = new("Qingjian.Gateway");
    private readonly Histogram<double> commitTime;
    private readonly Counter<long> committedPackets, refused;
    private readonly ConcurrentDictionary<string, long> unanswered = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, long> closed = new(StringComparer.Ordinal);
    private volatile string? fault;
    private long committed, commits, answers;

    public GatewayHealth()
    {
        commitTime = meter.CreateHistogram<double>("gateway.commit", "ms");
        committedPackets = meter.CreateCounter<long>("gateway.packets");
        refused = meter.CreateCounter<long>("gateway.unanswered");
    }

    /// <summary>True while nothing can be stored, and so nothing is answered.</summary>
    public bool IsDegraded => fault is not null;

    public string? Fault => fault;

    public long Packets => Interlocked.Read(ref committed);

    public long Commits => Interlocked.Read(ref commits);

    public long Answers => Interlocked.Read(ref answers);

    /// <summary>Packets that got no answer, by reason.</summary>
    public IReadOnlyDictionary<string, long> UnansweredByReason => unanswered;

    /// <summary>Connections we closed or refused, by reason.</summary>
    public IReadOnlyDictionary<string, long> ClosedByReason => closed;

    public void Closed(string reason) => closed.AddOrUpdate(reason, static _ => 1, static (_, old) => old + 1);

    public void Degrade(string why) => fault = why;

    public void Recover() => fault = null;

    public void Committed(int count, TimeSpan took)
    {
        Interlocked.Add(ref committed, count);
        Interlocked.Increment(ref commits);
        committedPackets.Add(count);
        commitTime.Record(took.TotalMilliseconds);
    }

    public void Answered(int count) => Interlocked.Add(ref answers, count);

    public void Unanswered(string reason, long count = 1)
    {
        unanswered.AddOrUpdate(reason, static (_, n) => n, static (_, old, n) => old + n, count);
        refused.Add(count, new KeyValuePair<string, object?>("reason", reason));
    }

    public void Dispose() => meter.Dispose();
}
