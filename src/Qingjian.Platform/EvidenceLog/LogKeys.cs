using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Qingjian.Evidence.Log;
using Qingjian.Evidence.Notes;
using Qingjian.Evidence.Tree;

namespace Qingjian.Platform.EvidenceLog;

/// <summary>The keys that sign the log: numbered files in <c>keys/evidence</c>, readable by their owner alone, made on first start. They
/// never leave the machine. After a change of key the old one signs beside the new one for a day.</summary>
internal sealed class LogKeys(string dataFolder)
{
    private static readonly TimeSpan BothSign = TimeSpan.FromDays(1);
    private const UnixFileMode OwnerAlone = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private readonly string _folder = Path.Combine(dataFolder, "keys", "evidence");

    /// <summary>The trees of the log with those who sign now and all who ever did.</summary>
    /// <exception cref="UnauthorizedAccessException">Others may read a key file.</exception>
    /// <exception cref="CryptographicException">A key file is damaged.</exception>
    public IReadOnlyList<LogTree> Trees(string origin, bool sm3, DateTimeOffset now)
    {
        Directory.CreateDirectory(_folder);
        var own = Origin(origin);
        if (Numbers().Count == 0) Make(1, now);
        var trees = new List<LogTree> { Tree(Sha256TreeHash.Instance, own, now) };
        if (sm3) trees.Add(Tree(Sm3TreeHash.Instance, own + "/sm3", now));
        return trees;
    }

    /// <summary>Until when two keys sign; null when one does.</summary>
    public DateTimeOffset? BothUntil(DateTimeOffset now) =>
        Numbers() is { Count: > 1 } numbers && Since(numbers.Max()) + BothSign is var until && until > now ? until : null;

    /// <summary>Makes the next key and returns its public half. It signs once the log is opened anew.</summary>
    public NoteKey Next(string origin, DateTimeOffset now)
    {
        var number = Numbers().Max() + 1;
        Make(number, now);
        using var signer = Read(number, Origin(origin));
        return signer.Key;
    }

    // The name a log was made with is kept beside its keys: a later change of the setting must not look like another log.
    private string Origin(string wished)
    {
        var path = Path.Combine(_folder, "origin");
        if (!File.Exists(path)) File.WriteAllText(path, wished);
        return File.ReadAllText(path).Trim();
    }

    private LogTree Tree(ITreeHash hash, string origin, DateTimeOffset now)
    {
        var keys = Numbers().Order().Select(number => (Number: number, Signer: Read(number, origin))).ToList();
        var newest = keys[^1];
        INoteSigner[] signers = BothUntil(now) is null ? [newest.Signer] : [keys[^2].Signer, newest.Signer];
        return new LogTree(hash, origin, signers, [.. keys.Select(static k => EcdsaP256Verifier.For(k.Signer.Key)!)]);
    }

    private EcdsaP256Signer Read(int number, string origin)
    {
        var path = PathOf(number);
        if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(path) & ~OwnerAlone) != 0)
            throw new UnauthorizedAccessException($"存证密钥 {path} 可被其他用户读取。请执行 chmod 600 后再启动。");
        return EcdsaP256Signer.FromPem(origin, File.ReadAllText(path));
    }

    private void Make(int number, DateTimeOffset now)
    {
        File.WriteAllText(PathOf(number, "since"), now.ToString("O", CultureInfo.InvariantCulture));
        using var signer = EcdsaP256Signer.Create("new");
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = OwnerAlone;
        using var file = new FileStream(PathOf(number), options);
        file.Write(Encoding.ASCII.GetBytes(signer.ExportPem()));
        file.Flush(flushToDisk: true);
    }

    private List<int> Numbers() =>
        [.. Directory.EnumerateFiles(_folder, "????.pem").Select(static p => int.Parse(Path.GetFileNameWithoutExtension(p), CultureInfo.InvariantCulture))];

    private DateTimeOffset Since(int number) =>
        DateTimeOffset.Parse(File.ReadAllText(PathOf(number, "since")), CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind);

    private string PathOf(int number, string ending = "pem") =>
        Path.Combine(_folder, string.Create(CultureInfo.InvariantCulture, $"{number:0000}.{ending}"));
}
