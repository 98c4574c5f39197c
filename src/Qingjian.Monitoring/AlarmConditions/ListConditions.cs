using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Qingjian.Platform.Access;
using Qingjian.Platform.Audit;
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
        var rows = Rows(db, query);
        var counts = new Dictionary<string, int> { ["enabled"] = await rows.CountAsync(c => c.Enabled, stop), ["disabled"] = await rows.CountAsync(c => !c.Enabled, stop) };
        var page = await InState(rows, query.State).ToPage(query, Orders, c => c, stop, counts);
        return TypedResults.Ok(new Page<Row>(await Views(page.Items, db, stop), page.Total, page.Number, page.Size, counts));
    }

    private static async Task<FileStreamHttpResult> Export([AsParameters] ListQuery query, MonitoringDb db, AuditTrail trail, CancellationToken stop, string? format = null, string? columns = null)
    {
        var all = await InState(Rows(db, query), query.State).Sorted(query, Orders).Take(ListQuery.ExportLimit).ToListAsync(stop);
        await trail.Note(new Act("alarm.export", "list", "alarm-conditions", $"导出报警条件 {all.Count} 条"), stop);
        return SheetExport.Answer(format, new SheetHead("报警条件", query.Scope, db.Caller.Name, db.Now), Columns.Chosen(columns), await Views(all, db, stop));
    }

    public static async Task<List<Row>> Views(IReadOnlyList<AlarmCondition> conditions, MonitoringDb db, CancellationToken stop)
    {
        var ids = conditions.Select(condition => condition.Id).ToList();
        var watched = await db.Set<AlarmStanding>().Where(s => ids.Contains(s.ConditionId)).GroupBy(s => s.ConditionId).Select(g => new { g.Key, Count = g.Count(), Raised = g.Count(s => s.Level > 0) }).ToDictionaryAsync(g => g.Key, stop);
        var last = await db.Set<AlarmStep>().Where(s => ids.Contains(s.ConditionId)).GroupBy(s => s.ConditionId).Select(g => new { g.Key, At = g.Max(s => s.At) }).ToDictionaryAsync(g => g.Key, g => (DateTimeOffset?)g.At, stop);
        return [.. conditions.Select(c => new Row(c.Id, c.Number, c.Name, c.Division, AlarmWords.Of(c.Scope), AlarmWords.Of(c.Rule), [.. c.Rule.Levels.Select(level => level.Name)], c.Enabled,
            watched.GetValueOrDefault(c.Id)?.Count ?? 0, watched.GetValueOrDefault(c.Id)?.Raised ?? 0, last.GetValueOrDefault(c.Id), c.EditedBy, c.EditedAt, c.Version))];
    }

    private static IQueryable<AlarmCondition> Rows(MonitoringDb db, ListQuery query)
    {
        var rows = db.Set<AlarmCondition>().AsNoTracking();
        if (!string.IsNullOrEmpty(query.Division))
        {
            var area = DivisionScope.Prefix(query.Division);
            rows = rows.Where(c => c.Division.StartsWith(area));
        }
        if (query.Since is { } since) rows = rows.Where(c => c.EditedAt >= since);
        if (query.Until is { } until) rows = rows.Where(c => c.EditedAt < until);
        if (query.Text is not { } text) return rows;
        var like = Listing.Contains(text);
        return rows.Where(c => EF.Functions.Like(c.Name, like, "\\"));
    }

    private static IQueryable<AlarmCondition> InState(IQueryable<AlarmCondition> rows, string? state) => state switch
    {
        "enabled" => rows.Where(c => c.Enabled),
        "disabled" => rows.Where(c => !c.Enabled),
        _ => rows,
    };
}
