using System.IO.Compression;
using System.Text;

namespace Qingjian.Registry.Places;

/// <summary>Reads the tables that are shipped inside the program (gzip, UTF-8).</summary>
internal static class ShippedTable
{
    /// <summary>Rows of a comma table without quotes, without its head line.</summary>
    public static IEnumerable<string[]> Rows(string name)
    {
        using var reader = Open(name);
        reader.ReadLine();
        while (reader.ReadLine() is { } line)
            if (line.Length > 0) yield return line.Split(',');
    }

    public static StreamReader Open(string name) =>
        new(new GZipStream(typeof(ShippedTable).Assembly.GetManifestResourceStream($"Data.{name}.gz")!, CompressionMode.Decompress), Encoding.UTF8);
}
