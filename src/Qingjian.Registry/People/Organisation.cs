using Qingjian.Platform.Storage;
using Qingjian.Registry.Contract;

namespace Qingjian.Registry.People;

/// <summary>机构: a bureau, branch, team or station.</summary>
internal sealed class Organisation : IScoped, IVersioned
{
    public required string Id { get; init; }
    public required string Division { get; set; }
    public OrganisationKind Kind { get; set; }
    public required string Name { get; set; }
    public required string ShortName { get; set; }
    /// <summary>Beginning of document numbers, e.g. 演环.</summary>
    public string DocumentPrefix { get; set; } = "";
    public string? ParentId { get; set; }
    public string Address { get; set; } = "";
    public string Phone { get; set; } = "";
    public string? CreditCode { get; set; }
    public bool Closed { get; set; }
    public long Version { get; set; }
}
