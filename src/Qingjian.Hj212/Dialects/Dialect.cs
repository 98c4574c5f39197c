namespace Qingjian.Hj212;

/// <summary>Edition of the standard a packet or a station speaks.</summary>
public enum ProtocolVersion
{
    /// <summary>Read it from the packet.</summary>
    Auto,

    /// <summary>HJ/T 212-2005, version bits 0 or no Flag.</summary>
    V2005,

    /// <summary>HJ 212-2017, version bits 1.</summary>
    V2017,

    /// <summary>HJ 212-2025, version bits 2.</summary>
    V2025,
}

/// <summary>The check sum registered for a monitor.</summary>
public enum CrcMode
{
    /// <summary>Appendix A only.</summary>
    Hj212,

    /// <summary>An engineer has allowed the Modbus check sum, high byte first.</summary>
    ModbusHighFirst,

    /// <summary>An engineer has allowed the Modbus check sum, low byte first.</summary>
    ModbusLowFirst,
}

/// <summary>How one registered station speaks, as its engineer has set it.</summary>
public sealed record Dialect
{
    /// <summary>A station of which nothing special is known.</summary>
    public static Dialect Default { get; } = new();

    /// <summary>Edition; <see cref="ProtocolVersion.Auto"/> reads it from each packet.</summary>
    public ProtocolVersion Version { get; init; }

    /// <summary>The check sum this monitor may use.</summary>
    public CrcMode Crc { get; init; }

    /// <summary>Accept frames whose length field is wrong while the bytes carry a right check sum.</summary>
    public bool AcceptWrongLength { get; init; }

    /// <summary>The registered medium, used for codes of the 2005 edition (M10).</summary>
    public Medium Medium { get; init; }

    /// <summary>DataTime of minute and hour data names the end of the period, not its start.</summary>
    public bool DataTimeIsPeriodEnd { get; init; }

    /// <summary>What the operator has said of flags outside the standard: maker's flag to standard flag.</summary>
    public IReadOnlyDictionary<char, char> DataFlags { get; init; } = new Dictionary<char, char>();

    /// <summary>A data flag in the letters of the standard; null when nobody has said what it means: treat as suspect.</summary>
    public char? ReadDataFlag(char flag) => Hj212.DataFlags.NameOf(flag) is not null ? flag
        : DataFlags.TryGetValue(flag, out var known) ? known : null;

    /// <summary>Whether the leniencies of this monitor cover what <paramref name="frame"/> needs. None when they do,
    /// else the finding an engineer would have to allow.</summary>
    public Finding Lacks(in Frame frame, Rulings? rulings = null)
    {
        if (frame.Findings.Has(Finding.LengthWrong) && !AcceptWrongLength)
            return Finding.LengthWrong;
        return frame.Crc switch
        {
            CrcVariant.Hj212 when Crc == CrcMode.Hj212 || (rulings ?? Rulings.Default).AnnexAAlwaysFits => Finding.None,
            CrcVariant.Hj212 => Finding.CrcAnnexAOnModbusMonitor,
            CrcVariant.ModbusHighFirst => Crc == CrcMode.ModbusHighFirst ? Finding.None : Finding.CrcModbusHighFirst,
            _ => Crc == CrcMode.ModbusLowFirst ? Finding.None : Finding.CrcModbusLowFirst,
        };
    }

    /// <summary>What this monitor's settings add to the findings of an accepted frame.</summary>
    public FindingSet Notes(in Frame frame) => Crc != CrcMode.Hj212 && frame.Crc == CrcVariant.Hj212
        ? default(FindingSet).With(Finding.CrcAnnexAOnModbusMonitor)
        : default;
}
