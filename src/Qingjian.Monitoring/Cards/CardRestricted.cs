using Qingjian.Judgement;

namespace Qingjian.Monitoring.Cards;

/// <summary>With the correction of a card, production was ordered to stop or to be limited.</summary>
/// <param name="CardId">The card.</param>
/// <param name="EnterpriseId">The unit.</param>
/// <param name="EnterpriseName">Its name.</param>
/// <param name="Division">Its division code.</param>
/// <param name="Measure">Stop or limit.</param>
/// <param name="LimitShare">For a limit: share of the usual electricity, above 0 and below 1.</param>
/// <param name="FromAt">When it was ordered.</param>
/// <param name="ToAt">End of the last day of correction, exclusive.</param>
/// <param name="Basis">The card and what was ordered, Chinese.</param>
/// <param name="ByName">Who ordered it.</param>
/// <param name="ByDivision">Division of that person.</param>
internal sealed record CardRestricted(
    string CardId, string EnterpriseId, string EnterpriseName, string Division, ControlMeasure Measure, decimal? LimitShare, DateTimeOffset FromAt, DateTimeOffset ToAt, string Basis, string ByName, string ByDivision);
