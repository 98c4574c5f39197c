namespace Qingjian.Judgement;

/// <summary>What one line showed over an hour.</summary>
/// <param name="From">Beginning of the hour, Beijing clock.</param>
public sealed record LineHour(DateTime From)
{
    /// <summary>Packets that came, wrong ones included.</summary>
    public long Packets { get; init; }
    /// <summary>Packets with a wrong CRC.</summary>
    public long CrcWrong { get; init; }
    /// <summary>Packets with a wrong password, refused or let pass.</summary>
    public long PasswordWrong { get; init; }
    /// <summary>Packets held because their data time is impossible.</summary>
    public long OutsideTime { get; init; }
    /// <summary>Packets whose ST does not fit the codes.</summary>
    public long SystemMismatch { get; init; }
    /// <summary>Packets with codes that no table knows.</summary>
    public long CodeUnknown { get; init; }
    /// <summary>Seconds the station's clock is ahead of ours (negative: behind); null before the first packet.</summary>
    public decimal? ClockSeconds { get; init; }
    /// <summary>Two addresses spoke for the same MN within ten minutes.</summary>
    public bool TwoAddresses { get; init; }
    /// <summary>Minutes without any packet when the hour ended.</summary>
    public decimal SilentMinutes { get; init; }
    /// <summary>Minutes after which a line of this interval counts as silent.</summary>
    public decimal SilentAfterMinutes { get; init; } = 10m;
    /// <summary>Hour values of the last hours whose data time equalled the hour in which they came.</summary>
    public int LabelledByEnd { get; init; }
    /// <summary>Hour values of the last hours that came in time.</summary>
    public int HourValues { get; init; }
}

/// <summary>Checks of a line (L01 to L10).</summary>
public static class LineFaults
{
    /// <summary>All hits of one line and hour, in order of check.</summary>
    public static IReadOnlyList<PatternHit> In(LineHour line, PatternRule rule)
    {
        ArgumentNullException.ThrowIfNull(line);
        return [.. All(line, rule)];
    }

    private static IEnumerable<PatternHit> All(LineHour line, PatternRule rule)
    {
        if (rule.Find("L01") is { } crc && line.Packets >= crc["packets"] && (decimal)line.CrcWrong / line.Packets is var wrong && wrong > crc["share"])
            yield return Hit(crc, wrong, crc["share"], wrong / (4m * crc["share"]), $"本小时{line.Packets}包中有{line.CrcWrong}包校验错误（{FindPatterns.Percent(wrong)}）");
        var skew = Math.Abs(line.ClockSeconds ?? 0m);
        if (rule.Find("L03") is { } far && skew > far["seconds"]) yield return Hit(far, skew, far["seconds"], 0.6m, Clock(line.ClockSeconds!.Value));
        else if (rule.Find("L02") is { } near && skew > near["seconds"]) yield return Hit(near, skew, near["seconds"], 0.3m, Clock(line.ClockSeconds!.Value));
        if (rule.Find("L04") is { } twice && line.TwoAddresses) yield return Hit(twice, 2m, 1m, 0.8m, "10分钟内有两个地址以同一MN发送数据，可能存在仿冒的数采仪");
        if (rule.Find("L05") is { } silent && line.SilentMinutes > line.SilentAfterMinutes)
            yield return Hit(silent, line.SilentMinutes, line.SilentAfterMinutes, 0.5m, $"已有{FindPatterns.Show(line.SilentMinutes)}分钟没有任何数据");
        if (rule.Find("L06") is { } label && line.HourValues >= label["hours"] && line.LabelledByEnd == line.HourValues)
            yield return Hit(label, line.LabelledByEnd, label["hours"], 0.5m, $"最近{line.HourValues}个小时值的数据时间都等于收到的小时，数采仪可能用时段的终点标注时间");
        if (rule.Find("L07") is { } system && line.SystemMismatch > system["packets"]) yield return Hit(system, line.SystemMismatch, system["packets"], 0.3m, $"{line.SystemMismatch}包的系统编码ST与因子的介质不符");
        if (rule.Find("L08") is { } password && line.PasswordWrong > password["packets"]) yield return Hit(password, line.PasswordWrong, password["packets"], 0.5m, $"{line.PasswordWrong}包的访问密码不正确");
        if (rule.Find("L09") is { } time && line.OutsideTime > time["packets"]) yield return Hit(time, line.OutsideTime, time["packets"], 0.6m, $"{line.OutsideTime}包的数据时间不可能，已隔离");
        if (rule.Find("L10") is { } code && line.CodeUnknown > code["packets"]) yield return Hit(code, line.CodeUnknown, code["packets"], 0.3m, $"{line.CodeUnknown}包含有编码表以外的因子编码");

        PatternHit Hit(Pattern check, decimal statistic, decimal threshold, decimal score, string say) => FindPatterns.Hit(check, "", line.From, line.From.AddHours(1), statistic, threshold, score, say);
    }

    private static string Clock(decimal seconds) => $"数采仪时钟{(seconds > 0 ? "快" : "慢")}{FindPatterns.Show(Math.Round(Math.Abs(seconds)))}秒";
}
