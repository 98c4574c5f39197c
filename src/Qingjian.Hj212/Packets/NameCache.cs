using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Qingjian.Hj212;

/// <summary>What a whole name such as <c>a21026-ZsRtd</c> was found to be. Stations of a country use some hundred names, so nearly
/// every name of a packet has been met before. One cache for each reader; a place holds the last name that fell on it.</summary>
internal sealed class NameCache
{
    internal const int Longest = 16;

    private const int Bits = 10;

    private readonly Known[] _places = new Known[1 << Bits];
    private readonly Code[] _codes = new Code[1 << Bits];

    /// <summary>32 bytes, so that a place is found by a shift.</summary>
    internal struct Known
    {
        internal Vector128<byte> Name;
        internal ulong CodeKey;
        internal NameFacts Is;
    }

    internal struct Code
    {
        internal short Pollutant;
        internal Medium Medium;
    }

    /// <summary>The place of a name of 1 to 16 bytes, -1 when it was not met lately. The 16 bytes from <paramref name="start"/>
    /// on must lie in the text.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal int Find(ReadOnlySpan<byte> text, int start, int length)
    {
        var name = Name(text, start, length);
        var at = Home(name);
        return At(at).Name == name ? at : At(at ^ 1).Name == name ? at ^ 1 : -1;
    }

    /// <summary>What stands at a place given by <see cref="Find"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal ref Known At(int place) => ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_places), (nint)(uint)place);

    internal Code CodeAt(int place) => _codes[place];

    /// <summary>Keeps a name at its place, or beside it when that one is taken and the other free.</summary>
    internal void Keep(ReadOnlySpan<byte> text, int start, int length, ulong codeKey, NameFacts facts, Code code)
    {
        var name = Name(text, start, length);
        var at = Home(name);
        if (At(at).Is.NameLength > 0 && At(at ^ 1).Is.NameLength == 0)
            at ^= 1;
        At(at) = new() { Name = name, CodeKey = codeKey, Is = facts };
        _codes[at] = code;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<byte> Name(ReadOnlySpan<byte> text, int start, int length) =>
        Vector128.LoadUnsafe(ref Unsafe.Add(ref MemoryMarshal.GetReference(text), start))
        & Vector128.LoadUnsafe(ref Unsafe.Add(ref MemoryMarshal.GetReference(Masks), Longest - length));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Home(Vector128<byte> name)
    {
        var words = name.AsUInt64();
        return (int)((words.ToScalar() ^ words.GetElement(1) * 0xFF51AFD7ED558CCD) * 0x9E3779B97F4A7C15 >> (64 - Bits));
    }

    // 16 bytes from 16 - n on: n bytes of ones, then zeros.
    private static ReadOnlySpan<byte> Masks =>
    [
        0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF,
        0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    ];
}
