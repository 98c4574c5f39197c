using System.Globalization;
using Qingjian.Vocabulary;

namespace Qingjian.Judgement;

/// <summary>从重, 从轻, 减轻.</summary>
public enum AdjustmentKind
{
    /// <summary>不作调整.</summary>
    None = 0,
    /// <summary>从重: percent of the statutory maximum added.</summary>
    Heavier = 1,
    /// <summary>从轻: percent of the statutory maximum taken off, never below the minimum.</summary>
    Lighter = 2,
    /// <summary>减轻: percent of the statutory minimum taken off the minimum (U6).</summary>
    Mitigated = 3,
}

/// <summary>A person's adjustment and its reason.</summary>
/// <param name="Kind">Direction.</param>
/// <param name="Percent">Of the statutory maximum, or of the minimum for 减轻.</param>
/// <param name="Reason">Chinese; required.</param>
public sealed record Adjustment(AdjustmentKind Kind, decimal Percent, string Reason);

/// <summary>A suggested fine and how it came about. A suggestion: a person decides.</summary>
/// <param name="Table">The table used.</param>
/// <param name="SumPercent">Start and factors, capped.</param>
/// <param name="Base">Fine before adjustment, yuan.</param>
/// <param name="Final">Fine after adjustment, yuan.</param>
/// <param name="NeedsCollectiveDiscussion">True when the adjustment goes beyond the table (U11).</param>
/// <param name="Unknown">Factors taken at the mildest grade because nothing was chosen (U10).</param>
/// <param name="Working">Chinese lines.</param>
/// <param name="Rulings">Codes of the rulings used.</param>
public sealed record DiscretionResult(
    DiscretionTable Table, decimal SumPercent, Money Base, Money Final, bool NeedsCollectiveDiscussion,
    IReadOnlyList<string> Unknown, IReadOnlyList<string> Working, IReadOnlyList<string> Rulings);

/// <summary>多因素裁量百分比 (percent_sum): fine = (start % + sum of factor %) × statutory maximum.</summary>
public static class Discretion
{
    /// <summary>Computes a suggestion. Refused: a table of another model, an unknown factor or grade, an adjustment without reason.</summary>
    /// <param name="table">The table in force.</param>
    /// <param name="choices">Factor id to chosen grades; several only where the factor adds them up or takes the highest.</param>
    /// <param name="adjustment">A person's adjustment, if any.</param>
    public static Outcome<DiscretionResult> Suggest(DiscretionTable table, IReadOnlyDictionary<string, IReadOnlyList<string>> choices, Adjustment? adjustment = null)
    {
        if (table.Model != "percent_sum")
            return Refusal.Of("discretion-model", $"裁量表{table.Rule.Id}的模型是{table.Model}，此处只计算多因素百分比模型，请由人员按该表计算并记录");
        if (choices.Keys.FirstOrDefault(id => table.Factors.All(factor => factor.Id != id)) is { } strange)
            return Refusal.OfField("discretion-factor", "choices", $"裁量表{table.Rule.Id}没有因素{strange}，请核对");

        var lines = new List<string> { $"法定幅度{Yuan(table.Min)}至{Yuan(table.Max)}元，起点{Show(table.Start)}%" + (table.StartPercent is null ? "（法定最低额÷最高额）" : "") };
        if (table.ExampleOnly) lines.Add("所用裁量表为示例，数值不属于任何省份，不得据以制作文书");
        var rulings = new List<string>();
        var unknown = new List<string>();
        var sum = table.Start;
        foreach (var factor in table.Factors)
        {
            var chosen = choices.GetValueOrDefault(factor.Id) ?? [];
            if (chosen.FirstOrDefault(id => factor.Options.All(option => option.Id != id)) is { } missing)
                return Refusal.OfField("discretion-option", "choices", $"因素“{factor.Name}”没有档次{missing}，请核对");
            var percent = Percent(factor, chosen, unknown, lines);
            sum += percent;
        }
        if (unknown.Count > 0) rulings.Add("U10");
        if (sum > table.CapPercent)
        {
            lines.Add($"合计{Show(sum)}%，以{Show(table.CapPercent)}%为限");
            sum = table.CapPercent;
        }
        var fine = table.Max * sum / 100m;
        lines.Add($"合计{Show(sum)}%，基础罚款 = {Show(sum)}% × {Yuan(table.Max)} = {Yuan(fine)}元");

        var (final, discuss, refusal) = Adjust(table, fine, adjustment, lines, rulings);
        if (refusal is not null) return refusal;
        final = Math.Round(final, 0, MidpointRounding.AwayFromZero);
        return new DiscretionResult(table, sum, new Money(Math.Round(fine, 0, MidpointRounding.AwayFromZero)), new Money(final), discuss, unknown, lines, rulings);
    }

