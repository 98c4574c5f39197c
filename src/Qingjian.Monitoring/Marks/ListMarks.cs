using System.Linq.Expressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Qingjian.Judgement;
using Qingjian.Platform.Access;
using Qingjian.Platform.Edge;
using Qingjian.Platform.Sheets;
using Qingjian.Platform.Storage;
using Qingjian.Vocabulary;

namespace Qingjian.Monitoring.Marks;

/// <summary>The marks of the caller's area or enterprise: those that wait for an officer first to be found.</summary>
internal static class ListMarks
{
    /// <param name="Industry">Industry code.</param>
    /// <param name="Kind">Code of the kind.</param>
    /// <param name="Level">source or device.</param>
    /// <param name="Late">Only late ones.</param>
    /// <param name="Doubtful">Only those the data or other marks speak against.</param>
    /// <param name="EnterpriseId">One enterprise.</param>
    /// <param name="OutletId">One outlet.</param>
    internal sealed record Filter(string? Industry = null, string? Kind = null, Word<MarkLevel>? Level = null, bool Late = false, bool Doubtful = false, string? EnterpriseId = null, string? OutletId = null);

    internal sealed record Row(
        string Id, string EnterpriseId, string EnterpriseName, string Division, string OutletId, string OutletName, string Industry, MarkLevel Level, string Kind, string Name, MarkEffect? Effect,
        DateTimeOffset FromAt, DateTimeOffset ToAt, decimal Hours, string Note, bool Late, bool Doubtful, bool WantsReview, IReadOnlyList<MarkView.Doubt> Doubts, MarkState State, string MadeBy, DateTimeOffset MadeAt,
        string AcceptedBy, DateTimeOffset? ReviewedAt);

    internal sealed record KindWord(string Code, string Name, MarkLevel Level);

    internal sealed record IndustryWord(string Code, string Name, IReadOnlyList<KindWord> Kinds);

    private static readonly Orders<Mark> Orders = new("-madeAt")
    {
        ["madeAt"] = mark => mark.MadeAt,
        ["fromAt"] = mark => mark.FromAt,
        ["enterpriseName"] = mark => mark.EnterpriseName,
        ["name"] = mark => mark.Name,
    };

    /// <summary>Marks that wait for an officer.</summary>
    internal static readonly Expression<Func<Mark, bool>> Wanting = mark => mark.State == MarkState.Waiting || (mark.State == MarkState.Standing && mark.Doubtful && mark.ReviewedAt == null);

    private static readonly Tabs<Mark, MarkState> Tabs = new(mark => mark.State) { ["review"] = Wanting };

    private static readonly SheetColumns<Row> Columns = new()
    {
        ["enterpriseName"] = new("企业", row => row.EnterpriseName, 30),
        ["outletName"] = new("排放口", row => row.OutletName, 22),
        ["name"] = new("标记", row => row.Name, 16),
        ["state"] = new("状态", row => row.State.InChinese(), 10),
        ["fromAt"] = new("开始", row => row.FromAt, 18),
        ["toAt"] = new("结束", row => row.ToAt, 18),
        ["hours"] = new("小时数", row => row.Hours, 10),
        ["late"] = new("逾期", row => row.Late ? "逾期" : "按时", 8),
        ["doubts"] = new("疑点", row => string.Join("；", row.Doubts.Select(doubt => $"{doubt.Code} {doubt.Say}")), 60),
        ["note"] = new("原因", row => row.Note, 40),
        ["madeBy"] = new("标记人", row => row.MadeBy, 12),
        ["madeAt"] = new("标记时间", row => row.MadeAt, 18),
        ["acceptedBy"] = new("审核人", row => row.AcceptedBy, 12),
        ["reviewedAt"] = new("审核时间", row => row.ReviewedAt, 18),
    };

    public static void Map(RouteGroupBuilder marks)
    {
        marks.MapGet("/", Handle).Requires(Duty.ReadReadings);
        marks.MapGet("/export", Export).Requires(Duty.ReadReadings);
        marks.MapGet("/words", Words).Requires(Duty.ReadReadings);
    }

    private static async Task<Ok<Page<Row>>> Handle([AsParameters] ListQuery query, [AsParameters] Filter filter, MonitoringDb db, CancellationToken stop) =>
        TypedResults.Ok((await Rows(db, query, filter).ToPage(query, Orders, Tabs, stop)).As(View));

    private static async Task<FileStreamHttpResult> Export([AsParameters] ListQuery query, [AsParameters] Filter filter, [AsParameters] SheetRequest sheet, MonitoringDb db, CancellationToken stop)
    {
        var all = await Rows(db, query, filter).ToAll(query, Orders, Tabs, stop);
        return await sheet.Answer("自动监测数据标记", query, Columns, all.Select(View), new Act("mark.export", "mark", "list", $"导出标记 {all.Count} 条"), stop);
    }

    private static Ok<List<IndustryWord>> Words(Rulebook book, TimeProvider clock) => TypedResults.Ok(book.CataloguesOn(BeijingTime.DayOf(clock.GetUtcNow()))
        .Select(each => new IndustryWord(each.Industry, each.Name, [.. each.Marks.Select(mark => new KindWord(mark.Code, mark.Name, mark.Level))])).ToList());

    private static IQueryable<Mark> Rows(MonitoringDb db, ListQuery query, Filter filter)
    {
        var rows = db.Marks.AsNoTracking()
            .Saying(query, mark => mark.EnterpriseName, mark => mark.OutletName, mark => mark.Name, mark => mark.Note)
            .In(query.Division)
            .Between(query, mark => mark.FromAt, mark => mark.ToAt)
            .Being(mark => mark.Industry, filter.Industry).Being(mark => mark.Kind, filter.Kind).Being(mark => mark.Level, filter.Level)
            .Being(mark => mark.EnterpriseId, filter.EnterpriseId).Being(mark => mark.OutletId, filter.OutletId);
        if (filter.Late) rows = rows.Where(mark => mark.Late);
        return filter.Doubtful ? rows.Where(mark => mark.Doubtful) : rows;
    }

    private static Row View(Mark mark) => new(
        mark.Id, mark.EnterpriseId ?? "", mark.EnterpriseName, mark.Division, mark.OutletId, mark.OutletName, mark.Industry, mark.Level, mark.Kind, mark.Name, mark.Effect, mark.FromAt, mark.ToAt,
        Math.Round((decimal)(mark.ToAt - mark.FromAt).TotalHours, 2), mark.Note, mark.Late, mark.Doubtful, mark.WantsReview, MarkView.DoubtsOf(mark), mark.State, mark.MadeBy, mark.MadeAt, mark.AcceptedBy, mark.ReviewedAt);
}
