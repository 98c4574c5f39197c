using System.Buffers.Binary;
using System.Security.Cryptography;
using Qingjian.Monitoring.Exceedance;
using Qingjian.Monitoring.Gateway.Raw;

namespace Qingjian.Monitoring.Gateway.Seals;

/// <summary>Digests of raw packets as they go into the evidence log.</summary>
internal static class PacketDigest
{
    /// <summary>SHA-256 over reception (Unix ms, 8 bytes big-endian), marks (4 bytes), length and bytes of the sender's address, and the
    /// frame as it came; 64 hexadecimal digits.</summary>
    public static string Of(in RawChunkReader packet)
    {
        Span<byte> head = stackalloc byte[13 + 16];
        BinaryPrimitives.WriteInt64BigEndian(head, packet.ReceivedAt);
        BinaryPrimitives.WriteInt32BigEndian(head[8..], (int)packet.Marks);
        head[12] = (byte)packet.Peer.Length;
        packet.Peer.CopyTo(head[13..]);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(head[..(13 + packet.Peer.Length)]);
        hash.AppendData(packet.Frame);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <summary>Digests of the stored packets from one id to another, inclusive, in order.</summary>
    public static List<(RawId Id, string Digest)> Between(IRawStore raw, RawId first, RawId last)
    {
        var found = new List<(RawId, string)>();
        for (var at = first.Chunk - 1; raw.Next(at) is { } chunk && chunk.First <= last.Chunk; at = chunk.Last)
            foreach (var packet in chunk)
                if (packet.Id.Value >= first.Value && packet.Id.Value <= last.Value) found.Add((packet.Id, Of(packet)));
        return found;
    }

    /// <summary>Whether the packets of a seal are still those it was made of, and where one of them stands.</summary>
    /// <returns>Place from 1, 0 when the packet is not among them.</returns>
    public static (bool Intact, int Place) Check(IRawStore raw, RawSeal seal, RawId packet)
    {
        var found = Between(raw, new RawId(seal.FirstPacket), new RawId(seal.LastPacket));
        return (found.Count == seal.Packets && BatchRoot.Of([.. found.Select(one => one.Digest)]) == seal.Root, found.FindIndex(one => one.Id == packet) + 1);
    }
}
