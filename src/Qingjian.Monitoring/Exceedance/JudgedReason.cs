using System.Collections.Frozen;
using Qingjian.Judgement;

namespace Qingjian.Monitoring.Exceedance;

/// <summary>Why a verdict came to what it did, in one byte. The numbers are stored: never change one.</summary>
/// <param name="Number">As stored.</param>
/// <param name="Code">As the judgement says it.</param>
/// <param name="Outcome">What it means.</param>
/// <param name="Word">Short Chinese word for tables.</param>
internal sealed record JudgedReason(byte Number, string Code, VerdictOutcome Outcome, string Word)
{
    private static readonly JudgedReason[] All =
    [
        new(1, "compliant", VerdictOutcome.Compliant, "达标"), new(2, "exceeded", VerdictOutcome.Exceeded, "超标"),
        new(3, "ultra-low", VerdictOutcome.Warning, "超过超低排放要求"), new(4, "water-hour", VerdictOutcome.Warning, "小时值预警"),
        new(5, "incinerator-hour", VerdictOutcome.Warning, "小时值超过限值"), new(6, "water-temperature-unknown", VerdictOutcome.Warning, "水温缺失，预警"),
        new(7, "ph-extreme", VerdictOutcome.Warning, "极值预警"), new(20, "missing", VerdictOutcome.NotJudged, "缺失"),
        new(21, "stopped", VerdictOutcome.NotJudged, "停运"), new(22, "exempt", VerdictOutcome.NotJudged, "豁免"), new(23, "mark", VerdictOutcome.NotJudged, "标记无效"),
        new(24, "flag-F", VerdictOutcome.NotJudged, "停运（F）"), new(25, "flag-M", VerdictOutcome.NotJudged, "维护（M）"), new(26, "flag-S", VerdictOutcome.NotJudged, "手工输入（S）"),
        new(27, "flag-D", VerdictOutcome.NotJudged, "故障（D）"), new(28, "flag-C", VerdictOutcome.NotJudged, "校准（C）"), new(29, "flag-B", VerdictOutcome.NotJudged, "通讯异常（B）"),
        new(30, "too-few-minutes", VerdictOutcome.NotJudged, "有效分钟不足"), new(31, "suspect", VerdictOutcome.NotJudged, "存疑"),
        new(32, "oxygen-missing", VerdictOutcome.NotJudged, "氧含量缺失"), new(33, "o2-invalid", VerdictOutcome.NotJudged, "氧含量接近空气"),
        new(34, "unit", VerdictOutcome.NotJudged, "单位不能换算"), new(35, "over-range", VerdictOutcome.NotJudged, "超测量上限"),
        new(36, "insufficient", VerdictOutcome.NotJudged, "有效数据不足"), new(37, "no-discharge", VerdictOutcome.NotJudged, "全天无排放"),
        new(38, "no-limit", VerdictOutcome.NotJudged, "无适用限值"), new(39, "manual-invalid", VerdictOutcome.NotJudged, "人工审核无效"),
        new(40, "out-of-control", VerdictOutcome.NotJudged, "失控时段"),
        new(50, "furnace-low", VerdictOutcome.Exceeded, "炉温低于规定超过允许次数"), new(51, "furnace-low-warning", VerdictOutcome.Warning, "炉温偏低预警"),
        new(52, "upkeep-beyond", VerdictOutcome.Exceeded, "维护、无效超过允许时长"), new(53, "upkeep-warning", VerdictOutcome.Warning, "维护、无效时长预警"),
        new(60, "unmarked", VerdictOutcome.Warning, "缺失、无效未标记"), new(61, "mark-late", VerdictOutcome.Warning, "标记超时"),
        new(70, "persistent", VerdictOutcome.Exceeded, "多次超标"), new(71, "persistent-hours", VerdictOutcome.Warning, "小时均值多次超标"),
        new(72, "total-warning", VerdictOutcome.Warning, "接近许可排放量"), new(73, "total-exceeded", VerdictOutcome.Exceeded, "超过许可排放量"),
        new(74, "work-in-stop", VerdictOutcome.Exceeded, "停限产期间生产"),
        new(99, "other", VerdictOutcome.NotJudged, "未判定"),
    ];

    private static readonly FrozenDictionary<string, JudgedReason> Codes = All.ToFrozenDictionary(each => each.Code);
    private static readonly FrozenDictionary<byte, JudgedReason> Numbers = All.ToFrozenDictionary(each => each.Number);

    /// <summary>Every reason, by number.</summary>
    public static IReadOnlyList<JudgedReason> Everything => All;

    public static JudgedReason Of(Verdict verdict) => Codes.GetValueOrDefault(verdict.Reason) ?? Codes["other"];

    public static JudgedReason ByNumber(byte number) => Numbers.GetValueOrDefault(number) ?? Codes["other"];

    public static string WordOf(string code) => Codes.GetValueOrDefault(code)?.Word ?? Codes["other"].Word;
}
