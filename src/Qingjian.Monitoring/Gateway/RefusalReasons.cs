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
}
