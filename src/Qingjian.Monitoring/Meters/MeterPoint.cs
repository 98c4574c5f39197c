using Qingjian.Judgement;
using Qingjian.Platform.Storage;

namespace Qingjian.Monitoring.Meters;

/// <summary>What a meter measures.</summary>
internal enum MeterKind
{
    /// <summary>生产设施.</summary>
    Production = 1,
    /// <summary>治理设施.</summary>
    Treatment = 2,
    /// <summary>总用电.</summary>
    Total = 3,
}

/// <summary>用电监控点: one device, and the item of a logger's packets (ST 44, CN 2011) that carries its active power.</summary>
internal sealed class MeterPoint : IScoped, IOfEnterprise, IVersioned
{
    public required string Id { get; init; }
    public required string? EnterpriseId { get; init; }
    public required string EnterpriseName { get; init; }
    public required string Division { get; init; }
    public required string Name { get; set; }
    public MeterKind Kind { get; set; }
    /// <summary>Rated power in kW.</summary>
    public decimal RatedKw { get; set; }
    /// <summary>互感器变比: the power sent is multiplied by it; 1 where the logger sends primary values.</summary>
    public decimal CtRatio { get; set; } = 1;
    /// <summary>MN of the logger.</summary>
    public required string Mn { get; set; }
    /// <summary>Facility code d… of the item.</summary>
    public required string Code { get; set; }
    /// <summary>Outlet whose fan, pump or treatment it drives; null where it belongs to none or to the only one.</summary>
    public string? OutletId { get; set; }
    /// <summary>Own share of rated power below which it is off; null for the rule's.</summary>
    public decimal? OffShare { get; set; }
    /// <summary>Own share below which it idles; null for the rule's.</summary>
    public decimal? IdleShare { get; set; }
    public DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset? RetiredAt { get; set; }
    public long Version { get; set; }

    public MeterThresholds Thresholds => new(RatedKw, OffShare, IdleShare);
}

/// <summary>联动关系: treatment that must run whenever production runs.</summary>
internal sealed class MeterLinkage : IScoped, IOfEnterprise, IVersioned
{
    public required string Id { get; init; }
    public required string? EnterpriseId { get; init; }
    public required string EnterpriseName { get; init; }
    public required string Division { get; init; }
    public required string Name { get; set; }
    /// <summary>Ids of meters.</summary>
    public IReadOnlyList<string> Production { get; set; } = [];
    public IReadOnlyList<string> Treatment { get; set; } = [];
    public LinkageRelation Relation { get; set; } = LinkageRelation.All;
    public int LeadMinutes { get; set; }
    public int LagMinutes { get; set; }
    public DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset? RetiredAt { get; set; }
    public long Version { get; set; }
}

/// <summary>A stretch in which treatment was out of step with production.</summary>
internal sealed class LinkageViolation : IScoped, IOfEnterprise
{
    public required string Id { get; init; }
    public required string LinkageId { get; init; }
    public required string LinkageName { get; init; }
    public required string? EnterpriseId { get; init; }
    public required string EnterpriseName { get; init; }
    public required string Division { get; init; }
    public LinkageFault Fault { get; init; }
    public DateTimeOffset FromAt { get; set; }
    public DateTimeOffset ToAt { get; set; }
    /// <summary>Still so at the last look.</summary>
    public bool GoingOn { get; set; }
    /// <summary>Electricity of production meanwhile.</summary>
    public decimal Kwh { get; set; }
    /// <summary>Chinese sentence, readable by itself.</summary>
    public required string Say { get; set; }
    /// <summary>Digest of the rule.</summary>
    public required string Rule { get; init; }
    public DateTimeOffset FoundAt { get; init; }
    /// <summary>When it made a clue; null when it made none.</summary>
    public DateTimeOffset? ToldAt { get; set; }
    /// <summary>Later data say otherwise.</summary>
    public DateTimeOffset? WithdrawnAt { get; set; }
}

/// <summary>Electricity of one meter on one Beijing day. Kept when the readings are long gone.</summary>
internal sealed class MeterDay : IScoped, IOfEnterprise
{
    public required string Id { get; init; }
    public required string MeterId { get; init; }
    public required string? EnterpriseId { get; init; }
    public required string Division { get; init; }
    public DateOnly Day { get; init; }
    public decimal Kwh { get; set; }
    /// <summary>Share of the day that readings cover.</summary>
    public decimal Covered { get; set; }
    public int RunningMinutes { get; set; }
    public DateTimeOffset CountedAt { get; set; }
}
