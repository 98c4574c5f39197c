using Qingjian.Platform.Storage;
using Qingjian.Registry.Contract;
using Qingjian.Registry.Search;

namespace Qingjian.Registry.Sources;

/// <summary>排污单位. Its own id scopes it to its users (see <see cref="RegistryDb"/>).</summary>
internal sealed class Enterprise : IScoped, IVersioned
{
    public required string Id { get; init; }
    public required string Name { get; set; }
    /// <summary>统一社会信用代码 with a right check symbol; null for the few units that have none.</summary>
    public string? CreditCode { get; set; }
    public string? PermitNo { get; set; }
    public required string Division { get; set; }
    /// <summary>Four-digit class of GB/T 4754-2017.</summary>
    public required string Industry { get; set; }
    public string Address { get; set; } = "";
    public string LegalRepresentative { get; set; } = "";
    public string ContactName { get; set; } = "";
    public string ContactPhone { get; set; } = "";
    /// <summary>Degrees, CGCS2000.</summary>
    public double? Longitude { get; set; }
    /// <summary>Degrees, CGCS2000.</summary>
    public double? Latitude { get; set; }
    /// <summary>The datum the coordinate was given in, before it was converted.</summary>
    public Datum Datum { get; set; } = Datum.Unknown;
    public IReadOnlyList<string> Tags { get; set; } = [];
    public EnterpriseState State { get; set; }
    public string Note { get; set; } = "";
    /// <summary>Name, pinyin initials and codes in lower case: what searching looks through. Follows the name by itself.</summary>
    public string SearchText
    {
        get => $"{Name} {Pinyin.Forms(Name)} {CreditCode} {PermitNo}".ToLowerInvariant();
        private set => _ = value;
    }
    public DateTimeOffset CreatedAt { get; init; }
    public long Version { get; set; }
}
