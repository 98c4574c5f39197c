namespace Qingjian.Hj212;

/// <summary>What <see cref="PacketReader.TryRead"/> made of a data segment.</summary>
public enum PacketStatus
{
    /// <summary>Header and data area read; findings may have been noticed.</summary>
    Sound,

    /// <summary>The header is sound and says that this is one part of several, but the data area does not stand alone: keep
    /// it raw, answer it, and give it to the <see cref="Joiner"/>. <see cref="Packet.Fault"/> says what is missing.</summary>
    Part,

    /// <summary>Refused; <see cref="Packet.Fault"/> names rule and offset. Header fields read so far can be looked at.</summary>
    Refused,
}
