using System.Globalization;

namespace Qingjian.Judgement;

/// <summary>Whether a condition holds at a moment: yes, no, or not known. What is not known neither raises nor clears.</summary>
internal static class AlarmTruth
{
    /// <param name="term">The condition.</param>
    /// <param name="feed">What is known.</param>
    /// <param name="at">Beijing clock.</param>
    /// <param name="raised">By the clearing numbers instead of the raising ones.</param>
    internal static bool? Of(AlarmTerm term, AlarmFeed feed, DateTime at, bool raised) => term.Kind switch
    {
        AlarmTermKind.All => Joined(term, feed, at, raised, decides: false),
        AlarmTermKind.Any => Joined(term, feed, at, raised, decides: true),
        AlarmTermKind.NoData => feed.LastCame(term.Factor, term.Period, at) is { } last ? at >= last.AddMinutes(term.Minutes) : null,
        _ => Compared(term, feed, at, raised),
    };

    /// <summary>The comparisons and silences that make a condition hold, in words.</summary>
    internal static string Say(AlarmTerm term, AlarmFeed feed, DateTime at) =>
        string.Join("；", term.Leaves().Where(leaf => Of(leaf, feed, at, false) == true).Select(leaf => Words(leaf, feed, at)).Distinct());

    private static bool? Joined(AlarmTerm term, AlarmFeed feed, DateTime at, bool raised, bool decides)
    {
        bool? all = !decides;
        foreach (var part in term.Terms)
        {
            var truth = Of(part, feed, at, raised);
            if (truth == decides) return decides;
            if (truth is null) all = null;
        }
        return all;
    }

    private static bool? Compared(AlarmTerm term, AlarmFeed feed, DateTime at, bool raised)
    {
        if (feed.At(term.Factor, term.Period, at)?.Of(term.Value) is not { } value || Bound(term, feed, at, raised) is not { } bound) return null;
        return term.Comparison switch
        {
            AlarmComparison.Above => value > bound,
            AlarmComparison.AtLeast => value >= bound,
            AlarmComparison.Below => value < bound,
            _ => value <= bound,
        };
    }

    private static decimal? Bound(AlarmTerm term, AlarmFeed feed, DateTime at, bool raised)
    {
        var number = raised ? term.Clear ?? term.Number : term.Number;
        return term.Measure == AlarmMeasure.Number ? number : feed.LimitOf(term.Factor, term.Measure, DateOnly.FromDateTime(at))?.Bound * number / 100m;
    }

    private static string Words(AlarmTerm leaf, AlarmFeed feed, DateTime at)
    {
        var period = leaf.Period switch { AlarmPeriod.Realtime => "实时", AlarmPeriod.Minute => "分钟", _ => "小时" };
        if (leaf.Kind == AlarmTermKind.NoData)
            return $"{(leaf.Factor.Length == 0 ? "" : feed.NameOf(leaf.Factor))}{period}数据已{leaf.Minutes}分钟没有收到（最后一次{feed.LastCame(leaf.Factor, leaf.Period, at)?.ToString("M月d日HH:mm", CultureInfo.InvariantCulture)}）";
        var value = feed.At(leaf.Factor, leaf.Period, at)!;
        var field = leaf.Value switch { AlarmValue.Judged => value.Converted is null ? "值" : "折算值", AlarmValue.Measured => "实测值", AlarmValue.Converted => "折算值", AlarmValue.Min => "最小值", AlarmValue.Max => "最大值", _ => "累计值" };
        var than = leaf.Comparison switch { AlarmComparison.Above => "高于", AlarmComparison.AtLeast => "达到", AlarmComparison.Below => "低于", _ => "不高于" };
        var unit = leaf.Value == AlarmValue.Total ? "" : feed.UnitOf(leaf.Factor);
        var said = $"{feed.NameOf(leaf.Factor)}{period}{field}{Plain(value.Of(leaf.Value)!.Value)}{unit}，{than}";
        if (leaf.Measure == AlarmMeasure.Number) return $"{said}{Plain(leaf.Number)}{unit}";
        var limit = feed.LimitOf(leaf.Factor, leaf.Measure, DateOnly.FromDateTime(at))!;
        return $"{said}{(leaf.Measure == AlarmMeasure.HourLimit ? "小时" : "日均")}限值{Plain(limit.Bound)}{unit}{(leaf.Number == 100 ? "" : $"的{Plain(leaf.Number)}%")}（{limit.Name}）";
    }

    private static string Plain(decimal number) => VerdictJson.Plain(number);
}
