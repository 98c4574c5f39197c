namespace Qingjian.Judgement;

/// <summary>The bytes of one law file.</summary>
/// <param name="Path">Path below the law folder, with forward slashes.</param>
/// <param name="Bytes">UTF-8 JSON.</param>
public sealed record LawFile(string Path, ReadOnlyMemory<byte> Bytes);

/// <summary>Reads law files from a folder: the one place of this project that touches a disk; everything else is given bytes.</summary>
public static class LawFolder
{
    /// <summary>The folder <c>law</c> beside the program, filled at build from the repository.</summary>
    public static string Shipped => System.IO.Path.Combine(AppContext.BaseDirectory, "law");

    /// <summary>All <c>.json</c> files below the folder, in ordinal order of their paths.</summary>
    /// <exception cref="DirectoryNotFoundException">The folder does not exist.</exception>
    public static IReadOnlyList<LawFile> Read(string folder) =>
        Directory.EnumerateFiles(folder, "*.json", SearchOption.AllDirectories)
            .Select(path => new LawFile(System.IO.Path.GetRelativePath(folder, path).Replace('\\', '/'), File.ReadAllBytes(path)))
            .OrderBy(file => file.Path, StringComparer.Ordinal)
            .ToList();
}
