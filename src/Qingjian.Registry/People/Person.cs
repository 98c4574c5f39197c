using Qingjian.Platform.Storage;

namespace Qingjian.Registry.People;

/// <summary>A person of an organisation. The division is that of the organisation.</summary>
internal sealed class Person : IScoped, IVersioned
{
    public required string Id { get; init; }
    public required string Division { get; set; }
    public required string OrganisationId { get; set; }
    public required string Name { get; set; }
    /// <summary>Pinyin initials of the name, lower case.</summary>
    public string Initials { get; set; } = "";
    public string JobTitle { get; set; } = "";
    public string Phone { get; set; } = "";
    /// <summary>Last day on post; null while on post.</summary>
    public DateOnly? LeftOn { get; set; }
    public long Version { get; set; }
}

/// <summary>Days away: leave, training, secondment.</summary>
internal sealed class Absence
{
    public required string Id { get; init; }
    public required string PersonId { get; init; }
    public required string Reason { get; init; }
    public DateOnly From { get; init; }
    /// <summary>Last day, inclusive.</summary>
    public DateOnly Until { get; init; }
}
