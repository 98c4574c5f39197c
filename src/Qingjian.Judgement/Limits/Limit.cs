namespace Qingjian.Judgement;

/// <summary>Who set a limit.</summary>
public enum LimitAuthority
{
    /// <summary>国家标准.</summary>
    National = 1,
    /// <summary>地方标准.</summary>
    Local = 2,
    /// <summary>排污许可证.</summary>
    Permit = 3,
    /// <summary>政策承诺, e.g. ultra-low emission: passing it is a warning, never a violation by itself.</summary>
    Policy = 4,
}

/// <summary>The time a limit is a mean of.</summary>
public enum LimitPeriod
{
    /// <summary>小时均值.</summary>
    Hour = 1,
    /// <summary>日均值.</summary>
    Day = 2,
    /// <summary>瞬时值, e.g. pH.</summary>
    Instant = 3,
}

/// <summary>Another value of a limit that holds when the water is cold.</summary>
/// <param name="Celsius">Water temperature up to which it holds.</param>
/// <param name="Range">The bound then.</param>
/// <param name="Text">As the law file writes it.</param>
public sealed record ColdWaterLimit(decimal Celsius, LimitRange Range, string Text);

/// <summary>One limit that applies to one factor of an outlet on one day.</summary>
/// <param name="Pollutant">HJ 212-2017 code (or <c>dioxin</c>).</param>
/// <param name="Period">What it is compared with.</param>
/// <param name="Range">The bound, in <paramref name="Unit"/>.</param>
/// <param name="Text">The bound exactly as the source writes it.</param>
/// <param name="Unit">mg/m3, mg/L, …; empty for pH.</param>
/// <param name="Authority">Who set it.</param>
/// <param name="Source">Standard or permit number.</param>
/// <param name="Category">Industry category of the standard; empty for a permit.</param>
/// <param name="Clause">Table or section.</param>
/// <param name="ReferenceOxygen">基准氧含量 in percent, when the limit is for converted concentrations.</param>
/// <param name="Measured">True when the measured concentration is compared, never a converted one.</param>
/// <param name="ManualOnly">True when only manual monitoring can show a violation.</param>
/// <param name="HourIsEvidence">False where an hourly mean only calls for action (incinerators).</param>
/// <param name="ColdWater">Another bound for cold water.</param>
/// <param name="Remark">Chinese remark shown beside the limit.</param>
/// <param name="Rule">The law file; null for a permit limit.</param>
/// <param name="Citation">What a verdict keeps.</param>
public sealed record Limit(
    string Pollutant, LimitPeriod Period, LimitRange Range, string Text, string Unit, LimitAuthority Authority,
    string Source, string Category, string? Clause, decimal? ReferenceOxygen, bool Measured, bool ManualOnly,
    bool HourIsEvidence, ColdWaterLimit? ColdWater, string? Remark, Rule? Rule, RuleCitation Citation)
{
    /// <summary>True when passing it is a violation.</summary>
    public bool IsBinding => Authority != LimitAuthority.Policy;

    /// <summary>For example <c>GB 18918-2002 城镇污水处理厂-一级A 表1</c>.</summary>
    public string Name => string.Join(' ', new[] { Source, Category, Clause }.Where(part => !string.IsNullOrEmpty(part)));
}
