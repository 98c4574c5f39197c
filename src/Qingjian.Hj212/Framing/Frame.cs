namespace Qingjian.Hj212;

/// <summary>What <see cref="FrameReader.TryRead"/> found.</summary>
public enum FrameStatus
{
    /// <summary>A whole frame with a check sum that fits.</summary>
    Complete,

    /// <summary>Nothing yet: wait for more bytes. What can never become a frame has been cut away.</summary>
    NeedMore,

    /// <summary>Bytes that look like a frame and are none; <see cref="Frame.Fault"/> says why. One byte has been cut away:
    /// read on.</summary>
    Broken,
}

/// <summary>One frame on the wire. The spans are good until the next call on the reader, or until the caller gives the
/// input back.</summary>
public readonly ref struct Frame
{
    internal Frame(ReadOnlySpan<byte> raw, ReadOnlySpan<byte> segment, Fault fault = default)
    {
        Raw = raw;
        Segment = segment;
        Fault = fault;
    }

    /// <summary>The bytes as received, from <c>##</c> to the end of what is known to belong to it. A tail that comes after
    /// the frame was handed out is not in it.</summary>
    public ReadOnlySpan<byte> Raw { get; }

    /// <summary>The data segment in plain text, from <c>QN=</c> to <c>&amp;&amp;</c>. Empty when broken.</summary>
    public ReadOnlySpan<byte> Segment { get; }

    /// <summary>Why the bytes are no frame; none when complete.</summary>
    public Fault Fault { get; }

    /// <summary>What was noticed and tolerated.</summary>
    public FindingSet Findings { get; internal init; }

    /// <summary>Which check sum fitted.</summary>
    public CrcVariant Crc { get; internal init; }

    /// <summary>The value of the length field, in bytes.</summary>
    public int AnnouncedLength { get; internal init; }

    /// <summary>The check sum as written, high byte first; 0 when it is not hexadecimal.</summary>
    public ushort CrcSaid { get; internal init; }

    /// <summary>The appendix A check sum of the segment.</summary>
    public ushort CrcComputed { get; internal init; }

    /// <summary>Bytes thrown away before the head since the last frame.</summary>
    public int Skipped { get; internal init; }

    /// <summary>True when the data area came encrypted (HJ 212-2025) and <see cref="Segment"/> is the decrypted text.</summary>
    public bool WasEncrypted { get; internal init; }
}
