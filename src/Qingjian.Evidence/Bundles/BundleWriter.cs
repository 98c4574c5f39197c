using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.Json;

namespace Qingjian.Evidence.Bundles;

/// <summary>Writes evidence bundles: a zip whose members are stored, not compressed, so that the original bytes lie in it as they are.</summary>
public static class BundleWriter
{
    private const int LongestName = 120;

    /// <summary>Writes a bundle. Files are streamed: memory does not grow with them.</summary>
    public static async Task Write(BundleContent content, Stream zip, CancellationToken stop)
    {
        using var archive = new ZipArchive(zip, ZipArchiveMode.Create, leaveOpen: true, Encoding.UTF8);
        var taken = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var written = new Dictionary<BundleFile, string>();   // a file that several entries speak of lies in the bundle once
        var listed = new List<BundleManifestEntry>();
        await Put(archive, VerificationPage.FileName, Encoding.UTF8.GetBytes(VerificationPage.Html), stop);
        await Put(archive, BundleManifest.CheckpointName, content.Checkpoint, stop);
        await Put(archive, BundleManifest.KeysName, Encoding.UTF8.GetBytes(content.Keys), stop);
        foreach (var entry in content.Entries)
        {
            var index = entry.Index.ToString(CultureInfo.InvariantCulture);
            var path = $"{BundleManifest.EntriesFolder}{index}.json";
            await Put(archive, path, entry.Bytes, stop);
            string? contentPath = null;
            if (entry.Content is { } file)
            {
                if (!written.TryGetValue(file, out contentPath))
                {
                    written[file] = contentPath = BundleManifest.ContentFolder + Unique(taken, index, file.Name);
                    await using var source = file.Open();
                    await using var target = Member(archive, contentPath).Open();
                    await source.CopyToAsync(target, stop);
                }
            }
            listed.Add(new BundleManifestEntry(entry.Index, path, [.. entry.Proof.Select(static p => p.ToBase64())], contentPath));
        }
        var manifest = new BundleManifest(BundleManifest.CurrentFormat, content.Subject, listed);
        await Put(archive, BundleManifest.FileName, JsonSerializer.SerializeToUtf8Bytes(manifest, BundleJson.Default.BundleManifest), stop);
    }

    private static ZipArchiveEntry Member(ZipArchive archive, string name)
    {
        var member = archive.CreateEntry(name, CompressionLevel.NoCompression);
        member.LastWriteTime = new DateTimeOffset(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);   // the same content gives the same bundle
        return member;
    }

    private static async Task Put(ZipArchive archive, string name, ReadOnlyMemory<byte> bytes, CancellationToken stop)
    {
        await using var target = Member(archive, name).Open();
        await target.WriteAsync(bytes, stop);
    }

    // The sent name without anything a file system or a path could misread; the index keeps equal names apart.
    private static string Unique(HashSet<string> taken, string index, string name)
    {
        var safe = new string([.. name.Select(static c => char.IsLetterOrDigit(c) || c is '.' or '-' or '_' or ' ' or '（' or '）' ? c : '_')]).Trim('.', ' ');
        if (safe.Length > LongestName) safe = safe[..60] + safe[^(LongestName - 60)..];
        var candidate = $"{index}-{safe}";
        return taken.Add(candidate) ? candidate : throw new ArgumentException("A bundle holds each entry once.", nameof(index));
    }
}
