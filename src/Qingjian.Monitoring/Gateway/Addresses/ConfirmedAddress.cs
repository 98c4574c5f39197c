using Qingjian.Platform.Storage;

namespace Qingjian.Monitoring.Gateway.Addresses;

/// <summary>An address an engineer has found to be a monitor's own.</summary>
internal sealed class ConfirmedAddress : IScoped, IOfEnterprise
{
    public required string Id { get; init; }
    public required string Division { get; set; }
    public string? EnterpriseId { get; init; }
    public required string MonitorId { get; init; }
    public required string Mn { get; init; }
    /// <summary>As <see cref="System.Net.IPAddress"/> writes it.</summary>
    public required string Address { get; init; }
    public required string ConfirmedBy { get; init; }
    public required DateTimeOffset ConfirmedAt { get; init; }
    public required string Note { get; init; }
}
