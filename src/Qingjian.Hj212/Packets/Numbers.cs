using System.Buffers.Text;
using System.Numerics;
using System.Runtime.InteropServices;

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

    /// <summary>The same for a value inside a text. Up to 8 characters are read at once: the point is squeezed out, the digits are
    /// checked and added up in parallel.</summary>
    internal static byte Read(ReadOnlySpan<byte> text, int start, int length, out long whole)
    {
        if (length is < 1 or > 8 || start + 8 > text.Length)
            return Read(text.Slice(start, length), out whole);
        const ulong zeros = 0x3030303030303030;
        var word = MemoryMarshal.Read<ulong>(text[start..]);
        var minus = (byte)word == '-';
        // Digits to the top end, zeros below; the sign becomes a zero.
        var fill = (8 - length) * 8;
        word = fill == 0 ? word : word << fill | zeros >> (64 - fill);
        if (minus)
            word ^= 0x1Dul << fill;
        var points = word ^ 0x2E2E2E2E2E2E2E2E;
        points = points - 0x0101010101010101 & ~points & 0x8080808080808080;
        var decimals = 0;
        if (points != 0)
        {
            var at = BitOperations.TrailingZeroCount(points) & ~7;
            decimals = 7 - (at >> 3);
            var below = (1ul << at) - 1;
            word = word & ~(below << 8 | 0xFF) | (word & below) << 8 | '0';
        }
        var digits = length - (points == 0 ? 0 : 1) - (minus ? 1 : 0);
        if (digits == 0 || ((word + 0x4646464646464646 | word - zeros) & 0x8080808080808080) != 0)
            return Read(text.Slice(start, length), out whole);
        word -= zeros;
        word = word * 10 + (word >> 8);
        word = (word & 0x000000FF000000FF) * 0x000F424000000064 + (word >> 16 & 0x000000FF000000FF) * 0x0000271000000001 >> 32;
        whole = minus ? -(long)word : (long)word;
        return (byte)decimals;
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
