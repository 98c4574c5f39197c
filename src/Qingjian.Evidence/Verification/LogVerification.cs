using Qingjian.Evidence.Entries;
using Qingjian.Evidence.Log;
using Qingjian.Evidence.Notes;
using Qingjian.Evidence.Tree;

namespace Qingjian.Evidence.Verification;

/// <summary>Checks a whole log on disk, byte by byte, without the program that wrote it.</summary>
public static class LogVerification
{
    /// <summary>Checks the folder of a log.</summary>
    /// <param name="folder">The folder with entries, tiles and checkpoint.</param>
    /// <param name="known">Keys to trust; when empty those in the folder are taken, and the report says so.</param>
    /// <param name="kept">A checkpoint kept outside, if any: the log must be a continuation of it.</param>
    /// <param name="keptName">Name of the file it came from, for the report.</param>
    /// <param name="furtherHashes">Hashes of further trees this caller can compute, e.g. SM3.</param>
    /// <param name="report">Where the faults go.</param>
    /// <param name="visit">Sees every entry on the way, if wanted.</param>
    public static void Run(
        string folder, IReadOnlyCollection<INoteVerifier> known, byte[]? kept, string keptName,
        IReadOnlyCollection<ITreeHash> furtherHashes, VerificationReport report, Action<EvidenceEntry>? visit = null)
    {
        try
        {
            Check(folder, known, kept, keptName, furtherHashes, report, visit);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            report.Add(new Fault(FaultCode.Unreadable, null, folder, null, null, e.Message));
        }
    }

    private static void Check(
        string folder, IReadOnlyCollection<INoteVerifier> known, byte[]? kept, string keptName,
        IReadOnlyCollection<ITreeHash> furtherHashes, VerificationReport report, Action<EvidenceEntry>? visit)
    {
        var keysInside = ReadOrNull(folder, LogLayout.Keys);
        var keys = KeyRing.Choose(known, keysInside, LogLayout.Keys, report);
        var scan = new EntryScan(folder);
        scan.CheckIndex(report);

        var checks = new List<TreeCheck>();
        try
        {
            ITreeHash[] hashes = [Sha256TreeHash.Instance, .. furtherHashes.Where(h => Directory.Exists(Path.Combine(folder, "tiles", h.Name)))];
            foreach (var hash in hashes)
            {
                var signed = Open(ReadOrNull(folder, LogLayout.Checkpoint(hash.Name)), LogLayout.Checkpoint(hash.Name), keys, report);
                var first = hash == hashes[0];
                if (first) report.Checkpoint = signed;
                var older = first && kept is not null ? Open(kept, keptName, keys, report) : null;
                if (older is not null && signed is not null && older.Origin != signed.Origin)
                    report.Add(new Fault(FaultCode.LogForked, null, keptName, null, older.Origin, signed.Origin));
                checks.Add(new TreeCheck(folder, hash, signed, older, report));
            }
            KeyRing.CheckNames(keysInside, LogLayout.Keys, report.Checkpoint, report);
            Visit(scan, checks, report, visit);
            foreach (var check in checks)
            {
                check.Conclude();
                check.ConcludeOlder(keptName);
            }
        }
        finally
        {
            foreach (var check in checks) check.Dispose();
        }
        report.Entries = scan.Ends.Length;
        report.TornBytes = scan.Length - (scan.Ends.Length == 0 ? 0 : scan.Ends[^1]);
        report.UnsignedEntries = Math.Max(0, scan.Ends.Length - (report.Checkpoint?.Size ?? 0));
        foreach (var other in Directory.EnumerateDirectories(Path.Combine(folder, "tiles")).Select(Path.GetFileName))
            if (other != "sha256" && furtherHashes.All(h => h.Name != other))
                report.Skip($"tiles/{other}");
    }

    private static void Visit(EntryScan scan, List<TreeCheck> checks, VerificationReport report, Action<EvidenceEntry>? visit) =>
        scan.Walk((entry, offset, bytes) =>
        {
            var unchanged = true;
            foreach (var check in checks) unchanged &= check.Take(entry, offset, bytes);
            if (EntryReader.TryRead(bytes, out var read, out var why)) visit?.Invoke(read!);
            else if (unchanged) report.Add(new Fault(FaultCode.EntryMalformed, Subjects.Of(bytes), LogLayout.Entries, offset, null, why));
        });

    private static Checkpoint? Open(byte[]? note, string file, IReadOnlyCollection<INoteVerifier> keys, VerificationReport report)
    {
        if (note is null)
        {
            report.Add(new Fault(FaultCode.FileMissing, null, file, null, null, null));
            return null;
        }
        var refusal = Checkpoint.Open(note, keys, out var checkpoint);
        if (refusal != NoteRefusal.None) report.Add(new Fault(FaultCode.CheckpointRefused, null, file, null, null, refusal.ToString()));
        return checkpoint;
    }

    private static byte[]? ReadOrNull(string folder, string name)
    {
        var path = Path.Combine(folder, name);
        return File.Exists(path) ? File.ReadAllBytes(path) : null;
    }
}
