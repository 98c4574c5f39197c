using Microsoft.EntityFrameworkCore;
using Qingjian.Platform.Access;
using Qingjian.Platform.Edge;
using Qingjian.Platform.Inbox;
using Qingjian.Registry.Contract;

namespace Qingjian.Monitoring.Supervision;

/// <summary>Orders in the inbox: to answer for the enterprise, to check for the officer.</summary>
internal sealed class OrderInbox(MonitoringDb db) : IInboxSource
{
    public IReadOnlyList<string> Kinds { get; } = ["督办"];

    public async Task<InboxSlice> Read(InboxBox box, int most, CancellationToken stop)
    {
        var caller = db.Caller;
        var mayAnswer = caller.May(Duty.AnswerOrders);
        if (!mayAnswer && !caller.May(Duty.CheckOrders)) return InboxSlice.Empty;
        var (now, me) = (db.Now, caller.Name);
        var orders = db.Orders.AsNoTracking();
        IQueryable<SupervisionOrder>? rows = (box, mayAnswer) switch
        {
            // A trend lies in the inbox as its reminder, which takes the receipt.
            (InboxBox.Todo, true) => orders.Where(o => o.State == OrderState.Issued || (o.State == OrderState.Reminded && o.Trigger != "trend")),
            (InboxBox.Todo, false) => orders.Where(o => o.State == OrderState.Answered),
            (InboxBox.Returned, true) => orders.Where(o => o.State == OrderState.SentBack),
            (InboxBox.Urged, true) => orders.Where(o => OrderPath.Waiting.Contains(o.State) && o.DueAt < now),
            (InboxBox.Urged, false) => orders.Where(o => (OrderPath.Waiting.Contains(o.State) && o.DueAt < now) || (o.Urged > 0 && o.State == OrderState.Answered)),
            (InboxBox.Done, true) => orders.Where(o => !OrderPath.Waiting.Contains(o.State) && o.State != OrderState.Reminded),
            (InboxBox.Done, false) => orders.Where(o => o.CheckedBy == me && o.State != OrderState.Answered),
            _ => null,
        };
        if (rows is null) return InboxSlice.Empty;
        var total = await rows.CountAsync(stop);
        var some = await (box == InboxBox.Done ? rows.OrderByDescending(o => o.CheckedAt ?? o.IssuedAt) : rows.OrderBy(o => o.DueAt)).Take(most).ToListAsync(stop);
        return new([.. some.Select(o => new InboxItem(
            "督办", o.Id, $"{o.Number} {o.EnterpriseName}", StepOf(o), o.Title, o.AnsweredAt ?? o.IssuedAt, o.State == OrderState.Answered ? o.CheckDueAt : OrderPath.Waiting.Contains(o.State) ? o.DueAt : null,
            o.State.InChinese(), $"/orders/{o.Id}"))], total);
    }

    private static string StepOf(SupervisionOrder order) => order.State switch
    {
        OrderState.Reminded => "查看提醒",
        OrderState.Issued => "反馈",
        OrderState.SentBack => "重新反馈",
        OrderState.Answered => "核查",
        _ => "已办",
    };
}

/// <summary>Orders under the one search box, by number or enterprise.</summary>
internal sealed class OrderSearch(MonitoringDb db) : ISourceSearch
{
    public int Order => 40;

    public async Task<IReadOnlyList<SearchHit>> Find(string text, int most, CancellationToken stop)
    {
        if (!db.Caller.May(Duty.ReadOrders)) return [];
        var like = Listing.Contains(text);
        var found = await db.Orders.AsNoTracking().Where(o => EF.Functions.Like(o.Number, like, "\\")).OrderByDescending(o => o.IssuedAt).Take(most).ToListAsync(stop);
        return [.. found.Select(o => new SearchHit("督办单", o.Id, o.Number, $"{o.EnterpriseName} {o.Title}（{o.State.InChinese()}）", $"/orders/{o.Id}"))];
    }
}
