using Qingjian.Vocabulary;

namespace Qingjian.Judgement;

/// <summary>How minute, hour and day means are worked out from shorter values, in force on a day.</summary>
/// <param name="Rule">The law file.</param>
/// <param name="Medium">Air or water.</param>
/// <param name="MinuteInstants">Instants a minute of measuring needs (HJ 212-2017 D2.2).</param>
/// <param name="InstantsShare">Where fewer are uploaded: share of those due that must be there, 0 to 1.</param>
/// <param name="HourMinutes">Valid minutes an hour needs; null where one value is enough.</param>
/// <param name="NormalShare">Share of normal records below which the hour is no normal one (M20, M21), 0 to 1.</param>
/// <param name="DayHours">Valid hours a day needs; null where a share is laid down.</param>
/// <param name="DayShare">Share of the hours due that must be valid, 0 to 1.</param>
/// <param name="ByFlow">Means are weighted by discharge where it is known.</param>
/// <param name="Differs">Share by which a sent mean may differ from the one worked out.</param>
public sealed record MeanRule(Rule Rule, Medium Medium, int MinuteInstants, decimal InstantsShare, int? HourMinutes, decimal NormalShare, int? DayHours, decimal? DayShare, bool ByFlow, decimal Differs)
{
    internal static MeanRule Read(LawNode node, Rule rule) => new(
        rule, node.OneOf("medium", ("water", Medium.Water), ("air", Medium.Air)), node.Whole("minute_instants"), node.Number("instants_share"), node.WholeOr("hour_minutes"), node.Number("normal_share"),
        node.WholeOr("day_hours"), node.NumberOr("day_share"), node.Flag("by_flow"), node.Number("differs"));
}
