using System.Net;
using Qingjian.Hj212;
using Qingjian.Judgement;
using Qingjian.Registry.Contract;

namespace Qingjian.Monitoring.Gateway;

/// <summary>What is known of the line to one monitor: when it last spoke, how far its clock is off, what was counted and noticed. Written
/// by the session that reads, read by the pages.</summary>
internal sealed class Link(string mn, LinkBoard board)
{
    private const int Remembered = 64;

    private readonly Lock guard = new();
    private readonly List<StationSession> sessions = [];
    private readonly Dictionary<IPAddress, DateTimeOffset> peers = [];
    private readonly Dictionary<Finding, (DateTimeOffset Last, long Times)> findings = [];
    private readonly Dictionary<string, (DateTimeOffset Last, long Times)> refusals = new(StringComparer.Ordinal);
    private readonly SortedDictionary<int, long> counts = [];
    private readonly Queue<long> recent = new(Remembered);
    private double tokens = double.NaN;
    private long tokensAt;
    private long packets;
    private bool changed;

    public string Mn => mn;

    public DateTimeOffset? LastPacketAt { get; private set; }

    public int LastCommand { get; private set; }

    /// <summary>The sender's clock minus ours, as its last QN showed it; null before the first.</summary>
    public TimeSpan? ClockDifference { get; private set; }

    public long Packets => Interlocked.Read(ref packets);

    /// <summary>Two addresses sent for this MN within ten minutes (possible cloned logger).</summary>
    public DateTimeOffset? ClonedAt { get; private set; }

    public ProtocolVersion LastVersion { get; private set; }

    public DateTimeOffset? LastRefusedAt { get; private set; }

    public void Heard(in Packet packet, FindingSet found, StationSession session, DateTimeOffset now)
    {
        lock (guard)
        {
            packets++;
            changed = true;
            LastPacketAt = now;
            LastCommand = packet.Command;
            LastVersion = packet.Version;
            counts[packet.Command] = counts.GetValueOrDefault(packet.Command) + 1;
            // An answer repeats our own QN and says nothing of the station's clock.
            if (packet.Command is < 9011 or > 9014 && packet.QnTime is { } qn) ClockDifference = Times.ToInstant(qn) - now;
            foreach (var finding in found) findings[finding] = (now, findings.GetValueOrDefault(finding).Times + 1);
            foreach (var (peer, at) in peers)
                if (!peer.Equals(session.Peer) && now - at < TimeSpan.FromMinutes(10)) ClonedAt = now;
            peers[session.Peer] = now;
            if (peers.Count > 16) peers.Remove(peers.MinBy(known => known.Value).Key);
        }
    }

    /// <summary>Something was noticed that no single packet shows.</summary>
    public void Noticed(Finding finding, DateTimeOffset at)
    {
        lock (guard)
        {
            findings[finding] = (at, findings.GetValueOrDefault(finding).Times + 1);
            changed = true;
        }
    }

    public void Refused(string reason, DateTimeOffset now)
    {
        lock (guard)
        {
            LastRefusedAt = now;
            changed = true;
            refusals[reason] = (now, refusals.GetValueOrDefault(reason).Times + 1);
        }
    }

    /// <summary>Remembers where the newest packets lie, whatever clock they claim.</summary>
    public void Stored(long rawId)
    {
        lock (guard)
        {
            changed = true;
            if (recent.Count == Remembered) recent.Dequeue();
            recent.Enqueue(rawId);
        }
    }

    /// <summary>L9: takes one packet from the allowance; else how long to stop reading.</summary>
    public TimeSpan Throttle(int perSecond, int burst, long nowMilliseconds)
    {
        lock (guard)
        {
            if (double.IsNaN(tokens)) (tokens, tokensAt) = (burst, nowMilliseconds);
            tokens = Math.Min(burst, tokens + (Math.Max(0, nowMilliseconds - tokensAt) * perSecond / 1000.0));
            tokensAt = nowMilliseconds;
            tokens--;
            return tokens >= 0 ? TimeSpan.Zero : TimeSpan.FromSeconds(-tokens / perSecond);
        }
    }

