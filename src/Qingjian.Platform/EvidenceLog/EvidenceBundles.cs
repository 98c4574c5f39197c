using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Qingjian.Evidence.Bundles;
using Qingjian.Platform.Access;
using Qingjian.Platform.Files;
using Qingjian.Platform.Storage;
using Qingjian.Vocabulary;

namespace Qingjian.Platform.EvidenceLog;

/// <summary>An object whose entries belong into a bundle.</summary>
/// <param name="Type">Object type as in its acts, e.g. <c>case</c>.</param>
/// <param name="Id">Object id.</param>
public sealed record EvidenceObject(string Type, string Id);

/// <summary>What a bundle is to hold.</summary>
/// <param name="About">The object the bundle is about.</param>
/// <param name="Further">Objects whose entries belong to it: of a case its clue, its inspections.</param>
/// <param name="Files">Ids of stored files that belong to it.</param>
/// <param name="Papers">Contents the module keeps itself and entered with their plain digest: issued papers, sealed records.</param>
public sealed record BundleRequest(
    EvidenceObject About, IReadOnlyList<EvidenceObject> Further, IReadOnlyList<string> Files, IReadOnlyList<BundlePaper> Papers);

/// <summary>A content a module keeps itself.</summary>
/// <param name="Name">Name to show in the bundle.</param>
/// <param name="Bytes">The bytes whose SHA-256 was entered.</param>
public sealed record BundlePaper(string Name, byte[] Bytes);

/// <summary>A module's answer to "what belongs to this object?", for the bundles people download. One for each object type that is more
/// than its own entries; registered as a scoped service.</summary>
public interface IBundleSource
{
    /// <summary>The object type it answers for.</summary>
    string ObjectType { get; }

    /// <summary>What belongs to the object, or null when the present caller may not see it.</summary>
    Task<BundleRequest?> Gather(string id, CancellationToken stop);
}

/// <summary>Makes evidence bundles. Whoever asks has already made sure that the caller may see what is asked for.</summary>
public interface IEvidenceBundles
{
    /// <summary>Writes a bundle as a zip: entries, proofs, checkpoint, keys, contents, and the page that checks it. A checkpoint is made
    /// when the entries are not under one yet. Refused when nothing of the object stands in the log.</summary>
    Task<Outcome<long>> Write(BundleRequest request, Stream zip, CancellationToken stop);
}

internal sealed class EvidenceBundles(PlatformDb db, FileStore files, HouseLog house, Sequencer sequencer) : IEvidenceBundles
{
    public async Task<Outcome<long>> Write(BundleRequest request, Stream zip, CancellationToken stop)
    {
        if (house.Current is not { } log) return Refusal.Of("log-closed", "存证日志暂时不可用，请稍后再试；如长时间如此，请联系系统管理员。");
        var rows = await Rows(request, stop);
        if (rows.Count == 0) return Refusal.Of("no-evidence", "这个对象还没有存证条目，无法生成证据包。");
        var head = await sequencer.SignUpTo(rows.Max(static r => r.LogIndex ?? long.MaxValue), stop);
        if (head is null) return Refusal.Of("evidence-waiting", "存证条目正在写入日志，请几秒后再试。");

        var contents = await Contents(request, stop);
        var entries = rows.OrderBy(static r => r.LogIndex).Select(row => new BundleEntry(
            row.LogIndex!.Value, log.Entry(row.LogIndex.Value), log.Inclusion(row.LogIndex.Value, head.Checkpoint.Size), ContentOf(row, contents)));
        await BundleWriter.Write(
            new BundleContent { Subject = LogEntries.SubjectOf(request.About.Type, request.About.Id), Checkpoint = head.Note, Keys = house.Keys, Entries = [.. entries] },
            zip, stop);
        return rows.Count;
    }

    private async Task<List<EvidenceRow>> Rows(BundleRequest request, CancellationToken stop)
    {
        var rows = new List<EvidenceRow>();
        var objects = request.Further.Prepend(request.About).Concat(request.Files.Select(static id => new EvidenceObject("file", id))).Distinct();
        foreach (var group in objects.GroupBy(static o => o.Type, static o => o.Id))
            foreach (var ids in group.Chunk(500))
                rows.AddRange(await db.Evidence.AsNoTracking().Where(r => r.ObjectType == group.Key && ids.Contains(r.ObjectId)).ToListAsync(stop));
        return rows;
    }

    // By digest: besides the file's own entry, that of the act that took the file in speaks of the same bytes.
    private async Task<Dictionary<string, BundleFile>> Contents(BundleRequest request, CancellationToken stop)
    {
        var contents = new Dictionary<string, BundleFile>(StringComparer.Ordinal);
        foreach (var file in await files.Find([.. request.Files], stop)) contents.TryAdd(file.Sha256, new BundleFile(file.Name, () => files.Open(file)));
        foreach (var paper in request.Papers)
            contents.TryAdd(Convert.ToHexStringLower(SHA256.HashData(paper.Bytes)), new BundleFile(paper.Name, () => new MemoryStream(paper.Bytes)));
        return contents;
    }

    private static BundleFile? ContentOf(EvidenceRow row, Dictionary<string, BundleFile> contents) => row.Content is { } text
        ? new BundleFile($"{row.ObjectType}-{row.Type}.json", () => new MemoryStream(Encoding.UTF8.GetBytes(text)))
        : row.Salt.Length == 0 ? contents.GetValueOrDefault(row.Sha256) : null;
}
