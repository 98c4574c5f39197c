using Microsoft.EntityFrameworkCore;
using Qingjian.Monitoring.Exceedance;
using Qingjian.Monitoring.Gateway.Raw;
using Qingjian.Platform.Schedule;
using Qingjian.Platform.Storage;

namespace Qingjian.Monitoring.Gateway.Seals;

/// <summary>原始报文存证: once a minute the packets stored since enter the evidence log as roots over at most a thousand each
/// (reliability-security 6.1). Changing, adding or taking away a packet afterwards no longer fits its root.</summary>
internal sealed class SealPackets(IRawStore raw, GatewayDb db) : IRecurring
{
    public static readonly TimeSpan Every = TimeSpan.FromMinutes(1);
    private const int MostPackets = 1000, SealsAtOnce = 200;

    public async Task Run(CancellationToken stop)
    {
        while (await SealNext(stop)) { }
    }

    /// <summary>Seals the next packets; false when there were none.</summary>
    public async Task<bool> SealNext(CancellationToken stop)
    {
        var after = await db.RawSeals.MaxAsync(seal => (long?)seal.LastPacket, stop) ?? 0;
        var seals = new List<RawSeal>();
        var open = new List<(RawId Id, string Digest)>(MostPackets);
        for (var at = new RawId(after).Chunk - 1; seals.Count < SealsAtOnce && raw.Next(Math.Max(0, at)) is { } chunk; at = chunk.Last)
        {
            foreach (var packet in chunk)
            {
                if (packet.Id.Value <= after || seals.Count == SealsAtOnce) continue;
                open.Add((packet.Id, PacketDigest.Of(packet)));
                if (open.Count == MostPackets) Close(open, seals);
            }
        }
        if (open.Count > 0 && seals.Count < SealsAtOnce) Close(open, seals);
        if (seals.Count == 0) return false;
        var act = new Act("packets.seal", "packets", seals[^1].Id, $"原始报文存证 {seals.Sum(seal => seal.Packets)} 条");
        foreach (var seal in seals)
        {
            db.RawSeals.Add(seal);
            act.Enter("reading.batch", seal.Root, seal.Packets);
        }
        await db.Commit(act, stop);
        db.ChangeTracker.Clear();
        return seals.Count == SealsAtOnce;
    }

    private void Close(List<(RawId Id, string Digest)> open, List<RawSeal> seals)
    {
        seals.Add(new RawSeal
        {
            Id = NewId.Make(),
            FirstPacket = open[0].Id.Value,
            LastPacket = open[^1].Id.Value,
            Packets = open.Count,
            Root = BatchRoot.Of([.. open.Select(one => one.Digest)]),
            At = db.Now,
        });
        open.Clear();
    }
}
