using Microsoft.EntityFrameworkCore;
using Qingjian.Platform.Access;
using Qingjian.Platform.Inbox;

namespace Qingjian.Monitoring.Checks.Trends;

/// <summary>Reminders of the last day that the enterprise has not looked at.</summary>
internal sealed class ReminderInbox(MonitoringDb db) : IInboxSource
{
    public IReadOnlyList<string> Kinds { get; } = ["苗头提醒"];

    public async Task<InboxSlice> Read(InboxBox box, int most, CancellationToken stop)
    {
        if (box != InboxBox.Todo || !db.Caller.May(Duty.AnswerOrders)) return InboxSlice.Empty;
        var since = db.Now.AddDays(-1);
        var rows = db.Reminders.AsNoTracking().Where(reminder => reminder.SeenAt == null && reminder.At > since);
        var some = await rows.OrderByDescending(reminder => reminder.At).Take(most).ToListAsync(stop);
        return new([.. some.Select(r => new InboxItem("苗头提醒", r.Id, $"{r.OutletName} {r.FactorName}{ListReminders.WordOf(r.Kind)}", "检查", r.Say, r.At, null, "未查看", "/reminders"))], await rows.CountAsync(stop));
    }
}
