using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Qingjian.Judgement;
using Qingjian.Platform.Access;
using Qingjian.Platform.Audit;
using Qingjian.Platform.Edge;
using Qingjian.Platform.Sheets;
using Qingjian.Platform.Storage;

namespace Qingjian.Monitoring.AlarmConditions;

/// <summary>Where conditions stand now, outlet by outlet, and their steps.</summary>
internal static class ListStandings
{
    /// <param name="ConditionId">One condition.</param>
    internal sealed record Filter(string? ConditionId = null);

    internal sealed record Row(
        string Id, string ConditionId, string ConditionName, string OutletId, string OutletName, string EnterpriseName, string Division, int Level, string LevelName, string Colour, DateTimeOffset? RaisedAt, string Say, DateTimeOffset LookedAt);

    internal sealed record StepRow(
        string Id, string ConditionId, string ConditionName, string OutletId, string OutletName, string EnterpriseName, string Division, AlarmEventKind Kind, string LevelName, string Colour, DateTimeOffset At, DateTimeOffset NoticedAt, string Say);

    private static readonly Orders<AlarmStanding> Orders = new("-level") { ["level"] = s => s.Level, ["raisedAt"] = s => s.RaisedAt, ["enterpriseName"] = s => s.EnterpriseName, ["conditionName"] = s => s.ConditionName };
    private static readonly Orders<AlarmStep> StepOrders = new("-at") { ["at"] = s => s.At, ["enterpriseName"] = s => s.EnterpriseName, ["conditionName"] = s => s.ConditionName };

    private static readonly SheetColumns<Row> Columns = new()
    {
        ["conditionName"] = new("报警条件", r => r.ConditionName, 28),
        ["enterpriseName"] = new("企业", r => r.EnterpriseName, 30),
        ["outletName"] = new("排放口", r => r.OutletName, 22),
        ["levelName"] = new("现在", r => r.Level == 0 ? "正常" : r.LevelName, 10),
        ["raisedAt"] = new("触发时间", r => r.RaisedAt, 20),
        ["say"] = new("说明", r => r.Say, 70),
    };

    private static readonly SheetColumns<StepRow> StepColumns = new()
    {
        ["at"] = new("时间", r => r.At, 20),
        ["conditionName"] = new("报警条件", r => r.ConditionName, 28),
        ["enterpriseName"] = new("企业", r => r.EnterpriseName, 30),
        ["outletName"] = new("排放口", r => r.OutletName, 22),
        ["kind"] = new("变化", r => r.Kind switch { AlarmEventKind.Raised => "触发", AlarmEventKind.Again => "重复", AlarmEventKind.Lowered => "降级", _ => "解除" }, 8),
        ["levelName"] = new("级别", r => r.LevelName, 10),
        ["say"] = new("说明", r => r.Say, 70),
    };

    public static void Map(RouteGroupBuilder conditions)
    {
        conditions.MapGet("/standings", List).Requires(Duty.ReadDuty);
        conditions.MapGet("/standings/export", Export).Requires(Duty.ReadDuty);
        conditions.MapGet("/steps", Steps).Requires(Duty.ReadDuty);
        conditions.MapGet("/steps/export", ExportSteps).Requires(Duty.ReadDuty);
    }

