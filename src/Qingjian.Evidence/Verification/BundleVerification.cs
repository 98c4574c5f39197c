using System.IO.Compression;
using System.Text;
using System.Text.Json;
using Qingjian.Evidence.Bundles;
using Qingjian.Evidence.Entries;
using Qingjian.Evidence.Notes;
using Qingjian.Evidence.Tree;

namespace Qingjian.Evidence.Verification;

/// <summary>Checks an evidence bundle: the checkpoint by its keys, each entry by its proof, each content by the digest in its entry, and
/// that nothing else lies in it.</summary>
public static class BundleVerification
{
    private const int MostSmall = 16 << 20;

    /// <summary>Checks a bundle.</summary>
    /// <param name="zip">The bundle; must be seekable.</param>
    /// <param name="known">Keys to trust; when empty those in the bundle are taken, and the report says so.</param>
    /// <param name="report">Where the faults go.</param>
    public static void Run(Stream zip, IReadOnlyCollection<INoteVerifier> known, VerificationReport report)
    {
        try
        {
            using var archive = new ZipArchive(zip, ZipArchiveMode.Read, leaveOpen: true, Encoding.UTF8);
            Check(archive, known, report);
        }
        catch (Exception e) when (e is InvalidDataException or JsonException or IOException or NotSupportedException)
        {
            report.Add(new Fault(FaultCode.Unreadable, null, "", null, null, e.Message));
        }
    }

    private static void Check(ZipArchive archive, IReadOnlyCollection<INoteVerifier> known, VerificationReport report)
    {
        var manifestBytes = Small(archive, BundleManifest.FileName) ?? throw new InvalidDataException($"{BundleManifest.FileName} is missing.");
        var manifest = JsonSerializer.Deserialize(manifestBytes, BundleJson.Default.BundleManifest);
        if (manifest?.Format != BundleManifest.CurrentFormat) throw new InvalidDataException($"{BundleManifest.FileName} is of an unknown format.");

        var keysInside = Small(archive, BundleManifest.KeysName);
        var keys = KeyRing.Choose(known, keysInside, BundleManifest.KeysName, report);
        var note = Small(archive, BundleManifest.CheckpointName);
        Checkpoint? checkpoint = null;
        var refusal = note is null ? NoteRefusal.NoSignatures : Checkpoint.Open(note, keys, out checkpoint);
        if (refusal != NoteRefusal.None)
            report.Add(new Fault(FaultCode.CheckpointRefused, null, BundleManifest.CheckpointName, null, null, refusal.ToString()));
        report.Checkpoint = checkpoint;
        KeyRing.CheckNames(keysInside, BundleManifest.KeysName, checkpoint, report);

        var listed = new HashSet<string>(StringComparer.Ordinal)
        {
            BundleManifest.FileName, BundleManifest.KeysName, BundleManifest.CheckpointName, VerificationPage.FileName,
        };
        var spokenOf = false;
        foreach (var entry in manifest.Entries)
        {
            listed.Add(entry.Entry);
            if (entry.Content is not null) listed.Add(entry.Content);
            spokenOf |= CheckEntry(archive, entry, manifest.Object, checkpoint, report);
            report.Entries++;
        }
        if (!spokenOf) report.Add(new Fault(FaultCode.FileUnproven, manifest.Object, BundleManifest.FileName, null, manifest.Object, null));
        CheckMembers(archive, listed, report);
    }

    // True when the entry speaks of the object the bundle says it is about.
    private static bool CheckEntry(ZipArchive archive, BundleManifestEntry listed, string about, Checkpoint? checkpoint, VerificationReport report)
    {
        var bytes = Small(archive, listed.Entry);
        if (bytes is null)
        {
            report.Add(new Fault(FaultCode.FileMissing, null, listed.Entry, null, null, null));
            return false;
        }
        if (!EntryReader.TryRead(bytes, out var entry, out var why))
        {
            report.Add(new Fault(FaultCode.EntryMalformed, Subjects.Of(bytes), listed.Entry, null, null, why));
            return false;
        }
        var proof = new List<TreeDigest>();
        foreach (var text in listed.Proof)
            if (TreeDigest.TryParseBase64(text, out var hash)) proof.Add(hash);
        var leaf = Sha256TreeHash.Instance.Leaf(bytes);
        if (checkpoint is not null && (proof.Count != listed.Proof.Count
            || !InclusionProof.Verify(Sha256TreeHash.Instance, leaf, listed.Index, checkpoint.Size, proof, checkpoint.Root)))
            report.Add(new Fault(FaultCode.ProofWrong, entry!.Subject, listed.Entry, null, checkpoint.Root.ToHex(), leaf.ToHex()));
        if (listed.Content is not null) CheckContent(archive, listed.Content, entry!, report);
        return entry!.Subject == about;
    }

    private static void CheckContent(ZipArchive archive, string path, EvidenceEntry entry, VerificationReport report)
    {
        report.Files++;
        if (archive.GetEntry(path) is not { } member)
        {
            report.Add(new Fault(FaultCode.FileMissing, entry.Subject, path, null, entry.Sha256.ToHex(), null));
            return;
        }
        using var content = member.Open();
        var found = SaltedDigest.Of(content, entry.Salt);
        if (found != entry.Sha256)
            report.Add(new Fault(FaultCode.FileChanged, entry.Subject, path, null, entry.Sha256.ToHex(), found.ToHex()));
    }

    private static void CheckMembers(ZipArchive archive, HashSet<string> listed, VerificationReport report)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var member in archive.Entries)
            if (!listed.Contains(member.FullName) || !seen.Add(member.FullName))
                report.Add(new Fault(FaultCode.FileUnproven, null, member.FullName, null, null, null));
        if (Small(archive, VerificationPage.FileName) is { } page && !page.AsSpan().SequenceEqual(Encoding.UTF8.GetBytes(VerificationPage.Html)))
            report.Skip(VerificationPage.FileName);
    }

    private static byte[]? Small(ZipArchive archive, string name)
    {
        if (archive.GetEntry(name) is not { } member) return null;
        if (member.Length > MostSmall) throw new InvalidDataException($"{name} is larger than {MostSmall} bytes.");
        using var stream = member.Open();
        using var bytes = new MemoryStream();
        var buffer = new byte[1 << 16];
        for (int read; (read = stream.Read(buffer)) > 0;)   // the size a zip declares is not to be trusted
        {
            if (bytes.Length + read > MostSmall) throw new InvalidDataException($"{name} is larger than {MostSmall} bytes.");
            bytes.Write(buffer, 0, read);
        }
        return bytes.ToArray();
    }
}
