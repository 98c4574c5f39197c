namespace Qingjian.Monitoring.Contract;

/// <summary>The checks of data found so much at one outlet that a person of enforcement should look (异常综合得分达到提示值). A clue, never a violation.</summary>
/// <param name="SuspicionId">Of this suspicion.</param>
/// <param name="OutletId">Outlet (排放口).</param>
/// <param name="EnterpriseId">Enterprise.</param>
/// <param name="Division">Division code of the outlet.</param>
/// <param name="Summary">Chinese sentence with the gravest findings.</param>
/// <param name="From">Beginning of the first window.</param>
/// <param name="To">End of the last, exclusive.</param>
/// <param name="Score">Combined score, 0 to 1.</param>
/// <param name="Codes">Codes of the checks that hit.</param>
/// <param name="FileId">The table of evidence; null when it could not be stored.</param>
public sealed record AnomalySuspected(
    string SuspicionId, string OutletId, string EnterpriseId, string Division, string Summary, DateTimeOffset From, DateTimeOffset To, decimal Score, IReadOnlyList<string> Codes, string? FileId);
