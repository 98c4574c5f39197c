namespace Qingjian.Judgement;

/// <summary>Collects the lines, rulings and rules of one judgement while it is made.</summary>
internal sealed class Worksheet(DayRules rules)
{
    private readonly List<string> lines = [];
    private readonly List<string> rulings = [];
    private readonly List<RuleCitation> citations = [RuleCitation.Of(rules.Validity.Rule)];

    internal IReadOnlyList<string> Lines => lines;
    internal IReadOnlyList<string> Rulings => rulings;

    internal void Say(string line) => lines.Add(line);

    /// <summary>Names a ruling and returns its setting.</summary>
    internal string Use(string ruling)
    {
        if (!rulings.Contains(ruling)) rulings.Add(ruling);
        return rules.Rulings.Setting(ruling);
    }

    internal void Cite(Limit? limit)
    {
        if (limit is not null && !citations.Contains(limit.Citation)) citations.Add(limit.Citation);
    }

    // Rulings are settings of the house and are named one by one; the trust shown is that of the law used.
    internal Trust WeakestTrust() => citations.Max(citation => citation.Trust);

    internal IReadOnlyList<RuleCitation> Citations() =>
        rulings.Count == 0 ? citations : [.. citations, RuleCitation.Of(rules.Rulings.Rule)];

    internal void SayRulings()
    {
        foreach (var code in rulings)
            if (rules.Rulings.Find(code) is { } ruling) lines.Add($"适用处理规则{ruling.Code}（{ruling.Question}）：{ruling.Answer}");
    }
}
