using System.Runtime.CompilerServices;

namespace Qingjian.Hj212;

// One name=value: what it is, and what it says.
public sealed partial class PacketReader
{
    // A pair of any shape, its blanks taken off.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private bool AddPair(ReadOnlySpan<byte> segment, int start, int nameEnd, int valueStart, int valueEnd, byte separator)
    {
        if (_pairCount >= _pairs.Length)
        {
            if (_pairCount >= MostPairs)
                return Refuse(Finding.TooManyPairs, start);
            Array.Resize(ref _pairs, Math.Min(_pairs.Length * 2, MostPairs));
        }
        ref var pair = ref _pairs[_pairCount];
        var length = nameEnd - start;
        pair.NameStart = start;
        pair.ValueStart = valueStart;
        pair.ValueLength = valueEnd - valueStart;
        pair.Decimals = Numbers.NotANumber;
        if (length is < 1 or > short.MaxValue)
            return Refuse(Finding.PairUnreadable, start);
        var name = segment.Slice(start, length);
        var dash = name.IndexOf((byte)'-');
        if (dash == 0)
            return Refuse(Finding.PairUnreadable, start);
        pair.Is.NameLength = (short)length;
        if (dash < 0)
        {
            pair.Is.CodeLength = (short)length;
            NameField(segment, ref pair);
        }
        else
        {
            pair.Is.CodeLength = (short)dash;
            if (!NameSuffix(segment, ref pair, start + dash + 1, length - dash - 1))
                return false;
        }
        if (!ReadValue(segment, ref pair))
            return false;
        JoinRun(segment, ref pair, separator);
        _pairCount++;
        if (pair.Is.Term >= 0 && pair.Is.Suffix != Suffix.Maker)
            Remember(segment, pair);
        return true;
    }

    // Only what is the same in every packet: names as the standard writes them, codes of 2017.
    private void Remember(ReadOnlySpan<byte> segment, in PairSlot pair)
    {
        if (pair.Is.NameLength > NameCache.Longest || pair.Is.CodeLength > WordTable.Longest || pair.NameStart + NameCache.Longest > segment.Length)
            return;
        var code = WordTable.Word(segment, pair.NameStart, pair.Is.CodeLength);
        var name = segment.Slice(pair.NameStart, pair.Is.NameLength);
        var pollutant = pair.Is.Suffix == Suffix.None ? -1 : Pollutants.FindNumber(code);
        if (pair.Is.Suffix == Suffix.None
            ? _terms.FindField(name, out var exact) is null || !exact
            : pollutant < 0 || _terms.FindSuffix(name[(pair.Is.CodeLength + 1)..], out exact) is null || !exact)
            return;
        _names.Keep(segment, pair.NameStart, pair.Is.NameLength, code, pair.Is, new()
        {
            Pollutant = (short)pollutant,
            Medium = pollutant < 0 ? Medium.Unknown : Pollutants.MediumOf(pollutant),
        });
    }

    private void NameField(ReadOnlySpan<byte> segment, ref PairSlot pair)
    {
        pair.Is.Suffix = Suffix.None;
        var term = _terms.FindField(segment.Slice(pair.NameStart, pair.Is.NameLength), out var exact);
        if (term is null)
        {
            pair.Is.Term = -1;
            pair.Is.Kind = ValueKind.Text;
            Note(Finding.FieldUnknown, pair.NameStart);
            return;
        }
        if (!exact)
            Note(Finding.KeySpelling, pair.NameStart);
        pair.Is.Term = term.Number;
        pair.Is.Kind = term.Kind;
    }

    private bool NameSuffix(ReadOnlySpan<byte> segment, ref PairSlot pair, int start, int length)
    {
        if (length <= WordTable.Longest && _terms.ShortSuffixes.Find(WordTable.Word(segment, start, length)) is >= 0 and var packed)
        {
            pair.Is.Term = Terms.NumberOf(packed);
            pair.Is.Suffix = Terms.SuffixOf(packed);
            pair.Is.Kind = Terms.KindOf(packed);
            if (pair.Is.Suffix == Suffix.Maker)
                Note(Finding.SuffixMaker, start);
            return true;
        }
        return NameRareSuffix(segment, ref pair, start, length);
    }

    private bool NameRareSuffix(ReadOnlySpan<byte> segment, ref PairSlot pair, int start, int length)
    {
        var term = _terms.FindSuffix(segment.Slice(start, length), out var exact);
        if (term is null)
        {
            if (_rulings.RefuseUnknownSuffix)
                return Refuse(Finding.SuffixUnknown, start);
            pair.Is.Term = -1;
            pair.Is.Suffix = Suffix.Unknown;
            pair.Is.Kind = ValueKind.Text;
            return true;
        }
        if (!exact)
            Note(Finding.KeySpelling, start);
        if (term.Suffix == Suffix.Maker)
            Note(Finding.SuffixMaker, start);
        pair.Is.Term = term.Number;
        pair.Is.Suffix = term.Suffix;
        pair.Is.Kind = term.Kind;
        return true;
    }

    private bool ReadValue(ReadOnlySpan<byte> segment, ref PairSlot pair)
    {
        var value = segment.Slice(pair.ValueStart, pair.ValueLength);
        switch (pair.Is.Kind)
        {
            case ValueKind.Number:
                pair.Decimals = Numbers.Read(segment, pair.ValueStart, pair.ValueLength, out pair.Whole);
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
                if (pair.Is.Term < 0)
                    pair.Decimals = Numbers.Read(value, out pair.Whole);
                return true;
        }
    }

    private bool ReadTime(ReadOnlySpan<byte> value, ref PairSlot pair)
    {
        var isDataTime = _terms[pair.Is.Term].IsDataTime;
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
        var term = _terms[pair.Is.Term];
        if (number < term.Low || number > term.High)
            Note(Finding.FieldOutOfRange, pair.ValueStart);
        return true;
    }
}
