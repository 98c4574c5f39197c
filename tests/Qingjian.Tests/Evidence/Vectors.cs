using System.Text.Json;
using Qingjian.Evidence.Tree;

namespace Qingjian.Tests.Evidence;

/// <summary>The shared vectors: trees of 1 to 8 leaves in SHA-256 and SM3, and one signed checkpoint.</summary>
internal static class Vectors
{
    private static readonly JsonElement Root =
        JsonDocument.Parse(File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "Evidence", "testdata", "evidence-log-vectors.json"))).RootElement;

    public static byte[][] Leaves { get; } = [.. Root.GetProperty("leaves").EnumerateArray().Select(l => Convert.FromHexString(l.GetString()!))];

    public static JsonElement Of(string hash) => Root.GetProperty(hash);

    public static JsonElement Checkpoint => Root.GetProperty("checkpoint");

    public static JsonElement Sm3Check => Root.GetProperty("sm3_check");

    public static TreeDigest Digest(JsonElement hex) => TreeDigest.TryParseHex(hex.GetString(), out var digest)
        ? digest
        : throw new InvalidDataException("The vectors hold a hash that is none.");

    public static TreeDigest[] Proof(JsonElement vector) => [.. vector.GetProperty("proof").EnumerateArray().Select(Digest)];

    public static MemoryTree Tree(ITreeHash hash, int leaves)
    {
        var tree = new MemoryTree(hash);
        foreach (var leaf in Leaves.Take(leaves)) tree.Add(leaf);
        return tree;
    }
}
