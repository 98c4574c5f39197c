using System.Buffers.Text;

namespace Qingjian.Hj212;

/// <summary>Decimal numbers as stations write them.</summary>
internal static class Numbers
{
    internal const byte NotANumber = 255, Long = 254;

    /// <summary>Reads sign, digits and point into a whole number and a count of decimals. Values of more than 18 digits or
    /// with an exponent are <see cref="Long"/>, to be read by <see cref="TryReadLong"/>.</summary>
    internal static byte Read(ReadOnlySpan<byte> text, out long whole)
    {
        whole = 0;
        var at = 0;
        if (text.Length > 0 && text[0] is (byte)'-' or (byte)'+')
            at = 1;
        if (text.Length - at is 0 or > 19)
            return Uncommon(text);
        long sum = 0;
        int digits = 0, point = -1;
        for (var i = at; i < text.Length; i++)
        {
            var digit = (uint)(text[i] - '0');
            if (digit <= 9)
            {
                sum = sum * 10 + digit;
                digits++;
            }
            else if (text[i] == '.' && point < 0)
                point = digits;
            else
                return Uncommon(text);
        }
        if (digits is 0 or > 18)
            return Uncommon(text);
        whole = text[0] == '-' ? -sum : sum;
        return point < 0 ? (byte)0 : (byte)(digits - point);
    }

    internal static decimal Make(long whole, byte decimals)
    {
        var size = (ulong)Math.Abs(whole);
        return new((int)size, (int)(size >> 32), 0, whole < 0, decimals);
    }

    internal static bool TryReadLong(ReadOnlySpan<byte> text, out decimal value) =>
        Utf8Parser.TryParse(text, out value, out var used) && used == text.Length;

    /// <summary>Empty, dashes or the words loggers write for "no value".</summary>
    internal static bool IsNothing(ReadOnlySpan<byte> text) => text.Length switch
    {
        0 => true,
        <= 4 => text.IndexOfAnyExcept((byte)'-') < 0 || System.Text.Ascii.EqualsIgnoreCase(text, "null"u8)
            || System.Text.Ascii.EqualsIgnoreCase(text, "nan"u8),
        _ => false,
    };

    private static byte Uncommon(ReadOnlySpan<byte> text) =>
        text.Length is > 0 and <= 64 && TryReadLong(text, out _) ? Long : NotANumber;
}
