using System.Globalization;
using Qingjian.Hj212;
using Qingjian.Judgement;

namespace Qingjian.Monitoring.AlarmConditions;

/// <summary>Conditions in Chinese, for lists and papers.</summary>
internal static class AlarmWords
{
    public static string Of(AlarmScope scope)
    {
        List<string> parts = [];
        if (scope.Medium is { } medium) parts.Add(medium == Vocabulary.Medium.Water ? "废水" : "废气");
        if (scope.Division.Length > 0) parts.Add($"行政区{scope.Division}");
        if (scope.Industries.Count > 0) parts.Add($"行业{string.Join("、", scope.Industries)}");
        if (scope.OutletIds.Count > 0) parts.Add($"点名{scope.OutletIds.Count}个排放口");
        return parts.Count == 0 ? "辖区内全部排放口" : string.Join("，", parts);
    }

    public static string Of(AlarmRule rule) => string.Join("。", rule.Levels.Select(level =>
        $"{level.Name}：{Of(level.When, top: true)}{(level.HoldMinutes > 0 ? $"，持续{level.HoldMinutes}分钟" : "")}"));

    public static string Of(AlarmTerm term, bool top = false)
    {
        if (term.Kind is AlarmTermKind.All or AlarmTermKind.Any)
        {
            var joined = string.Join(term.Kind == AlarmTermKind.All ? " 且 " : " 或 ", term.Terms.Select(part => Of(part)));
            return top || term.Terms.Count == 1 ? joined : $"（{joined}）";
        }
        var name = term.Factor.Length == 0 ? "" : Pollutants.Find(term.Factor)?.NameZh ?? term.Factor;
        var period = term.Period switch { AlarmPeriod.Realtime => "实时", AlarmPeriod.Minute => "分钟", _ => "小时" };
        if (term.Kind == AlarmTermKind.NoData) return $"{name}{period}数据{term.Minutes}分钟没有收到";
        var value = term.Value switch { AlarmValue.Judged => "值", AlarmValue.Measured => "实测值", AlarmValue.Converted => "折算值", AlarmValue.Min => "最小值", AlarmValue.Max => "最大值", _ => "累计值" };
        var than = term.Comparison switch { AlarmComparison.Above => "高于", AlarmComparison.AtLeast => "不低于", AlarmComparison.Below => "低于", _ => "不高于" };
        return $"{name}{period}{value}{than}{Bound(term, term.Number)}{(term.Clear is { } clear && clear != term.Number ? $"（{Bound(term, clear)}解除）" : "")}";
    }

    private static string Bound(AlarmTerm term, decimal number)
    {
        var text = (number / 1.0000000000000000000000000000m).ToString(CultureInfo.InvariantCulture);
        return term.Measure switch { AlarmMeasure.HourLimit => $"小时限值的{text}%", AlarmMeasure.DayLimit => $"日均限值的{text}%", _ => text };
    }
}
