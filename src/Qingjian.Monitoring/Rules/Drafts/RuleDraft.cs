using System.Text;
using Qingjian.Judgement;
using Qingjian.Platform.Storage;

namespace Qingjian.Monitoring.Rules.Drafts;

/// <summary>Where a draft of a rule stands.</summary>
internal enum DraftState
{
    /// <summary>Written, not in force.</summary>
    Draft = 1,
    /// <summary>In force from its day on.</summary>
    Enacted = 2,
    /// <summary>Given up.</summary>
    Withdrawn = 3,
}

/// <summary>规则草案: a law file that is not yet law. It is tried on past data before anybody puts it in force; then its text never changes.</summary>
internal sealed class RuleDraft : IVersioned
{
    public required string Id { get; init; }
    /// <summary>Kind of law file, e.g. limits.</summary>
    public required string Kind { get; init; }
    public required string Title { get; init; }
    public required string Document { get; init; }
    /// <summary>First day it would hold, Beijing.</summary>
    public DateOnly InForceFrom { get; init; }
    /// <summary>Path among the law files.</summary>
    public required string Path { get; init; }
    /// <summary>The file, JSON.</summary>
    public required string Text { get; init; }
    public required string Sha256 { get; init; }
    /// <summary>Why it is proposed.</summary>
    public required string Reason { get; init; }
    public DraftState State { get; set; } = DraftState.Draft;
    public required string DraftedBy { get; init; }
    public required string DraftedByName { get; init; }
    public DateTimeOffset DraftedAt { get; init; }
    /// <summary>Who put it in force or withdrew it, when and why.</summary>
    public string? EndedBy { get; set; }
    public string? EndedByName { get; set; }
    public DateTimeOffset? EndedAt { get; set; }
    public string? EndReason { get; set; }
    public long Version { get; set; }

    public LawFile File => new(Path, Encoding.UTF8.GetBytes(Text));
}

/// <summary>试算: a draft held against the rules in force, over past data. Writes no verdict.</summary>
internal sealed class DraftTrial : IVersioned
{
    public required string Id { get; init; }
    public required string DraftId { get; init; }
    /// <summary>First and last day of the data, Beijing, inclusive.</summary>
    public DateOnly From { get; init; }
    public DateOnly To { get; init; }
    /// <summary>Outlets of this division and below.</summary>
    public required string Division { get; init; }
    public required string AskedByName { get; init; }
    public DateTimeOffset AskedAt { get; init; }
    public DateTimeOffset? DoneAt { get; set; }
    /// <summary>Digest of the rulebook it was held against.</summary>
    public string? Book { get; set; }
    /// <summary>Verdicts compared.</summary>
    public int Compared { get; set; }
    /// <summary>Verdicts that come out differently; of these, newly and no longer exceeding.</summary>
    public int Differing { get; set; }
    public int Newly { get; set; }
    public int NoLonger { get; set; }
    /// <summary>Two programs at one trial: the slower one's result is refused.</summary>
    public long Version { get; set; }
}

/// <summary>One verdict that the draft would change.</summary>
internal sealed class DraftDifference : IScoped, IOfEnterprise
{
    public long Position { get; init; }
    public required string TrialId { get; init; }
    public string? EnterpriseId { get; init; }
    public required string EnterpriseName { get; init; }
    public required string Division { get; init; }
    public required string OutletId { get; init; }
    public required string OutletName { get; init; }
    public required string FactorName { get; init; }
    public LimitPeriod Period { get; init; }
    public DateTimeOffset StartAt { get; init; }
    /// <summary>newly, no-longer or other.</summary>
    public required string Change { get; init; }
    public required string Before { get; init; }
    public required string After { get; init; }
    public required string BeforeSentence { get; init; }
    public required string AfterSentence { get; init; }
}
