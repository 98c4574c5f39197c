using Qingjian.Platform.Storage;

namespace Qingjian.Monitoring.Incineration;

/// <summary>焚烧炉: what is set for the furnace behind an outlet. Whether there is one, the standard of the outlet says.</summary>
internal sealed class Furnace : IScoped, IOfEnterprise, IVersioned
{
    public required string OutletId { get; init; }
    public string? EnterpriseId { get; init; }
    public required string Division { get; init; }
    public required string Name { get; set; }
    /// <summary>Probes that are built in but not used for the furnace temperature, as HJ 212 codes.</summary>
    public IReadOnlyList<string> SpareProbes { get; set; } = [];
    /// <summary>On the public display.</summary>
    public bool Shown { get; set; } = true;
    public long Version { get; set; }

    /// <summary>Name of a furnace nobody has named: that of its outlet without the stack, e.g. 1号焚烧炉.</summary>
    public static string NameOf(string outletName) => outletName.Replace("排气筒", "", StringComparison.Ordinal).Replace("排放口", "", StringComparison.Ordinal).Trim() is { Length: > 0 } name ? name : outletName;
}

/// <summary>云端帮扶: one remote guidance of a plant. Never changed.</summary>
internal sealed class Guidance : IScoped, IOfEnterprise
{
    public required string Id { get; init; }
    public string? EnterpriseId { get; init; }
    public required string EnterpriseName { get; init; }
    public required string Division { get; init; }
    public DateOnly Day { get; init; }
    public required string Topic { get; init; }
    public required string Found { get; init; }
    public required string Advice { get; init; }
    /// <summary>How many data were looked through.</summary>
    public int DataCount { get; init; }
    public required string PersonId { get; init; }
    public required string PersonName { get; init; }
    public required string Post { get; init; }
    public DateTimeOffset At { get; init; }
}