    private static decimal Percent(DiscretionFactor factor, IReadOnlyList<string> chosen, List<string> unknown, List<string> lines)
    {
        if (chosen.Count == 0)
        {
            if (!factor.Required) return 0;
            var mildest = factor.Options.MinBy(option => option.Percent)!;
            unknown.Add(factor.Id);
            lines.Add($"{factor.Name}：未选定，按最轻档“{mildest.Text}”计{Show(mildest.Percent)}%");
            return mildest.Percent;
        }
        var options = factor.Options.Where(option => chosen.Contains(option.Id)).ToList();
        var percent = factor.Sums ? options.Sum(option => option.Percent) : options.Max(option => option.Percent);
        lines.Add($"{factor.Name}：{string.Join('、', options.Select(option => option.Text))}，计{Show(percent)}%");
        return percent;
    }

    private static (decimal Final, bool Discuss, Refusal? Why) Adjust(DiscretionTable table, decimal fine, Adjustment? adjustment, List<string> lines, List<string> rulings)
    {
        if (adjustment is null or { Kind: AdjustmentKind.None }) return (fine, false, null);
        if (string.IsNullOrWhiteSpace(adjustment.Reason)) return (0, false, Refusal.OfField("adjustment-reason", "reason", "从重、从轻、减轻须写明理由，请补充"));
        if (adjustment.Percent < 0) return (0, false, Refusal.OfField("adjustment-percent", "percent", "调整幅度不能为负，请核对"));
        var most = adjustment.Kind switch { AdjustmentKind.Heavier => table.HeavierMost, AdjustmentKind.Lighter => table.LighterMost, _ => table.MitigatedMost };
        var discuss = adjustment.Percent > most;
        if (discuss)
        {
            rulings.Add("U11");
            lines.Add($"调整幅度{Show(adjustment.Percent)}%超出裁量表的{Show(most)}%，须经集体讨论并说明理由");
        }
        switch (adjustment.Kind)
        {
            case AdjustmentKind.Heavier:
                {
                    rulings.Add("U6");
                    var heavier = fine + table.Max * adjustment.Percent / 100m;
                    lines.Add($"从重：{Yuan(fine)} + {Yuan(table.Max)} × {Show(adjustment.Percent)}% = {Yuan(heavier)}元" + (heavier > table.Max ? $"，以法定最高额{Yuan(table.Max)}元为限" : ""));
                    return (Math.Min(heavier, table.Max), discuss, null);
                }
            case AdjustmentKind.Lighter:
                {
                    var lighter = fine - table.Max * adjustment.Percent / 100m;
                    lines.Add($"从轻：{Yuan(fine)} − {Yuan(table.Max)} × {Show(adjustment.Percent)}% = {Yuan(lighter)}元" + (lighter < table.Min ? $"，低于法定最低额，取{Yuan(table.Min)}元" : ""));
                    return (Math.Max(lighter, table.Min), discuss, null);
                }
            default:
                {
                    rulings.Add("U6");
                    var mitigated = Math.Max(0, table.Min - table.Min * adjustment.Percent / 100m);
                    lines.Add($"减轻：法定最低额{Yuan(table.Min)} − {Yuan(table.Min)} × {Show(adjustment.Percent)}% = {Yuan(mitigated)}元");
                    return (mitigated, discuss, null);
                }
        }
    }

    private static string Show(decimal number) => VerdictJson.Plain(Math.Round(number, 4));
    private static string Yuan(decimal yuan) => yuan.ToString("#,0.##", CultureInfo.InvariantCulture);
}
