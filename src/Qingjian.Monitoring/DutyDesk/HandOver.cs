using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Qingjian.Monitoring.Supervision;
using Qingjian.Platform.Access;
using Qingjian.Platform.Edge;
using Qingjian.Platform.Live;
using Qingjian.Platform.Sheets;
using Qingjian.Platform.Storage;
using Qingjian.Vocabulary;

namespace Qingjian.Monitoring.DutyDesk;

/// <summary>交接班: who leaves writes down what is open, who comes signs for it. What is open is counted by the house, not remembered by people.</summary>
internal static class HandOver
{
    /// <param name="ShiftId">The shift that ends.</param>
    /// <param name="Note">What the next shift has to know.</param>
    internal sealed record Give(string ShiftId, string Note);

    /// <param name="Version">Version the page was shown.</param>
    /// <param name="Note">Remark of who takes over.</param>
    internal sealed record Take(long Version, string Note = "");

    internal sealed record View(
        string Id, long Version, string Division, string OrganisationName, string ShiftName, DateTimeOffset FromAt, DateTimeOffset ToAt, string Note, IReadOnlyList<OpenItem> OpenItems, int Handled,
        string GivenBy, DateTimeOffset GivenAt, string? TakenBy, DateTimeOffset? TakenAt, string? TakenNote);

    private static readonly Orders<DutyHandover> Orders = new("-givenAt") { ["givenAt"] = h => h.GivenAt, ["organisationName"] = h => h.OrganisationName };

    private static readonly Tabs<DutyHandover> Tabs = new() { ["waiting"] = h => h.TakenAt == null, ["taken"] = h => h.TakenAt != null };

    private static readonly SheetColumns<View> Columns = new()
    {
        ["organisationName"] = new("单位", r => r.OrganisationName, 20),
        ["shiftName"] = new("班次", r => r.ShiftName, 10),
        ["fromAt"] = new("开始", r => r.FromAt, 20),
        ["toAt"] = new("结束", r => r.ToAt, 20),
        ["handled"] = new("处置警情（条）", r => r.Handled),
        ["open"] = new("移交事项（项）", r => r.OpenItems.Count),
        ["note"] = new("交班记录", r => r.Note, 50),
        ["givenBy"] = new("交班人", r => r.GivenBy, 12),
        ["givenAt"] = new("交班时间", r => r.GivenAt, 20),
        ["takenBy"] = new("接班人", r => r.TakenBy, 12),
        ["takenAt"] = new("接班时间", r => r.TakenAt, 20),
        ["takenNote"] = new("接班意见", r => r.TakenNote, 30),
    };

    public static void Map(RouteGroupBuilder handovers)
    {
        handovers.MapGet("/", List).Requires(Duty.ReadDuty);
        handovers.MapGet("/export", Export).Requires(Duty.ReadDuty);
        handovers.MapPost("/", GiveOver).Requires(Duty.StandDuty);
        handovers.MapPost("/{id}/take", TakeOver).Requires(Duty.StandDuty);
    }

    private static async Task<Results<Ok<RosterActs.Changed>, ProblemHttpResult>> GiveOver(Give request, MonitoringDb db, LiveSignals live, CancellationToken stop)
    {
        if (await db.Shifts.AsNoTracking().FirstOrDefaultAsync(s => s.Id == request.ShiftId, stop) is not { } shift) return Problems.NotFound();
        if (MayGive(shift, db.Caller.PersonId, db.Now, await db.Handovers.AnyAsync(h => h.ShiftId == shift.Id, stop)) is { } why) return why.ToProblem();
        if (request.Note.Trim().Length is < 2 or > 4000) return Refusal.OfField("note-missing", "note", "请写明本班情况，2到4000字；没有特别情况也请写“无异常”。").ToProblem();
        var handover = new DutyHandover
        {
            Id = NewId.Make(),
            ShiftId = shift.Id,
            OrganisationId = shift.OrganisationId,
            OrganisationName = shift.OrganisationName,
            Division = shift.Division,
            ShiftName = shift.Name,
            FromAt = shift.FromAt,
            ToAt = shift.ToAt,
            Note = request.Note.Trim(),
            OpenItems = await Open(db, shift, stop),
            Handled = await db.Alarms.CountAsync(a => a.Division.StartsWith(shift.Area) && a.AcknowledgedAt >= shift.FromAt && a.AcknowledgedAt <= db.Now, stop),
            GivenById = db.Caller.PersonId,
            GivenBy = db.Caller.Name,
            GivenAt = db.Now,
        };
        db.Handovers.Add(handover);
        await db.Commit(new Act("duty.give", "duty-handover", handover.Id, $"{shift.OrganisationName}{BeijingTime.ClockOf(shift.FromAt):M月d日}{shift.Name}交班，移交{handover.OpenItems.Count}项")
            .Enter("case.step", new { handover.Id, handover.ShiftId, handover.GivenById, handover.GivenAt, handover.Note, handover.OpenItems }), stop);
        live.Raise("duty");
        return TypedResults.Ok(new RosterActs.Changed(handover.Id, handover.Version));
    }

