namespace Qingjian.Hj212;

// DataTime=..;code-suffix=value,code-suffix=value;...
public sealed partial class PacketReader
{
    private bool ReadArea(ReadOnlySpan<byte> segment)
    {
        var offset = _head.AreaStart;
        var area = segment.Slice(offset, _head.AreaLength);
        if (area.IsEmpty)
            return true;
        _chains.AsSpan().Fill(-1);
        var marks = new Marks(area);
        var at = 0;
        byte separator = (byte)';';
        while (true)
        {
            if (!FindName(area, ref marks, at, out var dash, out var equals, out var end))
                return false;
            if (equals < 0)
            {
                if (!IsBlank(area[at..end]))
                    return Refuse(Finding.PairUnreadable, offset + at);
                if (end >= area.Length)
                {
                    // Nothing behind the last separator.
                    Note(IsSeparator(area, at - 1) ? Finding.SeparatorBeforeEnd : Finding.BlankStray, offset + Math.Max(at - 1, 0));
                    return true;
                }
                Note(Finding.SeparatorEmpty, offset + end);
            }
            else
            {
                if (!FindValueEnd(area, ref marks, equals + 1, out end))
                    return false;
                if (!AddPair(segment, offset + at, dash < 0 ? -1 : offset + dash, offset + equals, offset + end, separator))
                    return false;
            }
            if (end >= area.Length)
                return true;
            separator = area[end];
            at = end + 1;
            if (at >= area.Length)
            {
                Note(Finding.SeparatorBeforeEnd, offset + end);
                return true;
            }
        }
    }

    // To the '=' of the pair that begins at `at`; equals is -1 when a separator or the end comes first.
    private bool FindName(ReadOnlySpan<byte> area, ref Marks marks, int at, out int dash, out int equals, out int end)
    {
        dash = equals = -1;
        while (true)
        {
            end = marks.Next();
            if (end >= area.Length)
                return true;
            switch (area[end])
            {
                case (byte)'=':
                    equals = end;
                    return true;
                case (byte)'-':
                    if (dash < 0)
                        dash = end;
                    break;
                case (byte)',' or (byte)';':
                    return true;
                case (byte)' ' or (byte)'/':
                    break;
                default:
                    return Refuse(Finding.ControlCharacter, _head.AreaStart + end);
            }
        }
    }

    private bool FindValueEnd(ReadOnlySpan<byte> area, ref Marks marks, int value, out int end)
    {
        if (value + 1 < area.Length && area[value] == '/' && area[value + 1] == '/')
        {
            var close = area[(value + 2)..].IndexOf("//"u8);
            if (close < 0)
            {
                Note(Finding.TextUnclosed, _head.AreaStart + value);
                end = area.Length;
                return true;
            }
            marks.SkipTo(value + 2 + close + 2);
        }
        while (true)
        {
            end = marks.Next();
            if (end >= area.Length)
                return true;
            switch (area[end])
            {
                case (byte)',' or (byte)';':
                    return true;
                case (byte)'=':
                    return Refuse(Finding.SeparatorMissing, _head.AreaStart + end);
                case (byte)' ' or (byte)'-' or (byte)'/':
                    break;
                default:
                    return Refuse(Finding.ControlCharacter, _head.AreaStart + end);
            }
        }
    }

    private static bool IsBlank(ReadOnlySpan<byte> text) => text.IndexOfAnyExcept((byte)' ') < 0;

    private static bool IsSeparator(ReadOnlySpan<byte> area, int at) => at >= 0 && area[at] is (byte)',' or (byte)';';
}
