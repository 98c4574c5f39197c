namespace Qingjian.Judgement;

/// <summary>The value of an hour that is compared with one limit: converted or measured, in the limit's unit.</summary>
internal static class ChooseValue
{
    /// <param name="Value">In the limit's unit; null when the hour has none for this limit.</param>
    /// <param name="Kind">avg, zs-avg or converted.</param>
    /// <param name="Fault">Why there is none: a code.</param>
    /// <param name="Because">Chinese.</param>
    internal sealed record Result(decimal? Value, string Kind, string? Fault, string Because);

    internal static Result Of(HourValue hour, Limit limit, DayRules rules, Worksheet sheet)
    {
        var chosen = Concentration(hour, limit, rules.Validity, sheet);
        if (chosen.Value is not { } value) return chosen;
        var unit = hour.Unit ?? rules.Factors(hour.Pollutant)?.Unit ?? limit.Unit;
        if (Units.Factor(unit, limit.Unit) is not { } factor)
            return new(null, chosen.Kind, "unit", sheet.Line($"数据单位{unit}与限值单位{limit.Unit}不能换算"));
        return factor == 1m ? chosen : chosen with { Value = value * factor, Because = sheet.Line($"{chosen.Because}；{VerdictJson.Plain(value)} {unit} 换算为 {VerdictJson.Plain(value * factor)} {limit.Unit}") };
    }

    private static Result Concentration(HourValue hour, Limit limit, ValidityRule rule, Worksheet sheet)
    {
        if (limit.ReferenceOxygen is not { } reference)
            return hour.ZsAvg is { } sent && !limit.Measured
                ? new(sent, "zs-avg", null, sheet.Line($"取折算浓度 {VerdictJson.Plain(sent)}"))
                : Measured(hour, sheet);
        if (hour.Oxygen is not { } oxygen)
        {
            if (sheet.Use("J3") == "invalid" || hour.ZsAvg is null)
                return new(null, "zs-avg", "oxygen-missing", "氧含量缺失或者无效，折算浓度无效");
            return new(hour.ZsAvg, "zs-avg", null, sheet.Line($"氧含量缺失，取记录器上报的折算浓度 {VerdictJson.Plain(hour.ZsAvg.Value)}"));
        }
        if (rule.OxygenUndefinedFrom is { } from && oxygen >= from)
            return new(null, "zs-avg", "o2-invalid", sheet.Line($"氧含量{VerdictJson.Plain(oxygen)}%接近空气，折算无意义，折算浓度无效"));
        if (hour.ZsAvg is { } zs) return new(zs, "zs-avg", null, sheet.Line($"取折算浓度 {VerdictJson.Plain(zs)}（氧含量{VerdictJson.Plain(oxygen)}%，基准{VerdictJson.Plain(reference)}%）"));
        if (hour.Avg is not { } avg) return Measured(hour, sheet);
        var air = rule.OxygenAir ?? 21m;
        var converted = Conversion.ByReferenceOxygen(avg, oxygen, reference, air);
        var formula = sheet.Line(
            $"折算浓度 = {VerdictJson.Plain(avg)} × ({air} − {VerdictJson.Plain(reference)}) ÷ ({air} − {VerdictJson.Plain(oxygen)}) = {VerdictJson.Plain(Math.Round(converted, 4))}");
        return new(converted, "converted", null, formula);
    }

    private static Result Measured(HourValue hour, Worksheet sheet) => hour.Avg is { } avg
        ? new(avg, "avg", null, sheet.Line($"取实测均值 {VerdictJson.Plain(avg)}"))
        : new(null, "avg", "missing", "没有实测均值");
}
