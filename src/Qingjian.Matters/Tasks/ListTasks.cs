using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Qingjian.Matters.Law;
using Qingjian.Platform.Access;
using Qingjian.Platform.Edge;
using Qingjian.Platform.Sheets;
using Qingjian.Platform.Storage;
using Qingjian.Vocabulary;
using static Qingjian.Matters.Clues.ListClues;

namespace Qingjian.Matters.Tasks;

/// <summary>The tasks of an area, or mine.</summary>
internal static class ListTasks
{
    /// <param name="Mine">Only tasks whose crew the caller is on.</param>
    /// <param name="Late">Only those whose present step is overdue.</param>
    internal sealed record Filter(bool Mine = false, bool Late = false, string? Element = null, string? EnterpriseId = null);

    internal sealed record Row(
        string Id, string Number, TaskState State, string WaitsFor, string Title, string Target, string Division, string Place, string ElementName, TaskPriority Priority, bool Alert,
        string? InitiatedUnit, DateTimeOffset InitiatedAt, string? OrganisationName, IReadOnlyList<string> Crew, DateOnly? VisitOn, DateTimeOffset StepSince, DateTimeOffset? StepDue,
        DateTimeOffset? DueAt, bool? Found, int Urged, int Extended, int Reworks, string? InspectionId);

    private static readonly Orders<FieldTask> Orders = new("-initiatedAt")
    {
        ["initiatedAt"] = t => t.InitiatedAt,
        ["stepDue"] = t => t.StepDue,
        ["number"] = t => t.Number,
        ["target"] = t => t.Target,
        ["visitOn"] = t => t.VisitOn,
    };

    private static readonly Tabs<FieldTask, TaskState> Tabs = new(t => t.State);

    private static readonly SheetColumns<Row> Columns = new()
    {
        ["number"] = new("任务编号", r => r.Number, 26),
        ["state"] = new("状态", r => r.State.InChinese(), 10),
        ["target"] = new("检查对象", r => r.Target, 30),
        ["title"] = new("任务", r => r.Title, 40),
        ["elementName"] = new("要素", r => r.ElementName, 8),
        ["priority"] = new("优先级", r => r.Priority.InChinese(), 8),
        ["initiatedUnit"] = new("发起单位", r => r.InitiatedUnit, 20),
        ["initiatedAt"] = new("发起时间", r => r.InitiatedAt, 18),
        ["organisationName"] = new("承办单位", r => r.OrganisationName, 20),
        ["crew"] = new("执法人员", r => string.Join("、", r.Crew), 18),
        ["visitOn"] = new("检查日期", r => r.VisitOn, 12),
        ["stepDue"] = new("本环节期限", r => r.StepDue, 18),
        ["found"] = new("是否查实", r => r.Found is { } found ? (found ? "查实" : "查无") : "未反馈", 10),
        ["place"] = new("地点", r => r.Place, 30),
    };

    public static void Map(RouteGroupBuilder tasks)
    {
        tasks.MapGet("/", Handle).Requires(Duty.ReadClues);
        tasks.MapGet("/export", Export).Requires(Duty.ReadClues);
    }

    private static async Task<Ok<Page<Row>>> Handle([AsParameters] ListQuery query, [AsParameters] Filter filter, MattersDb db, MattersLaw law, CancellationToken stop) =>
        TypedResults.Ok((await Rows(db, query, filter).ToPage(query, Orders, Tabs, stop)).As(t => View(t, law)));

    private static async Task<FileStreamHttpResult> Export([AsParameters] ListQuery query, [AsParameters] Filter filter, [AsParameters] SheetRequest sheet, MattersDb db, MattersLaw law, CancellationToken stop)
    {
        var rows = await Rows(db, query, filter).ToAll(query, Orders, Tabs, stop);
        return await sheet.Answer("任务", query, Columns, rows.Select(t => View(t, law)), new Act("task.export", "task", "list", $"导出任务 {rows.Count} 条"), stop);
    }

    private static IQueryable<FieldTask> Rows(MattersDb db, ListQuery query, Filter filter)
    {
        var rows = db.Tasks.AsNoTracking()
            .Saying(query, t => t.Number, t => t.Target, t => t.Title)
            .In(query.Division)
            .Between(query, t => t.InitiatedAt)
            .Being(t => t.Element, filter.Element).Being(t => t.EnterpriseId, filter.EnterpriseId);
        var me = db.Caller.PersonId;
        if (filter.Mine) rows = rows.Where(t => t.LeadPersonId == me || t.SecondPersonId == me);
        var now = db.Now;
        if (filter.Late) rows = rows.Where(t => t.StepDue != null && t.StepDue < now);
        return rows;
    }

    private static Row View(FieldTask t, MattersLaw law)
    {
        var day = BeijingTime.DayOf(t.StepSince);
        return new Row(t.Id, t.Number, t.State, law.Steps(day).Body.WaitsFor(t.State) ?? "无", t.Title, t.Target, t.Division, t.Place, law.Sources(day).Element(t.Element), t.Priority, t.Alert,
            t.InitiatedUnit, t.InitiatedAt, t.OrganisationName, [.. t.Crew.Select(c => c.Name)], t.VisitOn, t.StepSince, t.StepDue, t.DueAt, t.Found, t.Urged, t.Extended, t.Reworks, t.InspectionId);
    }
}
