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
using Qingjian.Vocabulary;

namespace Qingjian.Matters.Cases.Pages;

/// <summary>The list of cases with the clock that ends first, and counts per state.</summary>
internal static class ListCases
{
    internal sealed record Row(
        string Id, string Number, string Title, string Party, CaseState State, string StateWord, string Cause, string Division, string Officers, DateOnly FoundOn, DateOnly? FiledOn,
        decimal? Fine, string? ClockName, DateOnly? ClockDue, bool ClockProvisional, DateOnly? DecidedOn, DateTimeOffset CreatedAt);

    private static readonly Orders<Case> Order = new("-created") { ["created"] = c => c.CreatedAt, ["number"] = c => c.Number, ["filed"] = c => c.FiledOn, ["title"] = c => c.Title };

    private static readonly Tabs<Case, CaseState> Tabs = new(c => c.State);

    public static void Map(RouteGroupBuilder cases)
    {
        cases.MapGet("/", Handle).Requires(Duty.ReadCases);
        cases.MapGet("/export", Export).Requires(Duty.ReadCases);
    }

    private static async Task<Ok<Page<Row>>> Handle([AsParameters] ListQuery query, MattersDb db, CancellationToken stop, string? stage = null, bool late = false)
    {
        var page = await Found(db, query, late).ToPage(query with { State = stage ?? query.State }, Order, Tabs, stop);
        return TypedResults.Ok(page.As(await Rows(db, page.Items, stop)));
    }

    private static readonly SheetColumns<Row> Columns = new()
    {
        ["number"] = new("立案文号", r => r.Number, 22),
        ["title"] = new("案由", r => r.Title, 42),
        ["party"] = new("当事人", r => r.Party, 30),
        ["cause"] = new("违法行为", r => r.Cause, 24),
        ["state"] = new("阶段", r => r.StateWord),
        ["officers"] = new("承办人", r => r.Officers),
        ["foundOn"] = new("发现日期", r => r.FoundOn, 12),
        ["filedOn"] = new("立案日期", r => r.FiledOn, 12),
        ["fine"] = new("罚款（元）", r => r.Fine, 14),
        ["clockDue"] = new("当前期限", r => r.ClockName is null ? null : $"{r.ClockName} {r.ClockDue:yyyy-MM-dd}{(r.ClockProvisional ? "（暂定）" : "")}", 30),
        ["decidedOn"] = new("决定日期", r => r.DecidedOn, 12),
    };

    private static async Task<FileStreamHttpResult> Export([AsParameters] ListQuery query, [AsParameters] SheetRequest sheet, MattersDb db, CancellationToken stop, string? stage = null, bool late = false)
    {
        var all = await Found(db, query, late).ToAll(query with { State = stage ?? query.State }, Order, Tabs, stop);
        return await sheet.Answer("案件清单", query, Columns, await Rows(db, all, stop), new Act("case.export", "case", "list", $"导出案件 {all.Count} 件"), stop);
    }

    private static IQueryable<Case> Found(MattersDb db, ListQuery query, bool late)
    {
        var found = db.Set<Case>().AsNoTracking();
        if (late)
        {
            var today = BeijingTime.DayOf(db.Now);
            found = found.Where(c => db.Set<DeadlineInstance>().Any(d => d.OwnerId == c.Id && d.DoneOn == null && d.DueOn != null && d.DueOn < today
                && (d.Key == "decision" || d.Key == "service" || d.Key == "daily_reinspection")));
        }
        return found.Saying(query, c => c.Title, c => c.Number, c => c.ClueNumber).In(query.Division).Between(query, c => c.FoundOn);
    }

    private static async Task<IReadOnlyList<Row>> Rows(MattersDb db, IReadOnlyList<Case> files, CancellationToken stop)
    {
        var ids = files.Select(c => c.Id).ToList();
        var clocks = (await db.Set<DeadlineInstance>().AsNoTracking().Where(d => ids.Contains(d.OwnerId) && d.DoneOn == null).ToListAsync(stop)).ToLookup(d => d.OwnerId);
        return [.. files.Select(c =>
        {
            var clock = Nearest(clocks[c.Id]);
            return new Row(c.Id, c.Number, c.Title, c.Party.Name, c.State, CaseWords.Of(c.State), c.CauseName, c.Division, string.Join("、", c.Investigators.Select(i => i.Name)), c.FoundOn, c.FiledOn,
                (c.Decision?.Penalty ?? c.Notice?.Penalty ?? c.Report?.Proposed)?.Fine, clock?.Name, clock?.DueOn ?? clock?.NotBefore, clock is { DueOn: null } or { Provisional: true }, c.Decision?.On, c.CreatedAt);
        })];
    }

    /// <summary>The clock that ends first; review and suit of the party are not the office's to watch.</summary>
    public static DeadlineInstance? Nearest(IEnumerable<DeadlineInstance> clocks) =>
        clocks.Where(c => c.Key is not ("review_apply" or "litigation")).OrderBy(c => c.DueOn ?? c.NotBefore ?? DateOnly.MaxValue).FirstOrDefault();
}
