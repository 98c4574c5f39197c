using Qingjian.Vocabulary;

namespace Qingjian.Judgement;

/// <summary>How the two conditions of a yellow card are joined: the published text says 及, which can be read in two ways.</summary>
public enum CardJoin
{
    /// <summary>Either is enough.</summary>
    Either = 1,
    /// <summary>Both are needed.</summary>
    Both = 2,
}

/// <summary>黄红牌: when a key unit with automatic monitoring is listed yellow or red after a quarter.</summary>
/// <param name="Rule">The law file.</param>
/// <param name="YellowShare">Share of exceeding among valid daily means (0 to 1) from which a unit is yellow, inclusive.</param>
/// <param name="Join">How share and yearly amount are joined.</param>
/// <param name="AirFactors">Main pollutants of gas.</param>
/// <param name="WaterFactors">Main pollutants of water.</param>
/// <param name="CorrectionDays">Days a yellow unit is given to correct when the order names no other.</param>
public sealed record CardRule(Rule Rule, decimal YellowShare, CardJoin Join, IReadOnlyList<string> AirFactors, IReadOnlyList<string> WaterFactors, int CorrectionDays)
{
    /// <summary>Main pollutants of a medium.</summary>
    public IReadOnlyList<string> FactorsOf(Medium medium) => medium == Medium.Water ? WaterFactors : AirFactors;

    internal static CardRule Read(LawNode node, Rule rule) => new(
        rule, node.Number("yellow_share"), node.OneOf("yellow_join", ("either", CardJoin.Either), ("both", CardJoin.Both)), node.Texts("air_factors"), node.Texts("water_factors"), node.Whole("correction_days"));
}
