using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Qingjian.Hj212;

/// <summary>Walks over the bytes of a data area that mean something: separators, <c>=</c>, <c>-</c>, <c>/</c>, blanks and
/// control characters. 64 bytes are looked at in one go and kept as one bit each.</summary>
internal ref struct Marks
{
    private readonly ReadOnlySpan<byte> _text;
    private ulong _bits;
    private int _block;

    internal Marks(ReadOnlySpan<byte> text)
    {
        _text = text;
        _block = 0;
        _bits = Look(text, 0);
    }

    /// <summary>The next position, or the length of the text when there is none.</summary>
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

    /// <summary>The next call finds positions from <paramref name="position"/> on only.</summary>
    internal void SkipTo(int position)
    {
        var block = position & ~63;
        if (block != _block)
        {
            _block = block;
            _bits = block < _text.Length ? Look(_text, block) : 0;
        }
        _bits &= ulong.MaxValue << (position & 63);
    }

    private static ulong Look(ReadOnlySpan<byte> text, int block)
    {
        if (text.Length - block >= 64)
            return Look(ref MemoryMarshal.GetReference(text[block..]));
        Span<byte> rest = stackalloc byte[64];
        rest.Fill((byte)'a');
        text[block..].CopyTo(rest);
        return Look(ref MemoryMarshal.GetReference(rest));
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
            | Vector256.Equals(v, Vector256.Create((byte)'-'))
            | Vector256.Equals(v, Vector256.Create((byte)'/'))
            | Vector256.Equals(v, Vector256.Create((byte)';'))
            | Vector256.Equals(v, Vector256.Create((byte)'='))
            | Vector256.Equals(v, Vector256.Create((byte)0x7F));
        return marks.ExtractMostSignificantBits();
    }
}
