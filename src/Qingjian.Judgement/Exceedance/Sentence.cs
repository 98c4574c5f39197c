using System.Globalization;
using Qingjian.Vocabulary;

namespace Qingjian.Judgement;

/// <summary>One Chinese sentence that an enterprise understands.</summary>
internal static class Sentence
{
    internal static string Hour(string name, HourValue hour, Comparison.Result come, string? because) =>
        Of($"{BeijingTime.HourInChinese(hour.Start)}，{name}小时", come, because);

    internal static string Day(string name, DateOnly day, Comparison.Result come, string? because) =>
        Of($"{BeijingTime.InChinese(day)}，{name}日", come, because);

    private static string Of(string opening, Comparison.Result come, string? because)
    {
        if (come.Outcome == VerdictOutcome.NotJudged) return $"{opening}值不作超标判定：{because}。";
        var limit = come.Limit!;
        var unit = limit.Unit.Length == 0 ? "" : " " + Unit(limit.Unit);
        var kind = come.ValueKind switch { "zs-avg" or "converted" => "均值（折算）", "min" => "最小值", "max" => "最大值", _ => "均值" };
        var value = $"{opening}{kind}{Comparison.Show(come.Value!.Value)}{unit}";
        var against = limit.Range.Low is null ? $"限值{limit.Text}{unit}（{limit.Name}）" : $"{limit.Text}的范围（{limit.Name}）";
        var times = come.Multiple is { } multiple ? string.Create(CultureInfo.InvariantCulture, $"，超出{VerdictJson.Plain(multiple)}倍") : "";
        return come switch
        {
            { Outcome: VerdictOutcome.Compliant } when limit.Range.Low is null => $"{value}，未超过{against}，达标。",
            { Outcome: VerdictOutcome.Compliant } => $"{value}，在{against}之内，达标。",
            { Outcome: VerdictOutcome.Exceeded } when limit.Range.Low is null => $"{value}，超过{against}{times}。",
            { Outcome: VerdictOutcome.Exceeded } => $"{value}，不在{against}之内，超标。",
            { Reason: "ultra-low" } => $"{value}，超过超低排放要求{against}{times}；此为政策承诺，作预警，不据以认定违法。",
            { Reason: "water-hour" } => $"{value}，超过日均{against}{times}；废水小时值只作预警，以日均值判定。",
            { Reason: "incinerator-hour" } => $"{value}，超过{against}{times}；焚烧设施的小时均值不作为认定超标的依据，请立即调整工况并说明原因。",
            { Reason: "water-temperature-unknown" } => $"{value}，超过{against}{times}；因水温缺失，不能确定适用的限值，作预警。",
            _ => $"{value}，不在{against}之内；小时均值在范围内，作预警。",
        };
    }

    internal static string Unit(string unit) => unit.Replace("m3", "m³", StringComparison.Ordinal).Replace("ug", "μg", StringComparison.Ordinal);
}
