using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Qingjian.Platform.Access;
using Qingjian.Platform.Edge;
using Qingjian.Platform.Sheets;
using Qingjian.Platform.Storage;

namespace Qingjian.Insight.Disclosure;

/// <summary>The publication desk: what waits, what is out, and each text before and after masking.</summary>
internal static class ReadPublications
{
    internal sealed record PublicationRow(string Id, string CaseId, string Number, string Title, PublicationState State, string StateWord, DateOnly DecidedOn, DateOnly? DueOn, DateOnly? NotBefore, bool Provisional, DateTimeOffset? PublishedAt, string? ConfirmedByName);

    internal sealed record PublicationFile(PublicationRow Head, long Version, IReadOnlyList<PublicField> Fields, IReadOnlyList<string> Working, string? Sha256, DateTimeOffset? WithdrawnAt, string? WithdrawnByName, string? WithdrawnReason);

    private static readonly Orders<Publication> Order = new("-prepared") { ["prepared"] = p => p.PreparedAt, ["decided"] = p => p.DecidedOn, ["number"] = p => p.Number, ["due"] = p => p.DueOn };

    private static readonly Tabs<Publication, PublicationState> Tabs = new(p => p.State);

    public static void Map(RouteGroupBuilder publications)
    {
        publications.MapGet("/", List).Requires(Duty.Publish);
        publications.MapGet("/export", Export).Requires(Duty.Publish);
        publications.MapGet("/{id}", Read).Requires(Duty.Publish);
    }

    private static async Task<Ok<Page<PublicationRow>>> List([AsParameters] ListQuery query, InsightDb db, CancellationToken stop) =>
        TypedResults.Ok((await Rows(db, query).ToPage(query, Order, Tabs, stop)).As(Row));

    private static readonly SheetColumns<PublicationRow> Columns = new()
    {
        ["number"] = new("决定书文号", p => p.Number, 24),
        ["title"] = new("案由", p => p.Title, 40),
        ["state"] = new("状态", p => p.StateWord),
        ["decidedOn"] = new("决定日期", p => p.DecidedOn),
        ["dueOn"] = new("公开期限", p => p.DueOn),
        ["publishedAt"] = new("公开时间", p => p.PublishedAt, 20),
        ["confirmedByName"] = new("确认人", p => p.ConfirmedByName),
    };

    private static async Task<FileStreamHttpResult> Export([AsParameters] ListQuery query, [AsParameters] SheetRequest sheet, InsightDb db, CancellationToken stop)
    {
        var rows = await Rows(db, query).ToAll(query, Order, Tabs, stop);
        return await sheet.Answer("决定公开", scope: null, Columns, rows.Select(Row), new Act("publication.export", "list", "publications", $"导出决定公开清单{rows.Count}条"), stop);
    }

    private static async Task<Results<Ok<PublicationFile>, ProblemHttpResult>> Read(string id, InsightDb db, CancellationToken stop) =>
        await db.Publications.AsNoTracking().SingleOrDefaultAsync(p => p.Id == id, stop) is { } p
            ? TypedResults.Ok(new PublicationFile(Row(p), p.Version, p.Fields, p.Working, p.Sha256, p.WithdrawnAt, p.WithdrawnByName, p.WithdrawnReason))
            : Problems.NotFound();

    private static IQueryable<Publication> Rows(InsightDb db, ListQuery query) => db.Publications.AsNoTracking().Saying(query, p => p.Title, p => p.Number);

    private static PublicationRow Row(Publication p) => new(p.Id, p.CaseId, p.Number, p.Title, p.State, WordOf(p.State), p.DecidedOn, p.DueOn, p.NotBefore, p.Provisional, p.PublishedAt, p.ConfirmedByName);

    public static string WordOf(PublicationState state) => state switch
    {
        PublicationState.Prepared => "待公开",
        PublicationState.Published => "已公开",
        PublicationState.Withdrawn => "已撤回",
        _ => "不公开",
    };
}
