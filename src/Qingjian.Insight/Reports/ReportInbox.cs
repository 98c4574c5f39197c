using Microsoft.EntityFrameworkCore;
using Qingjian.Platform.Access;
using Qingjian.Platform.Inbox;

namespace Qingjian.Insight.Reports;

/// <summary>Reports in the inbox: to approve, sent back to their writer, and those sent in the last week to read.</summary>
internal sealed class ReportInbox(InsightDb db) : IInboxSource
{
    public IReadOnlyList<string> Kinds => ["报告"];

    public async Task<InboxSlice> Read(InboxBox box, int most, CancellationToken stop)
    {
        var (me, since) = (db.Caller.PersonId, db.Now.AddDays(-7));
        var rows = box switch
        {
            InboxBox.Todo when db.Caller.May(Duty.ApproveReports) => db.Reports.AsNoTracking().Where(r => r.State == ReportState.Submitted && r.MadeBy != me),
            InboxBox.Forwarded when db.Caller.May(Duty.ReadReports) => db.Reports.AsNoTracking().Where(r => r.State == ReportState.Sent && r.SentAt > since),
            InboxBox.Done when db.Caller.May(Duty.WriteReports) => db.Reports.AsNoTracking().Where(r => r.State != ReportState.Draft && r.MadeBy == me),
            _ => null,
        };
        if (rows is null) return InboxSlice.Empty;
        var total = await rows.CountAsync(stop);
        if (most == 0) return new([], total);
        var some = await rows.OrderByDescending(r => r.MadeAt).Take(most).ToListAsync(stop);
        return new([.. some.Select(r => new InboxItem("报告", r.Id, $"{r.Number} {r.Title}", r.State == ReportState.Submitted ? "审批" : "阅读", r.MadeByName, r.SentAt ?? r.MadeAt, null, Report.WordOf(r.State), $"/reports/{r.Id}"))], total);
    }
}
