using System.Buffers;
using System.Text;

namespace Qingjian.Hj212;

/// <summary>Writes packets, exactly as the standard has them.</summary>
public static class PacketWriter
{
    private const int LongestSegment = 1024, LongestArea = 950;

    private static readonly DataArea Empty = new();

    /// <summary>Writes one packet, or several parts (PNUM, PNO, each with a QN of its own one millisecond later and the same
    /// DataTime) when the data segment would exceed 1024 bytes.</summary>
    /// <param name="output">Takes whole frames.</param>
    /// <param name="heading">Header of the packet.</param>
    /// <param name="area">The data area; null for <c>CP=&amp;&amp;&amp;&amp;</c>.</param>
    /// <param name="codec">Encrypts what 2025 wants encrypted, when the station has a key.</param>
    /// <returns>How many frames were written; 0 when an item is too long to be sent at all or a header field is too long,
    /// and then nothing is written.</returns>
    public static int Write(IBufferWriter<byte> output, in Heading heading, DataArea? area = null, ISegmentCodec? codec = null)
    {
        area ??= Empty;
        if (!Edition2025.MayBeEncrypted(heading.Flag(false), heading.Command))
            codec = null;
        var whole = Length(heading, 0, 0, area.Bytes);
        if (whole == 0)
            return 0;
        if (whole <= LongestSegment && area.Length <= LongestArea)
        {
            Frame(output, heading, 0, 0, default, area.Bytes, codec);
            return 1;
        }
        return Split(output, heading, area, codec);
    }

    private static int Split(IBufferWriter<byte> output, in Heading heading, DataArea area, ISegmentCodec? codec)
    {
        if (area.ItemCount == 0)
            return 0;
        var first = area.Items(0, 1);
        var stamp = first.StartsWith("DataTime="u8) ? first : default;
        var room = Math.Min(LongestArea, LongestSegment - Length(heading, 100, 100, default));
        var cuts = new List<int> { stamp.IsEmpty ? 0 : 1 };
        for (var item = cuts[0]; item < area.ItemCount;)
        {
            var to = item;
            while (to < area.ItemCount && Size(stamp, area.Items(item, to + 1)) <= room)
                to++;
            if (to == item)
                return 0;
            cuts.Add(item = to);
        }
        for (var part = 1; part < cuts.Count; part++)
            Frame(output, heading, cuts.Count - 1, part, stamp, area.Items(cuts[part - 1], cuts[part]), codec);
        return cuts.Count - 1;
    }

    private static int Size(ReadOnlySpan<byte> stamp, ReadOnlySpan<byte> items) =>
        stamp.Length + items.Length + (stamp.IsEmpty ? 0 : 1);

    private static int Length(in Heading heading, int parts, int part, ReadOnlySpan<byte> area)
    {
        Span<byte> space = stackalloc byte[512];
        var frame = new FrameBuilder(space);
        Header(ref frame, heading, parts, part);
        return frame.Overflowed ? 0 : frame.SegmentLength + area.Length;
    }

    private static void Frame(IBufferWriter<byte> output, in Heading heading, int parts, int part, ReadOnlySpan<byte> stamp,
        ReadOnlySpan<byte> area, ISegmentCodec? codec)
    {
        var frame = new FrameBuilder(output.GetSpan(FrameBuilder.Longest));
        Header(ref frame, heading, parts, part);
        frame.Put(stamp);
        if (!stamp.IsEmpty)
            frame.Put(";"u8);
        frame.Put(area);
        Span<byte> mn = stackalloc byte[96];
        var used = codec is null ? 0 : Encoding.UTF8.GetBytes(heading.Mn, mn);
        output.Advance(frame.Finish(codec, mn[..used]));
    }

    private static void Header(ref FrameBuilder frame, in Heading heading, int parts, int part)
    {
        if (heading.Qn is { } qn)
        {
            Span<byte> digits = stackalloc byte[17];
            Times.Write(part > 1 ? qn.AddMilliseconds(part - 1) : qn, digits);
            frame.Put("QN="u8);
            frame.Put(digits);
            frame.Put(";"u8);
        }
        frame.Put("ST="u8);
        frame.Put(heading.St);
        frame.Put(";CN="u8);
        frame.Put(heading.Command);
        frame.Put(";PW="u8);
        frame.Put(heading.Pw);
        frame.Put(";MN="u8);
        frame.Put(heading.Mn);
        if (!heading.WithoutFlag)
        {
            frame.Put(";Flag="u8);
            frame.Put(heading.Flag(parts > 0));
        }
        if (parts > 0)
        {
            frame.Put(";PNUM="u8);
            frame.Put(parts);
            frame.Put(";PNO="u8);
            frame.Put(part);
        }
        if (heading.IsBackfill)
        {
            frame.Put(";"u8);
            frame.Put(Edition2025.BackfillField);
            frame.Put("=1"u8);
        }
        frame.Put(";"u8);
        frame.BeginArea();
    }
}
