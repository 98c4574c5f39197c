using Qingjian.Vocabulary;

namespace Qingjian.Judgement;

/// <summary>What is wrong with an alarm condition as somebody wrote it.</summary>
public static class AlarmRuleFaults
{
    private const int MostLevels = 3, MostLeaves = 12, Deepest = 3, LongestMinutes = 7 * 24 * 60;

    /// <summary>The first fault, or null. Whether a factor exists is the caller's to ask.</summary>
    public static Refusal? Of(AlarmRule rule)
    {
        ArgumentNullException.ThrowIfNull(rule);
        if (rule.Levels.Count is < 1 or > MostLevels) return Refusal.OfField("alarm-levels", "levels", $"报警条件要有1到{MostLevels}级，例如提示、预警、报警。");
        if (rule.Levels.Select(level => level.Name.Trim()).Distinct().Count() != rule.Levels.Count) return Refusal.OfField("alarm-levels", "levels", "各级的名称不能相同。");
        foreach (var level in rule.Levels)
            if (Of(level) is { } fault) return fault;
        if (rule.Repeat is { } repeat && (repeat.EveryMinutes is < 5 or > LongestMinutes || repeat.Most is < 1 or > 100))
            return Refusal.OfField("alarm-repeat", "repeat", "重复报警的间隔为5分钟到7天，次数为1到100次。");
        if (rule.Schedule is { } schedule && (!Enum.IsDefined(schedule.Days) || schedule.Weekdays.Any(day => day is < 1 or > 7)))
            return Refusal.OfField("alarm-schedule", "schedule", "值守时段的星期为1（周一）到7（周日），日历为每天、工作日或者休息日。");
        return null;
    }

    private static Refusal? Of(AlarmLevel level)
    {
        var name = level.Name.Trim();
        if (name.Length is < 1 or > 10) return Refusal.OfField("alarm-levels", "levels", "每一级要有名称，最多10个字。");
        if (level.Colour is not ("blue" or "yellow" or "orange" or "red")) return Refusal.OfField("alarm-colour", "levels", $"“{name}”的颜色须为蓝、黄、橙、红之一。");
        if (level.HoldMinutes is < 0 or > LongestMinutes || level.ClearMinutes is < 0 or > LongestMinutes) return Refusal.OfField("alarm-duration", "levels", $"“{name}”的持续时间和解除时间为0到7天。");
        if (Depth(level.When) > Deepest || level.When.Leaves().Count() > MostLeaves) return Refusal.OfField("alarm-tree", "levels", $"“{name}”的条件最多{Deepest}层、{MostLeaves}项，请拆成几个报警条件。");
        return level.When.Everything().Select(term => Of(term, name)).FirstOrDefault(fault => fault is not null);
    }

    private static Refusal? Of(AlarmTerm term, string name)
    {
        if (!Enum.IsDefined(term.Kind) || !Enum.IsDefined(term.Period) || !Enum.IsDefined(term.Value) || !Enum.IsDefined(term.Comparison) || !Enum.IsDefined(term.Measure))
            return Refusal.OfField("alarm-term", "levels", $"“{name}”里有不认识的条件，请重新选择。");
        switch (term.Kind)
        {
            case AlarmTermKind.All or AlarmTermKind.Any:
                return term.Terms.Count == 0 ? Refusal.OfField("alarm-term-empty", "levels", $"“{name}”里有一组条件是空的，请添加条件或者删去这一组。") : null;
            case AlarmTermKind.NoData:
                return term.Minutes is < 1 or > LongestMinutes ? Refusal.OfField("alarm-silence", "levels", $"“{name}”的无数据时间为1分钟到7天。") : null;
        }
        if (term.Terms.Count > 0) return Refusal.OfField("alarm-term", "levels", $"“{name}”的比较条件里不能再有条件。");
        if (term.Factor.Trim().Length == 0) return Refusal.OfField("alarm-factor", "levels", $"请为“{name}”的每个比较选择监测因子。");
        if (term.Measure != AlarmMeasure.Number && term.Number is <= 0 or > 1000) return Refusal.OfField("alarm-number", "levels", $"“{name}”的限值百分比要大于0、不超过1000。");
        if (term.Clear is { } clear && (term.Upwards() ? clear > term.Number : clear < term.Number))
            return Refusal.OfField("alarm-clear", "levels", $"“{name}”的解除值{(term.Upwards() ? "不能高于" : "不能低于")}触发值，否则一触发就会解除。");
        return null;
    }

    private static int Depth(AlarmTerm term) => 1 + term.Terms.Select(Depth).DefaultIfEmpty(0).Max();
}
