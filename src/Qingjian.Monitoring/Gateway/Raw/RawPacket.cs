namespace Qingjian.Monitoring.Gateway.Raw;

/// <summary>What was let pass, or is worth knowing, about one stored packet.</summary>
[Flags]
internal enum RawMarks
{
    None = 0,
    /// <summary>The monitor is disabled or retired: stored and answered, no readings.</summary>
    Inactive = 1,
    /// <summary>Accepted with a wrong password, because the monitor's setting allows it.</summary>
    WrongPassword = 2,
    /// <summary>Accepted with a Modbus CRC.</summary>
    ModbusCrc = 4,
    /// <summary>Accepted although the announced length was wrong.</summary>
    WrongLength = 8,
    /// <summary>Same key as an earlier packet, other bytes.</summary>
    Conflict = 16,
    /// <summary>Released from quarantine by a person.</summary>
    Released = 32,
    /// <summary>Came from an address this monitor had not used before.</summary>
    SourceUnverified = 64,
}

internal enum RawOutcome
{
    Stored,
    /// <summary>The same key with the same bytes is stored already; answered again, nothing written.</summary>
    Repeat,
    /// <summary>The same key with other bytes: stored as a revision.</summary>
    Conflict,
}

/// <summary>Address of one stored packet: the chunk of its commit and its place in it.</summary>
internal readonly record struct RawId(long Value)
{
    public const int PositionBits = 12;
    public const int MaxPerChunk = 1 << PositionBits;

    public RawId(long chunk, int position) : this((chunk << PositionBits) | (uint)position) { }

    public long Chunk => Value >> PositionBits;

    public int Position => (int)(Value & (MaxPerChunk - 1));
}

/// <summary>A stored packet as it came over the wire.</summary>
/// <param name="ReceivedAt">Instant of reception, Unix milliseconds UTC.</param>
/// <param name="Peer">The sender's IP address, 4 or 16 bytes.</param>
/// <param name="Frame">All bytes from <c>##</c> to the tail.</param>
internal sealed record RawPacket(RawId Id, string Mn, long ReceivedAt, RawMarks Marks, byte[] Peer, byte[] Frame);

/// <summary>A key as the list of packets shows it, without the bytes.</summary>
/// <param name="QnTime">The QN as milliseconds of Beijing time since 1970 (of the DataTime where a packet has no QN).</param>
internal sealed record RawKeyRow(RawId Id, string Mn, long QnTime, int Cn, int Pno, int Revision);
