namespace Qingjian.Hj212;

// QN=..;ST=..;CN=..;PW=..;MN=..;Flag=..[;PNUM=..;PNO=..][;RF=1];CP=
public sealed partial class PacketReader
{
    private enum HeaderField
    {
        None, Qn, St, Cn, Pw, Mn, Flag, Pnum, Pno, Rf,
    }

    private bool ReadHeader(ReadOnlySpan<byte> header)
    {
        var odd = header.IndexOfAnyExceptInRange((byte)0x20, (byte)0x7E);
        if (odd >= 0)
            return Refuse(header[odd] < 0x80 ? Finding.ControlCharacter : Finding.HeaderUnreadable, odd);
        if (ReadUsualHeader(header))
            return true;
        var at = 0;
        while (at < header.Length)
        {
            var end = header[at..].IndexOfAny((byte)';', (byte)',');
            if (end < 0)
            {
                // CP follows without a separator.
                end = header.Length;
                Note(Finding.SeparatorMixed, end);
            }
            else
            {
                end += at;
                if (header[end] == ',')
                    Note(Finding.CommaInHeader, end);
            }
            if (!ReadField(header, at, end))
                return false;
            at = end + 1;
        }
        return true;
    }

    // QN=17 digits;ST=2;CN=4;PW=..;MN=..;Flag=..; and nothing else: read at fixed places. False leaves it to the long way.
    private bool ReadUsualHeader(ReadOnlySpan<byte> header)
    {
        const int st = 24, cn = 30, pw = 38;
        if (header.Length < pw + 16 || !header.StartsWith("QN="u8) || !header.Slice(20, 4).SequenceEqual(";ST="u8)
            || !header.Slice(26, 4).SequenceEqual(";CN="u8) || !header.Slice(34, 4).SequenceEqual(";PW="u8))
            return false;
        var pwEnd = header[pw + 6] == ';' ? pw + 6 : -1;
        if (pwEnd < 0 || header.Slice(pw, 6).IndexOfAny((byte)' ', (byte)';', (byte)',') >= 0 || !header.Slice(pwEnd + 1, 3).SequenceEqual("MN="u8))
            return false;
        var mn = pwEnd + 4;
        var mnLength = header[mn..].IndexOfAny((byte)';', (byte)',', (byte)' ');
        if (mnLength is < 1 or > 32 || header[mn + mnLength] != ';' || !header[(mn + mnLength)..].StartsWith(";Flag="u8))
            return false;
        var flag = header[(mn + mnLength + 6)..];
        if (flag.Length is < 2 or > 4 || flag[^1] != ';' || !Digits.TryRead(flag[..^1], out var value) || value > 255
            || !Digits.TryRead(header.Slice(cn, 4), out var command) || !Times.TryReadQn(header.Slice(3, 17), out _)
            || !char.IsAsciiLetterOrDigit((char)header[st]) || !char.IsAsciiLetterOrDigit((char)header[st + 1]))
            return false;
        _head.Qn = new() { Start = 3, Length = 17 };
        _head.St = new() { Start = st, Length = 2 };
        _head.Cn = new() { Start = cn, Length = 4 };
        _head.Pw = new() { Start = pw, Length = 6 };
        _head.Mn = new() { Start = mn, Length = mnLength };
        _head.Flag = value;
        _head.Command = command;
        _head.HasQn = _head.HasPw = _head.HasFlag = true;
        _head.Seen = 1u << (int)HeaderField.St | 1u << (int)HeaderField.Cn | 1u << (int)HeaderField.Mn;
        return true;
    }

    private bool ReadField(ReadOnlySpan<byte> header, int start, int end)
    {
        Trim(header, ref start, ref end);
        if (start == end)
        {
            Note(Finding.SeparatorEmpty, start);
            return true;
        }
        var text = header[start..end];
        var equals = text.IndexOf((byte)'=');
        if (equals <= 0)
            return Refuse(Finding.HeaderUnreadable, start);
        int valueStart = start + equals + 1, valueEnd = end, keyStart = start, keyEnd = start + equals;
        Trim(header, ref valueStart, ref valueEnd);
        Trim(header, ref keyStart, ref keyEnd);
        var key = header[keyStart..keyEnd];
        var field = Exact(key);
        if (field == HeaderField.None && (field = Loose(key)) != HeaderField.None)
            Note(Finding.KeySpelling, keyStart);
        if (field == HeaderField.None)
        {
            Note(Finding.HeaderFieldUnknown, keyStart);
            return true;
        }
        if (!Place(field, header, start, valueStart, valueEnd, out var known))
            return false;
        if (known)
            return true;
        return Take(field, header[valueStart..valueEnd], valueStart);
    }

