using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Qingjian.Platform.Access;
using Qingjian.Platform.Edge;
using Qingjian.Platform.Sheets;
using Qingjian.Platform.Storage;

namespace Qingjian.Monitoring.AlarmConditions;

/// <summary>报警条件 of an area, with how many outlets each is raised for now.</summary>
internal static class ListConditions
{
    internal sealed record Row(
        string Id, int Number, string Name, string Division, string ScopeSay, string RuleSay, IReadOnlyList<string> Levels, bool Enabled, int Watched, int Raised, DateTimeOffset? LastStepAt, string EditedBy, DateTimeOffset EditedAt, long Version);

    private static readonly Orders<AlarmCondition> Orders = new("number") { ["number"] = c => c.Number, ["name"] = c => c.Name, ["editedAt"] = c => c.EditedAt };

    private static readonly Tabs<AlarmCondition> Tabs = new() { ["enabled"] = c => c.Enabled, ["disabled"] = c => !c.Enabled };

    private static readonly SheetColumns<Row> Columns = new()
    {
        ["number"] = new("编号", r => r.Number, 8),
        ["name"] = new("名称", r => r.Name, 28),
        ["ruleSay"] = new("条件", r => r.RuleSay, 70),
        ["scopeSay"] = new("范围", r => r.ScopeSay, 30),
        ["enabled"] = new("状态", r => r.Enabled ? "启用" : "停用", 8),
        ["watched"] = new("监视的排放口（个）", r => r.Watched, 14),
        ["raised"] = new("正在报警（个）", r => r.Raised, 14),
        ["lastStepAt"] = new("最近一次变化", r => r.LastStepAt, 20),
        ["editedBy"] = new("最近修改人", r => r.EditedBy, 12),
        ["editedAt"] = new("最近修改", r => r.EditedAt, 20),
    };

    public static void Map(RouteGroupBuilder conditions)
    {
        conditions.MapGet("/", List).Requires(Duty.ReadDuty);
        conditions.MapGet("/export", Export).Requires(Duty.ReadDuty);
    }

    private static async Task<Ok<Page<Row>>> List([AsParameters] ListQuery query, MonitoringDb db, CancellationToken stop)
    {
        var page = await Rows(db, query).ToPage(query, Orders, Tabs, stop);
        return TypedResults.Ok(page.As(await Views(page.Items, db, stop)));
    }

    private static async Task<FileStreamHttpResult> Export([AsParameters] ListQuery query, [AsParameters] SheetRequest sheet, MonitoringDb db, CancellationToken stop)
    {
        var all = await Rows(db, query).ToAll(query, Orders, Tabs, stop);
        return await sheet.Answer("报警条件", query, Columns, await Views(all, db, stop), new Act("alarm.export", "list", "alarm-conditions", $"导出报警条件 {all.Count} 条"), stop);
    }

    public static async Task<List<Row>> Views(IReadOnlyList<AlarmCondition> conditions, MonitoringDb db, CancellationToken stop)
    {
        var ids = conditions.Select(condition => condition.Id).ToList();
        var watched = await db.Set<AlarmStanding>().Where(s => ids.Contains(s.ConditionId)).GroupBy(s => s.ConditionId).Select(g => new { g.Key, Count = g.Count(), Raised = g.Count(s => s.Level > 0) }).ToDictionaryAsync(g => g.Key, stop);
        var last = await db.Set<AlarmStep>().Where(s => ids.Contains(s.ConditionId)).GroupBy(s => s.ConditionId).Select(g => new { g.Key, At = g.Max(s => s.At) }).ToDictionaryAsync(g => g.Key, g => (DateTimeOffset?)g.At, stop);
        return [.. conditions.Select(c => new Row(c.Id, c.Number, c.Name, c.Division, AlarmWords.Of(c.Scope), AlarmWords.Of(c.Rule), [.. c.Rule.Levels.Select(level => level.Name)], c.Enabled,
            watched.GetValueOrDefault(c.Id)?.Count ?? 0, watched.GetValueOrDefault(c.Id)?.Raised ?? 0, last.GetValueOrDefault(c.Id), c.EditedBy, c.EditedAt, c.Version))];
    }

    private static IQueryable<AlarmCondition> Rows(MonitoringDb db, ListQuery query) =>
        db.Set<AlarmCondition>().AsNoTracking()
            .In(query.Division)
            .Between(query, c => c.EditedAt)
            .Saying(query, c => c.Name);
}
