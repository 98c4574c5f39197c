using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Qingjian.Hj212;

/// <summary>Walks over the bytes of a data area that mean something: separators, <c>=</c>, blanks and control characters. 64 bytes are looked at in one go and kept as one bit each.</summary>
internal ref struct Marks
{
    private readonly ReadOnlySpan<byte> _text;
    private ulong _bits;
    private int _block;

    /// <summary>Begins at a position.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal Marks(ReadOnlySpan<byte> text, int from)
    {
        _text = text;
        _block = from & ~63;
        _bits = _block < text.Length ? Look(text, _block) & ulong.MaxValue << (from & 63) : 0;
    }

    /// <summary>The next position, or the length of the text when there is none.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal int Next()
    {
        while (_bits == 0)
        {
            _block += 64;
            if (_block >= _text.Length)
                return _text.Length;
            _bits = Look(_text, _block);
        }
        var at = _block + BitOperations.TrailingZeroCount(_bits);
        _bits &= _bits - 1;
        return at;
    }

    private static ulong Look(ReadOnlySpan<byte> text, int block)
    {
        var rest = text.Length - block;
        ref var start = ref MemoryMarshal.GetReference(text);
        if (rest >= 64)
            return Look(ref Unsafe.Add(ref start, block));
        // The last bytes: look at the 64 that end with them.
        return text.Length >= 64 ? Look(ref Unsafe.Add(ref start, text.Length - 64)) >> (64 - rest) : LookShort(text);
    }

    private static ulong LookShort(ReadOnlySpan<byte> text)
    {
        Span<byte> padded = stackalloc byte[64];
        padded.Fill((byte)'a');
        text.CopyTo(padded);
        return Look(ref MemoryMarshal.GetReference(padded));
    }

    private static ulong Look(ref byte from)
    {
        ulong low = Bits(Vector256.LoadUnsafe(ref from)), high = Bits(Vector256.LoadUnsafe(ref from, 32));
        return low | high << 32;
    }

    private static uint Bits(Vector256<byte> v)
    {
        var marks = Vector256.LessThanOrEqual(v, Vector256.Create((byte)' '))
            | Vector256.Equals(v, Vector256.Create((byte)','))
            | Vector256.Equals(v, Vector256.Create((byte)';'))
            | Vector256.Equals(v, Vector256.Create((byte)'='))
            | Vector256.Equals(v, Vector256.Create((byte)0x7F));
        return marks.ExtractMostSignificantBits();
    }
}