    // Order and repeats.
    private bool Place(HeaderField field, ReadOnlySpan<byte> header, int start, int valueStart, int valueEnd, out bool known)
    {
        known = false;
        var bit = 1u << (int)field;
        if ((_head.Seen & bit) != 0)
        {
            var before = field switch
            {
                HeaderField.Qn => _head.Qn,
                HeaderField.St => _head.St,
                HeaderField.Cn => _head.Cn,
                HeaderField.Pw => _head.Pw,
                HeaderField.Mn => _head.Mn,
                _ => new Slice { Start = -1 },
            };
            if (before.Start < 0 || !before.Of(header).SequenceEqual(header[valueStart..valueEnd]))
                return Refuse(Finding.HeaderFieldRepeated, start);
            Note(Finding.FieldOrder, start);
            known = true;
            return true;
        }
        _head.Seen |= bit;
        if ((int)field < _head.LastField)
            Note(field == HeaderField.Pnum && _head.LastField == (int)HeaderField.Pno ? Finding.PnoBeforePnum : Finding.FieldOrder, start);
        _head.LastField = Math.Max(_head.LastField, (int)field);
        return true;
    }

    private bool Take(HeaderField field, ReadOnlySpan<byte> value, int at)
    {
        var slice = new Slice { Start = at, Length = value.Length };
        switch (field)
        {
            case HeaderField.Qn:
                _head.Qn = slice;
                if (value.IsEmpty)
                    return true;
                _head.HasQn = true;
                if (value.Length == 14)
                    Note(Finding.QnShort, at);
                return Times.TryReadQn(value, out _) || Refuse(Finding.QnBad, at);
            case HeaderField.St:
                _head.St = slice;
                return value.Length == 2 && char.IsAsciiLetterOrDigit((char)value[0]) && char.IsAsciiLetterOrDigit((char)value[1])
                    || Refuse(Finding.StBad, at);
            case HeaderField.Cn:
                _head.Cn = slice;
                return value.Length == 4 && Digits.TryRead(value, out _head.Command) || Refuse(Finding.CnBad, at);
            case HeaderField.Pw:
                _head.Pw = slice;
                _head.HasPw = true;
                if (value.Length != 6)
                    Note(value.IsEmpty ? Finding.PwEmpty : Finding.PwLength, at);
                return value.Length <= 64 || Refuse(Finding.PwBad, at);
            case HeaderField.Mn:
                _head.Mn = slice;
                return value.Length is > 0 and <= 32 || Refuse(Finding.MnBad, at);
            case HeaderField.Flag:
                _head.HasFlag = true;
                return Digits.TryRead(value, out _head.Flag) && _head.Flag <= 255 || Refuse(Finding.FlagBad, at);
            case HeaderField.Pnum:
                _head.HasPnum = true;
                return value.Length <= 4 && Digits.TryRead(value, out _head.PartCount) || Refuse(Finding.SplitNumbersBad, at);
            case HeaderField.Pno:
                _head.HasPno = true;
                return value.Length <= 4 && Digits.TryRead(value, out _head.PartNumber) || Refuse(Finding.SplitNumbersBad, at);
            default:
                _head.IsBackfill = value.SequenceEqual("1"u8);
                if (!_head.IsBackfill)
                    Note(Finding.RfNotOne, at);
                return true;
        }
    }

    private static HeaderField Exact(ReadOnlySpan<byte> key)
    {
        if (key.Length == 2)
        {
            return (key[0], key[1]) switch
            {
                ((byte)'Q', (byte)'N') => HeaderField.Qn,
                ((byte)'S', (byte)'T') => HeaderField.St,
                ((byte)'C', (byte)'N') => HeaderField.Cn,
                ((byte)'P', (byte)'W') => HeaderField.Pw,
                ((byte)'M', (byte)'N') => HeaderField.Mn,
                _ => key.SequenceEqual(Edition2025.BackfillField) ? HeaderField.Rf : HeaderField.None,
            };
        }
        if (key.SequenceEqual("Flag"u8))
            return HeaderField.Flag;
        if (key.SequenceEqual("PNUM"u8))
            return HeaderField.Pnum;
        return key.SequenceEqual("PNO"u8) ? HeaderField.Pno : HeaderField.None;
    }

    private static HeaderField Loose(ReadOnlySpan<byte> key)
    {
        if (key.Length is < 2 or > 4)
            return HeaderField.None;
        Span<byte> upper = stackalloc byte[4];
        for (var i = 0; i < key.Length; i++)
            upper[i] = key[i] is >= (byte)'a' and <= (byte)'z' ? (byte)(key[i] - 32) : key[i];
        var word = upper[..key.Length];
        return word.SequenceEqual("FLAG"u8) ? HeaderField.Flag : Exact(word);
    }

    private void Trim(ReadOnlySpan<byte> text, ref int start, ref int end)
    {
        if (start >= end || text[start] != ' ' && text[end - 1] != ' ')
            return;
        while (start < end && text[start] == ' ')
            start++;
        while (start < end && text[end - 1] == ' ')
            end--;
        Note(Finding.BlankStray, start);
    }
}
