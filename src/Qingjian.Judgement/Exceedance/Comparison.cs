namespace Qingjian.Judgement;

/// <summary>Compares one value with the limits that apply and says what it comes to.</summary>
internal static class Comparison
{
    internal sealed record Result(VerdictOutcome Outcome, string Reason, decimal? Value, string? ValueKind, Limit? Limit, decimal? Multiple);

    /// <param name="applicable">Limits of the right period.</param>
    /// <param name="valueFor">The value to compare with a limit, in the limit's unit.</param>
    /// <param name="overRange">True when the value is flagged T (at least this high).</param>
    /// <param name="waterTemperature">For limits that depend on it.</param>
    /// <param name="rules">Rules of the day.</param>
    /// <param name="sheet">Takes the lines.</param>
    internal static Result Of(
        ApplicableLimits applicable, Func<Limit, ChooseValue.Result> valueFor, bool overRange, decimal? waterTemperature, DayRules rules, Worksheet sheet)
    {
        var chosen = applicable.Chosen;
        if (chosen.LaxPermit is { } lax)
        {
            sheet.Use("M41");
            sheet.Say($"{lax.Source}的许可限值{lax.Text} {lax.Unit}宽于{chosen.Binding!.Name}的{chosen.Binding.Text} {chosen.Binding.Unit}，以后者为准，许可证待核");
        }
        else if (chosen.Binding is not null && applicable.Binding > 1)
        {
            sheet.Use("M41");
            sheet.Say($"有{applicable.Binding}项有约束力的限值，以{chosen.Binding.Name}的{chosen.Binding.Text} {chosen.Binding.Unit}为准");
        }

        Result? binding = chosen.Binding is { } named ? Against(named, valueFor(named), overRange, waterTemperature, sheet) : null;
        if (binding is { Outcome: VerdictOutcome.Exceeded or VerdictOutcome.NotJudged or VerdictOutcome.Warning }) return binding;

        if (applicable.Policies.Count == 0 && binding is not null) return binding;
        var policies = applicable.Policies.Select(limit => (Limit: limit, Result: Against(limit, valueFor(limit), overRange, waterTemperature, sheet))).ToList();
        var passed = policies.FirstOrDefault(each => each.Result.Outcome == VerdictOutcome.Exceeded);
        if (passed.Limit is not null)
        {
            sheet.Use("J4");
            return passed.Result with { Outcome = VerdictOutcome.Warning, Reason = "ultra-low" };
        }
        return binding ?? policies.Select(each => each.Result).FirstOrDefault() ?? new(VerdictOutcome.NotJudged, "no-limit", null, null, null, null);
    }

    private static Result Against(Limit limit, ChooseValue.Result chosen, bool overRange, decimal? waterTemperature, Worksheet sheet)
    {
        sheet.Cite(limit);
        sheet.Say(chosen.Because);
        if (chosen.Value is not { } value) return new(VerdictOutcome.NotJudged, chosen.Fault ?? "missing", null, chosen.Kind, limit, null);
        sheet.Say($"限值：{limit.Name}，{limit.Text} {limit.Unit}{(limit.Remark is { } remark ? $"（{remark}）" : "")}");

        var range = limit.Range;
        var doubtful = false;
        if (limit.ColdWater is { } cold)
        {
            if (waterTemperature is { } celsius)
            {
                var isCold = celsius <= cold.Celsius;
                if (isCold) range = cold.Range;
                sheet.Say($"水温{VerdictJson.Plain(Math.Round(celsius, 1))}℃，{(isCold ? $"不高于{VerdictJson.Plain(cold.Celsius)}℃，限值取{cold.Text}" : $"高于{VerdictJson.Plain(cold.Celsius)}℃，限值取{limit.Text}")}");
                if (isCold) limit = limit with { Range = cold.Range, Text = cold.Text };
            }
            else
            {
                doubtful = value > range.High && value <= cold.Range.High && sheet.Use("J6") == "warn";
                sheet.Say($"水温缺失，按限值{limit.Text}比较（水温不高于{VerdictJson.Plain(cold.Celsius)}℃时为{cold.Text}）");
            }
        }

        if (overRange && !Reaches(value, range, sheet))
        {
            sheet.Say($"数据标记T，真值不低于{Show(value)}，未达到限值，不能认定达标也不能认定超标");
            return new(VerdictOutcome.NotJudged, "over-range", value, chosen.Kind, limit, null);
        }
        var passes = range.IsPassedBy(value) || overRange;
        sheet.Say(Line(value, range, passes, overRange, limit.Unit, sheet));
        var multiple = passes && range.Low is null && range.High > 0 ? Multiple(value, range.High, sheet) : (decimal?)null;
        if (multiple is { } times) sheet.Say($"超标倍数 = {Show(value)} ÷ {VerdictJson.Plain(range.High)} − 1 = {VerdictJson.Plain(times)}");
        if (!passes) return new(VerdictOutcome.Compliant, "compliant", value, chosen.Kind, limit, null);
        return doubtful
            ? new(VerdictOutcome.Warning, "water-temperature-unknown", value, chosen.Kind, limit, multiple)
            : new(VerdictOutcome.Exceeded, "exceeded", value, chosen.Kind, limit, multiple);
    }

    private static bool Reaches(decimal value, LimitRange range, Worksheet sheet) =>
        sheet.Use("M43") == "at_or_above" ? value >= range.High : value > range.High;

    private static decimal Multiple(decimal value, decimal limit, Worksheet sheet) =>
        Conversion.Round(value / limit - 1m, int.Parse(sheet.Use("M42"), System.Globalization.CultureInfo.InvariantCulture));

    private static string Line(decimal value, LimitRange range, bool passes, bool overRange, string unit, Worksheet sheet)
    {
        sheet.Use("J1");
        if (!sheet.Words) return "";
        if (range.Low is { } low)
            return $"{ShowBeside(value, range)} {(passes ? "不在" : "在")} {VerdictJson.Plain(low)}～{VerdictJson.Plain(range.High)} 之内（含两端），{(passes ? "超标" : "达标")}";
        return passes
            ? $"{ShowBeside(value, range)} {(overRange ? "≥" : ">")} {VerdictJson.Plain(range.High)} {unit}，超过限值"
            : $"{ShowBeside(value, range)} ≤ {VerdictJson.Plain(range.High)} {unit}，未超过限值";
    }

    /// <summary>At most four decimals.</summary>
    internal static string Show(decimal value) => VerdictJson.Plain(Math.Round(value, 4, MidpointRounding.ToEven));

    /// <summary>At most four decimals, but all of them where rounding would hide on which side of a bound the value lies.</summary>
    internal static string ShowBeside(decimal value, LimitRange range)
    {
        var rounded = Math.Round(value, 4, MidpointRounding.ToEven);
        return VerdictJson.Plain(rounded != value && (rounded == range.High || rounded == range.Low) ? value : rounded);
    }
}
