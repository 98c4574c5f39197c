using System.Collections.Frozen;

namespace Qingjian.Judgement;

/// <summary>How heavy a finding weighs.</summary>
public enum Severity
{
    /// <summary>提示.</summary>
    Note = 1,
    /// <summary>存疑: a person should look.</summary>
    Doubtful = 2,
    /// <summary>违规: against a rule if it is as it seems.</summary>
    Breach = 3,
    /// <summary>致命: the data cannot be used.</summary>
    Fatal = 4,
}

/// <summary>One anomaly pattern with its thresholds.</summary>
/// <param name="Code">P01 to P22.</param>
/// <param name="Name">Chinese.</param>
/// <param name="Severity">How heavy.</param>
/// <param name="Weight">Share in the combined score, 0 to 1.</param>
/// <param name="Numbers">Thresholds by name.</param>
public sealed record Pattern(string Code, string Name, Severity Severity, decimal Weight, IReadOnlyDictionary<string, decimal> Numbers)
{
    /// <summary>A threshold.</summary>
    /// <exception cref="KeyNotFoundException">The law file does not give it.</exception>
    public decimal this[string name] => Numbers[name];

    /// <summary>A threshold that counts something.</summary>
    public int Count(string name) => (int)Numbers[name];
}

/// <summary>The settings of anomaly recognition in force on a day. A hit is a clue for a person, never a violation.</summary>
/// <param name="Rule">The law file.</param>
/// <param name="ClueFrom">Combined score from which a clue is made.</param>
/// <param name="Patterns">By code.</param>
public sealed record PatternRule(Rule Rule, decimal ClueFrom, IReadOnlyDictionary<string, Pattern> Patterns)
{
    private static readonly FrozenSet<string> Own = new[] { "code", "name", "severity", "weight" }.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Combined score of a point: 1 − product of (1 − weight × score).</summary>
    public decimal Combined(IEnumerable<PatternHit> hits) => 1m - hits.Aggregate(1m, (left, hit) => left * (1m - Patterns[hit.Code].Weight * hit.Score));

    internal static PatternRule Read(LawNode node, Rule rule) => new(rule, node.Number("clue_from"), node.Items("patterns").Select(item => new Pattern(
        item.Text("code"), item.Text("name"),
        item.OneOf("severity", ("note", Severity.Note), ("doubtful", Severity.Doubtful), ("breach", Severity.Breach), ("fatal", Severity.Fatal)),
        item.Number("weight"), item.Names().Where(name => !Own.Contains(name)).ToDictionary(name => name, item.Number, StringComparer.Ordinal)))
        .ToDictionary(pattern => pattern.Code, StringComparer.Ordinal));
}

/// <summary>A pattern found in data.</summary>
/// <param name="Code">Pattern.</param>
/// <param name="Factor">HJ 212-2017 code; empty for several.</param>
/// <param name="From">First hour, Beijing clock.</param>
/// <param name="To">Hour after the last.</param>
/// <param name="Statistic">What was measured.</param>
/// <param name="Threshold">What it was held against.</param>
/// <param name="Score">0 to 1.</param>
/// <param name="Say">Chinese, with numbers.</param>
public sealed record PatternHit(string Code, string Factor, DateTime From, DateTime To, decimal Statistic, decimal Threshold, decimal Score, string Say);
