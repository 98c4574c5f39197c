using System.Text.Json.Serialization;

namespace Qingjian.Evidence.Bundles;

/// <summary>The list of what lies in a bundle: <c>manifest.json</c>. Nothing in it is believed; it only says where to look.</summary>
internal sealed record BundleManifest(string Format, string Object, IReadOnlyList<BundleManifestEntry> Entries)
{
    public const string CurrentFormat = "qingjian-evidence-bundle/1";
    public const string FileName = "manifest.json";
    public const string CheckpointName = "checkpoint";
    public const string KeysName = "keys";
    public const string ContentFolder = "content/";
    public const string EntriesFolder = "entries/";
}

/// <param name="Index">Index in the log.</param>
/// <param name="Entry">Where the canonical bytes of the entry lie.</param>
/// <param name="Proof">Inclusion proof, base64.</param>
/// <param name="Content">Where the content lies, or null.</param>
internal sealed record BundleManifestEntry(long Index, string Entry, IReadOnlyList<string> Proof, string? Content);

[JsonSerializable(typeof(BundleManifest))]
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true)]
internal sealed partial class BundleJson : JsonSerializerContext;