    private static async Task<Results<Ok<RosterActs.Changed>, ProblemHttpResult>> TakeOver(string id, Take request, MonitoringDb db, LiveSignals live, CancellationToken stop)
    {
        if (await db.Handovers.FirstOrDefaultAsync(h => h.Id == id, stop) is not { } handover) return Problems.NotFound();
        var next = await db.Shifts.AsNoTracking().Where(s => s.OrganisationId == handover.OrganisationId && s.FromAt >= handover.ToAt).OrderBy(s => s.FromAt).FirstOrDefaultAsync(stop);
        if (MayTake(handover, next, db.Caller.PersonId) is { } why) return why.ToProblem();
        db.Entry(handover).Property(h => h.Version).OriginalValue = request.Version;
        (handover.TakenById, handover.TakenBy, handover.TakenAt, handover.TakenNote) = (db.Caller.PersonId, db.Caller.Name, db.Now, request.Note.Trim());
        await db.Commit(new Act("duty.take", "duty-handover", id, $"{handover.OrganisationName}{BeijingTime.ClockOf(handover.FromAt):M月d日}{handover.ShiftName}由{handover.TakenBy}接班")
            .Enter("case.step", new { handover.Id, handover.TakenById, handover.TakenAt, handover.TakenNote }), stop);
        live.Raise("duty");
        return TypedResults.Ok(new RosterActs.Changed(id, handover.Version));
    }

    /// <summary>Pure: why a shift cannot be handed over now by this person; null when it can.</summary>
    internal static Refusal? MayGive(DutyShift shift, string personId, DateTimeOffset now, bool given)
    {
        if (given) return Refusal.Of("handed-over", "本班已经交班，等待接班人签收。");
        if (!shift.Has(personId)) return Refusal.Of("not-your-shift", "只有本班的值班人员可以交班。");
        return now < shift.FromAt ? Refusal.Of("shift-not-begun", "这个班次还没有开始。") : null;
    }

    /// <summary>Pure: why this person cannot take over; null when he can. Nobody takes over from himself.</summary>
    internal static Refusal? MayTake(DutyHandover handover, DutyShift? next, string personId)
    {
        if (handover.TakenAt is not null) return Refusal.Of("taken-over", $"已由{handover.TakenBy}接班。");
        if (personId == handover.GivenById) return Refusal.Of("own-handover", "交班人不能自己接班。");
        return next?.Has(personId) == true ? null : Refusal.Of("not-next-shift", next is null ? "下一班还没有排班，请先排班再接班。" : $"下一班（{next.Name}）的值班人员是{string.Join("、", next.People.Select(each => each.Name))}，由他们接班。");
    }

    private static async Task<List<OpenItem>> Open(MonitoringDb db, DutyShift shift, CancellationToken stop)
    {
        var now = db.Now;
        var alarms = await db.Alarms.AsNoTracking().Where(a => a.Division.StartsWith(shift.Area) && a.AcknowledgedAt == null).OrderBy(a => a.Position).Take(200).ToListAsync(stop);
        var orders = await db.Orders.AsNoTracking().Where(o => o.Division.StartsWith(shift.Area) && OrderPath.Waiting.Contains(o.State) && o.DueAt < now).OrderBy(o => o.DueAt).Take(200).ToListAsync(stop);
        return [.. alarms.Select(a => new OpenItem("警情", $"{a.EnterpriseName} {a.Title}", a.Path)), .. orders.Select(o => new OpenItem("逾期督办", $"{o.Number} {o.EnterpriseName}", $"/orders/{o.Id}"))];
    }

    private static async Task<Ok<Page<View>>> List([AsParameters] ListQuery query, MonitoringDb db, CancellationToken stop) =>
        TypedResults.Ok((await Rows(db, query).ToPage(query, Orders, Tabs, stop)).As(Show));

    private static async Task<FileStreamHttpResult> Export([AsParameters] ListQuery query, [AsParameters] SheetRequest sheet, MonitoringDb db, CancellationToken stop)
    {
        var rows = await Rows(db, query).ToAll(query, Orders, Tabs, stop);
        return await sheet.Answer("交接班记录", query, Columns, rows.Select(Show), new Act("duty.handover.export", "list", "duty", $"导出交接班记录{rows.Count}条"), stop);
    }

    private static IQueryable<DutyHandover> Rows(MonitoringDb db, ListQuery query) =>
        db.Handovers.AsNoTracking().Saying(query, h => h.OrganisationName, h => h.GivenBy, h => h.Note).Between(query, h => h.GivenAt);

    public static View Show(DutyHandover h) => new(h.Id, h.Version, h.Division, h.OrganisationName, h.ShiftName, h.FromAt, h.ToAt, h.Note, h.OpenItems, h.Handled, h.GivenBy, h.GivenAt, h.TakenBy, h.TakenAt, h.TakenNote);
}
