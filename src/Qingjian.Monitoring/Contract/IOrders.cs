using Qingjian.Vocabulary;

namespace Qingjian.Monitoring.Contract;

/// <summary>What Matters asks and tells of supervision orders.</summary>
public interface IOrders
{
    /// <summary>One order, scoped to the caller; null when missing or foreign.</summary>
    Task<OrderCard?> Find(string orderId, CancellationToken stop);

    /// <summary>Closes an upheld order with what came of it (反馈督办结果): its clue was dismissed, or its case ended. Refused when the order
    /// is not upheld; closing it twice with the same words does nothing.</summary>
    /// <param name="orderId">The order.</param>
    /// <param name="result">Chinese sentence for the time line, e.g. 已立案并作出行政处罚决定（演环罚〔2026〕1号）.</param>
    /// <param name="path">Page of the case or clue, for the officers' time line, e.g. /cases/…</param>
    /// <param name="stop">Cancels.</param>
    Task<Outcome<OrderCard>> CloseOrder(string orderId, string result, string path, CancellationToken stop);
}

/// <summary>A supervision order as other rooms see it.</summary>
/// <param name="Id">Object id.</param>
/// <param name="Number">Number as printed.</param>
/// <param name="State">Chinese word of the state.</param>
/// <param name="Title">What it is about.</param>
/// <param name="Summary">Chinese sentence of the gravest verdict.</param>
/// <param name="IssuedAt">When it was issued.</param>
/// <param name="VerdictIds">Verdicts folded into it.</param>
/// <param name="RuleDigests">Digests of the law files its verdicts rest on.</param>
public sealed record OrderCard(
    string Id, string Number, string State, string Title, string Summary, DateTimeOffset IssuedAt, IReadOnlyList<string> VerdictIds, IReadOnlyList<string> RuleDigests);
