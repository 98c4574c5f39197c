using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Qingjian.Platform.Access;
using Qingjian.Platform.Edge;
using Qingjian.Platform.Sheets;
using Qingjian.Platform.Storage;

namespace Qingjian.Monitoring.DutyDesk;

/// <summary>值班表: shifts of the area, and who is on duty now.</summary>
internal static class ListShifts
{
    internal sealed record Row(string Id, long Version, string Division, string OrganisationId, string OrganisationName, string Name, DateTimeOffset FromAt, DateTimeOffset ToAt, IReadOnlyList<OnDuty> People, string State, bool Mine, string EditedBy, DateTimeOffset EditedAt)
    {
        public string Names => string.Join("、", People.Select(each => each.Name));
    }

    /// <param name="Shifts">Those on now.</param>
    /// <param name="Next">Those that follow each.</param>
    /// <param name="Mine">The caller's own shift now, or the one of his that ended less than two hours ago without a handover.</param>
    /// <param name="Waiting">A handover that waits for the caller to take it.</param>
    /// <param name="Open">Alarms nobody has answered yet.</param>
    internal sealed record Now(IReadOnlyList<Row> Shifts, IReadOnlyList<Row> Next, Row? Mine, HandOver.View? Waiting, int Open);

    private static readonly Orders<DutyShift> Orders = new("fromAt") { ["fromAt"] = s => s.FromAt, ["organisationName"] = s => s.OrganisationName };

    private static readonly SheetColumns<Row> Columns = new()
    {
        ["organisationName"] = new("单位", r => r.OrganisationName, 20),
        ["name"] = new("班次", r => r.Name, 10),
        ["fromAt"] = new("开始", r => r.FromAt, 20),
        ["toAt"] = new("结束", r => r.ToAt, 20),
        ["names"] = new("值班人员", r => r.Names, 30),
        ["state"] = new("状态", r => r.State switch { "now" => "在班", "past" => "已过", _ => "未到" }, 10),
    };

    public static void Map(RouteGroupBuilder duty)
    {
        duty.MapGet("/now", OnNow).Requires(Duty.ReadDuty);
        duty.MapGet("/shifts", List).Requires(Duty.ReadDuty);
        duty.MapGet("/shifts/export", Export).Requires(Duty.ReadDuty);
    }

    private static async Task<Ok<Now>> OnNow(MonitoringDb db, CancellationToken stop)
    {
        var (now, me) = (db.Now, db.Caller.PersonId);
        var near = await db.Shifts.AsNoTracking().Where(s => s.ToAt > now.AddHours(-2) && s.FromAt < now.AddHours(24)).OrderBy(s => s.Area).ThenBy(s => s.FromAt).ToListAsync(stop);
        var on = near.FindAll(s => s.FromAt <= now && s.ToAt > now);
        var next = on.Select(s => near.Find(other => other.OrganisationId == s.OrganisationId && other.FromAt >= s.ToAt)).OfType<DutyShift>();
        var mine = on.Find(s => s.Has(me));
        if (near.Find(s => s.Has(me) && s.ToAt <= now) is { } ended && !await db.Handovers.AnyAsync(h => h.ShiftId == ended.Id, stop)) mine = ended;
        var takes = near.Where(s => s.Has(me)).Select(s => s.OrganisationId).ToList();
        var waiting = (await db.Handovers.AsNoTracking().Where(h => h.TakenAt == null && takes.Contains(h.OrganisationId) && h.GivenById != me).OrderBy(h => h.GivenAt).ToListAsync(stop)).FirstOrDefault();
        return TypedResults.Ok(new Now([.. on.Select(s => Show(s, now, me))], [.. next.Select(s => Show(s, now, me))], mine is null ? null : Show(mine, now, me),
            waiting is null ? null : HandOver.Show(waiting), await db.Alarms.CountAsync(a => a.AcknowledgedAt == null, stop)));
    }

    private static async Task<Ok<Page<Row>>> List([AsParameters] ListQuery query, MonitoringDb db, CancellationToken stop)
    {
        var (now, me) = (db.Now, db.Caller.PersonId);
        var page = await Rows(db, query).ToPage(query, Orders, Tabs(now), stop);
        return TypedResults.Ok(page.As(s => Show(s, now, me)));
    }

    private static async Task<FileStreamHttpResult> Export([AsParameters] ListQuery query, [AsParameters] SheetRequest sheet, MonitoringDb db, CancellationToken stop)
    {
        var (now, me) = (db.Now, db.Caller.PersonId);
        var rows = await Rows(db, query).ToAll(query, Orders, Tabs(now), stop);
        return await sheet.Answer("值班表", query, Columns, rows.Select(s => Show(s, now, me)), new Act("duty.export", "list", "duty", $"导出值班表{rows.Count}班"), stop);
    }

    private static IQueryable<DutyShift> Rows(MonitoringDb db, ListQuery query) =>
        db.Shifts.AsNoTracking().Saying(query, s => s.OrganisationName, s => s.Name).In(query.Division).Between(query, s => s.FromAt, s => s.ToAt);

    private static Tabs<DutyShift> Tabs(DateTimeOffset now) => new() { ["now"] = s => s.FromAt <= now && s.ToAt > now, ["coming"] = s => s.FromAt > now, ["past"] = s => s.ToAt <= now };

    private static Row Show(DutyShift s, DateTimeOffset now, string me) =>
        new(s.Id, s.Version, s.Division, s.OrganisationId, s.OrganisationName, s.Name, s.FromAt, s.ToAt, s.People, s.ToAt <= now ? "past" : s.FromAt <= now ? "now" : "coming", s.Has(me), s.EditedBy, s.EditedAt);
}
