namespace Qingjian.Hj212;

/// <summary>The few header facts needed before a segment has been decrypted. Null ranges are empty.</summary>
internal readonly struct SegmentParts
{
    internal required Range Mn { get; init; }
    internal required Range Area { get; init; }
    internal required int Flag { get; init; }
    internal required int Command { get; init; }

    internal static bool TryFind(ReadOnlySpan<byte> segment, out SegmentParts parts)
    {
        parts = default;
        var cp = segment.IndexOf("CP=&&"u8);
        if (cp < 0 || !segment.EndsWith("&&"u8) || segment.Length < cp + 7)
            return false;
        var header = segment[..cp];
        if (!Find(header, "MN="u8, out var mn) || !Find(header, "Flag="u8, out var flag) || !Find(header, "CN="u8, out var cn))
            return false;
        if (!Digits.TryRead(header[flag], out var flagValue) || !Digits.TryRead(header[cn], out var command))
            return false;
        parts = new() { Mn = mn, Area = (cp + 5)..(segment.Length - 2), Flag = flagValue, Command = command };
        return true;
    }

    private static bool Find(ReadOnlySpan<byte> header, ReadOnlySpan<byte> key, out Range value)
    {
        value = default;
        var at = header.IndexOf(key);
        if (at < 0)
            return false;
        var from = at + key.Length;
        var end = header[from..].IndexOf((byte)';');
        value = from..(end < 0 ? header.Length : from + end);
        return true;
    }
}
