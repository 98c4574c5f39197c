using System.Security.Cryptography;
using Qingjian.Hj212;
using Qingjian.Monitoring.Gateway.Raw;
using Qingjian.Registry.Contract;

namespace Qingjian.Monitoring.Gateway;

/// <summary>Whether a sound packet may be stored and answered.</summary>
/// <param name="Reason">Why not; null when it may.</param>
/// <param name="Marks">What was let pass.</param>
internal readonly record struct Admission(string? Reason, string Detail, RawMarks Marks)
{
    public bool IsAdmitted => Reason is null;

    public static Admission Refuse(string reason, string detail) => new(reason, detail, RawMarks.None);
}

/// <summary>The order of reliability-security 4.1: check sum and syntax come before this; then the station must be registered, its password
/// right, and every leniency allowed by an engineer for this monitor.</summary>
internal static class AdmitPacket
{
    public static Admission Decide(in Frame frame, in Packet packet, Station? station, Rulings rulings, DateTimeOffset now)
    {
        if (station is null)
            return Admission.Refuse(RefusalReasons.UnknownMn, UnknownText(frame));

        var marks = RawMarks.None;
        if (frame.Crc != CrcVariant.Hj212)
        {
            if (station.CrcMode != Registry.Contract.CrcMode.AllowModbus)
                return Admission.Refuse(RefusalReasons.ModbusCrc, frame.Crc == CrcVariant.ModbusHighFirst
                    ? "使用了 Modbus CRC(高字节在前),本监控点未放行;请通知运维改用 HJ 212 附录 A 算法,或由工程师放行"
                    : "使用了 Modbus CRC(低字节在前),本监控点未放行;请通知运维改用 HJ 212 附录 A 算法,或由工程师放行");
            marks |= RawMarks.ModbusCrc;
        }
        if (frame.Findings.Has(Finding.LengthWrong))
        {
            if (!station.AcceptWrongLength)
                return Admission.Refuse(RefusalReasons.WrongLength,
                    $"数据段长度写为 {frame.AnnouncedLength},实际 {frame.Segment.Length} 字节,校验正确;本监控点未放行长度错误");
            marks |= RawMarks.WrongLength;
        }
        if (!CryptographicOperations.FixedTimeEquals(packet.Pw, station.Password.Span))
        {
            if (!station.AcceptWrongPassword)
                return Admission.Refuse(RefusalReasons.WrongPassword, "访问密码 PW 与登记的不一致;请核对数采仪设置或修改登记");
            marks |= RawMarks.WrongPassword;
        }
        if (packet.DataTime is { } time)
        {
            var ahead = Times.ToInstant(time) - now;
            if (ahead > rulings.NewestDataTime || ahead < -rulings.OldestDataTime)
                return Admission.Refuse(RefusalReasons.OutsideTimeWindow,
                    $"数据时间 {time:yyyy-MM-dd HH:mm:ss} 超出允许范围(早于 {rulings.OldestDataTime.Days} 天或晚于当前 {rulings.NewestDataTime.TotalMinutes:0} 分钟);请校准数采仪时钟");
        }
        if (station.State != MonitorState.Active) marks |= RawMarks.Inactive;
        return new Admission(null, "", marks);
    }

    private static string UnknownText(in Frame frame) => frame.Crc switch
    {
        CrcVariant.ModbusHighFirst => "MN 未登记;校验为 Modbus CRC(高字节在前),登记时须放行",
        CrcVariant.ModbusLowFirst => "MN 未登记;校验为 Modbus CRC(低字节在前),登记时须放行",
        _ when frame.Findings.Has(Finding.LengthWrong) => "MN 未登记;数据段长度有误,登记时须放行",
        _ => "MN 未登记;登记该监控点后可释放重放",
    };
}
