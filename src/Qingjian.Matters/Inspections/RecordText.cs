using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Qingjian.Matters.Tasks;
using Qingjian.Platform.Storage;

namespace Qingjian.Matters.Inspections;

/// <summary>The record as one text, so that what is signed and sealed is a digest of exactly what was read.</summary>
internal static class RecordText
{
    /// <summary>A photo as the record knows it.</summary>
    internal sealed record Picture(string Id, string Sha256, string Subject, string Proves, string Place, DateTimeOffset TakenAt, string TakenByName, string? ItemId);

    private sealed record Body(
        string Number, string Target, IReadOnlyList<CrewMember> Crew, DateTimeOffset StartedAt, DateTimeOffset? EndedAt, RecordContent Content,
        string? ChecklistId, string? ChecklistVersion, string? ChecklistSha256, IReadOnlyList<Picture> Photos);

    private sealed record SealedBody(Body Record, IReadOnlyList<Signature> Signatures, Checklist? Checklist);

    /// <summary>Digest of what a signer signs: everything but the signatures.</summary>
    public static string ContentDigest(Inspection record, IEnumerable<InspectionPhoto> photos) => Digest(JsonSerializer.Serialize(Of(record, photos), HouseJson.Options));

    /// <summary>The whole record with its signatures and its checklist, as it is sealed.</summary>
    public static string Seal(Inspection record, IEnumerable<InspectionPhoto> photos) =>
        JsonSerializer.Serialize(new SealedBody(Of(record, photos), record.Signatures, record.Checklist), HouseJson.Options);

    public static string Digest(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    private static Body Of(Inspection record, IEnumerable<InspectionPhoto> photos) => new(
        record.Number, record.Target, record.Crew, record.StartedAt.ToUniversalTime(), record.EndedAt?.ToUniversalTime(), record.Content,
        record.Checklist?.Id, record.Checklist?.Version, record.ChecklistSha256,
        [.. photos.OrderBy(p => p.AddedAt).ThenBy(p => p.Id, StringComparer.Ordinal)
            .Select(p => new Picture(p.Id, p.Sha256, p.Subject, p.Proves, p.Place, p.TakenAt.ToUniversalTime(), p.TakenByName, p.ItemId))]);
}
