using Qingjian.Vocabulary;

namespace Qingjian.Judgement;

/// <summary>What electricity shows of one day under an order to stop or limit production.</summary>
/// <param name="Day">The day.</param>
/// <param name="Order">Number of the order.</param>
/// <param name="Basis">Document the order rests on.</param>
/// <param name="Measure">停产, or the limit in words.</param>
/// <param name="Hours">Hours of the day under the order.</param>
/// <param name="Kwh">Electricity of production meanwhile.</param>
/// <param name="AllowedKwh">What the order allows.</param>
/// <param name="Covered">Share of the time that readings cover, 0 to 1.</param>
/// <param name="Result">What the day was assessed as.</param>
/// <param name="Say">How, Chinese.</param>
/// <param name="Baseline">The baseline's days, Chinese.</param>
public sealed record StopDay(DateOnly Day, string Order, string Basis, string Measure, decimal Hours, decimal Kwh, decimal? AllowedKwh, decimal Covered, ControlResult Result, string Say, string Baseline);

/// <summary>Judges production during an ordered stop or limit.</summary>
public static class JudgeStop
{
    /// <summary>Null for a day on which the order was carried out, or nothing can be said.</summary>
    public static Verdict? Of(string subject, string orderId, StopDay day, ElectricityRule rule)
    {
        ArgumentNullException.ThrowIfNull(day);
        ArgumentNullException.ThrowIfNull(rule);
        if (day.Result is not (ControlResult.NotExecuted or ControlResult.Partly) || day.AllowedKwh is not { } allowed) return null;
        List<string> working =
        [
            $"{day.Order}（{day.Measure}），依据：{day.Basis}",
            $"当日受控{VerdictJson.Plain(day.Hours)}小时，生产用电{VerdictJson.Plain(Math.Round(day.Kwh, 1))}千瓦时，读数覆盖{SpanVerdict.Share(Math.Round(day.Covered, 4))}；允许{VerdictJson.Plain(Math.Round(allowed, 1))}千瓦时",
            day.Baseline,
            day.Say,
        ];
        var sentence = $"{BeijingTime.InChinese(day.Day)}，{day.Order}要求{day.Measure}期间，{day.Say}，属于{(day.Measure == "停产" ? "停产" : "限产")}期间生产的情形，由生态环境部门现场核实。";
        return SpanVerdict.Of(subject, $"power:stop-{orderId[..8]}", day.Day, VerdictOutcome.Exceeded, "work-in-stop", Math.Round(day.Kwh, 1), "electricity", "千瓦时", Math.Round(allowed, 1), rule.Rule, rule.Rule.Clause, [], working, sentence);
    }
}
