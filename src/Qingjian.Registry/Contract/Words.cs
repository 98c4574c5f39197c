namespace Qingjian.Registry.Contract;

/// <summary>The datum a coordinate was given in. Stored coordinates are always CGCS2000.</summary>
public enum Datum
{
    /// <summary>Not said; taken as CGCS2000.</summary>
    Unknown,
    /// <summary>CGCS2000 (EPSG:4490), for our use the same as WGS-84.</summary>
    Cgcs2000,
    /// <summary>GCJ-02: Chinese web maps.</summary>
    Gcj02,
    /// <summary>BD-09: Baidu.</summary>
    Bd09,
}

/// <summary>Whether an enterprise works.</summary>
public enum EnterpriseState
{
    /// <summary>在产.</summary>
    Operating,
    /// <summary>停产.</summary>
    Stopped,
    /// <summary>关闭.</summary>
    Closed,
}

/// <summary>New or existing unit, in the sense of the emission standard.</summary>
public enum UnitAge
{
    /// <summary>新建: the limits count from the standard's first day.</summary>
    New,
    /// <summary>现有: they count from the standard's day for existing units.</summary>
    Existing,
}

/// <summary>Which mean a limit speaks of.</summary>
public enum LimitPeriod
{
    /// <summary>小时均值.</summary>
    Hour,
    /// <summary>日均值.</summary>
    Day,
    /// <summary>瞬时值或范围.</summary>
    Instant,
}

/// <summary>Where a limit of one outlet comes from.</summary>
public enum LimitBasis
{
    /// <summary>排污许可证.</summary>
    Permit,
    /// <summary>Local requirement.</summary>
    Local,
    /// <summary>Commitment such as ultra-low emission: exceeding it warns only.</summary>
    Commitment,
}

/// <summary>Edition of the HJ 212 protocol a logger speaks.</summary>
public enum ProtocolEdition
{
    /// <summary>Told apart packet by packet.</summary>
    Auto,
    /// <summary>HJ/T 212-2005.</summary>
    Edition2005,
    /// <summary>HJ 212-2017.</summary>
    Edition2017,
    /// <summary>HJ 212-2025.</summary>
    Edition2025,
}

/// <summary>Which check of a packet is accepted.</summary>
public enum CrcMode
{
    /// <summary>The CRC of HJ 212, appendix A, only.</summary>
    Standard,
    /// <summary>An engineer has allowed the Modbus CRC for this logger as well.</summary>
    AllowModbus,
}

/// <summary>Whether a monitor's packets become readings.</summary>
public enum MonitorState
{
    /// <summary>在用.</summary>
    Active,
    /// <summary>停用: packets are answered and kept, no readings are made.</summary>
    Disabled,
    /// <summary>报废或已更换: as disabled; its series is continued by its successor.</summary>
    Retired,
}

/// <summary>What an organisation is.</summary>
public enum OrganisationKind
{
    /// <summary>生态环境局.</summary>
    Bureau,
    /// <summary>派出分局.</summary>
    Branch,
    /// <summary>执法支队、大队.</summary>
    Team,
    /// <summary>监测站、监控中心.</summary>
    Station,
}

/// <summary>State of an enforcement certificate on a day.</summary>
public enum CertificateState
{
    /// <summary>有效.</summary>
    Valid,
    /// <summary>即将到期: still holds.</summary>
    Expiring,
    /// <summary>已过期.</summary>
    Expired,
    /// <summary>已暂扣.</summary>
    Suspended,
    /// <summary>已吊销.</summary>
    Revoked,
    /// <summary>未生效.</summary>
    NotYetValid,
}
