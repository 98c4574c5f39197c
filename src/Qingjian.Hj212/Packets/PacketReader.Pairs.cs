namespace Qingjian.Hj212;

// One name=value: what it is, and which code it belongs to.
public sealed partial class PacketReader
{
    private bool AddPair(ReadOnlySpan<byte> segment, int start, int dash, int equals, int end, byte separator)
    {
        if (_pairCount == _pairs.Length)
        {
            if (_pairCount >= MostPairs)
                return Refuse(Finding.TooManyPairs, start);
            Array.Resize(ref _pairs, _pairs.Length * 2);
        }
        int nameEnd = equals, valueStart = equals + 1, valueEnd = end;
        Trim(segment, ref start, ref nameEnd);
        Trim(segment, ref valueStart, ref valueEnd);
        if (start == nameEnd || nameEnd - start > short.MaxValue)
            return Refuse(Finding.PairUnreadable, start);
        if (dash == start)
            return Refuse(Finding.PairUnreadable, start);

        ref var pair = ref _pairs[_pairCount];
        pair.NameStart = start;
        pair.NameLength = (short)(nameEnd - start);
        pair.ValueStart = valueStart;
        pair.ValueLength = valueEnd - valueStart;
        pair.Decimals = Numbers.NotANumber;
        if (dash < 0)
        {
            pair.CodeLength = pair.NameLength;
            NameField(segment, ref pair);
        }
        else
        {
            pair.CodeLength = (short)(dash - start);
            if (!NameSuffix(segment, ref pair, dash + 1, nameEnd))
                return false;
        }
        if (!ReadValue(segment, ref pair))
            return false;
        JoinRun(segment, ref pair, separator);
        _pairCount++;
        return true;
    }

    private void NameField(ReadOnlySpan<byte> segment, ref PairSlot pair)
    {
        pair.Suffix = Suffix.None;
        var term = _terms.FindField(segment.Slice(pair.NameStart, pair.NameLength), out var exact);
        if (term is null)
        {
            pair.Term = -1;
            pair.Kind = ValueKind.Text;
            Note(Finding.FieldUnknown, pair.NameStart);
            return;
        }
        if (!exact)
            Note(Finding.KeySpelling, pair.NameStart);
        pair.Term = term.Number;
        pair.Kind = term.Kind;
    }

    private bool NameSuffix(ReadOnlySpan<byte> segment, ref PairSlot pair, int start, int end)
    {
        var term = _terms.FindSuffix(segment[start..end], out var exact);
        if (term is null)
        {
            if (_rulings.RefuseUnknownSuffix)
                return Refuse(Finding.SuffixUnknown, start);
            pair.Term = -1;
            pair.Suffix = Suffix.Unknown;
            pair.Kind = ValueKind.Text;
            return true;
        }
        if (!exact)
            Note(Finding.KeySpelling, start);
        if (term.Suffix == Suffix.Maker)
            Note(Finding.SuffixMaker, start);
        pair.Term = term.Number;
        pair.Suffix = term.Suffix;
        pair.Kind = term.Kind;
        return true;
    }

    private bool ReadValue(ReadOnlySpan<byte> segment, ref PairSlot pair)
    {
        var value = segment.Slice(pair.ValueStart, pair.ValueLength);
        switch (pair.Kind)
        {
            case ValueKind.Number:
                pair.Decimals = Numbers.Read(value, out pair.Whole);
                if (pair.Decimals == Numbers.NotANumber)
                    Note(Finding.ValueMissing, pair.ValueStart);
                return true;
            case ValueKind.Flag:
                if (value.Length != 1 || !DataFlags.IsKnown(value[0]))
                    Note(value.IsEmpty ? Finding.DataFlagMissing : Finding.DataFlagUnknown, pair.ValueStart);
                return true;
            case ValueKind.Time:
                return ReadTime(value, ref pair);
            case ValueKind.Clock:
                return Times.TryReadClock(value, out _) || Refuse(Finding.TimeBad, pair.ValueStart);
            case ValueKind.Digits:
                return ReadDigits(value, ref pair);
            default:
                if (pair.Term < 0)
                    pair.Decimals = Numbers.Read(value, out pair.Whole);
                return true;
        }
    }

