using Qingjian.Judgement;
using Qingjian.Platform.Storage;

namespace Qingjian.Monitoring.Checks;

/// <summary>异常发现: a check that hit, over one window of one outlet. A window that goes on is the same finding and grows; the finding is a clue for a
/// person and never a violation.</summary>
internal sealed class CheckFinding : IScoped, IOfEnterprise, IVersioned
{
    public required string Id { get; init; }
    public long Version { get; set; }
    /// <summary>Code of the catalogue.</summary>
    public required string Code { get; init; }
    public required string Name { get; init; }
    public Severity Severity { get; init; }
    public string? EnterpriseId { get; init; }
    public required string EnterpriseName { get; init; }
    public required string Division { get; init; }
    public required string OutletId { get; init; }
    public required string OutletName { get; init; }
    /// <summary>HJ 212 code; empty for several factors or for the line.</summary>
    public required string Factor { get; init; }
    public required string FactorName { get; init; }
    public DateTimeOffset FromAt { get; set; }
    /// <summary>Exclusive.</summary>
    public DateTimeOffset ToAt { get; set; }
    public decimal Statistic { get; set; }
    public decimal Threshold { get; set; }
    /// <summary>0 to 1.</summary>
    public decimal Score { get; set; }
    public decimal Weight { get; init; }
    /// <summary>Chinese, with numbers.</summary>
    public required string Say { get; set; }
    /// <summary>Law file whose thresholds were used.</summary>
    public required string RuleDigest { get; set; }
    public DateTimeOffset FoundAt { get; init; }
    public DateTimeOffset LookedAt { get; set; }
    /// <summary>When a later look no longer found it; it stays and no longer counts.</summary>
    public DateTimeOffset? GoneAt { get; set; }
    public DateTimeOffset? SetAsideAt { get; set; }
    public string? SetAsideBy { get; set; }
    public string? SetAsideReason { get; set; }

    /// <summary>Counts towards the score of its outlet.</summary>
    public bool Counts => GoneAt is null && SetAsideAt is null;
}

/// <summary>Findings of one outlet that together weigh enough for a clue.</summary>
internal sealed class Suspicion : IScoped, IOfEnterprise
{
    public required string Id { get; init; }
    public string? EnterpriseId { get; init; }
    public required string Division { get; init; }
    public required string OutletId { get; init; }
    public DateTimeOffset FromAt { get; init; }
    public DateTimeOffset ToAt { get; init; }
    public decimal Score { get; init; }
    public IReadOnlyList<string> FindingIds { get; init; } = [];
    /// <summary>The table of evidence that goes with the clue.</summary>
    public string? FileId { get; init; }
    public DateTimeOffset ToldAt { get; init; }
}
