using System.Runtime.InteropServices;
using System.Text;

namespace Qingjian.Hj212;

/// <summary>Joins the data areas of parts. A part may have been cut anywhere: between items with or without a separator left,
/// inside a name, inside a value.</summary>
internal sealed class JoinText(Terms terms)
{
    private static ReadOnlySpan<byte> Stamp => "DataTime="u8;

    internal byte[] Join(OpenSplit set) => Close(set.Header, Run(set, 0, set.Areas.Count));

    /// <summary>The items of one part that are whole whatever the parts beside it bring; empty when the part does not stand alone.</summary>
    internal static ReadOnlyMemory<byte> OfPart(in Packet packet, PacketStatus status)
    {
        if (status != PacketStatus.Sound)
            return default;
        var area = new List<byte>(packet.Area.ToArray());
        if (packet.PartNumber > 1 && FirstCodeIsUnknown(packet))
            CutFirstItem(area);
        if (packet.PartNumber < packet.PartCount)
            CutDoubtfulEnd(area);
        return HasItems(area) ? Close(OpenSplit.HeaderOf(packet), area) : default;
    }

    /// <summary>The whole items of an incomplete message. What was cut through is left out; where every part that came stands alone
    /// the sender cuts between items, as the standard wants, and nothing is left out.</summary>
    internal ReadOnlyMemory<byte> Salvage(OpenSplit set)
    {
        if (set.Key.DataTime is not { } time)
            return default;
        var all = new List<byte>(Encoding.ASCII.GetBytes($"DataTime={time:yyyyMMddHHmmss}"));
        var cutsItems = !set.AllHeldAlone;
        for (var from = 0; from < set.Areas.Count; from++)
        {
            if (set.Areas[from] is null)
                continue;
            var until = from;
            while (until < set.Areas.Count && set.Areas[until] is not null)
                until++;
            var run = Run(set, from, until);
            if (from > 0 && !StartsWithStamp(run))
                CutFirstItem(run, keepStamp: false);
            if (cutsItems && until < set.Areas.Count)
                CutDoubtfulEnd(run);
            if (StartsWithStamp(run))
                run.RemoveRange(0, StampLength(run));
            if (run.Count > 0)
                all.Add((byte)';');
            all.AddRange(run);
            from = until;
        }
        return HasItems(all) ? Close(set.Header, all) : default;
    }

    private List<byte> Run(OpenSplit set, int from, int until)
    {
        var text = new List<byte>();
        for (var n = from; n < until; n++)
        {
            var next = WithoutStamp(set.Areas[n]!, first: text.Count == 0);
            if (text.Count > 0 && next.Length > 0 && NeedsSeparator(CollectionsMarshal.AsSpan(text), next))
                text.Add((byte)';');
            text.AddRange(next);
        }
        return text;
    }

    private static byte[] Close(byte[] header, List<byte> area) => [.. header, .. area, .. "&&"u8];

    private static bool StartsWithStamp(List<byte> area) => CollectionsMarshal.AsSpan(area).StartsWith(Stamp);

    private static int StampLength(List<byte> area)
    {
        var end = CollectionsMarshal.AsSpan(area).IndexOfAny((byte)';', (byte)',');
        return end < 0 ? area.Count : end + 1;
    }

    private static bool HasItems(List<byte> area) => area.Count > (StartsWithStamp(area) ? StampLength(area) : 0);

    private static bool FirstCodeIsUnknown(in Packet packet)
    {
        foreach (var pair in packet.Pairs)
            if (pair.Suffix != Suffix.None)
                return pair.Pollutant is null;
        return false;
    }

    private static void CutFirstItem(List<byte> area, bool keepStamp = true)
    {
        var from = keepStamp && StartsWithStamp(area) ? StampLength(area) : 0;
        var end = CollectionsMarshal.AsSpan(area)[from..].IndexOf((byte)';');
        area.RemoveRange(from, end < 0 ? area.Count - from : end + 1);
    }

    // A data flag is one letter: nothing can follow it. Any other value may go on in the next part.
    private static void CutDoubtfulEnd(List<byte> area)
    {
        var text = CollectionsMarshal.AsSpan(area);
        if (text.IsEmpty || text[^1] == ';')
            return;
        var last = text[(text.LastIndexOfAny((byte)';', (byte)',') + 1)..];
        if (last.Length > 6 && last[..^1].EndsWith("-Flag="u8))
            return;
        var end = text.LastIndexOf((byte)';');
        area.RemoveRange(end + 1, area.Count - end - 1);
    }

    // Whole parts repeat DataTime; one is enough.
    private static ReadOnlySpan<byte> WithoutStamp(ReadOnlySpan<byte> area, bool first)
    {
        if (first || !area.StartsWith(Stamp))
            return area;
        var end = area.IndexOfAny((byte)';', (byte)',');
        return end < 0 ? default : area[(end + 1)..];
    }

    // Only where a whole pair ends and a whole pair begins; everywhere else the cut went through something.
    private bool NeedsSeparator(ReadOnlySpan<byte> before, ReadOnlySpan<byte> next)
    {
        if (IsSeparator(before[^1]) || IsSeparator(next[0]))
            return false;
        var last = before[(before.LastIndexOfAny((byte)';', (byte)',') + 1)..];
        var end = next.IndexOfAny((byte)';', (byte)',');
        var begin = end < 0 ? next : next[..end];
        var equals = begin.IndexOf((byte)'=');
        return IsWholePair(last) && equals > 0 && IsKnownName(begin[..equals]);
    }

    private bool IsWholePair(ReadOnlySpan<byte> pair)
    {
        var equals = pair.IndexOf((byte)'=');
        return equals > 0 && equals < pair.Length - 1 && IsKnownName(pair[..equals]);
    }

    private bool IsKnownName(ReadOnlySpan<byte> name)
    {
        var dash = name.IndexOf((byte)'-');
        return dash < 0
            ? terms.FindField(name, out _) is not null
            : dash > 0 && terms.FindSuffix(name[(dash + 1)..], out _) is not null;
    }

    private static bool IsSeparator(byte b) => b is (byte)';' or (byte)',';
}
