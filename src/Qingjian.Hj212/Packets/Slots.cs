namespace Qingjian.Hj212;

/// <summary>Where one <c>name=value</c> lies in the data segment, and what it is.</summary>
internal struct PairSlot
{
    internal long Whole;
    internal int NameStart, ValueStart, ValueLength;
    internal NameFacts Is;
    internal short Run;
    internal byte Decimals;
}

/// <summary>What a name is: 8 bytes, taken over from the cache in one go.</summary>
internal struct NameFacts
{
    internal short NameLength, CodeLength, Term;
    internal Suffix Suffix;
    internal ValueKind Kind;
}

/// <summary>Neighbouring pairs of one code.</summary>
internal struct RunSlot
{
    internal ulong Key;
    internal int FirstPair, PairCount, CodeLength;
    internal uint Suffixes;
    internal short Pollutant, Same, Chain;
    internal Medium Medium;
    internal bool Continues, IsField;

    internal readonly bool HasFlag => (Suffixes & 1u << (int)Suffix.Flag) != 0;

    internal readonly bool HasValue => (Suffixes & Measured) != 0;

    private const uint Measured = 1u << (int)Suffix.Rtd | 1u << (int)Suffix.Min | 1u << (int)Suffix.Avg | 1u << (int)Suffix.Max
        | 1u << (int)Suffix.Cou | 1u << (int)Suffix.ZsRtd | 1u << (int)Suffix.ZsMin | 1u << (int)Suffix.ZsAvg | 1u << (int)Suffix.ZsMax
        | 1u << (int)Suffix.Data | 1u << (int)Suffix.DayData | 1u << (int)Suffix.NightData | 1u << (int)Suffix.RS | 1u << (int)Suffix.RT;
}
