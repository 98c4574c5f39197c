using Qingjian.Judgement;
using Qingjian.Platform.Storage;

namespace Qingjian.Monitoring.Cards;

/// <summary>Where a card stands.</summary>
internal enum CardState
{
    /// <summary>Comes from a run; nobody has decided.</summary>
    Candidate = 1,
    /// <summary>The leader agreed.</summary>
    Approved = 2,
    /// <summary>On the public list.</summary>
    Published = 3,
    /// <summary>Correction verified: off the list.</summary>
    Released = 4,
    /// <summary>Not listed, with the reason.</summary>
    Dropped = 5,
}

/// <summary>One run of a quarter. A later run of the same quarter takes its place.</summary>
internal sealed class CardRun
{
    public required string Id { get; init; }
    public int Year { get; init; }
    public int Quarter { get; init; }
    /// <summary>Whose units: a division and below.</summary>
    public required string Division { get; init; }
    /// <summary>Digest of the rule.</summary>
    public required string Rule { get; init; }
    public CardJoin Join { get; init; }
    /// <summary>Key units with automatic monitoring that were looked at.</summary>
    public int Units { get; init; }
    public int Yellow { get; init; }
    public int Red { get; init; }
    /// <summary>The quarter was not over: only to look at.</summary>
    public bool Preview { get; init; }
    public required string RanByName { get; init; }
    public DateTimeOffset RanAt { get; init; }
}

/// <summary>黄红牌: one unit of one quarter, with the computation and what was done about it.</summary>
internal sealed class Card : IScoped, IOfEnterprise, IVersioned
{
    public required string Id { get; init; }
    public required string RunId { get; init; }
    public int Year { get; init; }
    public int Quarter { get; init; }
    public string? EnterpriseId { get; init; }
    public required string EnterpriseName { get; init; }
    public required string Division { get; init; }
    public CardColour Colour { get; init; }
    public CardState State { get; set; } = CardState.Candidate;
    public int Valid { get; init; }
    public int Exceeding { get; init; }
    /// <summary>Exceeding over valid, 0 to 1; null without valid means.</summary>
    public decimal? Share { get; init; }
    public required IReadOnlyList<string> Working { get; init; }
    /// <summary>Every daily mean of the quarter that was looked at.</summary>
    public required IReadOnlyList<CardDay> Days { get; init; }
    public bool Preview { get; init; }
    /// <summary>What was ordered: correct, limit, stop, and until when.</summary>
    public string? Measure { get; set; }
    /// <summary>Production was ordered to stop or to be limited with the correction.</summary>
    public bool Restricted { get; set; }
    public DateOnly? CorrectionDue { get; set; }
    public DateOnly? CorrectedOn { get; set; }
    public DateTimeOffset? PublishedAt { get; set; }
    public IReadOnlyList<CardStep> Steps { get; set; } = [];
    public DateTimeOffset CreatedAt { get; init; }
    public long Version { get; set; }

    public string Period => $"{Year}年第{Quarter}季度";
}

/// <summary>One daily mean of a main pollutant.</summary>
/// <param name="Day">Beijing day.</param>
/// <param name="OutletId">Outlet.</param>
/// <param name="Outlet">Its code and name.</param>
/// <param name="Factor">Chinese name.</param>
/// <param name="Valid">Counts in the denominator.</param>
/// <param name="Exceeding">Counts in the numerator.</param>
/// <param name="Word">What it came to.</param>
internal sealed record CardDay(DateOnly Day, string OutletId, string Outlet, string Factor, bool Valid, bool Exceeding, string Word);

/// <summary>One thing that was done.</summary>
internal sealed record CardStep(DateTimeOffset At, string By, string Act, string? Reason);
