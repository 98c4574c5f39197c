using System.Text;

namespace Qingjian.Hj212;

/// <summary>A view of one data segment: header fields, and the values of the data area. Allocates nothing. Good until the
/// reader reads the next one.</summary>
public readonly ref struct Packet
{
    private readonly PacketReader _reader;

    internal Packet(ReadOnlySpan<byte> segment, PacketReader reader)
    {
        Segment = segment;
        _reader = reader;
    }

    /// <summary>The data segment.</summary>
    public ReadOnlySpan<byte> Segment { get; }

    /// <summary>What the reader made of it.</summary>
    public PacketStatus Status => _reader.Status;

    /// <summary>Why the packet was refused, and at which byte of the segment; none when sound.</summary>
    public Fault Fault => _reader.Fault;

    /// <summary>What was noticed and tolerated.</summary>
    public FindingSet Findings => _reader.Found;

    /// <summary>Request number as sent: 17 digits, seldom 14, empty when missing.</summary>
    public ReadOnlySpan<byte> Qn => _reader.Head.Qn.Of(Segment);

    /// <summary>System type, two characters.</summary>
    public ReadOnlySpan<byte> St => _reader.Head.St.Of(Segment);

    /// <summary>Password as sent, possibly empty.</summary>
    public ReadOnlySpan<byte> Pw => _reader.Head.Pw.Of(Segment);

    /// <summary>MN, 1 to 32 characters of any kind.</summary>
    public ReadOnlySpan<byte> Mn => _reader.Head.Mn.Of(Segment);

    /// <summary>Command number, 0 to 9999.</summary>
    public int Command => _reader.Head.Command;

    /// <summary>The Flag as a number, 0 when missing.</summary>
    public int Flag => _reader.Head.Flag;

    /// <summary>False when the packet has no Flag (usual in 2005).</summary>
    public bool HasFlag => _reader.Head.HasFlag;

    /// <summary>Bit 0 of Flag: the sender waits for an answer.</summary>
    public bool AnswerWanted => (_reader.Head.Flag & 1) != 0;

    /// <summary>One part of several; <see cref="PartNumber"/> of <see cref="PartCount"/>.</summary>
    public bool IsSplit => _reader.Head.IsPart;

    /// <summary>PNUM, 0 when the packet is whole.</summary>
    public int PartCount => _reader.Head.IsPart ? _reader.Head.PartCount : 0;

    /// <summary>PNO, 0 when the packet is whole.</summary>
    public int PartNumber => _reader.Head.IsPart ? _reader.Head.PartNumber : 0;

    /// <summary>RF=1 (2025): the sender says this was filled in later.</summary>
    public bool IsBackfill => _reader.Head.IsBackfill;

    /// <summary>Edition by the version bits; without Flag by the codes.</summary>
    public ProtocolVersion Version => _reader.Head.Version;

    /// <summary>What the ST measures.</summary>
    public Medium Medium => _reader.Head.Medium;

    /// <summary>The bytes between <c>CP=&amp;&amp;</c> and the closing <c>&amp;&amp;</c>.</summary>
    public ReadOnlySpan<byte> Area => Segment.Slice(_reader.Head.AreaStart, _reader.Head.AreaLength);

    /// <summary>DataTime in Beijing time, null when there is none.</summary>
    public DateTime? DataTime => _reader.DataTime;

    /// <summary>When the exchange began by the station's clock (QN), Beijing time; null without QN.</summary>
    public DateTime? QnTime => Times.TryReadQn(Qn, out var time) ? time : null;

    /// <summary>All values in the order sent.</summary>
    public Pairs Pairs => new(Segment, _reader);

    /// <summary>The values put together by code; plain fields are left out.</summary>
    public Factors Factors => new(Segment, _reader);

    /// <summary>The first plain field of that name.</summary>
    public bool TryGetField(ReadOnlySpan<byte> name, out Pair pair)
    {
        foreach (var candidate in Pairs)
        {
            if (candidate.Suffix == Suffix.None && Ascii.EqualsIgnoreCase(candidate.Name, name))
            {
                pair = candidate;
                return true;
            }
        }
        pair = default;
        return false;
    }
}
