using System.Text;

namespace Qingjian.Hj212;

/// <summary>Puts one frame into a span: head, header fields, data area, check sum, tail.</summary>
internal ref struct FrameBuilder
{
    private readonly Span<byte> _span;
    private int _at;
    private int _areaStart;

    internal FrameBuilder(Span<byte> span)
    {
        _span = span;
        _at = 6;
    }

    internal const int Longest = 6 + 4096 + 4 + 2;

    internal bool Overflowed { get; private set; }

    internal void Put(scoped ReadOnlySpan<byte> bytes)
    {
        if (_at + bytes.Length + 6 > _span.Length)
        {
            Overflowed = true;
            return;
        }
        bytes.CopyTo(_span[_at..]);
        _at += bytes.Length;
    }

    internal void Put(string text)
    {
        Span<byte> bytes = stackalloc byte[256];
        if (text.Length > 64 || !Encoding.UTF8.TryGetBytes(text, bytes, out var used))
            Overflowed = true;
        else
            Put(bytes[..used]);
    }

    internal void Put(int number)
    {
        Span<byte> digits = stackalloc byte[11];
        number.TryFormat(digits, out var used, default, System.Globalization.CultureInfo.InvariantCulture);
        Put(digits[..used]);
    }

    internal void BeginArea()
    {
        Put("CP=&&"u8);
        _areaStart = _at;
    }

    /// <summary>Closes the frame; the check sum is that of the plain text, the encryption comes after it.</summary>
    internal int Finish(ISegmentCodec? codec, scoped ReadOnlySpan<byte> mn)
    {
        var areaEnd = _at;
        Put("&&"u8);
        var length = _at - 6;
        if (Overflowed)
            return 0;
        "##"u8.CopyTo(_span);
        for (int i = 5, rest = length; i >= 2; i--, rest /= 10)
            _span[i] = (byte)('0' + rest % 10);
        Hex.Write(Crc.Compute(_span.Slice(6, length)), _span.Slice(_at, 4));
        "\r\n"u8.CopyTo(_span[(_at + 4)..]);
        codec?.TryEncode(mn, _span[_areaStart..areaEnd]);
        return _at + 6;
    }

    internal readonly int SegmentLength => _at - 6 + 2;
}
