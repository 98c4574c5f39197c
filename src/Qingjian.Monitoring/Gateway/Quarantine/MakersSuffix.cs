namespace Qingjian.Monitoring.Gateway.Quarantine;

/// <summary>A maker's own suffix an engineer has let in.</summary>
internal sealed class MakersSuffix
{
    /// <summary>The suffix as it stands on the wire.</summary>
    public required string Id { get; init; }
    public required string AddedBy { get; init; }
    public required DateTimeOffset AddedAt { get; init; }
    public required string Note { get; init; }
}
