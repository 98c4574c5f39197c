using System.Linq.Expressions;
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

namespace Qingjian.Insight.Disclosure;

/// <summary>The publication desk: what waits, what is out, and each text before and after masking.</summary>
internal static class ReadPublications
{
    internal sealed record PublicationRow(string Id, string CaseId, string Number, string Title, PublicationState State, string StateWord, DateOnly DecidedOn, DateOnly? DueOn, DateOnly? NotBefore, bool Provisional, DateTimeOffset? PublishedAt, string? ConfirmedByName);

    internal sealed record PublicationFile(PublicationRow Head, long Version, IReadOnlyList<PublicField> Fields, IReadOnlyList<string> Working, string? Sha256, DateTimeOffset? WithdrawnAt, string? WithdrawnByName, string? WithdrawnReason);

    private static readonly Orders<Publication> Order = new("-prepared") { ["prepared"] = p => p.PreparedAt, ["decided"] = p => p.DecidedOn, ["number"] = p => p.Number, ["due"] = p => p.DueOn };

    public static void Map(RouteGroupBuilder publications)
    {
        publications.MapGet("/", List).Requires(Duty.Publish);
        publications.MapGet("/export", Export).Requires(Duty.Publish);
        publications.MapGet("/{id}", Read).Requires(Duty.Publish);
    }

    private static async Task<Ok<Page<PublicationRow>>> List([AsParameters] ListQuery query, InsightDb db, CancellationToken stop)
    {
        var found = db.Publications.AsNoTracking();
        if (query.Text is { } text)
        {
            var like = Listing.Contains(text);
            found = found.Where(p => EF.Functions.Like(p.Title, like, "\\") || EF.Functions.Like(p.Number, like, "\\"));
        }
        var counts = await found.GroupBy(p => p.State).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => Key(g.Key), g => g.Count, stop);
        if (Enum.TryParse<PublicationState>(query.State, ignoreCase: true, out var state)) found = found.Where(p => p.State == state);
        var page = await found.ToPage(query, Order, (Expression<Func<Publication, Publication>>)(p => p), stop, counts);
        return TypedResults.Ok(new Page<PublicationRow>([.. page.Items.Select(Row)], page.Total, page.Number, page.Size, counts));
    }

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

    private static async Task<FileStreamHttpResult> Export([AsParameters] ListQuery query, string? format, string? columns, InsightDb db, AuditTrail trail, CancellationToken stop)
    {
        var rows = await query.AllPages(async page => (await List(page, db, stop)).Value!);
        await trail.Note(new Act("publication.export", "list", "publications", $"导出决定公开清单{rows.Count}条"), stop);
        return SheetExport.Answer(format, new SheetHead("决定公开", null, $"{db.Caller.PostTitle} {db.Caller.Name}", db.Now), Columns.Chosen(columns), rows);
    }

    private static async Task<Results<Ok<PublicationFile>, ProblemHttpResult>> Read(string id, InsightDb db, CancellationToken stop) =>
        await db.Publications.AsNoTracking().SingleOrDefaultAsync(p => p.Id == id, stop) is { } p
            ? TypedResults.Ok(new PublicationFile(Row(p), p.Version, p.Fields, p.Working, p.Sha256, p.WithdrawnAt, p.WithdrawnByName, p.WithdrawnReason))
            : Problems.NotFound();

    private static PublicationRow Row(Publication p) => new(p.Id, p.CaseId, p.Number, p.Title, p.State, WordOf(p.State), p.DecidedOn, p.DueOn, p.NotBefore, p.Provisional, p.PublishedAt, p.ConfirmedByName);

    private static string Key(PublicationState state) => char.ToLowerInvariant(state.ToString()[0]) + state.ToString()[1..];

    public static string WordOf(PublicationState state) => state switch
    {
        PublicationState.Prepared => "待公开",
        PublicationState.Published => "已公开",
        PublicationState.Withdrawn => "已撤回",
        _ => "不公开",
    };
}
