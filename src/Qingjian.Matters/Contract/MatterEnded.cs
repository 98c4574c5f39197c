namespace Qingjian.Matters.Contract;

/// <summary>What came of a supervision order is settled: its clue was rejected, or its case is over.</summary>
/// <param name="OrderId">The order.</param>
/// <param name="Result">Chinese sentence for the order's time line.</param>
/// <param name="Path">Page of the case or clue.</param>
public sealed record MatterEnded(string OrderId, string Result, string Path);
