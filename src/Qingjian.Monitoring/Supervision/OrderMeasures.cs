using System.Linq.Expressions;

namespace Qingjian.Monitoring.Supervision;

/// <summary>What the figures of supervision count. The list behind a figure asks with the same expression, so both always agree.</summary>
internal static class OrderMeasures
{
    private static readonly OrderState[] Settled = [OrderState.Accepted, OrderState.Upheld, OrderState.Closed];

    /// <summary>Withdrawn orders are in none of them: they should not have been.</summary>
    public static readonly IReadOnlyDictionary<string, Expression<Func<SupervisionOrder, bool>>> Of = new Dictionary<string, Expression<Func<SupervisionOrder, bool>>>
    {
        ["issued"] = o => o.State != OrderState.Withdrawn,
        ["needed"] = o => o.State != OrderState.Withdrawn && o.FirstDueAt != null,
        ["received"] = o => o.State != OrderState.Withdrawn && o.ReceivedAt != null,
        ["answered"] = o => o.State != OrderState.Withdrawn && o.FirstDueAt != null && o.FirstAnsweredAt != null,
        ["onTime"] = o => o.State != OrderState.Withdrawn && o.FirstDueAt != null && o.FirstAnsweredAt != null && o.FirstAnsweredAt <= o.FirstDueAt,
        ["closed"] = o => Settled.Contains(o.State),
    };
}
