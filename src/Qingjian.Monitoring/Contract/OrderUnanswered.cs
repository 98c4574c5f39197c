namespace Qingjian.Monitoring.Contract;

/// <summary>A supervision order stayed unanswered beyond its last level of escalation (督办逾期未反馈).</summary>
/// <param name="OrderId">Supervision order.</param>
/// <param name="OrderNumber">Its number as printed.</param>
/// <param name="OutletId">Outlet (排放口).</param>
/// <param name="EnterpriseId">Enterprise.</param>
/// <param name="Division">Division code of the outlet.</param>
/// <param name="Summary">Chinese sentence: what was asked and by when.</param>
/// <param name="DueAt">When the answer was due.</param>
/// <param name="VerdictIds">Verdicts folded into the order.</param>
public sealed record OrderUnanswered(
    string OrderId, string OrderNumber, string OutletId, string EnterpriseId, string Division, string Summary,
    DateTimeOffset DueAt, IReadOnlyList<string> VerdictIds);
