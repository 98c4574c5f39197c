using System.Linq.Expressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Qingjian.Matters.Deadlines;
using Qingjian.Platform.Access;
using Qingjian.Platform.Audit;
using Qingjian.Platform.Edge;
using Qingjian.Platform.Sheets;
using Qingjian.Platform.Storage;

namespace Qingjian.Matters.Cases.Pages;

/// <summary>The enterprise's own cases, from the first paper served on it.</summary>
internal static class ListPartyCases
{
    internal sealed record Row(string Id, string Title, string StateWord, DateOnly? NoticeReceivedOn, DateOnly? StatementDue, string Waiting, DateTimeOffset CreatedAt);

    private static readonly Orders<Case> Orders = new("-createdAt") { ["createdAt"] = c => c.CreatedAt, ["title"] = c => c.Title };

    private static readonly SheetColumns<Row> Columns = new()
    {
        ["title"] = new("案由", r => r.Title, 44),
        ["stateWord"] = new("阶段", r => r.StateWord, 14),
        ["waiting"] = new("待办", r => r.Waiting, 30),
        ["noticeReceivedOn"] = new("告知书送达", r => r.NoticeReceivedOn, 14),
        ["statementDue"] = new("陈述申辩期限", r => r.StatementDue, 14),
    };

    public static void Map(RouteGroupBuilder mine)
    {
        mine.MapGet("/", List).Requires(Duty.StateDefence);
        mine.MapGet("/export", Export).Requires(Duty.StateDefence);
    }

    private static async Task<Ok<Page<Row>>> List([AsParameters] ListQuery query, MattersDb db, CancellationToken stop)
    {
        var page = await Found(db, query).ToPage(query, Orders, (Expression<Func<Case, Case>>)(c => c), stop);
        return TypedResults.Ok(new Page<Row>(await Rows(db, page.Items, stop), page.Total, page.Number, page.Size));
    }

    private static async Task<FileStreamHttpResult> Export([AsParameters] ListQuery query, string? format, string? columns, MattersDb db, AuditTrail trail, CancellationToken stop)
    {
        var all = await Found(db, query).Sorted(query, Orders).Take(ListQuery.ExportLimit).ToListAsync(stop);
        await trail.Note(new Act("case.export", "case", "list", $"导出本企业案件 {all.Count} 件"), stop);
        return SheetExport.Answer(format, new SheetHead("我的案件", query.Scope, db.Caller.Name, db.Now), Columns.Chosen(columns), await Rows(db, all, stop));
    }

    private static IQueryable<Case> Found(MattersDb db, ListQuery query)
    {
        var found = db.Set<Case>().AsNoTracking().Where(c => c.ToldParty);
        if (query.Text is not { } text) return found;
        var like = Listing.Contains(text);
        return found.Where(c => EF.Functions.Like(c.Title, like, "\\"));
    }

    private static async Task<IReadOnlyList<Row>> Rows(MattersDb db, IReadOnlyList<Case> files, CancellationToken stop)
    {
        var ids = files.Select(c => c.Id).ToList();
        var windows = (await db.Set<DeadlineInstance>().AsNoTracking().Where(d => ids.Contains(d.OwnerId) && d.Key == "statement" && d.DoneOn == null).ToListAsync(stop)).ToLookup(d => d.OwnerId);
        return [.. files.Select(c => new Row(c.Id, c.Title, CaseWords.Of(c.State), c.Notice?.ReceivedOn, windows[c.Id].FirstOrDefault()?.DueOn, PartyCases.Waiting(c), c.CreatedAt))];
    }
}
