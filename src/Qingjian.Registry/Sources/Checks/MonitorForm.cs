using System.Text.RegularExpressions;
using Qingjian.Registry.Contract;
using Qingjian.Vocabulary;

namespace Qingjian.Registry.Sources.Checks;

/// <summary>A logger as a person enters it.</summary>
/// <param name="Mn">设备唯一标识.</param>
/// <param name="Name">Name shown.</param>
/// <param name="Password">PW of its packets; null leaves the stored one as it is.</param>
/// <param name="Edition">Edition spoken, or Auto.</param>
/// <param name="Medium">Water or air.</param>
/// <param name="SystemType">ST of its packets.</param>
/// <param name="CrcMode">Which CRC is accepted.</param>
/// <param name="AcceptWrongLength">A wrong length field under a right CRC is answered.</param>
/// <param name="AcceptWrongPassword">A wrong PW is accepted with a finding.</param>
/// <param name="RtdInterval">Seconds between realtime packets.</param>
/// <param name="MinInterval">Minutes between minute packets.</param>
/// <param name="DataTimeIsPeriodEnd">The logger labels periods by their end.</param>
/// <param name="State">Active, disabled or retired.</param>
/// <param name="SuccessorId">The monitor that continues its series.</param>
/// <param name="Maker">Maker.</param>
/// <param name="Model">Model.</param>
/// <param name="Version">The version shown; 0 for a new one.</param>
/// <param name="Key">SM4 key of HJ 212-2025: 32 hexadecimal digits or 16 letters and digits; null leaves the stored one as it is, empty
/// takes it away.</param>
internal sealed record MonitorForm(
    string Mn, string Name, string? Password, ProtocolEdition Edition, Medium Medium, string SystemType, CrcMode CrcMode,
    bool AcceptWrongLength, bool AcceptWrongPassword, int RtdInterval, int MinInterval, bool DataTimeIsPeriodEnd,
    MonitorState State, string? SuccessorId, string? Maker, string? Model, long Version, string? Key = null);

/// <summary>Checks what was entered about a logger.</summary>
internal static partial class MonitorCheck
{
    public static MonitorForm Check(MonitorForm form, bool isNew, FormCheck check)
    {
        var mn = CodeText.Normalise(form.Mn, out var changed);
        if (mn.Length == 0) check.Fault("mn", "请填写设备唯一标识（MN）。");
        else if (!Mn().IsMatch(mn)) check.Fault("mn", $"MN“{form.Mn.Trim()}”应为14到24位数字和大写字母（HJ 212-2017为24位）。");
        else if (mn.Length != 24) check.Note("mn", $"MN为{mn.Length}位；HJ 212-2017规定24位，旧设备可用。");
        if (changed && mn.Length > 0) check.Note("mn", $"已将录入的“{form.Mn}”规范为“{mn}”。");

        if (form.Password is not null || isNew)
        {
            // The PW field of HJ 212 is six characters; some provinces use longer ones.
            var password = form.Password ?? "";
            if (password.Length == 0) check.Fault("password", "请填写访问密码（PW）。");
            else if (!Password().IsMatch(password)) check.Fault("password", "访问密码（PW）应为1到9位字母或者数字。");
            else if (password == "123456") check.Note("password", "访问密码是出厂默认的123456，建议更换。");
        }
        if (!SystemType().IsMatch(form.SystemType ?? "")) check.Fault("systemType", "系统编码（ST）应为2位数字，如废气31、废水32。");
        if (form.RtdInterval is < 30 or > 3600) check.Fault("rtdInterval", $"实时数据间隔应在30到3600秒之间，现为{form.RtdInterval}。");
        if (form.MinInterval is < 1 or > 60 || 60 % Math.Max(1, form.MinInterval) != 0) check.Fault("minInterval", $"分钟数据间隔应能整除60分钟，现为{form.MinInterval}。");
        if (form.State == MonitorState.Active && form.SuccessorId is not null) check.Fault("successorId", "在用的设备不能指定接替设备；请先停用或者报废。");
        return form with
        {
            Mn = mn,
            Name = check.Required("name", "设备名称", form.Name, 100),
            SystemType = form.SystemType ?? "",
            Key = CheckKey(form.Key?.Trim(), check),
            Maker = check.Optional("maker", "生产厂家", form.Maker, 100),
            Model = check.Optional("model", "型号", form.Model, 100),
        };
    }

    /// <summary>The key as 32 hexadecimal digits.</summary>
    private static string? CheckKey(string? key, FormCheck check)
    {
        if (string.IsNullOrEmpty(key)) return key;
        if (key.Length == 32 && key.All(char.IsAsciiHexDigit)) return key.ToUpperInvariant();
        if (key.Length == 16 && key.All(char.IsAsciiLetterOrDigit)) return Convert.ToHexString(System.Text.Encoding.ASCII.GetBytes(key));
        check.Fault("key", "加密密钥为128位：请填32位十六进制数，或16位字母、数字。");
        return null;
    }

    [GeneratedRegex("^[0-9A-Z]{14,24}$")]
    private static partial Regex Mn();

    [GeneratedRegex("^[0-9A-Za-z]{1,9}$")]
    private static partial Regex Password();

    [GeneratedRegex("^[0-9]{2}$")]
    private static partial Regex SystemType();
}
