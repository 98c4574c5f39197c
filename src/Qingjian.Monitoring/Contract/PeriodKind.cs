namespace Qingjian.Monitoring.Contract;

/// <summary>What stretch of time a reading stands for. The numbers are stored.</summary>
public enum PeriodKind
{
    /// <summary>实时值: a moment (CN 2011).</summary>
    Realtime = 1,
    /// <summary>分钟值 (CN 2051); the interval is the monitor's setting.</summary>
    Minute = 2,
    /// <summary>小时值 (CN 2061).</summary>
    Hour = 3,
    /// <summary>日值 (CN 2031).</summary>
    Day = 4,
    /// <summary>炉膛温度 5 分钟均值 (CN 2111).</summary>
    FiveMinute = 5,
    /// <summary>治理设施状态, a moment (CN 2021).</summary>
    FacilityState = 6,
    /// <summary>治理设施日运行时间 (CN 2041).</summary>
    FacilityDay = 7,
    /// <summary>周期测量原始值 of an analyser that works in cycles (CN 2013, 2025 edition).</summary>
    Sample = 8,
    /// <summary>标样核查 (CN 2062, 2025 edition).</summary>
    StandardCheck = 9,
    /// <summary>噪声单次值 (CN 2052, 2025 edition).</summary>
    NoiseSingle = 10,
    /// <summary>现场机信息 and 设备唯一标识, a moment (CN 3020, 3019): parameters, doors, serial numbers as told. Codes are <c>factor.item</c>, or the item alone where it belongs to no factor.</summary>
    OnSite = 11,
}
