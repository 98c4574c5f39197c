using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Qingjian.Matters.Deadlines;
using Qingjian.Platform.Access;
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
        var page = await Found(db, query).ToPage(query, Orders, stop);
        return TypedResults.Ok(page.As(await Rows(db, page.Items, stop)));
    }

    private static async Task<FileStreamHttpResult> Export([AsParameters] ListQuery query, [AsParameters] SheetRequest sheet, MattersDb db, CancellationToken stop)
    {
        var all = await Found(db, query).ToAll(query, Orders, stop);
        return await sheet.Answer("我的案件", query, Columns, await Rows(db, all, stop), new Act("case.export", "case", "list", $"导出本企业案件 {all.Count} 件"), stop);
    }

    private static IQueryable<Case> Found(MattersDb db, ListQuery query) =>
        db.Set<Case>().AsNoTracking().Where(c => c.ToldParty).Saying(query, c => c.Title);

    private static async Task<IReadOnlyList<Row>> Rows(MattersDb db, IReadOnlyList<Case> files, CancellationToken stop)
    {
        var ids = files.Select(c => c.Id).ToList();
        var windows = (await db.Set<DeadlineInstance>().AsNoTracking().Where(d => ids.Contains(d.OwnerId) && d.Key == "statement" && d.DoneOn == null).ToListAsync(stop)).ToLookup(d => d.OwnerId);
        return [.. files.Select(c => new Row(c.Id, c.Title, CaseWords.Of(c.State), c.Notice?.ReceivedOn, windows[c.Id].FirstOrDefault()?.DueOn, PartyCases.Waiting(c), c.CreatedAt))];
    }
}
