using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Qingjian.Platform.Access;
using Qingjian.Platform.Edge;
using Qingjian.Platform.Sheets;
using Qingjian.Platform.Storage;
using static Qingjian.Matters.Clues.ListClues;

namespace Qingjian.Matters.Inspections;

/// <summary>The inspection records of an area, or mine.</summary>
internal static class ListInspections
{
    /// <param name="Mine">Only records the caller is on.</param>
    internal sealed record Filter(bool Mine = false, string? EnterpriseId = null);

    internal sealed record Row(
        string Id, string Number, InspectionState State, string TaskId, string Target, string Division, IReadOnlyList<string> Crew, DateTimeOffset StartedAt, DateTimeOffset? EndedAt,
        bool? Found, string? ChecklistTitle, DateTimeOffset? SealedAt, string? Sha256);

    private static readonly Orders<Inspection> Orders = new("-startedAt") { ["startedAt"] = r => r.StartedAt, ["number"] = r => r.Number, ["target"] = r => r.Target, ["sealedAt"] = r => r.SealedAt };

    private static readonly Tabs<Inspection, InspectionState> Tabs = new(r => r.State);

    private static readonly SheetColumns<Row> Columns = new()
    {
        ["number"] = new("笔录编号", r => r.Number, 26),
        ["state"] = new("状态", r => r.State.InChinese(), 10),
        ["target"] = new("被检查人", r => r.Target, 30),
        ["crew"] = new("执法人员", r => string.Join("、", r.Crew), 18),
        ["startedAt"] = new("开始时间", r => r.StartedAt, 18),
        ["endedAt"] = new("结束时间", r => r.EndedAt, 18),
        ["found"] = new("检查结果", r => Result(r.Found), 16),
        ["checklistTitle"] = new("检查清单", r => r.ChecklistTitle, 26),
        ["sealedAt"] = new("封存时间", r => r.SealedAt, 18),
        ["sha256"] = new("笔录摘要（SHA-256）", r => r.Sha256, 66),
    };

    public static void Map(RouteGroupBuilder records)
    {
        records.MapGet("/", Handle).Requires(Duty.ReadClues);
        records.MapGet("/export", Export).Requires(Duty.ReadClues);
    }

    private static async Task<Ok<Page<Row>>> Handle([AsParameters] ListQuery query, [AsParameters] Filter filter, MattersDb db, CancellationToken stop) =>
        TypedResults.Ok((await Rows(db, query, filter).ToPage(query, Orders, Tabs, stop)).As(View));

    private static async Task<FileStreamHttpResult> Export([AsParameters] ListQuery query, [AsParameters] Filter filter, [AsParameters] SheetRequest sheet, MattersDb db, CancellationToken stop)
    {
        var rows = await Rows(db, query, filter).ToAll(query, Orders, Tabs, stop);
        return await sheet.Answer("检查笔录", query, Columns, rows.Select(View), new Act("inspection.export", "inspection", "list", $"导出检查笔录目录 {rows.Count} 条"), stop);
    }

    private static IQueryable<Inspection> Rows(MattersDb db, ListQuery query, Filter filter)
    {
        var rows = db.Inspections.AsNoTracking()
            .Saying(query, r => r.Number, r => r.Target)
            .In(query.Division)
            .Between(query, r => r.StartedAt)
            .Being(r => r.EnterpriseId, filter.EnterpriseId);
        var me = db.Caller.PersonId;
        if (filter.Mine) rows = rows.Where(r => r.LeadPersonId == me || r.SecondPersonId == me);
        return rows;
    }

    private static Row View(Inspection r) => new(r.Id, r.Number, r.State, r.TaskId, r.Target, r.Division, [.. r.Crew.Select(c => c.Name)], r.StartedAt, r.EndedAt,
        r.Content.Found, r.Checklist?.Title, r.SealedAt, r.Sha256);

    public static string InChinese(this InspectionState state) => state switch
    {
        InspectionState.Draft => "制作中",
        InspectionState.Sealed => "已封存",
        InspectionState.Discarded => "已作废",
        _ => throw new ArgumentOutOfRangeException(nameof(state)),
    };

    private static string Result(bool? found) => found switch { true => "发现违法行为", false => "未发现违法行为", null => "未填写" };
}
