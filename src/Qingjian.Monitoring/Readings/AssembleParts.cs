using Qingjian.Hj212;
using Qingjian.Monitoring.Contract;
using Qingjian.Monitoring.Gateway;
using Qingjian.Registry.Contract;

namespace Qingjian.Monitoring.Readings;

/// <summary>Makes readings of split packets (PNUM, PNO). Each part's whole items count at once; when the last part is there the whole
/// message is read again, which adds what was cut through. Used by the one thread that fills readings; what it holds is bounded by
/// limit L12 for a message and by <see cref="MostBytes"/> in all.</summary>
internal sealed class AssembleParts(ProtocolRules rules, IStations stations, LinkBoard links, PackPacket pack)
{
    private const long MostBytes = 64L << 20;

    private readonly Joiner joiner = new(rules.Rulings, rules.Terms, MostBytes);

    /// <summary>Whether some message still waits for parts.</summary>
    public bool IsWaiting => joiner.Open > 0;

    /// <summary>Takes a stored part and puts what can be read of it into the batch.</summary>
    public void Take(in Packet packet, PacketStatus status, Station station, Origin origin, List<IncomingReading> batch)
    {
        if (status == PacketStatus.Part) links.Of(station.Mn).Noticed(Finding.SplitInsideItem, Received(origin));
        var set = joiner.Add(packet, status, Received(origin), origin);
        if (set.Readable.IsEmpty || !TryRead(set, station, origin, out var reading)) return;
        // Parts of this very batch are in the whole: the store need not see them one by one.
        if (set.State is SplitState.Complete or SplitState.Joined)
            batch.RemoveAll(single => single.Mn == reading.Mn && set.Tickets.Contains(single.Part.Origin));
        batch.Add(reading);
    }

    /// <summary>A part of before the last stop: known again, not read again.</summary>
    public void Remember(in Packet packet, PacketStatus status, Origin origin) => joiner.Add(packet, status, Received(origin), origin);

    /// <summary>What has waited too long: a finding for the line, and the whole items of what came.</summary>
    public void Expire(DateTimeOffset now, List<IncomingReading> batch)
    {
        foreach (var set in joiner.Expire(now))
        {
            if (stations.Find(set.Key.Mn) is not { } station) continue;
            if (set.State == SplitState.Waiting) links.Of(station.Mn).Noticed(Finding.SplitIncomplete, now);
            if (set.Tickets is [.., Origin last] && !set.Readable.IsEmpty && TryRead(set, station, last, out var reading)) batch.Add(reading);
        }
    }

    private bool TryRead(SplitSet set, Station station, Origin origin, out IncomingReading reading)
    {
        reading = default;
        // Whatever part came last, the message is as new as its newest.
        foreach (var ticket in set.Tickets)
            if (ticket is Origin part && part.QnTime > origin.QnTime) origin = origin with { QnTime = part.QnTime };
        return rules.Reader.TryRead(set.Readable.Span, out var packet) == PacketStatus.Sound && pack.TryPack(packet, station, origin, out reading);
    }

    private static DateTimeOffset Received(Origin origin) => DateTimeOffset.FromUnixTimeMilliseconds(origin.ReceivedAt);
}
