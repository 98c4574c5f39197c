using System.Globalization;
using System.Text;

namespace Qingjian.Hj212;

/// <summary>What a header field says, in Chinese.</summary>
internal static class HeaderMeaning
{
    internal static string NameOf(string name) => name.ToUpperInvariant() switch
    {
        "QN" => "请求编码",
        "ST" => "系统编码",
        "CN" => "命令编码",
        "PW" => "访问密码",
        "MN" => "设备唯一标识",
        "FLAG" => "标志位",
        "PNUM" => "总包数",
        "PNO" => "包号",
        "RF" => "补传标志",
        _ => "标准以外的字段",
    };

    internal static string Of(string name, string value, Command? row) => name.ToUpperInvariant() switch
    {
        "QN" => Times.TryReadQn(Encoding.UTF8.GetBytes(value), out var time)
            ? time.ToString("yyyy年M月d日 HH:mm:ss.fff", CultureInfo.InvariantCulture) : "不是有效的日期时间",
        "ST" => SystemTypes.Find(value)?.NameZh ?? "不在系统编码表内",
        "CN" => row?.NameZh ?? (int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var cn) ? Commands.NameOf(cn) : null)
            ?? "不在命令编码表内",
        "PW" => value.Length == 0 ? "空" : "",
        "MN" => value.Length == 24 ? "" : $"{value.Length}个字符",
        "FLAG" => OfFlag(value),
        "PNUM" => $"共{value.TrimStart('0')}包",
        "PNO" => $"第{value.TrimStart('0')}包",
        "RF" => value == "1" ? "补传" : "",
        _ => "",
    };

    private static string OfFlag(string value)
    {
        if (!int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var flag) || flag > 255)
            return "不是0至255的整数";
        var edition = (flag >> 2) switch
        {
            0 => "HJ/T 212-2005",
            1 => "HJ 212-2017",
            2 => "HJ 212-2025",
            _ => "未知版本",
        };
        return $"{edition}，{((flag & 1) != 0 ? "要求应答" : "不要求应答")}，{((flag & 2) != 0 ? "拆分包" : "不拆分")}";
    }
}
