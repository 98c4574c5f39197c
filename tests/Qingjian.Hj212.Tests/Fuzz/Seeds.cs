using System.Text;

namespace Qingjian.Hj212.Fuzz;

/// <summary>The corpus: worked packets, collected packets, sloppy packets, and inputs that once broke something.</summary>
internal static class Seeds
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Data");

    internal static IReadOnlyList<byte[]> All { get; } = [.. Lines("worked_packets.txt"), .. Lines("hj212_samples.txt"), .. Saved()];

    private static IEnumerable<byte[]> Lines(string file) => File.ReadLines(Path.Combine(Folder, file))
        .Where(l => l.StartsWith("##", StringComparison.Ordinal))
        .Select(l => Encoding.UTF8.GetBytes(l + "\r\n"));

    private static IEnumerable<byte[]> Saved() => File.ReadLines(Path.Combine(Folder, "fuzz_seeds.txt"))
        .Where(l => l.Length > 0 && l[0] != '#')
        .Select(Convert.FromHexString);
}
