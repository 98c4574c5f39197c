using Qingjian.Evidence.Verification;

namespace Qingjian.Verifier;

/// <summary>The command <c>qj-verify</c>: checks a bundle, a log or a data folder on any machine, with no server.</summary>
public static class VerifyCommand
{
    private const int Misused = 2;

    /// <summary>Runs the command.</summary>
    /// <param name="args">Arguments as typed.</param>
    /// <param name="output">Where the report goes.</param>
    /// <param name="error">Where misuse is explained.</param>
    /// <returns>0 intact, 1 tampered, 2 unreadable or misused.</returns>
    public static int Run(IReadOnlyList<string> args, TextWriter output, TextWriter error)
    {
        if (args is ["--help" or "-h"])
        {
            output.WriteLine(Arguments.Usage);
            return 0;
        }
        var (asked, fault) = Arguments.Read(args);
        if (asked is null)
        {
            error.WriteLine(fault);
            error.WriteLine();
            error.WriteLine(Arguments.Usage);
            return Misused;
        }
        byte[]? kept = null;
        if (asked.Checkpoint is { } file)
        {
            if (!File.Exists(file))
            {
                error.WriteLine($"找不到检查点文件“{file}”。");
                return Misused;
            }
            kept = File.ReadAllBytes(file);
        }
        var report = new VerificationReport();
        if (!Check(asked, kept, report))
        {
            error.WriteLine($"“{asked.Path}”不是证据包、日志文件夹或数据文件夹。");
            return Misused;
        }
        Printout.Write(report, output);
        return (int)report.Verdict;
    }

    private static bool Check(Arguments asked, byte[]? kept, VerificationReport report)
    {
        var keptName = asked.Checkpoint ?? "";
        if (File.Exists(asked.Path))
        {
            using var zip = File.OpenRead(asked.Path);
            BundleVerification.Run(zip, asked.Keys, report);
            return true;
        }
        if (Directory.Exists(Path.Combine(asked.Path, DataVerification.LogFolder)))
        {
            DataVerification.Run(asked.Path, asked.Keys, kept, keptName, [], report);
            return true;
        }
        if (!Directory.Exists(asked.Path)) return false;
        LogVerification.Run(asked.Path, asked.Keys, kept, keptName, [], report);
        return true;
    }
}
