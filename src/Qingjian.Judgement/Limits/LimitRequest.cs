using Qingjian.Vocabulary;

namespace Qingjian.Judgement;

/// <summary>新建 or 现有: decides from which day a standard holds for an outlet.</summary>
public enum SourceAge
{
    /// <summary>新建.</summary>
    New = 1,
    /// <summary>现有.</summary>
    Existing = 2,
}

/// <summary>One industry category of one standard, e.g. GB 18918-2002 / 城镇污水处理厂-一级A.</summary>
/// <param name="Standard">Number of the standard.</param>
/// <param name="Category">Category of its limit table.</param>
/// <param name="Age">New or existing unit for this standard; null takes the age of the request.</param>
public sealed record LimitSetName(string Standard, string Category, SourceAge? Age = null);

/// <summary>A limit of one outlet alone: written in its discharge permit, a local requirement, or a commitment, with its days.</summary>
/// <param name="PermitNo">排污许可证编号, or the document of a local requirement or commitment.</param>
/// <param name="Pollutant">HJ 212-2017 code.</param>
/// <param name="Period">What it is compared with.</param>
/// <param name="Limit">As the permit writes it: a number, or low-high for pH.</param>
/// <param name="Unit">mg/m3, mg/L, …; empty for pH.</param>
/// <param name="From">First day on which it holds.</param>
/// <param name="Until">Last day; null while open.</param>
/// <param name="ReferenceOxygen">基准氧含量 in percent, when the permit names one.</param>
/// <param name="Authority">Permit, Local or Policy.</param>
public sealed record PermitLimit(
    string PermitNo, string Pollutant, LimitPeriod Period, string Limit, string Unit, DateOnly From, DateOnly? Until, decimal? ReferenceOxygen = null,
    LimitAuthority Authority = LimitAuthority.Permit);

/// <summary>What the law needs to know of an outlet to choose its limits.</summary>
/// <param name="Medium">Waste water or waste gas.</param>
/// <param name="Sets">The standards and categories the outlet is under.</param>
public sealed record LimitRequest(Medium Medium, IReadOnlyList<LimitSetName> Sets)
{
    /// <summary>New or existing source in the sense of the standards.</summary>
    public SourceAge Age { get; init; } = SourceAge.New;

    /// <summary>Day on which the unit was built, where a limit depends on it; null when unknown.</summary>
    public DateOnly? BuiltOn { get; init; }

    /// <summary>Division code of the outlet, where a limit depends on it.</summary>
    public string? Division { get; init; }

    /// <summary>Traits on which single limits depend: ammonia-reductant, w-flame, existing-cfb, wax-printing.</summary>
    public IReadOnlyList<string> Traits { get; init; } = [];

    /// <summary>Limits of the permit.</summary>
    public IReadOnlyList<PermitLimit> Permit { get; init; } = [];
}
