using Qingjian.Matters.Contract;
using Qingjian.Monitoring.Contract;
using Qingjian.Platform.Facts;
using Qingjian.Platform.Storage;

namespace Qingjian.Matters.Clues;

/// <summary>反馈督办结果: tells Monitoring what came of the order that a clue or case began with, so that the order is closed.</summary>
internal sealed class CloseOrderOfMatter(IOrders orders) : IHear<MatterEnded>
{
    // A refusal is no fault: an order that was never upheld (or is closed already) stands where Monitoring put it.
    public Task Hear(MatterEnded fact, CancellationToken stop) => orders.CloseOrder(fact.OrderId, fact.Result, fact.Path, stop);
}

/// <summary>The sentence with which an order is closed.</summary>
internal static class MatterEndings
{
    /// <summary>Tells that a clue ended without a case; nothing for a clue that no order raised.</summary>
    public static Act Ends(this Act act, Clue clue, string result) =>
        clue.OrderId is { } order ? act.Tell(new MatterEnded(order, $"线索{clue.Number}{result}", $"/clues/{clue.Id}")) : act;

    /// <summary>Tells that a case is over; nothing for a case that no order began.</summary>
    public static Act Ends(this Act act, Cases.Case file, string result) =>
        file.OrderId is { } order ? act.Tell(new MatterEnded(order, result, $"/cases/{file.Id}")) : act;
}
