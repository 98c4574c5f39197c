using Microsoft.EntityFrameworkCore;
using Qingjian.Judgement;
using Qingjian.Monitoring.Contract;
using Qingjian.Platform.Facts;
using Qingjian.Platform.Live;
using Qingjian.Platform.Storage;
using Qingjian.Vocabulary;

namespace Qingjian.Monitoring.Supervision;

/// <summary>Hears that a calendar year was loaded and counts the checking days of open orders again; the earlier day stays on the time line.</summary>
internal sealed class RecountChecks(MonitoringDb db, Rulebook book, LiveSignals live) : IHear<CalendarYearLoaded>
{
    public async Task Hear(CalendarYearLoaded fact, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(fact);
        var open = await db.Orders.IgnoreQueryFilters().Where(o => o.ClosedAt == null && o.CheckDueAt != null).ToListAsync(stop);
        var moved = 0;
        foreach (var order in open)
        {
            var issued = BeijingTime.DayOf(order.IssuedAt);
            if (book.SupervisionOn(issued)?.Classes.FirstOrDefault(each => each.Code == order.Class)?.AnswerWorkingDays is not { } days) continue;
            var (day, provisional) = book.Calendar.WorkdaysAfter(issued, days);
            var due = BeijingTime.StartOf(day.AddDays(1));
            if (due == order.CheckDueAt && provisional == order.DueProvisional) continue;
            var before = BeijingTime.InChinese(BeijingTime.DayOf(order.CheckDueAt!.Value.AddMilliseconds(-1)));
            db.Note(order, "order.recount", $"{fact.Year}年工作日历载入，核查期限由{before}{(order.DueProvisional ? "（暂定）" : "")}重算为{BeijingTime.InChinese(day)}{(provisional ? "（暂定）" : "")}");
            (order.CheckDueAt, order.DueProvisional) = (due, provisional);
            moved++;
        }
        await db.Commit(new Act("order.recount", "calendar", $"{fact.Year}", $"{fact.Year}年工作日历载入后重算 {moved} 张督办单的核查期限"), stop);
        if (moved > 0) live.Raise("orders");
    }
}
