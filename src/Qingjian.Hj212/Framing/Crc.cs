using System.Buffers;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Qingjian.Hj212;

/// <summary>The check sum of HJ 212-2017 appendix A, and the ordinary Modbus one that many stations send instead.</summary>
/// <remarks>
/// Appendix A drops the low byte of the register before every byte, so the state is 8 bits wide and each step is linear over
/// GF(2): x' = b ^ M·x with M an 8×8 bit matrix. Therefore 32 bytes are folded at once, lane by lane, with M^32 applied as two
/// nibble look-ups (one shuffle each), and the lanes are brought together at the end with M^16, M^8 … M.
/// </remarks>
public static class Crc
{
    private static readonly ushort[] Table = MakeTable();
    private static readonly Nibbles M1 = new(1), M2 = new(2), M4 = new(4), M8 = new(8), M16 = new(16), M32 = new(32);

    /// <summary>The appendix A check sum of a data segment: 4 hexadecimal digits, high byte first, when written.</summary>
    public static ushort Compute(ReadOnlySpan<byte> segment)
    {
        if (segment.IsEmpty)
            return 0xFFFF;
        return Table[State(segment, 0xFF)];
    }

    /// <summary>The appendix A check sum of a data segment held in pieces.</summary>
    public static ushort Compute(in ReadOnlySequence<byte> segment)
    {
        if (segment.IsSingleSegment)
            return Compute(segment.FirstSpan);
        if (segment.IsEmpty)
            return 0xFFFF;
        byte high = 0xFF, state = 0;
        foreach (var piece in segment)
        {
            if (piece.IsEmpty)
                continue;
            state = State(piece.Span, high);
            high = (byte)(Table[state] >> 8);
        }
        return Table[state];
    }

    /// <summary>The ordinary Modbus check sum of the same bytes, high byte in the high half.</summary>
    public static ushort ComputeModbus(ReadOnlySpan<byte> segment)
    {
        var reg = 0xFFFF;
        foreach (var b in segment)
            reg = (reg >> 8) ^ Table[(reg ^ b) & 0xFF];
        return (ushort)reg;
    }

    // The last value of x: byte n XOR the high half of the register before it.
    private static byte State(ReadOnlySpan<byte> bytes, byte high)
    {
        if (bytes.Length < 32 || !Vector128.IsHardwareAccelerated)
            return Slow(bytes, high);
        return Avx2.IsSupported ? Wide(bytes, high) : Narrow(bytes, high);
    }

    private static byte Slow(ReadOnlySpan<byte> bytes, byte high)
    {
        var table = Table;
        int x = bytes[0] ^ high;
        for (var i = 1; i < bytes.Length; i++)
            x = bytes[i] ^ (table[x] >> 8);
        return (byte)x;
    }

    private static byte Wide(ReadOnlySpan<byte> bytes, byte high)
    {
        var mask = Vector256.Create((byte)0x0F);
        var low = Vector256.Create(M32.Low, M32.Low);
        var up = Vector256.Create(M32.High, M32.High);
        // Zero bytes in front change nothing, so the odd bytes go first and every later step is whole.
        Span<byte> first = stackalloc byte[32];
        var odd = bytes.Length & 31;
        if (odd == 0)
            odd = 32;
        first.Clear();
        bytes[..odd].CopyTo(first[(32 - odd)..]);
        first[32 - odd] ^= high;
        var fold = Vector256.Create<byte>(first);
        ref var from = ref MemoryMarshal.GetReference(bytes);
        for (var at = odd; at < bytes.Length; at += 32)
        {
            var lower = Avx2.Shuffle(low, fold & mask);
            var upper = Avx2.Shuffle(up, (fold.AsUInt16() >> 4).AsByte() & mask);
            fold = lower ^ upper ^ Vector256.LoadUnsafe(ref from, (nuint)at);
        }
        return Join(M16.Times(fold.GetLower()) ^ fold.GetUpper());
    }

    private static byte Narrow(ReadOnlySpan<byte> bytes, byte high)
    {
        Span<byte> first = stackalloc byte[16];
        var odd = bytes.Length & 15;
        if (odd == 0)
            odd = 16;
        first.Clear();
        bytes[..odd].CopyTo(first[(16 - odd)..]);
        first[16 - odd] ^= high;
        var fold = Vector128.Create<byte>(first);
        ref var from = ref MemoryMarshal.GetReference(bytes);
        for (var at = odd; at < bytes.Length; at += 16)
            fold = M16.Times(fold) ^ Vector128.LoadUnsafe(ref from, (nuint)at);
        return Join(fold);
    }

    // Lane j of 16 stands 15 - j steps before the end.
    private static byte Join(Vector128<byte> lanes)
    {
        lanes ^= Vector128.Shuffle(M8.Times(lanes), Vector128.Create((byte)16, 16, 16, 16, 16, 16, 16, 16, 0, 1, 2, 3, 4, 5, 6, 7));
        lanes ^= Vector128.Shuffle(M4.Times(lanes), Vector128.Create((byte)16, 16, 16, 16, 16, 16, 16, 16, 16, 16, 16, 16, 8, 9, 10, 11));
        lanes ^= Vector128.Shuffle(M2.Times(lanes), Vector128.Create((byte)16, 16, 16, 16, 16, 16, 16, 16, 16, 16, 16, 16, 16, 16, 12, 13));
        lanes ^= Vector128.Shuffle(M1.Times(lanes), Vector128.Create((byte)16, 16, 16, 16, 16, 16, 16, 16, 16, 16, 16, 16, 16, 16, 16, 14));
        return lanes.GetElement(15);
    }

    private static ushort[] MakeTable()
    {
        var table = new ushort[256];
        for (var i = 0; i < 256; i++)
        {
            var reg = i;
            for (var bit = 0; bit < 8; bit++)
                reg = (reg & 1) != 0 ? reg >> 1 ^ 0xA001 : reg >> 1;
            table[i] = (ushort)reg;
        }
        return table;
    }

    /// <summary>M^power as a look-up for the low and for the high nibble.</summary>
    private readonly struct Nibbles
    {
        internal readonly Vector128<byte> Low, High;

        internal Nibbles(int power)
        {
            Span<byte> low = stackalloc byte[16], high = stackalloc byte[16];
            for (var i = 0; i < 16; i++)
            {
                low[i] = Power((byte)i, power);
                high[i] = Power((byte)(i << 4), power);
            }
            Low = Vector128.Create<byte>(low);
            High = Vector128.Create<byte>(high);
        }

        internal Vector128<byte> Times(Vector128<byte> lanes)
        {
            var mask = Vector128.Create((byte)0x0F);
            return Vector128.Shuffle(Low, lanes & mask) ^ Vector128.Shuffle(High, lanes >> 4);
        }

        private static byte Power(byte x, int power)
        {
            for (var i = 0; i < power; i++)
                x = (byte)(Table[x] >> 8);
            return x;
        }
    }
}
