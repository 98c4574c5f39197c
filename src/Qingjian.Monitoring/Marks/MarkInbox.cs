using Microsoft.EntityFrameworkCore;
using Qingjian.Platform.Access;
using Qingjian.Platform.Inbox;

namespace Qingjian.Monitoring.Marks;

/// <summary>Marks that wait for an officer, in his inbox; marks that were not accepted, in that of the enterprise.</summary>
internal sealed class MarkInbox(MonitoringDb db) : IInboxSource
{
    public IReadOnlyList<string> Kinds { get; } = ["标记"];

    public async Task<InboxSlice> Read(InboxBox box, int most, CancellationToken stop)
    {
        var since = db.Now.AddDays(-7);
        var rows = box switch
        {
            InboxBox.Todo when db.Caller.May(Duty.ReviewData) => db.Marks.AsNoTracking().Where(ListMarks.Wanting),
            InboxBox.Returned when db.Caller.May(Duty.MarkData) => db.Marks.AsNoTracking().Where(mark => mark.State == MarkState.Refused && mark.EndedAt >= since),
            _ => null,
        };
        if (rows is null) return InboxSlice.Empty;
        var some = await rows.OrderBy(mark => mark.MadeAt).ThenBy(mark => mark.Id).Take(most).ToListAsync(stop);
        return new([.. some.Select(mark => new InboxItem(
            "标记", mark.Id, $"{mark.EnterpriseName} {mark.Name}", box == InboxBox.Todo ? "审核" : "核对", $"{mark.OutletName} {mark.Span}", mark.MadeAt, null,
            mark.State == MarkState.Standing ? "与数据不符" : mark.Late ? "逾期标记" : mark.State.InChinese(), $"/marks/{mark.Id}"))], await rows.CountAsync(stop));
    }
}
