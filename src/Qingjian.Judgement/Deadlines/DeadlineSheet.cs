using Qingjian.Vocabulary;

namespace Qingjian.Judgement;

/// <summary>Collects the working of one deadline while it is computed.</summary>
internal sealed class DeadlineSheet(DeadlineTable table, DeadlineRule rule, Rulings? rulings, WorkCalendar calendar)
{
    private readonly List<string> lines = [];
    private readonly List<string> used = [];
    private readonly List<RuleCitation> citations = [RuleCitation.Of(table.Rule) with { Clause = rule.Source, Trust = rule.Trust }];
    private readonly Dictionary<string, List<DateOnly>> skipped = [];

    internal bool Provisional { get; private set; }
    internal IReadOnlyList<string> Lines => lines;
    internal IReadOnlyList<string> Rulings => used;
    internal IReadOnlyList<RuleCitation> Citations => citations;
    internal Trust Weakest => citations.Max(citation => citation.Trust);

    internal void Say(string line) => lines.Add(line);

    internal void Use(string ruling)
    {
        if (!used.Contains(ruling)) used.Add(ruling);
    }

    internal string Setting(string ruling, string otherwise)
    {
        Use(ruling);
        return rulings?.Find(ruling)?.Setting ?? otherwise;
    }

    internal void Cite(string source, Trust trust)
    {
        var citation = RuleCitation.Of(table.Rule) with { Clause = source, Trust = trust };
        if (!citations.Contains(citation)) citations.Add(citation);
    }

    /// <summary>The calendar's word on a day, noted; null when its year is not loaded.</summary>
    internal bool? IsWorkday(DateOnly day)
    {
        if (calendar.On(day) is not { } found) return null;
        if (found.Provisional) Provisional = true;
        if (calendar.SourceOf(day) is { } source && citations.All(citation => citation.Path != source.Path))
            citations.Add(RuleCitation.Of(source) with { Trust = Trust.Text });
        if (!found.IsWorkday) Note($"{found.Name}不计", day);
        else if (found.Name.Length > 0) Note($"{found.Name}，上班，计入", day);
        return found.IsWorkday;
    }

    internal void SaySkipped()
    {
        foreach (var (name, days) in skipped.OrderBy(each => each.Value.Min()))
            lines.Add($"{string.Join('、', Runs(days))}：{name}");
        skipped.Clear();
    }

    internal void ForgetSkipped() => skipped.Clear();

    internal void Close()
    {
        foreach (var code in used)
            if (rulings?.Find(code) is { } ruling) lines.Add($"适用处理规则{ruling.Code}（{ruling.Question}）：{ruling.Answer}");
        lines.Add($"依据：{string.Join("；", citations.Where(citation => citation.Path == table.Rule.Path).Select(citation => $"{citation.Clause}（{citation.Trust.InChinese()}）"))}");
        if (Provisional) lines.Add("暂定：所用年份的工作日历尚未发布，按周末和固定日期的节日推算，不得印入文书；日历载入后重新计算");
    }

    private void Note(string name, DateOnly day)
    {
        if (!skipped.TryGetValue(name, out var days)) skipped[name] = days = [];
        if (!days.Contains(day)) days.Add(day);
    }

    private static IEnumerable<string> Runs(List<DateOnly> days)
    {
        days.Sort();
        for (var at = 0; at < days.Count;)
        {
            var end = at;
            while (end + 1 < days.Count && days[end + 1] == days[end].AddDays(1)) end++;
            yield return end == at ? Short(days[at]) : $"{Short(days[at])}至{Short(days[end])}";
            at = end + 1;
        }
    }

    internal static string Long(DateOnly day) => $"{BeijingTime.InChinese(day)}（星期{"日一二三四五六"[(int)day.DayOfWeek]}）";
    private static string Short(DateOnly day) => $"{day.Month}月{day.Day}日";
}
