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

namespace Qingjian.Platform.Audit;

/// <summary>The audit administrator's desk: reads, never writes.</summary>
internal static class AuditEndpoints
{
    internal sealed record View(long Position, DateTimeOffset At, string Person, string Post, string? Address, string Kind, string ObjectType, string ObjectId, string Title, string Result, string? Reason);

    private static readonly Orders<AuditRow> Orders = new("-position") { ["position"] = r => r.Position, ["at"] = r => r.At };

    private static readonly Expression<Func<AuditRow, View>> Row = r => new View(r.Position, r.At, r.PersonName, r.Post, r.Address, r.Kind, r.ObjectType, r.ObjectId, r.Title, r.Result, r.Reason);

    private static readonly SheetColumns<View> Columns = new()
    {
        ["title"] = new("事项", r => r.Title, 40),
        ["at"] = new("时间", r => r.At, 20),
        ["person"] = new("人员", r => r.Person),
        ["post"] = new("岗位", r => r.Post),
        ["result"] = new("结果", r => r.Result switch { "done" => "成功", "refused" => "拒绝", _ => "失败" }),
        ["reason"] = new("理由", r => r.Reason, 30),
        ["address"] = new("来自", r => r.Address),
        ["position"] = new("序号", r => r.Position),
    };

    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/api/audit", List).Requires(Duty.ReadAudit).WithTags("audit");
        app.MapGet("/api/audit/export", Export).Requires(Duty.ReadAudit).WithTags("audit");
    }

    private static async Task<FileStreamHttpResult> Export([AsParameters] ListQuery query, [AsParameters] SheetRequest sheet, PlatformDb db, CallerContext caller, CancellationToken stop)
    {
        // Only what was there when it was asked for: the export itself is a record too.
        var rows = await Rows(db, query, caller).Being(r => r.Result, query.State).ToAll(query, Orders, Row, stop);
        return await sheet.Answer("审计记录", scope: null, Columns, rows, new Act("audit.export", "list", "audit", $"导出审计记录{rows.Count}条"), stop);
    }

    private static async Task<Ok<Page<View>>> List([AsParameters] ListQuery query, PlatformDb db, CallerContext caller, CancellationToken stop)
    {
        var rows = Rows(db, query, caller);
        var counts = await rows.GroupBy(r => r.Result).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, stop);
        return TypedResults.Ok(await rows.Being(r => r.Result, query.State).ToPage(query, Orders, Row, stop, counts));
    }

    private static IQueryable<AuditRow> Rows(PlatformDb db, ListQuery query, CallerContext caller)
    {
        var scope = caller.Current.Division;
        return db.Audit.AsNoTracking().Where(r => r.Division.StartsWith(scope) || r.Division == "-" || r.PersonId == "system")
            .Saying(query, [r => r.PersonName, r => r.Title, r => r.Kind], exactly: r => r.ObjectId)
            .Between(query, r => r.At);
    }
}
