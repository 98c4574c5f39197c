namespace Qingjian.Hj212;

/// <summary>Which check sum a frame carried.</summary>
public enum CrcVariant
{
    /// <summary>HJ 212 appendix A, as it should be.</summary>
    Hj212,

    /// <summary>The ordinary Modbus check sum, high byte first.</summary>
    ModbusHighFirst,

    /// <summary>The ordinary Modbus check sum, low byte first.</summary>
    ModbusLowFirst,
}
