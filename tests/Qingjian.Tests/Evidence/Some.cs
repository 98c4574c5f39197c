using Qingjian.Evidence.Entries;
using Qingjian.Evidence.Log;
using Qingjian.Evidence.Notes;
using Qingjian.Evidence.Tree;

namespace Qingjian.Tests.Evidence;

/// <summary>Ready-made things of the evidence log.</summary>
internal static class Some
{
    public const string Origin = "env.example.test/qingjian/evidence";

    public static EcdsaP256Signer Key { get; } = EcdsaP256Signer.Create(Origin);

    public static EvidenceEntry Entry(int number) => new()
    {
        Type = EntryTypes.EvidenceAdded,
        Id = $"e{number}",
        At = new DateTimeOffset(2026, 1, 2, 3, 4, 5, 678, TimeSpan.FromHours(8)),
        Actor = "u:1",
        Subject = $"case/{number}",
        Sha256 = SaltedDigest.Of([(byte)number, (byte)(number >> 8)]),
    };

    public static EvidenceEntry[] Entries(int from, int count) => [.. Enumerable.Range(from, count).Select(Entry)];

    public static EvidenceLogSettings Settings(string folder, params LogTree[] trees) => new()
    {
        Folder = Path.Combine(folder, "log"),
        SecondPlace = Path.Combine(folder, "second"),
        Trees = trees.Length > 0 ? trees : [Tree()],
    };

    public static LogTree Tree() => new(Sha256TreeHash.Instance, Origin, [Key], [EcdsaP256Verifier.For(Key.Key)!]);
}

/// <summary>A folder of its own for one test, removed afterwards.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    public string Path { get; } = Make();

    public static implicit operator string(TemporaryFolder folder) => folder.Path;

    public void Dispose() => Directory.Delete(Path, recursive: true);

    // In memory where there is such a place: thousands of syncs cost nothing there, and what a power cut does is not asked here.
    private static string Make() => Directory.Exists("/dev/shm")
        ? Directory.CreateDirectory(System.IO.Path.Combine("/dev/shm", "qj-evidence-" + Guid.NewGuid().ToString("N"))).FullName
        : Directory.CreateTempSubdirectory("qj-evidence-").FullName;
}
