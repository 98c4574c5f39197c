namespace Qingjian.Hj212;

/// <summary>Where one <c>name=value</c> lies in the data segment, and what it is.</summary>
internal struct PairSlot
{
    internal int NameStart, ValueStart, ValueLength;
    internal short NameLength, CodeLength;
    internal short Term, Run;
    internal Suffix Suffix;
    internal ValueKind Kind;
    internal byte Decimals;
    internal long Whole;
}

/// <summary>Neighbouring pairs of one code.</summary>
internal struct RunSlot
{
    internal ulong Key;
    internal int FirstPair, PairCount, CodeLength;
    internal short Pollutant;
    internal short Same, Chain;
    internal bool Continues, IsField, HasFlag, HasValue;
}
