namespace Qingjian.Hj212;

/// <summary>Joins the data areas of parts. A part may have been cut anywhere: between items with or without a separator left,
/// inside a name, inside a value.</summary>
internal sealed class JoinText(Terms terms)
{
    internal byte[] Join(OpenSplit set)
    {
        var text = new List<byte>(set.Header);
        var start = text.Count;
        foreach (var area in set.Areas)
        {
            var next = WithoutStamp(area!, first: text.Count == start);
            if (text.Count > start && next.Length > 0 && NeedsSeparator(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(text)[start..], next))
                text.Add((byte)';');
            text.AddRange(next);
        }
        text.AddRange("&&"u8);
        return [.. text];
    }

    // Whole parts repeat DataTime; one is enough.
    private static ReadOnlySpan<byte> WithoutStamp(ReadOnlySpan<byte> area, bool first)
    {
        if (first || !area.StartsWith("DataTime="u8))
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
