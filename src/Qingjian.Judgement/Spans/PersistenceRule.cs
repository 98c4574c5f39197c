namespace Qingjian.Judgement;

/// <summary>Whose exceedances are counted together.</summary>
public enum PersistenceSubject
{
    /// <summary>One factor of one outlet.</summary>
    Factor = 1,
    /// <summary>All judged factors of all outlets of the enterprise; several on one day are one.</summary>
    Enterprise = 2,
}

/// <summary>A way of exceeding persistently: by how much, how often, within what time.</summary>
/// <param name="Rule">The law file.</param>
/// <param name="Code">Stable code within the file.</param>
/// <param name="Name">Chinese.</param>
/// <param name="Period">Which means are counted: hours or days.</param>
/// <param name="Over">Times over the limit from which one counts, inclusive; 0 for any.</param>
/// <param name="Least">So many make it, inclusive.</param>
/// <param name="WindowDays">Days looked at, the day itself included; null for the natural month.</param>
/// <param name="CountedBy">Whose are counted together.</param>
/// <param name="Outcome">Exceeded, or a warning where hours only call for action.</param>
/// <param name="Standards">Outlets under one of these standards only; empty for all.</param>
/// <param name="Consequence">Chinese, what follows.</param>
public sealed record PersistenceRow(
    Rule Rule, string Code, string Name, LimitPeriod Period, decimal Over, int Least, int? WindowDays, PersistenceSubject CountedBy, VerdictOutcome Outcome, IReadOnlyList<string> Standards, string Consequence)
{
    /// <summary>First day of the window that ends on <paramref name="day"/>.</summary>
    public DateOnly WindowOf(DateOnly day) => WindowDays is { } days ? day.AddDays(1 - days) : new(day.Year, day.Month, 1);

    internal static IReadOnlyList<PersistenceRow> Read(LawNode node, Rule rule) => [.. node.Items("rows").Select(row => new PersistenceRow(
        rule, row.Text("code"), row.Text("name"), row.OneOf("period", ("day", LimitPeriod.Day), ("hour", LimitPeriod.Hour)), row.Number("over"), row.Whole("least"),
        row.TextOr("window") == "natural_month" ? null : row.Whole("window_days"), row.OneOf("counted_by", ("factor", PersistenceSubject.Factor), ("enterprise", PersistenceSubject.Enterprise)),
        row.OneOf("outcome", ("exceeded", VerdictOutcome.Exceeded), ("warning", VerdictOutcome.Warning)), row.Texts("standards"), row.Text("consequence")))];
}

/// <summary>An exceedance that may count: of a verdict that stands.</summary>
/// <param name="OutletName">Outlet, for people.</param>
/// <param name="Factor">HJ 212 code.</param>
/// <param name="FactorName">Chinese.</param>
/// <param name="Start">Beginning of the hour or day, Beijing clock.</param>
/// <param name="Multiple">Times over the limit; null for pH, which counts where any does.</param>
/// <param name="Value">The mean, in its unit.</param>
/// <param name="Unit">Unit.</param>
/// <param name="Digest">Digest of the verdict.</param>
public sealed record CountedExceedance(string OutletName, string Factor, string FactorName, DateTime Start, decimal? Multiple, decimal? Value, string? Unit, string Digest);

/// <summary>Judges size, frequency and window.</summary>
public static class JudgePersistence
{
    /// <summary>The verdict of a day; null while the number is not reached, or nothing of the day itself counts: the day on which it happens again answers.</summary>
    /// <param name="subject">Outlet the verdict is about.</param>
    /// <param name="about">Factor code; empty where several are counted together.</param>
    /// <param name="name">Whose exceedances, Chinese: a factor, or the plant.</param>
    /// <param name="day">Last day of the window.</param>
    /// <param name="exceedances">Of the subject, in any order, at least those of the window.</param>
    /// <param name="row">The rule.</param>
    public static Verdict? Of(string subject, string about, string name, DateOnly day, IEnumerable<CountedExceedance> exceedances, PersistenceRow row)
    {
        ArgumentNullException.ThrowIfNull(row);
        var counted = Counted(day, exceedances, row);
        if (counted.Count < row.Least || DateOnly.FromDateTime(counted[^1][0].Start) != day) return null;
        var hours = row.Period == LimitPeriod.Hour;
        var (unit, mean) = hours ? ("小时", "小时均值") : ("天", "日均值");
        var size = row.Over > 0 ? $"超标{VerdictJson.Plain(row.Over)}倍以上" : "超标";
        var window = row.WindowDays is { } days ? $"{days}日内（自{BeijingTime(row.WindowOf(day))}起）" : $"{day.Year}年{day.Month}月";
        List<string> working = [$"计数规则：{row.Name}（{row.Rule.Document}，{row.Rule.Clause}），窗口{BeijingTime(row.WindowOf(day))}至{BeijingTime(day)}"];
        foreach (var each in counted.SelectMany(group => group))
            working.Add($"{SpanVerdict.DayOf(each.Start, hours)}：{each.OutletName} {each.FactorName}{mean}{(each.Value is { } value ? VerdictJson.Plain(Math.Round(value, 3)) : "")}{each.Unit?.Replace("m3", "m³", StringComparison.Ordinal)}{(each.Multiple is { } multiple ? $"，超标{VerdictJson.Plain(multiple)}倍" : "")}（判定摘要 {each.Digest[..16]}）");
        working.Add($"共{counted.Count}{unit}，达到{row.Least}{unit}");
        var sentence = $"{BeijingTime(day)}，{name}{mean}在{window}第{counted.Count}次{size}，达到{row.Least}次，{row.Consequence}。";
        IReadOnlyList<string> rulings = row.CountedBy == PersistenceSubject.Enterprise ? ["M40"] : [];
        return SpanVerdict.Of(subject, $"{about}:{row.Code}", day, row.Outcome, row.Outcome == VerdictOutcome.Exceeded ? "persistent" : "persistent-hours", counted.Count, "count", unit, row.Least, row.Rule, row.Rule.Clause, rulings, working, sentence);
    }

    /// <summary>How many count on a day.</summary>
    public static int CountOf(DateOnly day, IEnumerable<CountedExceedance> exceedances, PersistenceRow row) => Counted(day, exceedances, row).Count;

    // Several of one hour or day are one.
    private static List<IReadOnlyList<CountedExceedance>> Counted(DateOnly day, IEnumerable<CountedExceedance> exceedances, PersistenceRow row)
    {
        var (from, until) = (row.WindowOf(day).ToDateTime(TimeOnly.MinValue), day.AddDays(1).ToDateTime(TimeOnly.MinValue));
        return [.. exceedances.Where(each => each.Start >= from && each.Start < until && (each.Multiple ?? 0) >= row.Over)
            .GroupBy(each => each.Start).OrderBy(group => group.Key)
            .Select(group => (IReadOnlyList<CountedExceedance>)[.. group.OrderBy(each => each.OutletName, StringComparer.Ordinal).ThenBy(each => each.Factor, StringComparer.Ordinal)])];
    }

    private static string BeijingTime(DateOnly day) => Vocabulary.BeijingTime.InChinese(day);
}
