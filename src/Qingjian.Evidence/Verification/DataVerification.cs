using Qingjian.Evidence.Notes;
using Qingjian.Evidence.Tree;

namespace Qingjian.Evidence.Verification;

/// <summary>Checks a whole data folder: its log in <c>evidence/</c> and the files in <c>files/</c>, which are named by their SHA-256.</summary>
public static class DataVerification
{
    /// <summary>Name of the log's folder inside the data folder.</summary>
    public const string LogFolder = "evidence";

    /// <summary>Name of the folder of stored files inside the data folder.</summary>
    public const string FilesFolder = "files";

    /// <summary>Checks log and files against each other. Parameters as in <see cref="LogVerification.Run"/>.</summary>
    public static void Run(
        string folder, IReadOnlyCollection<INoteVerifier> known, byte[]? kept, string keptName,
        IReadOnlyCollection<ITreeHash> furtherHashes, VerificationReport report)
    {
        // A file enters the log as file/<id> without a salt: the digest in the entry is the name of the file.
        var awaited = new Dictionary<TreeDigest, string>();
        LogVerification.Run(Path.Combine(folder, LogFolder), known, kept, keptName, furtherHashes, report, entry =>
        {
            if (entry.Subject.StartsWith("file/", StringComparison.Ordinal) && entry.Salt is null) awaited.TryAdd(entry.Sha256, entry.Subject);
        });
        try
        {
            CheckFiles(folder, awaited, report);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            report.Add(new Fault(FaultCode.Unreadable, null, FilesFolder, null, null, e.Message));
        }
    }

    private static void CheckFiles(string folder, Dictionary<TreeDigest, string> awaited, VerificationReport report)
    {
        var files = Path.Combine(folder, FilesFolder);
        var paths = Directory.Exists(files) ? Directory.EnumerateFiles(files, "*", SearchOption.AllDirectories) : [];
        foreach (var path in paths)
        {
            if (!TreeDigest.TryParseHex(Path.GetFileName(path), out var named)) continue;   // a part still being uploaded
            report.Files++;
            awaited.Remove(named, out var subject);
            var found = Digest(path);
            if (found != named)
                report.Add(new Fault(FaultCode.FileChanged, subject, Path.GetRelativePath(folder, path), null, named.ToHex(), found.ToHex()));
        }
        foreach (var (digest, subject) in awaited)
            report.Add(new Fault(FaultCode.FileMissing, subject, $"{FilesFolder}/{digest.ToHex()}", null, digest.ToHex(), null));
    }

    private static TreeDigest Digest(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1, FileOptions.SequentialScan);
        return new TreeDigest(System.Security.Cryptography.SHA256.HashData(file));
    }
}
