namespace Qingjian.Hj212;

/// <summary>Data flags (数据标记), table 8 of HJ 212-2017.</summary>
public static class DataFlags
{
    /// <summary>True for N F M S D C T B, and P (power failure) of 2005.</summary>
    internal static bool IsKnown(byte flag) => flag is >= (byte)'A' and <= (byte)'Z' && (Known & 1u << (flag - 'A')) != 0;

    private static readonly uint Known = "NFMSDCTBP".Aggregate(0u, (bits, flag) => bits | 1u << (flag - 'A'));

    /// <summary>Chinese name of a flag, or null when it is none of the standard.</summary>
    public static string? NameOf(char flag) => flag switch
    {
        'N' => "正常",
        'F' => "停运",
        'M' => "维护",
        'S' => "手工输入",
        'D' => "故障",
        'C' => "校准",
        'T' => "超测量上限",
        'B' => "通讯异常",
        'P' => "电源故障（2005版）",
        _ => null,
    };
}