    private bool ReadTime(ReadOnlySpan<byte> value, ref PairSlot pair)
    {
        var isDataTime = _terms[pair.Term].IsDataTime;
        if (value.Length == 17 && _rulings.CutLongDataTime && Times.TryReadQn(value, out _))
        {
            value = value[..14];
            pair.ValueLength = 14;
            Note(Finding.DataTimeLong, pair.ValueStart);
        }
        if (!Times.TryRead(value, out var time))
        {
            if (isDataTime || !Numbers.IsNothing(value))
                return Refuse(Finding.TimeBad, pair.ValueStart);
            Note(Finding.ValueMissing, pair.ValueStart);
            return true;
        }
        if (isDataTime && _dataTimePair < 0)
        {
            _dataTimePair = _pairCount;
            _dataTime = time;
        }
        return true;
    }

    private bool ReadDigits(ReadOnlySpan<byte> value, ref PairSlot pair)
    {
        if (!Digits.TryRead(value, out var number))
        {
            Note(Finding.ValueMissing, pair.ValueStart);
            return true;
        }
        pair.Whole = number;
        pair.Decimals = 0;
        var term = _terms[pair.Term];
        if (number < term.Low || number > term.High)
            Note(Finding.FieldOutOfRange, pair.ValueStart);
        return true;
    }

    private void JoinRun(ReadOnlySpan<byte> segment, ref PairSlot pair, byte separator)
    {
        var code = segment.Slice(pair.NameStart, pair.CodeLength);
        var isField = pair.Suffix == Suffix.None;
        var key = code.Length <= 8 ? ShortName.Upto8(code) : Mix(code);
        var last = _runCount - 1;
        if (last >= 0 && !isField && IsSame(segment, _runs[last], key, code))
        {
            if (separator == ';' && _head.Command != 2062)
                Note(Finding.SeparatorMixed, pair.NameStart - 1);
            Enter(ref _runs[last], ref pair, last);
            return;
        }
        if (last >= 0 && separator == ',')
            Note(Finding.SeparatorMixed, pair.NameStart - 1);
        if (_runCount == _runs.Length)
            Array.Resize(ref _runs, _runs.Length * 2);
        ref var run = ref _runs[_runCount];
        run = new()
        {
            Key = key,
            CodeLength = code.Length,
            FirstPair = _pairCount,
            IsField = isField,
            Pollutant = (short)(isField ? -1 : Pollutants.Find(code, _head.Medium)?.Number ?? -1),
            Same = -1,
        };
        if (!isField)
            Link(segment, ref run, code);
        Enter(ref run, ref pair, _runCount);
        _runCount++;
    }

    private static void Enter(ref RunSlot run, ref PairSlot pair, int number)
    {
        pair.Run = (short)number;
        run.PairCount++;
        run.HasFlag |= pair.Suffix == Suffix.Flag;
        run.HasValue |= pair.Suffix is >= Suffix.Rtd and <= Suffix.ZsMax or Suffix.Data or Suffix.DayData or Suffix.NightData
            or Suffix.RS or Suffix.RT;
    }

    // A code that comes again further on is read together with its first appearance.
    private void Link(ReadOnlySpan<byte> segment, ref RunSlot run, ReadOnlySpan<byte> code)
    {
        ref var chain = ref _chains[(byte)((run.Key * 0x9E3779B97F4A7C15) >> 56)];
        run.Chain = chain;
        for (var i = chain; i >= 0; i = _runs[i].Chain)
        {
            if (!IsSame(segment, _runs[i], run.Key, code))
                continue;
            Note(Finding.CodeRepeated, _pairs[run.FirstPair].NameStart);
            _runs[i].Same = (short)_runCount;
            run.Continues = true;
            break;
        }
        chain = (short)_runCount;
    }

    private bool IsSame(ReadOnlySpan<byte> segment, in RunSlot run, ulong key, ReadOnlySpan<byte> code) =>
        run.Key == key && run.CodeLength == code.Length && !run.IsField
        && (code.Length <= 8 || segment.Slice(_pairs[run.FirstPair].NameStart, run.CodeLength).SequenceEqual(code));

    private static ulong Mix(ReadOnlySpan<byte> code)
    {
        var first = ShortName.Upto8(code[..8]);
        return (first ^ ShortName.Upto8(code[^8..])) * 0x9E3779B97F4A7C15;
    }
}
