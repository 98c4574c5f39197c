namespace Qingjian.Monitoring.Gateway.Seals;

/// <summary>A stretch of raw packets whose root stands in the evidence log. A packet's place in it is its place among the ids from
/// <see cref="FirstPacket"/> to <see cref="LastPacket"/>.</summary>
internal sealed class RawSeal
{
    public required string Id { get; init; }
    public required long FirstPacket { get; init; }
    public required long LastPacket { get; init; }
    public required int Packets { get; init; }
    /// <summary>Root of the Merkle tree over the packets' digests, 64 hexadecimal digits.</summary>
    public required string Root { get; init; }
    public required DateTimeOffset At { get; init; }
}
