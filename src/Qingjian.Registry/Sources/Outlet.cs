using Qingjian.Platform.Storage;
using Qingjian.Registry.Contract;
using Qingjian.Vocabulary;

namespace Qingjian.Registry.Sources;

/// <summary>排放口.</summary>
internal sealed class Outlet : IScoped, IOfEnterprise, IVersioned
{
    public required string Id { get; init; }
    public string? EnterpriseId { get; init; }
    public required string Division { get; set; }
    /// <summary>DA or DW and three digits (HJ 608).</summary>
    public required string Code { get; set; }
    public required string Name { get; set; }
    public Medium Medium { get; init; }
    /// <summary>基准氧含量, percent; null where nothing is converted.</summary>
    public decimal? ReferenceOxygen { get; set; }
    /// <summary>Day the unit was built or approved; some limits depend on it.</summary>
    public DateOnly? BuiltOn { get; set; }
    /// <summary>Traits on which single limits depend, as the rule files name them, e.g. ammonia-reductant.</summary>
    public IReadOnlyList<string> Traits { get; set; } = [];
    public double? Longitude { get; set; }
    public double? Latitude { get; set; }
    public Datum Datum { get; set; } = Datum.Unknown;
    public bool Closed { get; set; }
    public string Note { get; set; } = "";
    public long Version { get; set; }
}

/// <summary>The emission standard an outlet is held to, for a stretch of days.</summary>
internal sealed class OutletStandard
{
    public required string Id { get; init; }
    public required string OutletId { get; init; }
    /// <summary>E.g. GB 18485-2014.</summary>
    public required string StandardNo { get; init; }
    /// <summary>Category of the standard's limit table, as the rule file names it.</summary>
    public required string Category { get; init; }
    /// <summary>New or existing unit: decides from which day the standard's limits count.</summary>
    public UnitAge Units { get; init; }
    public DateOnly From { get; init; }
    /// <summary>Last day, inclusive; null while in force.</summary>
    public DateOnly? Until { get; init; }
}

/// <summary>A pollutant or state that an outlet reports.</summary>
internal sealed class Factor
{
    public required string Id { get; init; }
    public required string OutletId { get; init; }
    public required string Code { get; init; }
    /// <summary>Unit the station sends, e.g. mg/m3.</summary>
    public required string Unit { get; set; }
    /// <summary>Decimals shown and rounded to.</summary>
    public int Decimals { get; set; }
    /// <summary>许可年排放量 in t/a, or null.</summary>
    public decimal? YearlyTonnes { get; set; }
    public int Order { get; set; }
}

/// <summary>A limit of one outlet alone: from its permit, a local requirement, or a commitment.</summary>
internal sealed class OutletLimit
{
    public required string Id { get; init; }
    public required string OutletId { get; init; }
    public required string Code { get; init; }
    public LimitPeriod Period { get; init; }
    /// <summary>Lower bound, for pH and its like.</summary>
    public decimal? Lower { get; init; }
    public decimal? Upper { get; init; }
    public required string Unit { get; init; }
    public LimitBasis Basis { get; init; }
    /// <summary>Permit number, document or clause.</summary>
    public required string Reference { get; init; }
    public DateOnly From { get; init; }
    public DateOnly? Until { get; init; }
}
