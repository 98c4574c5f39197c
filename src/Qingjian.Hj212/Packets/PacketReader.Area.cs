using System.Runtime.CompilerServices;

namespace Qingjian.Hj212;

// DataTime=..;code-suffix=value,code-suffix=value;...
public sealed partial class PacketReader
{
    private bool ReadArea(ReadOnlySpan<byte> segment)
    {
        int offset = _head.AreaStart, length = _head.AreaLength;
        if (length == 0)
            return true;
        var area = segment.Slice(offset, length);
        _chains.AsSpan().Fill(-1);
        var marks = new Marks(area, 0);
        var at = 0;
        var separator = (byte)';';
        while (true)
        {
            // name=value without blanks and text; nearly every pair is like that.
            var equals = marks.Next();
            var end = length;
            var usual = equals < length && area[equals] == '=';
            if (usual)
            {
                end = marks.Next();
                usual = end >= length || area[end] is (byte)',' or (byte)';';
                usual &= equals + 1 >= length || area[equals + 1] != '/';
            }
            if (usual)
            {
                if (!AddUsual(segment, offset + at, offset + equals, offset + end, separator))
                    return false;
            }
            else
            {
                if (!ReadUnusual(segment, area, at, separator, out end))
                    return false;
                marks = new(area, end + 1);
            }
            if (end >= length)
                return true;
            separator = area[end];
            at = end + 1;
            if (at < length)
                continue;
            Note(Finding.SeparatorBeforeEnd, offset + end);
            return true;
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private bool ReadUnusual(ReadOnlySpan<byte> segment, ReadOnlySpan<byte> area, int at, byte separator, out int end)
    {
        var offset = _head.AreaStart;
        if (!FindName(area, at, out var equals, out end))
            return false;
        if (equals < 0)
        {
            if (!IsBlank(area[at..end]))
                return Refuse(Finding.PairUnreadable, offset + at);
            if (end < area.Length)
                Note(Finding.SeparatorEmpty, offset + end);
            else
                Note(at > 0 ? Finding.SeparatorBeforeEnd : Finding.BlankStray, offset + Math.Max(at - 1, 0));
            return true;
        }
        if (!FindValueEnd(area, equals + 1, out end))
            return false;
        int start = offset + at, nameEnd = offset + equals, valueStart = nameEnd + 1, valueEnd = offset + end;
        Trim(segment, ref start, ref nameEnd);
        Trim(segment, ref valueStart, ref valueEnd);
        return AddPair(segment, start, nameEnd, valueStart, valueEnd, separator);
    }

    // To the '=' of the pair that begins at `at`; equals is -1 when a separator or the end comes first.
    private bool FindName(ReadOnlySpan<byte> area, int at, out int equals, out int end)
    {
        var marks = new Marks(area, at);
        equals = -1;
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
                case (byte)',' or (byte)';':
                    return true;
                case (byte)' ':
                    break;
                default:
                    return Refuse(Finding.ControlCharacter, _head.AreaStart + end);
            }
        }
    }

    private bool FindValueEnd(ReadOnlySpan<byte> area, int value, out int end)
    {
        var from = value;
        if (value + 1 < area.Length && area[value] == '/' && area[value + 1] == '/')
        {
            var close = area[(value + 2)..].IndexOf("//"u8);
            if (close < 0)
            {
                Note(Finding.TextUnclosed, _head.AreaStart + value);
                end = area.Length;
                return true;
            }
            from = value + 2 + close + 2;
        }
        var marks = new Marks(area, from);
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
                case (byte)' ':
                    break;
                default:
                    return Refuse(Finding.ControlCharacter, _head.AreaStart + end);
            }
        }
    }

    private static bool IsBlank(ReadOnlySpan<byte> text) => text.IndexOfAnyExcept((byte)' ') < 0;
}
