using System.Collections.Frozen;
using Qingjian.Vocabulary;

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

/// <summary>One check or anomaly pattern with its thresholds.</summary>
/// <param name="Code">P (patterns of anomaly), D (data) or L (lines) and two digits; never given to another check.</param>
/// <param name="Name">Chinese.</param>
/// <param name="Severity">How heavy.</param>
/// <param name="Weight">Share in the combined score, 0 to 1.</param>
/// <param name="Numbers">Thresholds by name.</param>
public sealed record Pattern(string Code, string Name, Severity Severity, decimal Weight, IReadOnlyDictionary<string, decimal> Numbers)
{
    /// <summary>Air or water; null for both.</summary>
    public Medium? Medium { get; init; }

    /// <summary>What a hit means, Chinese, for everybody to read.</summary>
    public string Means { get; init; } = "";

    /// <summary>What to do about it, Chinese.</summary>
    public string Cure { get; init; } = "";

    /// <summary>Where the check comes from: standard, article or notice.</summary>
    public string Source { get; init; } = "";

    /// <summary>A threshold.</summary>
    /// <exception cref="KeyNotFoundException">The law file does not give it.</exception>
    public decimal this[string name] => Numbers[name];

    /// <summary>A threshold that counts something.</summary>
    public int Count(string name) => (int)Numbers[name];
}

/// <summary>The settings of anomaly recognition in force on a day. A hit is a clue for a person, never a violation.</summary>
/// <param name="Rule">The law file.</param>
/// <param name="Patterns">By code.</param>
public sealed record PatternRule(Rule Rule, decimal ClueFrom, IReadOnlyDictionary<string, Pattern> Patterns)
{
    private static readonly FrozenSet<string> Own = new[] { "code", "name", "severity", "weight", "medium", "means", "cure", "source" }.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Days whose hits count together for the score of a point.</summary>
    public int ScoreDays { get; init; } = 7;

    /// <summary>Days for which a clue of a point stands before another one is made.</summary>
    public int ClueAgainDays { get; init; } = 30;

    /// <summary>A check; null when this version does not know it yet.</summary>
    public Pattern? Find(string code) => Patterns.GetValueOrDefault(code);

    /// <summary>Combined score of a point: 1 − product of (1 − weight × score). Of several hits of one check the gravest counts, so that one
    /// disturbance seen again and again does not add up to a suspicion.</summary>
    public decimal CombinedOf(IEnumerable<(string Code, decimal Score)> hits) => 1m - hits.GroupBy(hit => hit.Code, StringComparer.Ordinal)
        .Aggregate(1m, (left, same) => left * (1m - (Find(same.Key)?.Weight ?? 0m) * same.Max(hit => hit.Score)));

    /// <summary>Combined score of hits.</summary>
    public decimal Combined(IEnumerable<PatternHit> hits) => CombinedOf(hits.Select(hit => (hit.Code, hit.Score)));

    internal static PatternRule Read(LawNode node, Rule rule) => new(rule, node.Number("clue_from"), node.Items("patterns").Select(item => new Pattern(
        item.Text("code"), item.Text("name"),
        item.OneOf("severity", ("note", Severity.Note), ("doubtful", Severity.Doubtful), ("breach", Severity.Breach), ("fatal", Severity.Fatal)),
        item.Number("weight"), item.Names().Where(name => !Own.Contains(name)).ToDictionary(name => name, item.Number, StringComparer.Ordinal))
    {
        Medium = item.Has("medium") ? item.OneOf("medium", ("air", Vocabulary.Medium.Air), ("water", Vocabulary.Medium.Water)) : null,
        Means = item.TextOr("means") ?? "",
        Cure = item.TextOr("cure") ?? "",
        Source = item.TextOr("source") ?? "",
    }).ToDictionary(pattern => pattern.Code, StringComparer.Ordinal))
    {
        ScoreDays = node.WholeOr("score_days") ?? 7,
        ClueAgainDays = node.WholeOr("clue_again_days") ?? 30,
    };
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