    private static async Task<Ok<Page<Row>>> List([AsParameters] ListQuery query, [AsParameters] Filter filter, MonitoringDb db, CancellationToken stop)
    {
        var rows = db.Set<AlarmStanding>().AsNoTracking();
        if (!string.IsNullOrEmpty(filter.ConditionId)) rows = rows.Where(s => s.ConditionId == filter.ConditionId);
        if (query.Text is { } text)
        {
            var like = Listing.Contains(text);
            rows = rows.Where(s => EF.Functions.Like(s.EnterpriseName, like, "\\") || EF.Functions.Like(s.OutletName, like, "\\") || EF.Functions.Like(s.ConditionName, like, "\\"));
        }
        if (!string.IsNullOrEmpty(query.Division))
        {
            var area = DivisionScope.Prefix(query.Division);
            rows = rows.Where(s => s.Division.StartsWith(area));
        }
        if (query.Since is { } since) rows = rows.Where(s => s.RaisedAt >= since);
        if (query.Until is { } until) rows = rows.Where(s => s.RaisedAt < until);
        var counts = new Dictionary<string, int> { ["raised"] = await rows.CountAsync(s => s.Level > 0, stop), ["quiet"] = await rows.CountAsync(s => s.Level == 0, stop) };
        rows = query.State switch { "raised" => rows.Where(s => s.Level > 0), "quiet" => rows.Where(s => s.Level == 0), _ => rows };
        return TypedResults.Ok(await rows.ToPage(query, Orders, s => new Row(
            s.Id, s.ConditionId, s.ConditionName, s.OutletId, s.OutletName, s.EnterpriseName, s.Division, s.Level, s.LevelName, s.Colour, s.RaisedAt, s.Say, s.LookedAt), stop, counts));
    }

    private static async Task<FileStreamHttpResult> Export([AsParameters] ListQuery query, [AsParameters] Filter filter, MonitoringDb db, AuditTrail trail, CancellationToken stop, string? format = null, string? columns = null)
    {
        var all = await query.AllPages(async page => (await List(page, filter, db, stop)).Value!);
        await trail.Note(new Act("alarm.export", "list", "alarm-standings", $"导出报警状态 {all.Count} 条"), stop);
        return SheetExport.Answer(format, new SheetHead("报警条件现在的状态", query.Scope, db.Caller.Name, db.Now), Columns.Chosen(columns), all);
    }

    private static async Task<Ok<Page<StepRow>>> Steps([AsParameters] ListQuery query, [AsParameters] Filter filter, MonitoringDb db, CancellationToken stop)
    {
        var rows = db.Set<AlarmStep>().AsNoTracking();
        if (!string.IsNullOrEmpty(filter.ConditionId)) rows = rows.Where(s => s.ConditionId == filter.ConditionId);
        if (query.Text is { } text)
        {
            var like = Listing.Contains(text);
            rows = rows.Where(s => EF.Functions.Like(s.EnterpriseName, like, "\\") || EF.Functions.Like(s.OutletName, like, "\\") || EF.Functions.Like(s.ConditionName, like, "\\"));
        }
        if (!string.IsNullOrEmpty(query.Division))
        {
            var area = DivisionScope.Prefix(query.Division);
            rows = rows.Where(s => s.Division.StartsWith(area));
        }
        if (query.Since is { } since) rows = rows.Where(s => s.At >= since);
        if (query.Until is { } until) rows = rows.Where(s => s.At < until);
        var counts = new Dictionary<string, int>();
        foreach (var kind in Enum.GetValues<AlarmEventKind>()) counts[new Word<AlarmEventKind>(kind).ToString()] = await rows.CountAsync(s => s.Kind == kind, stop);
        if (Enum.TryParse<AlarmEventKind>(query.State, ignoreCase: true, out var state)) rows = rows.Where(s => s.Kind == state);
        return TypedResults.Ok(await rows.ToPage(query, StepOrders, s => new StepRow(
            s.Id, s.ConditionId, s.ConditionName, s.OutletId, s.OutletName, s.EnterpriseName, s.Division, s.Kind, s.LevelName, s.Colour, s.At, s.NoticedAt, s.Say), stop, counts));
    }

    private static async Task<FileStreamHttpResult> ExportSteps([AsParameters] ListQuery query, [AsParameters] Filter filter, MonitoringDb db, AuditTrail trail, CancellationToken stop, string? format = null, string? columns = null)
    {
        var all = await query.AllPages(async page => (await Steps(page, filter, db, stop)).Value!);
        await trail.Note(new Act("alarm.export", "list", "alarm-steps", $"导出报警记录 {all.Count} 条"), stop);
        return SheetExport.Answer(format, new SheetHead("报警条件的触发和解除", query.Scope, db.Caller.Name, db.Now), StepColumns.Chosen(columns), all);
    }
}
