namespace Qingjian.Judgement;

/// <summary>What a judgement came to.</summary>
public enum VerdictOutcome
{
    /// <summary>达标.</summary>
    Compliant = 1,
    /// <summary>预警: passes a value that calls for action but is no violation by itself.</summary>
    Warning = 2,
    /// <summary>超标.</summary>
    Exceeded = 3,
    /// <summary>不作判定.</summary>
    NotJudged = 4,
}

/// <summary>Whether the data counted.</summary>
public enum Validity
{
    /// <summary>有效.</summary>
    Valid = 1,
    /// <summary>无效.</summary>
    Invalid = 2,
    /// <summary>豁免.</summary>
    Exempt = 3,
    /// <summary>停运.</summary>
    Stopped = 4,
    /// <summary>缺失.</summary>
    Missing = 5,
    /// <summary>存疑.</summary>
    Suspect = 6,
    /// <summary>有效数据不足 (days only).</summary>
    Insufficient = 7,
}

/// <summary>What a judgement comes to, and nothing else: for judging years again.</summary>
/// <param name="Outcome">What it came to.</param>
/// <param name="Reason">Stable code, as in <see cref="Verdict.Reason"/>.</param>
public readonly record struct Brief(VerdictOutcome Outcome, string Reason);

/// <summary>A judgement of one factor in one hour or day, with all it rests on. Equal inputs and rules give equal bytes.</summary>
/// <param name="Subject">The outlet, as the caller names it.</param>
/// <param name="Pollutant">HJ 212-2017 code.</param>
/// <param name="Period">Hour or day.</param>
/// <param name="Start">Beginning of the period, Beijing clock.</param>
/// <param name="Outcome">What it came to.</param>
/// <param name="Reason">Stable code: compliant, exceeded, ultra-low, water-hour, incinerator-hour, missing, flag-C, ….</param>
/// <param name="Validity">Whether the data counted.</param>
/// <param name="Value">The value compared, unrounded; null when there is none.</param>
/// <param name="ValueKind">avg, zs-avg, converted, flow-weighted, plain, min, max.</param>
/// <param name="Unit">Unit of value and limit.</param>
/// <param name="Limit">The limit named; null when none.</param>
/// <param name="Multiple">超标倍数, three decimals; null for pH and when not passed.</param>
/// <param name="ValidHours">Days: valid hours counted.</param>
/// <param name="Working">Chinese lines with numbers, in order.</param>
/// <param name="Rulings">Codes of the rulings used.</param>
/// <param name="Rules">The law files used.</param>
/// <param name="Trust">The weakest trust among them.</param>
/// <param name="Sentence">One Chinese sentence that an enterprise understands.</param>
/// <param name="Hours">The inputs.</param>
public sealed record Verdict(
    string Subject, string Pollutant, LimitPeriod Period, DateTime Start, VerdictOutcome Outcome, string Reason, Validity Validity,
    decimal? Value, string? ValueKind, string? Unit, Limit? Limit, decimal? Multiple, int? ValidHours,
    IReadOnlyList<string> Working, IReadOnlyList<string> Rulings, IReadOnlyList<RuleCitation> Rules, Trust Trust,
    string Sentence, IReadOnlyList<HourValue> Hours)
{
    /// <summary>The day of the data.</summary>
    public DateOnly Day => DateOnly.FromDateTime(Start);

    /// <summary>The canonical form: JSON in UTF-8 with fixed order, decimals as text without trailing zeros.</summary>
    public byte[] Canonical() => VerdictJson.Write(this).WrittenSpan.ToArray();

    /// <summary>SHA-256 of <see cref="Canonical"/>, 64 lower-case hex digits.</summary>
    public string Digest() => Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(VerdictJson.Write(this).WrittenSpan));
}
