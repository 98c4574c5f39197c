using Qingjian.Vocabulary;

namespace Qingjian.Judgement;

public static partial class Judge
{
    /// <summary>Judges one natural day of one factor from its hours: gas by the plain mean of at least 20 valid hours, water by
    /// the flow-weighted mean. A day with too few valid hours is insufficient, whatever the values.</summary>
    public static Verdict Day(string subject, DayValue day, DayRules rules)
    {
        var sheet = new Worksheet(rules, words: true);
        var name = rules.Factors(day.Pollutant)?.Name ?? day.Pollutant;
        var hours = day.Hours.OrderBy(hour => hour.Start).ToList();
        var (come, validity, because, valid) = Decide(day, hours, name, rules, sheet);
        if (come.Outcome == VerdictOutcome.NotJudged && because is null) because = sheet.Lines[^1];
        sheet.SayRulings();
        return new Verdict(
            subject, day.Pollutant, LimitPeriod.Day, day.Day.ToDateTime(TimeOnly.MinValue), come.Outcome, come.Reason, validity, come.Value, come.ValueKind,
            come.Limit?.Unit, come.Limit, come.Multiple, valid, sheet.Lines, sheet.Rulings, sheet.Citations(), sheet.WeakestTrust(),
            Sentence.Day(name, day.Day, come, because), hours);
    }

    /// <summary>What <see cref="Day"/> comes to, without its words.</summary>
    public static Brief BriefDay(DayValue day, DayRules rules)
    {
        var (come, _, _, _) = Decide(day, [.. day.Hours.OrderBy(hour => hour.Start)], "", rules, new Worksheet(rules, words: false));
        return new(come.Outcome, come.Reason);
    }

    private static (Comparison.Result Come, Validity Validity, string? Because, int Valid) Decide(DayValue day, List<HourValue> hours, string name, DayRules rules, Worksheet sheet)
    {
        sheet.Say($"{BeijingTime.InChinese(day.Day)}，{name}（{day.Pollutant}）日均值，收到{hours.Count(hour => hour.Received)}个小时值");

        var assessed = Enumerable.Range(0, 24).Select(clock => hours.FirstOrDefault(hour => hour.Start.Hour == clock) is { } hour
            ? (Clock: clock, Hour: (HourValue?)hour, Result: AssessHour.Of(hour, rules.Validity, sheet))
            : (Clock: clock, Hour: null, Result: new AssessHour.Result(Validity.Missing, "missing", "未收到该小时数据"))).ToList();
        foreach (var group in sheet.Words ? assessed.Where(each => each.Result.Validity != Validity.Valid).GroupBy(each => each.Result.Because) : [])
            sheet.Say($"{string.Join('、', group.Select(each => each.Clock))}时不计入：{group.Key}");
        var valid = assessed.Where(each => each.Result.Validity == Validity.Valid).Select(each => each.Hour!).ToList();

        var limits = rules.Limits.Applicable(day.Pollutant, LimitPeriod.Day);
        if (limits.Limits.Count == 0)
        {
            var why = rules.Limits.For(day.Pollutant, LimitPeriod.Instant).Any(limit => limit.Range.Low is not null)
                ? "该因子只判定小时值，不计日均值"
                : NoLimit(day.Pollutant, rules, sheet);
            return Finish(NotJudged("no-limit"), Validity.Valid, why);
        }
        var stopped = assessed.Count(each => each.Result.Validity == Validity.Stopped);
        if (stopped == 24) return Finish(NotJudged("stopped"), Validity.Stopped, "全天停运");

        // The completeness rule looks at hours that have a value for the named limit: an hour without oxygen has no converted value.
        var lead = limits.Chosen.Binding ?? limits.Limits[0];
        var usable = valid.Select(hour => (Hour: hour, Value: ChooseValue.Of(hour, lead, rules, sheet))).ToList();
        foreach (var group in sheet.Words ? usable.Where(each => each.Value.Value is null).GroupBy(each => each.Value.Because) : [])
            sheet.Say($"{string.Join('、', group.Select(each => each.Hour.Start.Hour))}时不计入：{group.Key}");
        var counted = usable.Where(each => each.Value.Value is not null).Select(each => each.Hour).ToList();
        var due = rules.Validity.DayValidHours is null ? (int)Math.Ceiling(day.Scheduled * (24 - stopped) / 24m) : 24;
        var needed = rules.Validity.HoursNeeded(due);
        sheet.Say($"有效小时{counted.Count}个，应有不少于{needed}个");
        if (counted.Count < needed)
        {
            sheet.Use("M22");
            sheet.Cite(lead);
            return Finish(NotJudged("insufficient"), Validity.Insufficient, $"有效小时值{counted.Count}个，少于{needed}个，有效数据不足");
        }

        var temperatures = counted.Where(hour => hour.WaterTemperature is not null).Select(hour => hour.WaterTemperature!.Value).ToList();
        var result = Comparison.Of(
            limits, limit => Mean(counted, limit, rules, sheet), counted.Any(hour => hour.Flag == 'T'),
            temperatures.Count > 0 ? temperatures.Average() : null, rules, sheet);
        if (day.LoggerMean is { } sent && result.Value is { } mean)
            sheet.Say($"记录器上报的日均值为{Comparison.Show(sent)}，与计算值相差{Comparison.Show(Math.Abs(sent - mean))}，以计算值为准");
        return Finish(result, result is { Outcome: VerdictOutcome.NotJudged, Reason: not "over-range" } ? Validity.Invalid : Validity.Valid, null);

        (Comparison.Result, Validity, string?, int) Finish(Comparison.Result come, Validity validity, string? because) => (come, validity, because, valid.Count);
    }

    private static Comparison.Result NotJudged(string reason) => new(VerdictOutcome.NotJudged, reason, null, null, null, null);

    private static ChooseValue.Result Mean(IReadOnlyList<HourValue> hours, Limit limit, DayRules rules, Worksheet sheet)
    {
        var values = hours.Select(hour => (Hour: hour, Chosen: ChooseValue.Of(hour, limit, rules, sheet)))
            .Where(each => each.Chosen.Value is not null).Select(each => (each.Hour, Value: each.Chosen.Value!.Value, each.Chosen.Kind)).ToList();
        if (values.Count == 0) return new(null, "plain", "missing", "没有可用于该限值的小时值");
        var converted = values.Any(each => each.Kind is "zs-avg" or "converted");
        if (rules.Validity.DayMeanByFlow)
        {
            if (values.All(each => each.Hour.Discharge is not null))
            {
                if (Conversion.FlowWeighted(values.Select(each => (each.Value, each.Hour.Discharge!.Value))) is not { } weighted)
                    return new(null, "flow-weighted", "no-discharge", "全天排放量为零，没有日均值");
                var volume = values.Sum(each => each.Hour.Discharge!.Value);
                return new(weighted, "flow-weighted", null,
                    sheet.Line($"日均值按排放量加权：{values.Count}个小时值，总排放量{Comparison.Show(volume)} m³，加权平均 = {Comparison.Show(weighted)}"));
            }
            sheet.Use("J7");
        }
        var sum = values.Sum(each => each.Value);
        var mean = sum / values.Count;
        return new(mean, converted ? "zs-avg" : "plain", null,
            sheet.Line($"日均值 = {values.Count}个小时{(converted ? "折算" : "")}值之和{Comparison.Show(sum)} ÷ {values.Count} = {Comparison.Show(mean)}"));
    }
}
