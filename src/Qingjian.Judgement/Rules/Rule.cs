namespace Qingjian.Judgement;

/// <summary>The head of one law file: who issued it, where it stands, when it holds, how far it is trusted.</summary>
/// <param name="Kind">limits, validity, deadlines, calendar, …</param>
/// <param name="Id">What the versions of one rule have in common, e.g. <c>GB 18918-2002</c>.</param>
/// <param name="Title">Chinese title.</param>
/// <param name="Issuer">Issuing body, Chinese.</param>
/// <param name="Document">Document or standard number.</param>
/// <param name="Clause">Article, table or section.</param>
/// <param name="InForceFrom">First day on which it holds.</param>
/// <param name="InForceUntil">Last day on which it holds; null while open.</param>
/// <param name="Trust">Trust in the wording.</param>
/// <param name="Origin">Table or specification it was converted from.</param>
/// <param name="Note">Remark of the converter.</param>
/// <param name="Path">Path below the law folder, with forward slashes.</param>
/// <param name="Digest">SHA-256 of the file's bytes, 64 lower-case hex digits.</param>
public sealed record Rule(
    string Kind, string Id, string Title, string Issuer, string Document, string Clause,
    DateOnly InForceFrom, DateOnly? InForceUntil, Trust Trust, string Origin, string? Note, string Path, string Digest)
{
    /// <summary>True when the rule holds on <paramref name="day"/>.</summary>
    public bool HoldsOn(DateOnly day) => day >= InForceFrom && (InForceUntil is not { } until || day <= until);
}

/// <summary>What a verdict keeps of a rule it rests on, so that it can be argued about years later.</summary>
public sealed record RuleCitation(string Path, string Digest, string Document, string Clause, Trust Trust)
{
    /// <summary>Cites a law file.</summary>
    public static RuleCitation Of(Rule rule) => new(rule.Path, rule.Digest, rule.Document, rule.Clause, rule.Trust);
}
