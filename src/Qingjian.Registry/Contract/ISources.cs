using Qingjian.Vocabulary;

namespace Qingjian.Registry.Contract;

/// <summary>What other rooms may ask about sources. All answers are scoped to the caller of the present scope: a foreign object is null.</summary>
public interface ISources
{
    /// <summary>One enterprise, or null.</summary>
    Task<SourceEnterprise?> Enterprise(string id, CancellationToken stop);

    /// <summary>Several enterprises by id; unknown and foreign ones are left out.</summary>
    Task<IReadOnlyDictionary<string, SourceEnterprise>> Enterprises(IReadOnlyCollection<string> ids, CancellationToken stop);

    /// <summary>The enterprise with this credit code, or null.</summary>
    Task<SourceEnterprise?> EnterpriseByCreditCode(string creditCode, CancellationToken stop);

    /// <summary>One outlet, or null.</summary>
    Task<SourceOutlet?> Outlet(string id, CancellationToken stop);

    /// <summary>Several outlets by id; unknown and foreign ones are left out.</summary>
    Task<IReadOnlyDictionary<string, SourceOutlet>> Outlets(IReadOnlyCollection<string> ids, CancellationToken stop);

    /// <summary>Every enterprise the caller may see, by name: for counts over all of them.</summary>
    Task<IReadOnlyList<SourceEnterprise>> AllEnterprises(CancellationToken stop);

    /// <summary>The outlets of an enterprise, by code.</summary>
    Task<IReadOnlyList<SourceOutlet>> OutletsOf(string enterpriseId, CancellationToken stop);

    /// <summary>Every open outlet the caller may see: for runs over all of them.</summary>
    Task<IReadOnlyList<SourceOutlet>> AllOutlets(CancellationToken stop);

    /// <summary>Factors of an outlet and where its limits come from on a Beijing day; null for an unknown outlet.</summary>
    Task<OutletDuties?> DutiesOf(string outletId, DateOnly day, CancellationToken stop);

    /// <summary>The same for some outlets at once, by outlet id; closed ones too, unknown ones are left out.</summary>
    Task<IReadOnlyDictionary<string, OutletDuties>> DutiesOf(IReadOnlyCollection<string> outletIds, DateOnly day, CancellationToken stop);

    /// <summary>The same for every open outlet at once, by outlet id.</summary>
    Task<IReadOnlyDictionary<string, OutletDuties>> AllDuties(DateOnly day, CancellationToken stop);
}

/// <summary>An enterprise as other rooms see it.</summary>
/// <param name="Id">Object id.</param>
/// <param name="Name">Full name.</param>
/// <param name="CreditCode">统一社会信用代码, or null.</param>
/// <param name="PermitNo">排污许可证编号, or null.</param>
/// <param name="Division">Division code.</param>
/// <param name="DivisionName">E.g. 商洛市商州区.</param>
/// <param name="Industry">Class of GB/T 4754-2017.</param>
/// <param name="IndustryName">Its Chinese name.</param>
/// <param name="Address">Business address.</param>
/// <param name="LegalRepresentative">法定代表人.</param>
/// <param name="ContactName">Environment clerk.</param>
/// <param name="ContactPhone">His number: personal, never public.</param>
/// <param name="Longitude">Degrees CGCS2000.</param>
/// <param name="Latitude">Degrees CGCS2000.</param>
/// <param name="State">Whether it works.</param>
/// <param name="Tags">E.g. 重点排污单位.</param>
public sealed record SourceEnterprise(
    string Id, string Name, string? CreditCode, string? PermitNo, string Division, string DivisionName, string Industry, string IndustryName,
    string Address, string LegalRepresentative, string ContactName, string ContactPhone, double? Longitude, double? Latitude,
    EnterpriseState State, IReadOnlyList<string> Tags);

/// <summary>An outlet as other rooms see it.</summary>
/// <param name="Id">Object id.</param>
/// <param name="EnterpriseId">Its enterprise.</param>
/// <param name="EnterpriseName">Name of the enterprise.</param>
/// <param name="Division">Division code.</param>
/// <param name="Code">DA or DW and digits.</param>
/// <param name="Name">E.g. 1号焚烧炉排气筒.</param>
/// <param name="Medium">Water or air.</param>
/// <param name="ReferenceOxygen">Percent, or null.</param>
/// <param name="BuiltOn">Day the unit was built, or null.</param>
/// <param name="Closed">No longer used.</param>
/// <param name="Traits">Traits on which single limits depend, as the rule files name them.</param>
public sealed record SourceOutlet(
    string Id, string EnterpriseId, string EnterpriseName, string Division, string Code, string Name, Medium Medium,
    decimal? ReferenceOxygen, DateOnly? BuiltOn, bool Closed, IReadOnlyList<string> Traits);

/// <summary>What an outlet measures and what holds for it on one day.</summary>
/// <param name="Outlet">The outlet.</param>
/// <param name="Day">The Beijing day asked about.</param>
/// <param name="Factors">Factors in the order of the page.</param>
/// <param name="Standards">Emission standards whose limit tables apply that day.</param>
/// <param name="OwnLimits">Limits of this outlet alone in force that day.</param>
public sealed record OutletDuties(
    SourceOutlet Outlet, DateOnly Day, IReadOnlyList<OutletFactor> Factors, IReadOnlyList<AppliedStandard> Standards, IReadOnlyList<OwnLimit> OwnLimits);

/// <summary>One factor of an outlet.</summary>
/// <param name="Code">HJ 212 code.</param>
/// <param name="Unit">Unit the station sends.</param>
/// <param name="Decimals">Decimals shown.</param>
public sealed record OutletFactor(string Code, string Unit, int Decimals)
{
    /// <summary>许可年排放量 of the permit in t/a; null where none is laid down.</summary>
    public decimal? YearlyTonnes { get; init; }
}

/// <summary>An emission standard as it applies to an outlet.</summary>
/// <param name="StandardNo">E.g. GB 18485-2014.</param>
/// <param name="Category">Category of its limit table.</param>
/// <param name="Units">New or existing unit.</param>
/// <param name="From">First day.</param>
/// <param name="Until">Last day, or null.</param>
public sealed record AppliedStandard(string StandardNo, string Category, UnitAge Units, DateOnly From, DateOnly? Until);

/// <summary>A limit of one outlet alone.</summary>
/// <param name="Code">HJ 212 code.</param>
/// <param name="Period">Which mean.</param>
/// <param name="Lower">Lower bound, for pH and its like.</param>
/// <param name="Upper">Upper bound.</param>
/// <param name="Unit">Unit of the bounds.</param>
/// <param name="Basis">Permit, local requirement or commitment.</param>
/// <param name="Reference">Permit number, document or clause.</param>
/// <param name="From">First day.</param>
/// <param name="Until">Last day, or null.</param>
public sealed record OwnLimit(
    string Code, LimitPeriod Period, decimal? Lower, decimal? Upper, string Unit, LimitBasis Basis, string Reference, DateOnly From, DateOnly? Until);
