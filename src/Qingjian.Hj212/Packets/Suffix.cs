namespace Qingjian.Hj212;

/// <summary>What follows the <c>-</c> in the name of a value.</summary>
public enum Suffix : byte
{
    /// <summary>A plain field without a suffix, such as <c>DataTime</c>.</summary>
    None,

    /// <summary>Momentary value.</summary>
    Rtd,

    /// <summary>Least value of the period.</summary>
    Min,

    /// <summary>Mean of the period.</summary>
    Avg,

    /// <summary>Greatest value of the period.</summary>
    Max,

    /// <summary>Emission or flow in the period, in the mass unit.</summary>
    Cou,

    /// <summary>Momentary value, converted.</summary>
    ZsRtd,

    /// <summary>Least value, converted.</summary>
    ZsMin,

    /// <summary>Mean, converted.</summary>
    ZsAvg,

    /// <summary>Greatest value, converted.</summary>
    ZsMax,

    /// <summary>Data flag.</summary>
    Flag,

    /// <summary>Maker's own flag.</summary>
    EFlag,

    /// <summary>When the sample was taken.</summary>
    SampleTime,

    /// <summary>Noise value.</summary>
    Data,

    /// <summary>Noise by day.</summary>
    DayData,

    /// <summary>Noise by night.</summary>
    NightData,

    /// <summary>State of a treatment facility.</summary>
    RS,

    /// <summary>Run time of a treatment facility in hours.</summary>
    RT,

    /// <summary>Serial number of an analyser.</summary>
    SN,

    /// <summary>On-site information.</summary>
    Info,

    /// <summary>Mean before correction (2025).</summary>
    RawAvg,

    /// <summary>When the measurement ended (2025).</summary>
    CompleteTime,

    /// <summary>Kind of sample (2025).</summary>
    SampleType,

    /// <summary>Reading of a standard sample (2025).</summary>
    SampleRd,

    /// <summary>Value of a standard sample (2025).</summary>
    StandardValue,

    /// <summary>Result of a standard-sample check (2025).</summary>
    ResultType,

    /// <summary>Lower alarm limit (2005).</summary>
    LowValue,

    /// <summary>Upper alarm limit (2005).</summary>
    UpValue,

    /// <summary>One of the makers' own suffixes; its text is in <see cref="Pair.SuffixText"/>.</summary>
    Maker,

    /// <summary>Kept raw because <see cref="Rulings.RefuseUnknownSuffix"/> is off.</summary>
    Unknown,
}
