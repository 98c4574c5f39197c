using Qingjian.Platform.Storage;

namespace Qingjian.Matters.Inspections;

/// <summary>A photo or film of the inspection (评查细则 item 5: object, time, place, who shot it, what it proves).</summary>
internal sealed class InspectionPhoto : IScoped
{
    public required string Id { get; init; }
    public required string InspectionId { get; init; }
    public required string Division { get; init; }
    public required string FileId { get; init; }
    /// <summary>Digest of the original, untouched.</summary>
    public required string Sha256 { get; init; }
    public required string Name { get; init; }
    /// <summary>What is seen (拍摄对象).</summary>
    public required string Subject { get; init; }
    /// <summary>What it proves (证明内容).</summary>
    public required string Proves { get; init; }
    public required string Place { get; init; }
    public double? Longitude { get; init; }
    public double? Latitude { get; init; }
    public double? Accuracy { get; init; }
    public DateTimeOffset TakenAt { get; init; }
    public required string TakenBy { get; init; }
    public required string TakenByName { get; init; }
    /// <summary>Checklist item it belongs to.</summary>
    public string? ItemId { get; init; }
    public DateTimeOffset AddedAt { get; init; }
}
