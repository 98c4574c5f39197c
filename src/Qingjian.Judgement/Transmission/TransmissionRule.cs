using Qingjian.Vocabulary;

namespace Qingjian.Judgement;

/// <summary>How transmission, validity and their product are counted.</summary>
/// <param name="Rule">The law file.</param>
/// <param name="Window">Data that come later than this after their period do not count as in time (M29, inclusive).</param>
/// <param name="AirFactors">Assessed factors of gas.</param>
/// <param name="WaterFactors">Assessed factors of water.</param>
/// <param name="CheckHoursADay">Hours of standard-sample checks a day that are taken out of what is due.</param>
/// <param name="CheckFactors">Factors whose analysers make such checks.</param>
/// <param name="CheckFlag">Data flag of a check.</param>
/// <param name="Target">Share of 1 that is aimed at.</param>
public sealed record TransmissionRule(
    Rule Rule, TimeSpan Window, IReadOnlyList<string> AirFactors, IReadOnlyList<string> WaterFactors, int CheckHoursADay, IReadOnlyList<string> CheckFactors, char CheckFlag, decimal Target)
{
    /// <summary>Assessed factors of a medium.</summary>
    public IReadOnlyList<string> FactorsOf(Medium medium) => medium == Medium.Water ? WaterFactors : AirFactors;

    internal static TransmissionRule Read(LawNode node, Rule rule) => new(rule, TimeSpan.FromDays(node.Whole("window_days")), node.Texts("air_factors"), node.Texts("water_factors"),
        node.Whole("check_hours_a_day"), node.Texts("check_factors"), node.Text("check_flag") is [var flag, ..] ? flag : 'C', node.Number("target"));
}
