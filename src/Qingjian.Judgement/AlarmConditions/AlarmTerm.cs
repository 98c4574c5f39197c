namespace Qingjian.Judgement;

/// <summary>What a term of an alarm condition says.</summary>
public enum AlarmTermKind
{
    /// <summary>全部满足: each of its terms.</summary>
    All = 1,
    /// <summary>任一满足: at least one of its terms.</summary>
    Any = 2,
    /// <summary>比较: a value against a number or a share of the limit in force.</summary>
    Compare = 3,
    /// <summary>无数据: nothing has come for so many minutes.</summary>
    NoData = 4,
}

/// <summary>Which values are looked at.</summary>
public enum AlarmPeriod
{
    /// <summary>实时值 (CN 2011).</summary>
    Realtime = 1,
    /// <summary>分钟值 (CN 2051).</summary>
    Minute = 2,
    /// <summary>小时值 (CN 2061).</summary>
    Hour = 3,
}

/// <summary>Which field of a value is compared.</summary>
public enum AlarmValue
{
    /// <summary>折算值, where there is none the measured one: what a limit is held against.</summary>
    Judged = 1,
    /// <summary>实测值.</summary>
    Measured = 2,
    /// <summary>折算值.</summary>
    Converted = 3,
    /// <summary>时段最小值.</summary>
    Min = 4,
    /// <summary>时段最大值.</summary>
    Max = 5,
    /// <summary>时段累计 (Cou): emission or flow.</summary>
    Total = 6,
}

/// <summary>How a value is compared.</summary>
public enum AlarmComparison
{
    /// <summary>高于.</summary>
    Above = 1,
    /// <summary>不低于.</summary>
    AtLeast = 2,
    /// <summary>低于.</summary>
    Below = 3,
    /// <summary>不高于.</summary>
    AtMost = 4,
}

/// <summary>What the number of a comparison is.</summary>
public enum AlarmMeasure
{
    /// <summary>In the unit the station sends.</summary>
    Number = 1,
    /// <summary>Percent of the hour limit in force on the day.</summary>
    HourLimit = 2,
    /// <summary>Percent of the day limit in force on the day.</summary>
    DayLimit = 3,
}

/// <summary>A term of an alarm condition: a comparison, a silence, or several terms joined.</summary>
/// <param name="Kind">What it says.</param>
public sealed record AlarmTerm(AlarmTermKind Kind)
{
    /// <summary>The joined terms of <see cref="AlarmTermKind.All"/> and <see cref="AlarmTermKind.Any"/>.</summary>
    public IReadOnlyList<AlarmTerm> Terms { get; init; } = [];
    /// <summary>HJ 212-2017 code; empty in a silence about any factor.</summary>
    public string Factor { get; init; } = "";
    /// <summary>Which values.</summary>
    public AlarmPeriod Period { get; init; } = AlarmPeriod.Hour;
    /// <summary>Which field of them.</summary>
    public AlarmValue Value { get; init; } = AlarmValue.Judged;
    /// <summary>How it is compared.</summary>
    public AlarmComparison Comparison { get; init; } = AlarmComparison.Above;
    /// <summary>What <see cref="Number"/> is.</summary>
    public AlarmMeasure Measure { get; init; } = AlarmMeasure.Number;
    /// <summary>What it is compared with to raise.</summary>
    public decimal Number { get; init; }
    /// <summary>What it is compared with while raised, so that a value about the first number does not raise and clear all day; null for the same.</summary>
    public decimal? Clear { get; init; }
    /// <summary>Minutes of a silence.</summary>
    public int Minutes { get; init; }

    /// <summary>The term and all terms in it.</summary>
    public IEnumerable<AlarmTerm> Everything() => Terms.SelectMany(term => term.Everything()).Prepend(this);

    /// <summary>Comparisons and silences in it.</summary>
    public IEnumerable<AlarmTerm> Leaves() => Everything().Where(term => term.Kind is AlarmTermKind.Compare or AlarmTermKind.NoData);

    /// <summary>Whether a bigger value is worse.</summary>
    public bool Upwards() => Comparison is AlarmComparison.Above or AlarmComparison.AtLeast;
}
