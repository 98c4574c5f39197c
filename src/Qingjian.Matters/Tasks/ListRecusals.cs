using System.Linq.Expressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Qingjian.Platform.Access;
using Qingjian.Platform.Edge;
using Qingjian.Platform.Sheets;
using Qingjian.Platform.Storage;

namespace Qingjian.Matters.Tasks;

/// <summary>The declared interests: one sees one's own, who dispatches sees all of the area.</summary>
internal static class ListRecusals
{
    internal sealed record Row(string Id, string PersonId, string PersonName, string EnterpriseId, string Target, string Reason, DateTimeOffset DeclaredAt, DateTimeOffset? EndedAt, string? EndReason, long Version, bool Mine);

    private static readonly Orders<Recusal> Orders = new("-declaredAt") { ["declaredAt"] = r => r.DeclaredAt, ["target"] = r => r.Target, ["personName"] = r => r.PersonName, ["endedAt"] = r => r.EndedAt };

    private static readonly Tabs<Recusal> Tabs = new() { ["open"] = r => r.EndedAt == null, ["ended"] = r => r.EndedAt != null };

    private static readonly SheetColumns<Row> Columns = new()
    {
        ["target"] = new("企业", r => r.Target, 30),
        ["personName"] = new("人员", r => r.PersonName, 12),
        ["state"] = new("状态", r => r.EndedAt is null ? "有效" : "已解除", 10),
        ["reason"] = new("利害关系", r => r.Reason, 40),
        ["declaredAt"] = new("申报时间", r => r.DeclaredAt, 20),
        ["endedAt"] = new("解除时间", r => r.EndedAt, 20),
        ["endReason"] = new("解除理由", r => r.EndReason, 30),
    };

    public static void Map(RouteGroupBuilder recusals)
    {
        recusals.MapGet("/", List).Requires(Duty.HandleTasks);
        recusals.MapGet("/export", Export).Requires(Duty.HandleTasks);
    }

    private static async Task<Ok<Page<Row>>> List([AsParameters] ListQuery query, MattersDb db, CancellationToken stop) =>
        TypedResults.Ok(await Rows(db, query).ToPage(query, Orders, Tabs, View(db), stop));

    private static async Task<FileStreamHttpResult> Export([AsParameters] ListQuery query, [AsParameters] SheetRequest sheet, MattersDb db, CancellationToken stop)
    {
        var all = await Rows(db, query).ToAll(query, Orders, Tabs, View(db), stop);
        return await sheet.Answer("回避申报", query, Columns, all, new Act("recusal.export", "recusal", "list", $"导出回避申报 {all.Count} 条"), stop);
    }

    private static IQueryable<Recusal> Rows(MattersDb db, ListQuery query)
    {
        var (me, all) = (db.Caller.PersonId, db.Caller.May(Duty.DispatchTasks));
        return db.Recusals.AsNoTracking().Where(r => all || r.PersonId == me)
            .Saying(query, r => r.Target, r => r.PersonName, r => r.Reason);
    }

    private static Expression<Func<Recusal, Row>> View(MattersDb db)
    {
        var me = db.Caller.PersonId;
        return r => new Row(r.Id, r.PersonId, r.PersonName, r.EnterpriseId, r.Target, r.Reason, r.DeclaredAt, r.EndedAt, r.EndReason, r.Version, r.PersonId == me);
    }
}
