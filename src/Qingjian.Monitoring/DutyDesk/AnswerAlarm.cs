using System.Linq.Expressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Qingjian.Platform.Access;
using Qingjian.Platform.Edge;
using Qingjian.Platform.Live;
using Qingjian.Platform.Sheets;
using Qingjian.Platform.Storage;
using Qingjian.Vocabulary;

namespace Qingjian.Monitoring.DutyDesk;

/// <summary>警情: the board, and what the person on duty did about each.</summary>
internal static class AnswerAlarm
{
    /// <param name="Note">What was done: who was called, what was said.</param>
    internal sealed record Request(string Note);

    internal sealed record Row(
        string Id, long Position, string Kind, string Division, string? EnterpriseId, string EnterpriseName, string Colour, string Title, int Times, string Sentence, string Path, DateTimeOffset At, DateTimeOffset? ToldAt,
        DateTimeOffset? AcknowledgedAt, string? AcknowledgedBy, string? Note);

    private static readonly Orders<DutyAlarm> Orders = new("-at") { ["at"] = a => a.Position, ["enterpriseName"] = a => a.EnterpriseName, ["acknowledgedAt"] = a => a.AcknowledgedAt };

    private static readonly Tabs<DutyAlarm> Tabs = new() { ["open"] = a => a.AcknowledgedAt == null, ["answered"] = a => a.AcknowledgedAt != null };

    private static readonly Expression<Func<DutyAlarm, Row>> View = a => new Row(
        a.Id, a.Position, a.Kind, a.Division, a.EnterpriseId, a.EnterpriseName, a.Colour, a.Title, a.Times, a.Sentence, a.Path, a.At, a.ToldAt, a.AcknowledgedAt, a.AcknowledgedBy, a.Note);

    private static readonly SheetColumns<Row> Columns = new()
    {
        ["position"] = new("序号", r => r.Position, 8),
        ["enterpriseName"] = new("企业", r => r.EnterpriseName, 30),
        ["title"] = new("警情", r => r.Title, 26),
        ["times"] = new("次数", r => r.Times, 8),
        ["colour"] = new("级别", r => r.Colour switch { "red" => "红色", "orange" => "橙色", "yellow" => "黄色", _ => "蓝色" }, 8),
        ["sentence"] = new("说明", r => r.Sentence, 60),
        ["at"] = new("时间", r => r.At, 20),
        ["acknowledgedAt"] = new("处置时间", r => r.AcknowledgedAt, 20),
        ["acknowledgedBy"] = new("值班人员", r => r.AcknowledgedBy, 12),
        ["note"] = new("处置记录", r => r.Note, 40),
    };

    public static void Map(RouteGroupBuilder alarms)
    {
        alarms.MapGet("/", List).Requires(Duty.ReadDuty);
        alarms.MapGet("/export", Export).Requires(Duty.ReadDuty);
        alarms.MapPost("/{id}/acknowledge", Handle).Requires(Duty.StandDuty);
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> Handle(string id, Request request, MonitoringDb db, LiveSignals live, CancellationToken stop)
    {
        if (await db.Alarms.FirstOrDefaultAsync(a => a.Id == id, stop) is not { } alarm) return Problems.NotFound();
        var (now, me) = (db.Now, db.Caller.PersonId);
        var on = await db.Shifts.AsNoTracking().Where(s => s.FromAt <= now && s.ToAt > now).ToListAsync(stop);
        if (Decide(alarm, on, me) is { } why) return why.ToProblem();
        if (request.Note.Trim().Length is < 2 or > 1000) return Refusal.OfField("note-missing", "note", "请写明怎么处置的，2到1000字，例如：已电话通知企业核实，正在检修。").ToProblem();
        (alarm.AcknowledgedAt, alarm.AcknowledgedById, alarm.AcknowledgedBy, alarm.Note) = (now, me, db.Caller.Name, request.Note.Trim());
        await db.Commit(new Act("duty.acknowledge", "duty-alarm", id, $"处置警情：{alarm.EnterpriseName} {alarm.Title}") { Reason = alarm.Note }, stop);
        live.Raise("duty");
        return TypedResults.NoContent();
    }

    /// <summary>Pure: why this person cannot answer the alarm now; null when he can.</summary>
    internal static Refusal? Decide(DutyAlarm alarm, IReadOnlyList<DutyShift> on, string personId)
    {
        if (alarm.AcknowledgedAt is not null) return Refusal.Of("alarm-answered", $"这条警情已由{alarm.AcknowledgedBy}处置。");
        var desks = on.Where(shift => alarm.Division.StartsWith(shift.Area, StringComparison.Ordinal)).ToList();
        if (desks.Any(shift => shift.Has(personId))) return null;
        return Refusal.Of("not-on-duty", desks.Count == 0 ? "现在没有排班，警情由值班人员处置；请先在值班表里排班。" : $"警情由在班人员处置，现在在班的是{string.Join("、", desks.SelectMany(shift => shift.People).Select(each => each.Name).Distinct())}。");
    }

    private static async Task<Ok<Page<Row>>> List([AsParameters] ListQuery query, MonitoringDb db, CancellationToken stop) => TypedResults.Ok(await Rows(db, query).ToPage(query, Orders, Tabs, View, stop));

    private static IQueryable<DutyAlarm> Rows(MonitoringDb db, ListQuery query) =>
        db.Alarms.AsNoTracking().Saying(query, a => a.EnterpriseName, a => a.Title, a => a.Note).In(query.Division).Between(query, a => a.At);

    private static async Task<FileStreamHttpResult> Export([AsParameters] ListQuery query, [AsParameters] SheetRequest sheet, MonitoringDb db, CancellationToken stop)
    {
        var rows = await Rows(db, query).ToAll(query, Orders, Tabs, View, stop);
        return await sheet.Answer("值守警情", query, Columns, rows, new Act("duty.alarm.export", "list", "duty", $"导出警情{rows.Count}条"), stop);
    }
}
