using System.ComponentModel.DataAnnotations;

namespace Qingjian.Registry;

/// <summary>Settings of sources and people (section <c>Registry</c>).</summary>
public sealed class RegistryOptions
{
    /// <summary>A certificate with fewer days left is shown as expiring.</summary>
    [Range(1, 365)] public int CertificateWarningDays { get; set; } = 90;

    /// <summary>How often other nodes' changes are looked for.</summary>
    public TimeSpan StationsLookAgain { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Names that differ from the shipped table, by division code: a renamed division, or the demo city.</summary>
    public Dictionary<string, string> DivisionNames { get; } = [];
}
