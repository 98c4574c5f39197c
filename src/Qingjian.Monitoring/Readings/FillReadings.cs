using System.Buffers;
using Microsoft.Extensions.Logging;
using Qingjian.Hj212;
using Qingjian.Monitoring.Contract;
using Qingjian.Monitoring.Gateway;
using Qingjian.Monitoring.Gateway.Raw;
using Qingjian.Monitoring.Storage;
using Qingjian.Registry.Contract;

namespace Qingjian.Monitoring.Readings;

/// <summary>Makes readings of the stored raw packets, in their order, in batches, from where it stopped (AcceptPacket of the life of a
/// packet). It only ever reads what is durable, so a crash costs nothing but doing the last batch again.</summary>
internal sealed class FillReadings : IDisposable
{
    private const int MostPackets = 40_000;
    private static readonly TimeSpan Gather = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LookAfterParts = TimeSpan.FromSeconds(1);

    private readonly IRawStore raw;
    private readonly IReadingStore readings;
    private readonly IStations stations;
    private readonly ProtocolRules rules;
    private readonly TimeProvider clock;
    private readonly ILogger log;
    private readonly PackPacket pack;
    private readonly AssembleParts parts;
    private readonly ArrivedReadings arrivals;
    private readonly Thread thread;
    private readonly ManualResetEventSlim wanted = new();
    private volatile bool stopping;

    public FillReadings(IRawStore raw, IReadingStore readings, IStations stations, ProtocolRules rules, LinkBoard links,
        ArrivedReadings arrivals, TimeProvider clock, ILogger log)
    {
        (this.raw, this.readings, this.stations, this.rules, this.arrivals, this.clock, this.log) = (raw, readings, stations, rules, arrivals, clock, log);
        pack = new PackPacket(rules.Rulings);
        parts = new AssembleParts(rules, stations, links, pack);
        thread = new Thread(Work) { IsBackground = true, Name = "readings" };
    }

    /// <summary>The next raw chunk to be read is after this one.</summary>
    public long Cursor => readings.Cursor;

    public void Start()
    {
        thread.Start();
        Look();
    }

    /// <summary>There may be new raw packets.</summary>
    public void Look() => wanted.Set();

    private void Work()
    {
        var remembers = false;
        while (!stopping)
        {
            wanted.Wait(parts.IsWaiting ? LookAfterParts : Timeout.InfiniteTimeSpan);
            wanted.Reset();
            if (!stopping) Thread.Sleep(Gather);
            try
            {
                if (!remembers) RememberParts();
                remembers = true;
                while (Step()) { }
                ExpireParts();
            }
            catch (Exception fault) when (fault is StoreException or IOException or System.Data.Common.DbException or InvalidDataException)
            {
                log.LogError(fault, "Readings could not be stored; raw packets are safe and will be read again.");
                Recover();
            }
        }
    }

    private void Recover()
    {
        for (var wait = 500; !stopping; wait = Math.Min(wait * 2, 10_000))
        {
            Thread.Sleep(wait);
            try
            {
                readings.Reopen();
                wanted.Set();
                return;
            }
            catch (Exception fault) when (fault is StoreException or IOException or System.Data.Common.DbException)
            {
                log.LogError(fault, "The reading store is still not to be had.");
            }
        }
    }

    /// <summary>Reads one batch; false when there was nothing to read.</summary>
    public bool Step()
    {
        var cursor = readings.Cursor;
        var batch = new List<IncomingReading>();
        var packets = 0;
        while (packets < MostPackets && raw.Next(cursor) is { } chunk)
        {
            foreach (var packet in chunk)
            {
                // A block may reach back before the cursor.
                if (packet.Id.Chunk <= readings.Cursor) continue;
                packets++;
                Read(packet, chunk.Bytes.Slice(packet.FrameStart, packet.Frame.Length), batch);
            }
            cursor = chunk.Last;
        }
        if (cursor == readings.Cursor) return false;
        readings.Write(batch, cursor, clock.GetUtcNow().ToUnixTimeMilliseconds());
        arrivals.Stored(batch);
        return true;
    }

    /// <summary>Writes what is left of split packets that stay incomplete.</summary>
    private void ExpireParts()
    {
        if (!parts.IsWaiting) return;
        var batch = new List<IncomingReading>();
        var now = clock.GetUtcNow();
        parts.Expire(now, batch);
        if (batch.Count == 0) return;
        readings.Write(batch, readings.Cursor, now.ToUnixTimeMilliseconds());
        arrivals.Stored(batch);
    }

    // Parts that came before the last stop lie behind the cursor; their message may still be waiting for the rest.
    private void RememberParts()
    {
        var cursor = readings.Cursor;
        if (ReceptionOf(cursor - 1) is not { } newest) return;
        var oldest = newest - (long)rules.Rulings.JoinWithin.TotalMilliseconds;
        var (low, high) = (0L, cursor - 1);
        while (low < high)
        {
            var middle = low + (high - low) / 2;
            if (ReceptionOf(middle) < oldest) low = middle + 1;
            else high = middle;
        }
        for (var at = low; at < cursor && raw.Next(at) is { } chunk && chunk.First <= cursor; at = chunk.Last)
            foreach (var packet in chunk)
                if (packet.Id.Chunk <= cursor && packet.ReceivedAt >= oldest && packet.Frame.IndexOf(";PNO="u8) >= 0)
                    Read(packet, chunk.Bytes.Slice(packet.FrameStart, packet.Frame.Length), batch: null);
    }

    private long? ReceptionOf(long after)
    {
        if (raw.Next(Math.Max(0, after)) is not { } chunk) return null;
        foreach (var packet in chunk) return packet.ReceivedAt;
        return null;
    }

    /// <param name="batch">Null when a part of before the last stop is only to be remembered.</param>
    private void Read(in RawChunkReader raw, ReadOnlyMemory<byte> bytes, List<IncomingReading>? batch)
    {
        if (raw.Marks.HasFlag(RawMarks.Inactive) || stations.Find(raw.Mn) is not { } station) return;
        using var frames = rules.NewFrameReader();
        var input = new ReadOnlySequence<byte>(bytes);
        if (frames.GiveUp(ref input, out var frame) != FrameStatus.Complete) return;
        var status = rules.Reader.TryRead(frame.Segment, out var packet);
        if (status == PacketStatus.Refused) return;
        var qn = packet.QnTime is { } time ? (time.Ticks - DateTime.UnixEpoch.Ticks) / TimeSpan.TicksPerMillisecond
            : raw.ReceivedAt + Month.BeijingOffset;
        var origin = new Origin(raw.Id, raw.ReceivedAt, qn);
        if (packet.IsSplit && batch is null) parts.Remember(packet, status, origin);
        else if (packet.IsSplit) parts.Take(packet, status, station, origin, batch!);
        else if (batch is not null && pack.TryPack(packet, station, origin, out var reading)) batch.Add(reading);
    }

    public void Dispose()
    {
        stopping = true;
        wanted.Set();
        if (thread.IsAlive) thread.Join();
        wanted.Dispose();
    }
}
