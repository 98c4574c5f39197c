namespace Qingjian.Judgement;

/// <summary>Whether one hour counts, decided in the order of the law: received, mark of the source, mark of the device,
/// flag, valid minutes, plausible range; the authority's decision overrides all.</summary>
internal static class AssessHour
{
    internal sealed record Result(Validity Validity, string Reason, string Because);

    internal static Result Of(HourValue hour, ValidityRule rule, Worksheet sheet)
    {
        var first = BeforeReview(hour, rule, sheet);
        if (hour.Manual is not { } manual) return first;
        var decided = manual.Valid
            ? new Result(Validity.Valid, "manual-valid", sheet.Line($"人工审核认定有效（{manual.By}：{manual.Reason}）"))
            : new Result(Validity.Invalid, "manual-invalid", sheet.Line($"人工审核认定无效（{manual.By}：{manual.Reason}）"));
        return hour.Received ? decided with { Because = sheet.Line($"{decided.Because}；审核前为：{first.Because}") } : first;
    }

    private static Result BeforeReview(HourValue hour, ValidityRule rule, Worksheet sheet)
    {
        if (!hour.Received || (hour.Avg is null && hour.ZsAvg is null))
            return new(Validity.Missing, "missing", "未收到该小时数据");
        foreach (var effect in (ReadOnlySpan<MarkEffect>)[MarkEffect.Stopped, MarkEffect.Exempt, MarkEffect.Invalid, MarkEffect.OutOfControl])
            if (Covering(hour, effect, rule.MarkMinutesToExempt) is { } mark)
            {
                sheet.Use("M31");
                return effect switch
                {
                    MarkEffect.Stopped => new(Validity.Stopped, "stopped", sheet.Line($"已标记“{mark}”")),
                    MarkEffect.Exempt => new(Validity.Exempt, "exempt", sheet.Line($"已标记“{mark}”，在豁免时段内")),
                    MarkEffect.OutOfControl => new(Validity.Invalid, "out-of-control", sheet.Line($"仪器处于{mark}，数据无效")),
                    _ => new(Validity.Invalid, "mark", sheet.Line($"已标记“{mark}”，数据无效")),
                };
            }
        foreach (var mark in hour.Marks.Where(mark => mark.Effect == MarkEffect.Spent)) sheet.Say($"{hour.Start.Hour}时已标记“{mark.Name}”，不予豁免，照常判定");
        if (!rule.ValidFlags.Contains(hour.Flag.ToString()))
            return new(Validity.Invalid, FlagCode(hour.Flag), sheet.Line($"数据标记为{FlagWord(hour.Flag)}（{hour.Flag}）"));
        if (rule.HourValidMinutes is { } needed)
        {
            if (hour.ValidMinutes is not { } minutes) sheet.Use("J8");
            else if (minutes < needed) return new(Validity.Invalid, "too-few-minutes", sheet.Line($"有效分钟数{minutes}，少于{needed}"));
        }
        if (hour.Suspect is { } why) return new(Validity.Suspect, "suspect", why);
        return new(Validity.Valid, "valid", hour.ValidMinutes is { } counted ? sheet.Line($"数据标记{hour.Flag}，有效分钟数{counted}") : sheet.Line($"数据标记{hour.Flag}"));
    }

    private static string FlagCode(char flag) => flag switch { 'F' => "flag-F", 'M' => "flag-M", 'S' => "flag-S", 'D' => "flag-D", 'C' => "flag-C", 'B' => "flag-B", _ => $"flag-{flag}" };

    private static string? Covering(HourValue hour, MarkEffect effect, int more)
    {
        if (hour.Marks.Count == 0) return null;
        var marks = hour.Marks.Where(mark => mark.Effect == effect).ToList();
        return marks.Sum(mark => mark.Minutes) > more ? string.Join('、', marks.Select(mark => mark.Name).Distinct()) : null;
    }

    internal static string FlagWord(char flag) => flag switch
    {
        'N' => "正常",
        'F' => "停运",
        'M' => "维护",
        'S' => "手工输入",
        'D' => "故障",
        'C' => "校准",
        'T' => "超测量上限",
        'B' => "通讯异常",
        _ => "未知标记",
    };
}
