using System.Globalization;

namespace Qingjian.Judgement;

/// <summary>Colour of a card.</summary>
public enum CardColour
{
    /// <summary>黄牌: warned.</summary>
    Yellow = 1,
    /// <summary>红牌: was yellow, was ordered to correct in time, did not.</summary>
    Red = 2,
}

/// <summary>A year's amount of one pollutant against what the permit allows.</summary>
/// <param name="Factor">Chinese name of the factor.</param>
/// <param name="Tonnes">Emitted in the year so far, t.</param>
/// <param name="Permitted">Permitted for the year, t.</param>
public sealed record YearAmount(string Factor, decimal Tonnes, decimal Permitted)
{
    /// <summary>Whether the permitted amount is passed; equal is within it.</summary>
    public bool IsOver => Tonnes > Permitted;
}

/// <summary>What a card rests on.</summary>
/// <param name="Valid">Valid daily means of main pollutants in the quarter.</param>
/// <param name="Exceeding">Of these, exceeding ones.</param>
/// <param name="Amounts">Yearly amounts that are known together with a permitted amount.</param>
/// <param name="YellowBefore">The unit stands on the last published yellow list.</param>
/// <param name="CorrectionDue">Last day of the correction it was ordered to make; null without an order.</param>
/// <param name="CorrectedOn">Day its correction was verified; null when it was not.</param>
public sealed record CardFacts(int Valid, int Exceeding, IReadOnlyList<YearAmount> Amounts, bool YellowBefore, DateOnly? CorrectionDue, DateOnly? CorrectedOn);

/// <summary>What a run says of one unit.</summary>
/// <param name="Colour">The card; null for none.</param>
/// <param name="Share">Exceeding over valid, 0 to 1; null without valid means.</param>
/// <param name="Working">Chinese lines with the numbers.</param>
public sealed record CardFinding(CardColour? Colour, decimal? Share, IReadOnlyList<string> Working);

/// <summary>Says which card a unit is to be listed with. Pure.</summary>
public static class JudgeCard
{
    /// <param name="facts">The unit's quarter.</param>
    /// <param name="rule">The rule in force at the end of the quarter.</param>
    /// <param name="listedOn">Day of the list, Beijing: a correction due later is still open.</param>
    public static CardFinding Of(CardFacts facts, CardRule rule, DateOnly listedOn)
    {
        ArgumentNullException.ThrowIfNull(facts);
        ArgumentNullException.ThrowIfNull(rule);
        var working = new List<string>();
        decimal? share = facts.Valid > 0 ? (decimal)facts.Exceeding / facts.Valid : null;
        var often = share >= rule.YellowShare;
        working.Add(share is { } part
            ? $"超标日均值{facts.Exceeding}个÷有效日均值{facts.Valid}个＝{Percent(part)}，{(often ? "达到" : "低于")}{Percent(rule.YellowShare)}"
            : "本季度没有有效日均值，不计算超标比例");
        var over = facts.Amounts.Where(amount => amount.IsOver).ToList();
        if (facts.Amounts.Count == 0) working.Add("没有同时具备年排放量和许可排放量的主要污染物，不比较总量");
        foreach (var amount in facts.Amounts)
            working.Add($"{amount.Factor}年排放量{Number(amount.Tonnes)}吨，许可{Number(amount.Permitted)}吨，{(amount.IsOver ? "超过许可量" : "未超过")}");
        var yellow = rule.Join == CardJoin.Either ? often || over.Count > 0 : often && over.Count > 0;
        working.Add($"两项条件按“{(rule.Join == CardJoin.Either ? "满足一项" : "同时满足")}”合并：{(yellow ? "符合" : "不符合")}黄牌条件");

        var uncorrected = facts is { YellowBefore: true, CorrectionDue: { } due } && due < listedOn && !(facts.CorrectedOn <= due);
        if (facts.YellowBefore)
            working.Add(facts.CorrectionDue is not { } until ? "上一期为黄牌，没有责令限期整改的记录，不升为红牌"
                : facts.CorrectedOn is { } day ? $"上一期为黄牌，责令{until:yyyy-MM-dd}前整改，{day:yyyy-MM-dd}核查认定已改正{(day > until ? "，晚于期限" : "")}"
                : until >= listedOn ? $"上一期为黄牌，整改期限{until:yyyy-MM-dd}未到" : $"上一期为黄牌，责令{until:yyyy-MM-dd}前整改，逾期未改正");
        return new(uncorrected ? CardColour.Red : yellow ? CardColour.Yellow : null, share, working);
    }

    private static string Percent(decimal share) => $"{Math.Round(share * 100, 2, MidpointRounding.ToEven).ToString("0.##", CultureInfo.InvariantCulture)}%";

    private static string Number(decimal tonnes) => tonnes.ToString("0.###", CultureInfo.InvariantCulture);
}
