using Qingjian.Platform.Storage;
using Qingjian.Registry.Search;

namespace Qingjian.Registry.People;

/// <summary>A person of an organisation. The division is that of the organisation.</summary>
internal sealed class Person : IScoped, IVersioned
{
    public required string Id { get; init; }
    public required string Division { get; set; }
    public required string OrganisationId { get; set; }
    public required string Name { get; set; }
    /// <summary>Pinyin initials of the name, lower case. They follow the name by themselves.</summary>
    public string Initials
    {
        get => Pinyin.Forms(Name);
        private set => _ = value;
    }
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
