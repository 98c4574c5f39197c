using Qingjian.Evidence.Bundles;
using Qingjian.Evidence.Verification;

namespace Qingjian.Verifier;

/// <summary>Says in Chinese what was found.</summary>
internal static class Printout
{
    private static readonly Dictionary<FaultCode, string> Words = new()
    {
        [FaultCode.EntryChanged] = "条目与签名时不同",
        [FaultCode.EntryOrTileChanged] = "条目与树中的哈希不一致，无法判断哪一方被改",
        [FaultCode.EntryMalformed] = "条目不是规范格式",
        [FaultCode.IndexWrong] = "索引有误",
        [FaultCode.TileWrong] = "树中的哈希有误",
        [FaultCode.CheckpointRefused] = "检查点不可信",
        [FaultCode.RootDiffers] = "条目与树一致，但与签名的根不符：多处被一并改动",
        [FaultCode.LogShortened] = "条目少于已签名的数目：日志被截短或退回",
        [FaultCode.LogForked] = "不是所给检查点的延续：历史被替换",
        [FaultCode.KeyWrong] = "公钥损坏",
        [FaultCode.FileChanged] = "文件内容与存证不同",
        [FaultCode.FileMissing] = "文件缺失",
        [FaultCode.FileUnproven] = "没有条目能证明",
        [FaultCode.ProofWrong] = "包含证明不成立",
        [FaultCode.Unreadable] = "无法读取",
    };

    public static void Write(VerificationReport report, TextWriter output)
    {
        output.WriteLine(report.Verdict switch
        {
            Verdict.Intact => "完好",
            Verdict.Tampered => "被改动",
            _ => "无法读取",
        });
        if (report.Checkpoint is { } head)
        {
            output.WriteLine($"日志：{head.Origin}");
            output.WriteLine($"检查点：{head.Size} 条，根 {head.Root}");
        }
        output.WriteLine($"已核对：{report.Entries} 条存证，{report.Files} 个文件");
        if (report.UnsignedEntries > 0 && report.Checkpoint is not null) output.WriteLine($"检查点之后尚未签名：{report.UnsignedEntries} 条");
        if (report.TornBytes > 0) output.WriteLine($"末尾有 {report.TornBytes} 字节不成整条，系统下次启动时会截去");
        foreach (var key in report.Keys) output.WriteLine($"公钥：{key}");
        if (report.KeysFromWithin) output.WriteLine("注意：公钥取自被核验的内容本身，请与公布的公钥比对，或用 --key 给出");
        foreach (var part in report.Unchecked)
            output.WriteLine(part == VerificationPage.FileName ? $"未核对：{part}（与本程序自带的版本不同）" : $"未核对：{part}（本程序不含该算法）");

        foreach (var fault in report.Faults) Write(fault, output);
        if (report.FaultCount > report.Faults.Count) output.WriteLine($"另有 {report.FaultCount - report.Faults.Count} 处问题未列出");
    }

    private static void Write(Fault fault, TextWriter output)
    {
        output.WriteLine();
        output.WriteLine($"[{fault.Code}] {Words[fault.Code]}");
        if (fault.Subject is not null) output.WriteLine($"  对象：{fault.Subject}");
        if (fault.File.Length > 0) output.WriteLine($"  文件：{fault.File}" + (fault.Offset is { } at ? $"，偏移 {at}" : ""));
        if (fault.Expected is not null) output.WriteLine($"  应为：{fault.Expected}");
        if (fault.Found is not null) output.WriteLine($"  实为：{fault.Found}");
    }
}
