using System.Globalization;
using Qingjian.Vocabulary;

namespace Qingjian.Judgement;

/// <summary>What a day that was not marked in time comes to, as verdicts beside those of its factors. No violation by themselves: what is not marked in time counts as
/// no objection to the data (notice 21 of 2022), and a plant has to mark timely (Order No. 10 article 4).</summary>
public static class MarkVerdict
{
    /// <summary>Code under which unmarked gaps are judged: no code of the protocol, a count of ours.</summary>
    public const string Unmarked = "unmarked-gap";

    /// <summary>Code under which late marks are judged.</summary>
    public const string Late = "late-mark";

    /// <summary>Chinese name of what is judged; null for another code.</summary>
    public static string? NameOf(string code) => code switch { Unmarked => "数据缺失、无效未标记", Late => "标记超时", _ => null };

    /// <summary>None for a day that was marked in time.</summary>
    /// <param name="subject">The outlet.</param>
    /// <param name="day">The day as reckoned.</param>
    /// <param name="rule">The rule of marking in force.</param>
    public static IReadOnlyList<Verdict> Of(string subject, MarkTimeliness day, Rule rule)
    {
        var verdicts = new List<Verdict>();
        var limit = $"{day.Due:M月d日HH:mm}";
        if (day.Unmarked.Count > 0)
        {
            var hours = string.Join('、', Stretches(day.Unmarked));
            verdicts.Add(DayFinding.Of(subject, Unmarked, day.Day, VerdictOutcome.Warning, "unmarked", day.Unmarked.Count, "unmarked-hours", "小时", 0, rule.Clause, rule,
                [$"当日数据缺失，或者无效而数采仪没有说明原因的小时：{hours}，共{day.Unmarked.Count}小时", $"标记时限为{limit}，至今没有任何标记覆盖这些小时", "数采仪上报停运、维护、校准、故障或者超上限标记的小时视为已经自动标记，不计入"], [],
                $"{BeijingTime.InChinese(day.Day)}，{hours}共{day.Unmarked.Count}个小时的数据缺失或者无效，至标记时限{limit}没有标记，视为对数据有效性无异议。请补传数据或者说明原因。"));
        }
        if (day.Late.Count > 0)
        {
            var most = day.Late.Max(mark => Over(mark, day));
            verdicts.Add(DayFinding.Of(subject, Late, day.Day, VerdictOutcome.Warning, "mark-late", most, "hours-late", "小时", 0, rule.Clause, rule,
                [$"标记时限为{limit}", .. day.Late.Select(mark => string.Create(CultureInfo.InvariantCulture, $"“{mark.Name}”{mark.From:M月d日HH:mm}至{mark.To:M月d日HH:mm}，{mark.MadeAt:M月d日HH:mm}标记，超过时限{Over(mark, day):0.#}小时"))], ["M36"],
                string.Create(CultureInfo.InvariantCulture, $"{BeijingTime.InChinese(day.Day)}，有{day.Late.Count}项标记在时限{limit}之后作出，最多超过{most:0.#}小时；逾期标记经审核采纳后才生效。")));
        }
        return verdicts;
    }

    private static decimal Over(TimedMark mark, MarkTimeliness day) => Math.Round((decimal)(mark.MadeAt - day.Due).TotalMinutes / 60m, 1, MidpointRounding.ToEven);

    // 5时至8时 for the hours that begin at 5, 6 and 7.
    private static IEnumerable<string> Stretches(IReadOnlyList<DateTime> hours)
    {
        for (var at = 0; at < hours.Count;)
        {
            var first = at;
            while (at + 1 < hours.Count && hours[at + 1] == hours[at].AddHours(1)) at++;
            yield return $"{hours[first].Hour}时至{hours[at].Hour + 1}时";
            at++;
        }
    }
}
