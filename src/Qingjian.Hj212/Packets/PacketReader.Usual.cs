using System.Runtime.CompilerServices;

namespace Qingjian.Hj212;

// The way of nearly every pair: a name met before, a number or a flag, in the order the standard has it. Small enough to stand in
// the loop itself (measured: a tenth faster than a call); whatever is out of the ordinary goes the long way.
public sealed partial class PacketReader
{
    private ulong _runKey;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool AddUsual(ReadOnlySpan<byte> segment, int start, int nameEnd, int valueEnd, byte separator)
    {
        var length = nameEnd - start;
        var pairs = _pairs;
        var count = _pairCount;
        if ((uint)(length - 1) >= NameCache.Longest || start + NameCache.Longest > segment.Length || (uint)count >= (uint)pairs.Length)
            return AddPair(segment, start, nameEnd, nameEnd + 1, valueEnd, separator);
        var place = _names.Find(segment, start, length);
        if (place < 0)
            return AddPair(segment, start, nameEnd, nameEnd + 1, valueEnd, separator);

        ref var known = ref _names.At(place);
        ref var pair = ref pairs[count];
        pair.NameStart = start;
        pair.ValueStart = nameEnd + 1;
        pair.ValueLength = valueEnd - nameEnd - 1;
        pair.Is = known.Is;
        if (known.Is.Kind == ValueKind.Number)
        {
            pair.Decimals = Numbers.Read(segment, nameEnd + 1, valueEnd - nameEnd - 1, out pair.Whole);
            if (pair.Decimals == Numbers.NotANumber)
                Note(Finding.ValueMissing, nameEnd + 1);
        }
        else
        {
            pair.Decimals = Numbers.NotANumber;
            if (!(known.Is.Kind == ValueKind.Flag && pair.ValueLength == 1 && DataFlags.IsKnown(segment[nameEnd + 1]))
                && !ReadValue(segment, ref pair))
                return false;
        }

        // Names of the cache have codes of at most 8 bytes, and a code is told by these.
        if (_runKey == known.CodeKey && separator == ',' && known.Is.Suffix != Suffix.None)
            Enter(ref _runs[_runCount - 1], ref pair, _runCount - 1);
        else
            JoinKnown(segment, ref pair, place, separator);
        _pairCount = count + 1;
        return true;
    }
}
