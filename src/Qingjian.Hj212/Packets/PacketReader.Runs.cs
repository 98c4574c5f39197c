using System.Runtime.CompilerServices;

namespace Qingjian.Hj212;

// Which code a pair belongs to: neighbours of one code are a run, runs of one code are linked.
public sealed partial class PacketReader
{
    private void JoinRun(ReadOnlySpan<byte> segment, ref PairSlot pair, byte separator)
    {
        var isField = pair.Is.Suffix == Suffix.None;
        var key = pair.Is.CodeLength <= WordTable.Longest
            ? WordTable.Word(segment, pair.NameStart, pair.Is.CodeLength)
            : Mix(segment.Slice(pair.NameStart, pair.Is.CodeLength));
        var last = _runCount - 1;
        if (last >= 0 && !isField && _runs[last].Key == key && IsSame(segment, _runs[last], key, pair))
        {
            if (separator == ';' && _head.Command != 2062)
                Note(Finding.SeparatorMixed, pair.NameStart - 1);
            Enter(ref _runs[last], ref pair, last);
            return;
        }
        if (last >= 0 && separator == ',')
            Note(Finding.SeparatorMixed, pair.NameStart - 1);
        BeginRun(segment, ref pair, key, isField);
    }

    // The same for a name of the cache, which has a short code of 2017 or is a plain field.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private void JoinKnown(ReadOnlySpan<byte> segment, ref PairSlot pair, int place, byte separator)
    {
        ref var known = ref _names.At(place);
        var isField = known.Is.Suffix == Suffix.None;
        var last = _runCount - 1;
        if (_runKey == known.CodeKey && !isField)
        {
            if (separator == ';' && _head.Command != 2062)
                Note(Finding.SeparatorMixed, pair.NameStart - 1);
            Enter(ref _runs[last], ref pair, last);
            return;
        }
        if (separator == ',' && last >= 0)
            Note(Finding.SeparatorMixed, pair.NameStart - 1);
        ref var run = ref FreshRun(pair, known.CodeKey, isField);
        if (!isField)
        {
            var code = _names.CodeAt(place);
            Settle(ref run, code.Pollutant, code.Medium, pair.NameStart);
            Link(segment, ref run, pair);
        }
        Enter(ref run, ref pair, _runCount);
        _runCount++;
    }

    private void BeginRun(ReadOnlySpan<byte> segment, ref PairSlot pair, ulong key, bool isField)
    {
        ref var run = ref FreshRun(pair, key, isField);
        if (!isField)
        {
            Identify(segment, ref run, pair);
            Link(segment, ref run, pair);
        }
        Enter(ref run, ref pair, _runCount);
        _runCount++;
    }

    private ref RunSlot FreshRun(in PairSlot pair, ulong key, bool isField)
    {
        if (_runCount >= _runs.Length)
            Array.Resize(ref _runs, _runs.Length * 2);
        ref var run = ref _runs[_runCount];
        run.Key = key;
        run.FirstPair = _pairCount;
        run.PairCount = 0;
        run.CodeLength = pair.Is.CodeLength;
        run.Suffixes = 0;
        run.Pollutant = -1;
        run.Same = -1;
        run.Chain = -1;
        run.Medium = Medium.Unknown;
        run.Continues = false;
        run.IsField = isField;
        // Zero for what cannot be told by eight bytes, and for fields, which no other pair belongs to.
        _runKey = isField || pair.Is.CodeLength > WordTable.Longest ? 0 : key;
        return ref run;
    }

    private void Settle(ref RunSlot run, short pollutant, Medium medium, int at)
    {
        run.Pollutant = pollutant;
        run.Medium = medium;
        if (medium is not (Medium.Water or Medium.Air))
            return;
        _modern |= run.CodeLength == 6;
        if (medium != _head.Medium && _head.Medium is Medium.Water or Medium.Air)
            Note(Finding.SystemMismatch, at);
    }

    private void Identify(ReadOnlySpan<byte> segment, ref RunSlot run, in PairSlot pair)
    {
        var number = run.CodeLength <= WordTable.Longest ? Pollutants.FindNumber(run.Key) : -1;
        if (number >= 0)
        {
            Settle(ref run, (short)number, Pollutants.MediumOf(number), pair.NameStart);
            return;
        }
        var code = segment.Slice(pair.NameStart, pair.Is.CodeLength);
        if (Pollutants.Find(code, _head.Medium) is not { } pollutant)
        {
            if (!Edition2025.IsProcessCode(code))
                Note(Finding.CodeUnknown, pair.NameStart);
            return;
        }
        Settle(ref run, pollutant.Number, pollutant.Medium, pair.NameStart);
        if (code.Length == pollutant.Code2005.Length && _head.Flag >> 2 > 0)
            Note(Finding.CodeOld, pair.NameStart);
    }

    private static void Enter(ref RunSlot run, ref PairSlot pair, int number)
    {
        pair.Run = (short)number;
        run.PairCount++;
        run.Suffixes |= 1u << (int)pair.Is.Suffix;
    }

    // A code that comes again further on is read together with its first appearance.
    private void Link(ReadOnlySpan<byte> segment, ref RunSlot run, in PairSlot pair)
    {
        ref var chain = ref _chains[(run.Key * 0x9E3779B97F4A7C15) >> (64 - ChainBits)];
        run.Chain = chain;
        for (var i = chain; i >= 0; i = _runs[i].Chain)
        {
            if (!IsSame(segment, _runs[i], run.Key, pair))
                continue;
            Note(Finding.CodeRepeated, pair.NameStart);
            _runs[i].Same = (short)_runCount;
            run.Continues = true;
            break;
        }
        chain = (short)_runCount;
    }

    private bool IsSame(ReadOnlySpan<byte> segment, in RunSlot run, ulong key, in PairSlot pair) =>
        run.Key == key && run.CodeLength == pair.Is.CodeLength && !run.IsField
        && (pair.Is.CodeLength <= WordTable.Longest || segment.Slice(_pairs[run.FirstPair].NameStart, run.CodeLength)
            .SequenceEqual(segment.Slice(pair.NameStart, pair.Is.CodeLength)));

    private static ulong Mix(ReadOnlySpan<byte> code) =>
        (ShortName.Upto8(code[..8]) ^ ShortName.Upto8(code[^8..])) * 0x9E3779B97F4A7C15;
}
