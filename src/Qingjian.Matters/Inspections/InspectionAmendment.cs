using Qingjian.Platform.Storage;

namespace Qingjian.Matters.Inspections;

/// <summary>A correction to a sealed record: beside it, never in it.</summary>
internal sealed class InspectionAmendment : IScoped
{
    public required string Id { get; init; }
    public required string InspectionId { get; init; }
    public required string Division { get; init; }
    public int Ordinal { get; init; }
    public required string Reason { get; init; }
    public required string Text { get; init; }
    public required string By { get; init; }
    public required string ByName { get; init; }
    public DateTimeOffset At { get; init; }
    public required string Sha256 { get; init; }
    /// <summary>The correction as a paper (补正书).</summary>
    public string? PaperId { get; init; }
}
