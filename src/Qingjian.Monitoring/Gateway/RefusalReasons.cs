using Qingjian.Hj212;

namespace Qingjian.Monitoring.Gateway;

/// <summary>Codes under which the gateway holds bytes in quarantine. Faults of the frame or syntax keep the code of the protocol library;
/// these are the gateway's own.</summary>
internal static class RefusalReasons
{
    public const string UnknownMn = "mn-unknown";
    public const string WrongPassword = "pw-wrong";
    public const string ModbusCrc = "crc-modbus";
    public const string WrongLength = "length-wrong";
    public const string OutsideTimeWindow = "time-window";

    /// <summary>Encrypted bytes that no registered key opens; the protocol library's own code.</summary>
    public static string Encrypted { get; } = Findings.Of(Finding.EncryptedNoKey).Code;

    /// <summary>The gateway's own codes.</summary>
    public static IReadOnlyList<string> Own { get; } = [UnknownMn, WrongPassword, ModbusCrc, WrongLength, OutsideTimeWindow];

    /// <summary>Short Chinese word of a reason; the code itself when it is unknown.</summary>
    public static string WordOf(string reason) => reason switch
    {
        UnknownMn => "MN 未登记",
        WrongPassword => "访问密码错误",
        ModbusCrc => "Modbus 校验",
        WrongLength => "长度字段错误",
        OutsideTimeWindow => "数据时间越界",
        _ => Findings.Find(reason)?.Text ?? reason,
    };

    /// <summary>What to do about it, in Chinese.</summary>
    public static string CureOf(string reason) => reason switch
    {
        UnknownMn => "核对 MN 后登记该数采仪，登记后自动重放这些报文",
        WrongPassword => "核对数采仪的访问密码与登记是否一致，改正后重放",
        ModbusCrc => "请运维改用 HJ 212 附录 A 校验；确需兼容的，在数采仪档案中放行后重放",
        WrongLength => "请运维修正数据段长度；确需兼容的，在数采仪档案中放行后重放",
        OutsideTimeWindow => "请先校准数采仪时钟；核实数据时间无误的，可由工程师放行",
        _ => Findings.Find(reason)?.Cure ?? "请查看报文逐字段解析",
    };
}
