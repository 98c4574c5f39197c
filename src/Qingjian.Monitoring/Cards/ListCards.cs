using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Qingjian.Judgement;
using Qingjian.Monitoring.Meters.Controls;
using Qingjian.Platform.Access;
using Qingjian.Platform.Edge;
using Qingjian.Platform.Sheets;
using Qingjian.Platform.Storage;

namespace Qingjian.Monitoring.Cards;

/// <summary>The cards, the runs they come from, and one card with its computation.</summary>
internal static class ListCards
{
    internal sealed record Row(
        string Id, string Period, int Year, int Quarter, string? EnterpriseId, string EnterpriseName, string Division, CardColour Colour, CardState State, int Valid, int Exceeding, decimal? Share,
        bool Preview, DateOnly? CorrectionDue, DateOnly? CorrectedOn, DateTimeOffset? PublishedAt, DateTimeOffset CreatedAt, long Version);

    /// <param name="Control">The stop or limit of production that came with it.</param>
    internal sealed record File(Row Card, string? Measure, Restriction? Control, IReadOnlyList<string> Working, IReadOnlyList<CardDay> Days, IReadOnlyList<CardStep> Steps);

    internal sealed record Restriction(string Id, string Number, string Say, DateTimeOffset ToAt, DateTimeOffset? LiftedAt);

    private static readonly Orders<Card> Orders = new("-createdAt")
    {
        ["createdAt"] = c => c.CreatedAt,
        ["enterpriseName"] = c => c.EnterpriseName,
        ["share"] = c => c.Share,
        ["correctionDue"] = c => c.CorrectionDue,
    };

    private static readonly Tabs<Card, CardState> Tabs = new(c => c.State);

    private static readonly SheetColumns<Row> Columns = new()
    {
        ["enterpriseName"] = new("企业", c => c.EnterpriseName, 32),
        ["colour"] = new("牌", c => ActOnCard.Word(c.Colour), 8),
        ["state"] = new("状态", c => WordOf(c.State), 10),
        ["period"] = new("季度", c => c.Period, 16),
        ["exceeding"] = new("超标日均值（个）", c => c.Exceeding, 14),
        ["valid"] = new("有效日均值（个）", c => c.Valid, 14),
        ["share"] = new("超标比例（%）", c => c.Share * 100, 14),
        ["correctionDue"] = new("整改期限", c => c.CorrectionDue, 12),
        ["correctedOn"] = new("认定改正", c => c.CorrectedOn, 12),
        ["publishedAt"] = new("公布时间", c => c.PublishedAt, 20),
    };

    public static void Map(RouteGroupBuilder cards)
    {
        cards.MapGet("/", List).Requires(Duty.ReadVerdicts);
        cards.MapGet("/export", Export).Requires(Duty.ReadVerdicts);
        cards.MapGet("/runs", Runs).Requires(Duty.ReadDrafts);
        cards.MapGet("/{id}", Read).Requires(Duty.ReadVerdicts);
    }

    private static async Task<Ok<Page<Row>>> List([AsParameters] ListQuery query, MonitoringDb db, CancellationToken stop) =>
        TypedResults.Ok((await Rows(db, query).ToPage(query, Orders, Tabs, stop)).As(View));

    private static async Task<FileStreamHttpResult> Export([AsParameters] ListQuery query, [AsParameters] SheetRequest sheet, MonitoringDb db, CancellationToken stop)
    {
        var all = await Rows(db, query).ToAll(query, Orders, Tabs, stop);
        return await sheet.Answer("黄红牌", query, Columns, all.Select(View), new Act("card.export", "card", "list", $"导出黄红牌 {all.Count} 条"), stop);
    }

    private static async Task<Ok<List<CardRun>>> Runs(MonitoringDb db, CancellationToken stop)
    {
        var division = db.Caller.Division;
        return TypedResults.Ok(await db.Set<CardRun>().AsNoTracking().Where(run => run.Division == division).OrderByDescending(run => run.RanAt).Take(12).ToListAsync(stop));
    }

    private static async Task<Results<Ok<File>, ProblemHttpResult>> Read(string id, MonitoringDb db, CancellationToken stop)
    {
        if (await db.Set<Card>().AsNoTracking().FirstOrDefaultAsync(c => c.Id == id, stop) is not { } card) return Problems.NotFound();
        var control = await db.Set<ControlOrder>().AsNoTracking().FirstOrDefaultAsync(order => order.CardId == id, stop);
        var restriction = control is null ? null : new Restriction(control.Id, control.Number, ControlWords.Measure(control.Measure, control.LimitShare), control.ToAt, control.LiftedAt);
        return TypedResults.Ok(new File(View(card), card.Measure, restriction, card.Working, card.Days, card.Steps));
    }

    public static string WordOf(CardState state) => state switch
    {
        CardState.Candidate => "候选",
        CardState.Approved => "已审定",
        CardState.Published => "已公布",
        CardState.Released => "已解除",
        _ => "不列入",
    };

    private static Row View(Card c) => new(
        c.Id, c.Period, c.Year, c.Quarter, c.EnterpriseId, c.EnterpriseName, c.Division, c.Colour, c.State, c.Valid, c.Exceeding, c.Share, c.Preview, c.CorrectionDue, c.CorrectedOn, c.PublishedAt, c.CreatedAt, c.Version);

    // An enterprise sees its card once it is decided.
    private static IQueryable<Card> Rows(MonitoringDb db, ListQuery query)
    {
        var rows = db.Set<Card>().AsNoTracking();
        if (db.Caller.EnterpriseId is not null) rows = rows.Where(c => c.State == CardState.Published || c.State == CardState.Released);
        return rows.In(query.Division).Saying(query, c => c.EnterpriseName);
    }
}
