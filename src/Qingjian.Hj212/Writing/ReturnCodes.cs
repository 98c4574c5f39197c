namespace Qingjian.Hj212;

/// <summary>Chinese names of the return codes, tables 6 and 7 of HJ 212-2017.</summary>
public static class ReturnCodes
{
    /// <summary>Name of a QnRtn, or null when it is not in the table.</summary>
    public static string? OfRequest(int qnRtn) => qnRtn switch
    {
        1 => "准备执行请求",
        2 => "请求被拒绝",
        3 => "PW错误",
        4 => "MN错误",
        5 => "ST错误",
        6 => "Flag错误",
        7 => "QN错误",
        8 => "CN错误",
        9 => "CRC校验错误",
        100 => "未知错误",
        _ => null,
    };

    /// <summary>Name of an ExeRtn, or null when it is not in the table.</summary>
    public static string? OfResult(int exeRtn) => exeRtn switch
    {
        1 => "执行成功",
        2 => "执行失败，但不知道原因",
        3 => "命令请求条件错误",
        4 => "通讯超时",
        5 => "系统繁忙不能执行",
        6 => "系统故障",
        100 => "没有数据",
        _ => null,
    };
}
