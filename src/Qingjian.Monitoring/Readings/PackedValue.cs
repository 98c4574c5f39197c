using System.Globalization;
using System.Text;
using Qingjian.Monitoring.Storage;

namespace Qingjian.Monitoring.Readings;

/// <summary>One value in one to eleven bytes: the digits as a whole number, with the number of decimals in the low three bits, so
/// <c>35.10</c> stays 35.10. What is no number keeps its text.</summary>
internal static class PackedValue
{
    private const int Special = 7;
    private const int MostScale = 6;
    private const ulong MissingMark = 0;

    /// <summary>Most bytes one value can take.</summary>
    public static int Room(int textLength) => Varint.MaxLength + textLength;

    public static int Write(Span<byte> to, ReadOnlySpan<byte> text)
    {
        if (IsMissing(text)) return Varint.Write(to, (MissingMark << 3) | Special);
        if (TryDigits(text, out var mantissa, out var scale))
            return Varint.Write(to, (Varint.ZigZag(mantissa) << 3) | (uint)scale);
        var length = Varint.Write(to, ((ulong)(text.Length + 1) << 3) | Special);
        text.CopyTo(to[length..]);
        return length + text.Length;
    }

    public static int Write(Span<byte> to, decimal? value, string? text) =>
        Write(to, Encoding.UTF8.GetBytes(text ?? value?.ToString(CultureInfo.InvariantCulture) ?? ""));

    /// <summary>The number, or the text where it is none, or neither where the logger said "missing".</summary>
    public static (decimal? Number, string? Text) Read(ReadOnlySpan<byte> from, ref int at)
    {
        var raw = Varint.Read(from, ref at);
        var scale = (int)(raw & 7);
        if (scale != Special)
        {
            var zigzag = raw >> 3;
            var mantissa = (long)(zigzag >> 1) ^ -(long)(zigzag & 1);
            return (Scaled(mantissa, scale), null);
        }
        var length = (int)(raw >> 3) - 1;
        if (length < 0) return (null, null);
        var text = Encoding.UTF8.GetString(from.Slice(at, length));
        at += length;
        return decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? (number, null) : (null, text);
    }

    private static decimal Scaled(long mantissa, int scale)
    {
        var size = (ulong)Math.Abs(mantissa);
        return new decimal((int)size, (int)(size >> 32), 0, mantissa < 0, (byte)scale);
    }

    // "", "-", NaN and NULL mean that there is no value.
    private static bool IsMissing(ReadOnlySpan<byte> text) => text.Length switch
    {
        0 => true,
        1 => text[0] == '-',
        3 => Ascii.EqualsIgnoreCase(text, "NaN"u8),
        4 => Ascii.EqualsIgnoreCase(text, "NULL"u8),
        _ => false,
    };

    private static bool TryDigits(ReadOnlySpan<byte> text, out long mantissa, out int scale)
    {
        mantissa = 0;
        scale = 0;
        var at = 0;
        var negative = text[0] == '-';
        if (negative || text[0] == '+') at++;
        var digits = 0;
        var point = -1;
        for (; at < text.Length; at++)
        {
            if (text[at] == '.' && point < 0)
            {
                point = at;
                continue;
            }
            var digit = (uint)(text[at] - '0');
            if (digit > 9) return false;
            mantissa = mantissa * 10 + digit;
            // Seventeen digits keep the zigzag form within 61 bits.
            if (++digits > 17) return false;
        }
        if (point >= 0) scale = text.Length - point - 1;
        if (digits == 0 || scale > MostScale) return false;
        if (negative) mantissa = -mantissa;
        return true;
    }
}
