using System.Buffers.Binary;
using System.Text;
using Qingjian.Evidence.Bundles;
using Qingjian.Evidence.Entries;
using Qingjian.Evidence.Log;

namespace Qingjian.Tests.Evidence.Bundles;

/// <summary>A bundle about case/40: a photo, a salted record, and a further entry whose content is not handed out.</summary>
internal static class SomeBundle
{
    private static readonly byte[] Photo = [.. Enumerable.Range(0, 300).Select(i => (byte)(i * 7))];
    private static readonly byte[] Record = Encoding.UTF8.GetBytes("""{"笔录":"现场检查"}""");
    private static readonly string Salt = new('a', 32);
    private static readonly Lazy<Task<byte[]>> Made = new(Build);

    public static async Task<byte[]> Make() => (byte[])(await Made.Value).Clone();

    /// <summary>Where the bytes of each member lie, read from the central directory.</summary>
    public static IReadOnlyList<(string Name, int Start, int Length)> Members(byte[] zip)
    {
        var members = new List<(string, int, int)>();
        var end = zip.Length - 22;
        var at = BinaryPrimitives.ReadInt32LittleEndian(zip.AsSpan(end + 16));
        while (at < end)
        {
            var name = Encoding.UTF8.GetString(zip, at + 46, BinaryPrimitives.ReadUInt16LittleEndian(zip.AsSpan(at + 28)));
            var local = BinaryPrimitives.ReadInt32LittleEndian(zip.AsSpan(at + 42));
            var start = local + 30 + BinaryPrimitives.ReadUInt16LittleEndian(zip.AsSpan(local + 26)) + BinaryPrimitives.ReadUInt16LittleEndian(zip.AsSpan(local + 28));
            members.Add((name, start, BinaryPrimitives.ReadInt32LittleEndian(zip.AsSpan(at + 24))));
            at += 46 + BinaryPrimitives.ReadUInt16LittleEndian(zip.AsSpan(at + 28)) + BinaryPrimitives.ReadUInt16LittleEndian(zip.AsSpan(at + 30))
                + BinaryPrimitives.ReadUInt16LittleEndian(zip.AsSpan(at + 32));
        }
        return members;
    }

    private static async Task<byte[]> Build()
    {
        using var folder = new TemporaryFolder();
        using var log = TransparencyLog.Open(Some.Settings(folder));
        var entries = Some.Entries(0, 300);
        entries[5] = entries[5] with { Sha256 = SaltedDigest.Of(Photo), Size = Photo.Length };
        entries[40] = entries[40] with { Type = EntryTypes.CaseStep, Sha256 = SaltedDigest.Of(Record, Salt), Salt = Salt, Size = Record.Length };
        log.Append(entries);
        var signed = log.Sign();

        BundleEntry Entry(int index, BundleFile? content) => new(index, log.Entry(index), log.Inclusion(index, 300), content);
        var bundle = new MemoryStream();
        await BundleWriter.Write(new BundleContent
        {
            Subject = "case/40",
            Checkpoint = signed.Note,
            Keys = Some.Key.Key + "\n",
            Entries =
            [
                Entry(5, new BundleFile("照片 一.jpg", () => new MemoryStream(Photo))),
                Entry(40, new BundleFile("../../x/记录.json", () => new MemoryStream(Record))),
                Entry(77, null),
            ],
        }, bundle, CancellationToken.None);
        return bundle.ToArray();
    }
}
