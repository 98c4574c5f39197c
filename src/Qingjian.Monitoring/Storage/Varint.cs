namespace Qingjian.Monitoring.Storage;

/// <summary>Unsigned numbers in seven-bit groups, low group first; signed ones by zigzag.</summary>
internal static class Varint
{
    public const int MaxLength = 10;

    public static int Write(Span<byte> to, ulong value)
    {
        var at = 0;
        while (value >= 0x80)
        {
            to[at++] = (byte)(value | 0x80);
            value >>= 7;
        }
        to[at++] = (byte)value;
        return at;
    }

    public static int WriteSigned(Span<byte> to, long value) => Write(to, ZigZag(value));

    /// <exception cref="InvalidDataException">The bytes end inside a number: the store is damaged.</exception>
    public static ulong Read(ReadOnlySpan<byte> from, ref int at)
    {
        ulong value = 0;
        for (var shift = 0; shift < 64; shift += 7)
        {
            if ((uint)at >= (uint)from.Length) break;
            var next = from[at++];
            value |= (ulong)(next & 0x7F) << shift;
            if (next < 0x80) return value;
        }
        throw new InvalidDataException("number cut short");
    }

    public static long ReadSigned(ReadOnlySpan<byte> from, ref int at)
    {
        var raw = Read(from, ref at);
        return (long)(raw >> 1) ^ -(long)(raw & 1);
    }

    public static ulong ZigZag(long value) => (ulong)((value << 1) ^ (value >> 63));
}
