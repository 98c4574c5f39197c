using Qingjian.Evidence.Notes;
using Qingjian.Evidence.Verification;

namespace Qingjian.Verifier;

/// <summary>What the command was asked.</summary>
internal sealed record Arguments(string Path, string? Checkpoint, IReadOnlyList<INoteVerifier> Keys)
{
    public const string Usage = """
        用法：qj-verify 路径 [--checkpoint 文件] [--key 公钥]...

        路径            证据包（.zip）、日志文件夹，或含 evidence 与 files 的数据文件夹
        --checkpoint    以前保存在外的检查点；日志必须是它的延续
        --key           所信任的公钥（名称+编号+base64），或每行一个公钥的文件；可重复。不给时使用其中自带的公钥

        退出码：0 完好；1 被改动；2 无法读取或参数有误
        """;

    /// <summary>Reads the arguments; the fault is a Chinese sentence for the person.</summary>
    public static (Arguments? Asked, string? Fault) Read(IReadOnlyList<string> args)
    {
        string? path = null, checkpoint = null;
        var keys = new List<INoteVerifier>();
        for (var i = 0; i < args.Count; i++)
        {
            var option = args[i];
            if (!option.StartsWith("--", StringComparison.Ordinal))
            {
                if (path is not null) return (null, $"只能核验一个路径，多出“{option}”。");
                path = option;
                continue;
            }
            if (option is not ("--checkpoint" or "--key")) return (null, $"不认识的选项“{option}”。");
            if (++i == args.Count) return (null, $"选项 {option} 后面缺少内容。");
            if (option == "--checkpoint")
            {
                checkpoint = args[i];
                continue;
            }
            if (KeysOf(args[i]) is not { Count: > 0 } read) return (null, $"“{args[i]}”不是公钥，也不是公钥文件。");
            keys.AddRange(read);
        }
        return path is null ? (null, "缺少要核验的路径。") : (new Arguments(path, checkpoint, keys), null);
    }

    private static IReadOnlyList<INoteVerifier>? KeysOf(string given) =>
        KeyRing.Read(File.Exists(given) ? File.ReadAllText(given) : given);
}