    /// <summary>L8: notes a session; returns the one to close when it is the third.</summary>
    public StationSession? Join(StationSession session, TimeSpan silentFor, DateTimeOffset now)
    {
        lock (guard)
        {
            if (sessions.Contains(session)) return null;
            sessions.Add(session);
            if (sessions.Count <= 2) return null;
            var oldest = sessions[0];
            return now - oldest.LastHeardAt >= silentFor ? oldest : null;
        }
    }

    public void Leave(StationSession session)
    {
        lock (guard) sessions.Remove(session);
    }

    /// <summary>The newest connection, the one commands go to; null when the logger is not connected.</summary>
    public StationSession? Session
    {
        get
        {
            lock (guard) return sessions.Count == 0 ? null : sessions[^1];
        }
    }

    public LinkView Look(Station? station, DateTimeOffset now)
    {
        lock (guard)
            return new LinkView(mn, StateAt(station, now), sessions.Count, LastPacketAt, LastCommand, LastVersion, ClockDifference, packets,
                counts.ToDictionary(), findings.ToDictionary(), refusals.ToDictionary(), peers.ToDictionary(), ClonedAt, [.. recent]);
    }

    public LinkState StateAt(Station? station, DateTimeOffset now) => board.StateOf(LastPacketAt, station, now);

    /// <summary>Something changed since it was last kept.</summary>
    public void Change() => Volatile.Write(ref changed, true);

    /// <summary>What to keep over a restart; null when nothing changed since the last call.</summary>
    public LinkMemory? TakeChanged()
    {
        if (!Volatile.Read(ref changed)) return null;
        lock (guard)
        {
            changed = false;
            return new LinkMemory(packets, LastPacketAt, LastCommand, LastVersion, ClockDifference?.TotalSeconds, ClonedAt, LastRefusedAt, counts.ToDictionary(),
                findings.ToDictionary(one => Findings.Of(one.Key).Code, one => new LinkMemory.Seen(one.Value.Last, one.Value.Times)),
                refusals.ToDictionary(one => one.Key, one => new LinkMemory.Seen(one.Value.Last, one.Value.Times)),
                peers.ToDictionary(one => one.Key.ToString(), one => one.Value), [.. recent]);
        }
    }

    /// <summary>Takes up what was kept before the restart.</summary>
    public void Recall(LinkMemory memory)
    {
        lock (guard)
        {
            packets += memory.Packets;
            LastPacketAt ??= memory.LastPacketAt;
            LastCommand = memory.LastCommand;
            LastVersion = memory.LastVersion;
            ClockDifference = memory.ClockSeconds is { } seconds ? TimeSpan.FromSeconds(seconds) : null;
            (ClonedAt, LastRefusedAt) = (memory.ClonedAt, memory.LastRefusedAt);
            foreach (var (command, times) in memory.Counts) counts[command] = counts.GetValueOrDefault(command) + times;
            foreach (var (code, seen) in memory.Findings)
                if (Findings.Find(code) is { } entry) findings[entry.Finding] = (seen.Last, findings.GetValueOrDefault(entry.Finding).Times + seen.Times);
            foreach (var (reason, seen) in memory.Refusals) refusals[reason] = (seen.Last, refusals.GetValueOrDefault(reason).Times + seen.Times);
            foreach (var (peer, at) in memory.Peers)
                if (IPAddress.TryParse(peer, out var address)) peers.TryAdd(address, at);
            foreach (var id in memory.Recent) recent.Enqueue(id);
        }
    }
}

internal sealed record LinkView(
    string Mn, LinkState State, int Connections, DateTimeOffset? LastPacketAt, int LastCommand, ProtocolVersion LastVersion,
    TimeSpan? ClockDifference, long Packets, IReadOnlyDictionary<int, long> Counts,
    IReadOnlyDictionary<Finding, (DateTimeOffset Last, long Times)> Findings,
    IReadOnlyDictionary<string, (DateTimeOffset Last, long Times)> Refusals,
    IReadOnlyDictionary<IPAddress, DateTimeOffset> Peers, DateTimeOffset? ClonedAt, IReadOnlyList<long> Recent);
