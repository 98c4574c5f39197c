using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace Qingjian.Hj212;

/// <summary>Names of up to 16 bytes as two numbers, so that a look-up is a multiplication and a comparison.</summary>
internal readonly record struct ShortName(ulong First, ulong Second, int Length)
{
    internal const int Longest = 16;

    internal static ShortName Of(ReadOnlySpan<byte> name)
    {
        var length = name.Length;
        if (length <= 8)
            return new(Upto8(name), 0, length);
        return length <= Longest
            ? new(BinaryPrimitives.ReadUInt64LittleEndian(name), Upto8(name[8..]), length)
            : new(0, 0, length);
    }

    internal ulong Hash => (First ^ BitRotate(Second) ^ (ulong)Length) * 0x9E3779B97F4A7C15;

    private static ulong BitRotate(ulong x) => x << 17 | x >> 47;

    internal static ulong Upto8(ReadOnlySpan<byte> s)
    {
        switch (s.Length)
        {
            case 8:
                return MemoryMarshal.Read<ulong>(s);
            case >= 4:
                ulong low = MemoryMarshal.Read<uint>(s), high = MemoryMarshal.Read<uint>(s[^4..]);
                return low | high << ((s.Length - 4) * 8);
            case 3:
                return MemoryMarshal.Read<ushort>(s) | (ulong)s[2] << 16;
            case 2:
                return MemoryMarshal.Read<ushort>(s);
            case 1:
                return s[0];
            default:
                return 0;
        }
    }
}
