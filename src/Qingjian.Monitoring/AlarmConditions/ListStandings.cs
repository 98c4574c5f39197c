using System.Linq.Expressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Qingjian.Judgement;
using Qingjian.Platform.Access;
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

    private static readonly Tabs<AlarmStanding> Tabs = new() { ["raised"] = s => s.Level > 0, ["quiet"] = s => s.Level == 0 };
    private static readonly Tabs<AlarmStep, AlarmEventKind> StepTabs = new(s => s.Kind);

    private static readonly Expression<Func<AlarmStanding, Row>> View = s => new Row(
        s.Id, s.ConditionId, s.ConditionName, s.OutletId, s.OutletName, s.EnterpriseName, s.Division, s.Level, s.LevelName, s.Colour, s.RaisedAt, s.Say, s.LookedAt);

    private static readonly Expression<Func<AlarmStep, StepRow>> StepView = s => new StepRow(
        s.Id, s.ConditionId, s.ConditionName, s.OutletId, s.OutletName, s.EnterpriseName, s.Division, s.Kind, s.LevelName, s.Colour, s.At, s.NoticedAt, s.Say);

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

    private static async Task<Ok<Page<Row>>> List([AsParameters] ListQuery query, [AsParameters] Filter filter, MonitoringDb db, CancellationToken stop) =>
        TypedResults.Ok(await Standings(query, filter, db).ToPage(query, Orders, Tabs, View, stop));

    private static async Task<FileStreamHttpResult> Export([AsParameters] ListQuery query, [AsParameters] Filter filter, [AsParameters] SheetRequest sheet, MonitoringDb db, CancellationToken stop)
    {
        var all = await Standings(query, filter, db).ToAll(query, Orders, Tabs, View, stop);
        return await sheet.Answer("报警条件现在的状态", query, Columns, all, new Act("alarm.export", "list", "alarm-standings", $"导出报警状态 {all.Count} 条"), stop);
    }

    private static async Task<Ok<Page<StepRow>>> Steps([AsParameters] ListQuery query, [AsParameters] Filter filter, MonitoringDb db, CancellationToken stop) =>
        TypedResults.Ok(await StepsOf(query, filter, db).ToPage(query, StepOrders, StepTabs, StepView, stop));

    private static async Task<FileStreamHttpResult> ExportSteps([AsParameters] ListQuery query, [AsParameters] Filter filter, [AsParameters] SheetRequest sheet, MonitoringDb db, CancellationToken stop)
    {
        var all = await StepsOf(query, filter, db).ToAll(query, StepOrders, StepTabs, StepView, stop);
        return await sheet.Answer("报警条件的触发和解除", query, StepColumns, all, new Act("alarm.export", "list", "alarm-steps", $"导出报警记录 {all.Count} 条"), stop);
    }

    private static IQueryable<AlarmStanding> Standings(ListQuery query, Filter filter, MonitoringDb db) => Found(db.Set<AlarmStanding>(), query, filter).Between(query, s => s.RaisedAt);

    private static IQueryable<AlarmStep> StepsOf(ListQuery query, Filter filter, MonitoringDb db) => Found(db.Set<AlarmStep>(), query, filter).Between(query, s => s.At);

    private static IQueryable<T> Found<T>(IQueryable<T> rows, ListQuery query, Filter filter) where T : AlarmAtOutlet =>
        rows.AsNoTracking().Being(s => s.ConditionId, filter.ConditionId).Saying(query, s => s.EnterpriseName, s => s.OutletName, s => s.ConditionName).In(query.Division);
}
