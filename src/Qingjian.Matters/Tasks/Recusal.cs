using Qingjian.Platform.Storage;

namespace Qingjian.Matters.Tasks;

/// <summary>回避 (办法30 art 6): an officer declared an interest in an enterprise; he is not offered for it while this stands.</summary>
internal sealed class Recusal : IScoped, IVersioned
{
    public required string Id { get; init; }
    public required string PersonId { get; init; }
    public required string PersonName { get; init; }
    public required string EnterpriseId { get; init; }
    public required string Target { get; init; }
    public required string Division { get; init; }
    public required string Reason { get; init; }
    public DateTimeOffset DeclaredAt { get; init; }
    public DateTimeOffset? EndedAt { get; set; }
    public string? EndReason { get; set; }
    public long Version { get; set; }
}
