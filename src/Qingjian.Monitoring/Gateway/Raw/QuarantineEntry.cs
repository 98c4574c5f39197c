namespace Qingjian.Monitoring.Gateway.Raw;

internal enum QuarantineState
{
    Held = 0,
    /// <summary>Admitted later by a person and stored as a packet.</summary>
    Released = 1,
    /// <summary>Looked at and put aside.</summary>
    Dismissed = 2,
}

/// <summary>Bytes that were refused and not answered.</summary>
/// <param name="ReceivedAt">Unix milliseconds UTC.</param>
/// <param name="Reason">Code of the refusal.</param>
/// <param name="Detail">What exactly, in Chinese, with the byte where it was seen.</param>
/// <param name="Mn">As far as it could be read, else empty.</param>
internal sealed record QuarantineEntry(
    long ReceivedAt, byte[] Peer, string Reason, string Detail, string Mn, int Cn, byte[] Bytes)
{
    public long Id { get; init; }

    public QuarantineState State { get; init; }
}

/// <summary>Which held packets to list, newest first.</summary>
internal sealed record QuarantineQuery
{
    public string? Mn { get; init; }
    public string? Reason { get; init; }
    public QuarantineState? State { get; init; }
    /// <summary>Unix milliseconds UTC, inclusive.</summary>
    public long From { get; init; }
    /// <summary>Unix milliseconds UTC, exclusive.</summary>
    public long Until { get; init; } = long.MaxValue;
    public int Skip { get; init; }
    public int Take { get; init; } = 20;
}

/// <summary>An MN nobody has registered, as its quarantined packets show it.</summary>
internal sealed record Stranger(string Mn, long FirstSeen, long LastSeen, int Packets, byte[] LastPeer, long LastId);
