using Qingjian.Vocabulary;

namespace Qingjian.Judgement;

/// <summary>超标判定. Pure: values, marks and the rules of the day in, a verdict out.</summary>
public static partial class Judge
{
    /// <summary>Judges one hour of one factor. Waste gas against the hourly limit; waste water has no hourly limit and is only
    /// warned against the day limit (M44); pH against its range.</summary>
    /// <param name="subject">The outlet, as the caller names it.</param>
    /// <param name="hour">The hour as stored.</param>
    /// <param name="rules">The rules of the day of the data.</param>
    public static Verdict Hour(string subject, HourValue hour, DayRules rules)
    {
        var sheet = new Worksheet(rules, words: true);
        var name = rules.Factors(hour.Pollutant)?.Name ?? hour.Pollutant;
        var (come, validity, because) = Decide(hour, name, rules, sheet);
        if (come is { Outcome: VerdictOutcome.NotJudged } && because is null) because = sheet.Lines[^1];
        sheet.SayRulings();
        return new Verdict(
            subject, hour.Pollutant, LimitPeriod.Hour, hour.Start, come.Outcome, come.Reason, validity, come.Value, come.ValueKind,
            come.Limit?.Unit, come.Limit, come.Multiple, null, sheet.Lines, sheet.Rulings, sheet.Citations(), sheet.WeakestTrust(),
            Sentence.Hour(name, hour, come, because), [hour]);
    }

    /// <summary>What <see cref="Hour"/> comes to, without its words.</summary>
    public static Brief BriefHour(HourValue hour, DayRules rules)
    {
        var (come, _, _) = Decide(hour, "", rules, new Worksheet(rules, words: false));
        return new(come.Outcome, come.Reason);
    }

    private static (Comparison.Result Come, Validity Validity, string? Because) Decide(HourValue hour, string name, DayRules rules, Worksheet sheet)
    {
        sheet.Say($"{BeijingTime.HourInChinese(hour.Start)}，{name}（{hour.Pollutant}）小时值{(hour.Origin is { } origin ? $"，来自{origin}" : "")}");
        var assessed = AssessHour.Of(hour, rules.Validity, sheet);
        sheet.Say($"有效性：{Word(assessed.Validity)}，{assessed.Because}");
        if (assessed.Validity != Validity.Valid)
            return (new(VerdictOutcome.NotJudged, assessed.Reason, null, null, null, null), assessed.Validity, assessed.Because);

        var applicable = rules.Limits.Applicable(hour.Pollutant, LimitPeriod.Hour);
        var warnOnly = false;
        if (applicable.Limits.Count == 0 && rules.Limits.Medium == Medium.Water)
        {
            applicable = rules.Limits.Applicable(hour.Pollutant, LimitPeriod.Day);
            warnOnly = applicable.Limits.Count > 0;
        }
        if (applicable.Limits.Count == 0 || (warnOnly && sheet.Use("M44") != "warn"))
            return (new(VerdictOutcome.NotJudged, "no-limit", null, null, null, null), Validity.Valid, NoLimit(hour.Pollutant, rules, sheet));

        var result = Comparison.Of(applicable, limit => ChooseValue.Of(hour, limit, rules, sheet), hour.Flag == 'T' && applicable.HaveNoLow, hour.WaterTemperature, rules, sheet);
        if (result.Outcome == VerdictOutcome.Exceeded && warnOnly)
            result = result with { Outcome = VerdictOutcome.Warning, Reason = "water-hour" };
        else if (result.Outcome == VerdictOutcome.Exceeded && !applicable.HourIsEvidence && sheet.Use("J5") == "dispatch")
            result = result with { Outcome = VerdictOutcome.Warning, Reason = "incinerator-hour" };
        else if (result is { Outcome: VerdictOutcome.Compliant, Limit.Range.Low: not null })
            result = Extremes(hour, result, sheet);
        return (result, result.Outcome == VerdictOutcome.NotJudged && result.Reason != "over-range" ? Validity.Invalid : Validity.Valid, null);
    }

    // J2: the mean is inside, but single values were not.
    private static Comparison.Result Extremes(HourValue hour, Comparison.Result result, Worksheet sheet)
    {
        if (sheet.Use("J2") != "average" || result.Limit is not { } limit) return result;
        foreach (var (value, kind, word) in new[] { (hour.Min, "min", "最小值"), (hour.Max, "max", "最大值") })
            if (value is { } extreme && limit.Range.IsPassedBy(extreme))
            {
                sheet.Say($"小时{word}{Comparison.Show(extreme)}不在{limit.Text}之内，小时均值在范围内，作预警");
                return result with { Outcome = VerdictOutcome.Warning, Reason = "ph-extreme", Value = extreme, ValueKind = kind };
            }
        return result;
    }

    private static string NoLimit(string pollutant, DayRules rules, Worksheet sheet)
    {
        foreach (var note in rules.Limits.Notes) sheet.Say(note.Text);
        var why = rules.Limits.Limits.Any(limit => limit.Pollutant == pollutant && limit.ManualOnly)
            ? "该因子的限值只适用于手工监测"
            : "该因子在当日没有适用的限值";
        sheet.Say(why);
        return why;
    }

    private static string Word(Validity validity) => validity switch
    {
        Validity.Valid => "有效",
        Validity.Invalid => "无效",
        Validity.Exempt => "豁免",
        Validity.Stopped => "停运",
        Validity.Missing => "缺失",
        Validity.Suspect => "存疑",
        Validity.Insufficient => "有效数据不足",
        _ => throw new ArgumentOutOfRangeException(nameof(validity)),
    };
}
