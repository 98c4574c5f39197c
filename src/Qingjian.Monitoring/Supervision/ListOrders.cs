using System.Text.Json;
using System.Linq.Expressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Qingjian.Judgement;
using Qingjian.Monitoring.Exceedance;
using Qingjian.Platform.Access;
using Qingjian.Platform.Audit;
using Qingjian.Platform.Edge;
using Qingjian.Platform.Sheets;
using Qingjian.Platform.Storage;
using Qingjian.Vocabulary;

namespace Qingjian.Monitoring.Supervision;

/// <summary>Supervision orders, with counts per state, and the words of the rules for the forms.</summary>
internal static class ListOrders
{
    /// <param name="Class">warning, dispatch or handling.</param>
    /// <param name="Colour">blue, yellow, orange or red.</param>
    /// <param name="Factor">HJ 212 code.</param>
    /// <param name="EnterpriseId">One enterprise.</param>
    /// <param name="OutletId">One outlet.</param>
    /// <param name="Overdue">Only those whose answer is late.</param>
    /// <param name="Trigger">One trigger of the rules.</param>
    /// <param name="Measure">Only those that a figure of the statistics counts: issued, needed, received, answered, onTime, closed.</param>
    internal sealed record Filter(string? Class = null, string? Colour = null, string? Factor = null, string? EnterpriseId = null, string? OutletId = null, bool Overdue = false, string? Trigger = null, string? Measure = null);

    internal sealed record Row(
        string Id, string Number, OrderState State, string Class, string Trigger, string Colour, string EnterpriseId, string EnterpriseName, string Division, string OutletName,
        string Factor, string FactorName, DateOnly Day, string Title, string Summary, decimal? Value, decimal? Limit, string? Unit, decimal? Multiple, bool Ongoing, int Level,
        DateTimeOffset IssuedAt, DateTimeOffset DueAt, DateTimeOffset? CheckDueAt, DateTimeOffset? ReceivedAt, DateTimeOffset? AnsweredAt, DateTimeOffset? ClosedAt, int Returns);

    internal sealed record Words(IReadOnlyList<OrderCause> Causes, IReadOnlyList<MarkKind> Marks, IReadOnlyList<OrderLevel> Levels, IReadOnlyList<OrderClass> Classes);

    private static readonly Orders<SupervisionOrder> Orders = new("-issuedAt")
    {
        ["issuedAt"] = o => o.IssuedAt,
        ["dueAt"] = o => o.DueAt,
        ["number"] = o => o.Number,
        ["enterpriseName"] = o => o.EnterpriseName,
        ["day"] = o => o.Day,
    };

    private static readonly Expression<Func<SupervisionOrder, Row>> View = o => new Row(
        o.Id, o.Number, o.State, o.Class, o.Trigger, o.Colour, o.EnterpriseId!, o.EnterpriseName, o.Division, o.OutletName, o.Factor, o.FactorName, o.Day, o.Title, o.Summary, o.Value, o.Limit,
        o.Unit, o.Multiple, o.Ongoing, o.Level, o.IssuedAt, o.DueAt, o.CheckDueAt, o.ReceivedAt, o.AnsweredAt, o.ClosedAt, o.Returns);

    private static readonly SheetColumns<Row> Columns = new()
    {
        ["number"] = new("督办单号", r => r.Number, 20),
        ["state"] = new("状态", r => r.State.InChinese(), 10),
        ["enterpriseName"] = new("企业", r => r.EnterpriseName, 30),
        ["outletName"] = new("排放口", r => r.OutletName, 22),
        ["title"] = new("事项", r => r.Title, 30),
        ["summary"] = new("说明", r => r.Summary, 70),
        ["value"] = new("数值", r => r.Value, 10),
        ["limit"] = new("限值", r => r.Limit, 10),
        ["multiple"] = new("超标倍数", r => r.Multiple, 10),
        ["colour"] = new("级别", r => r.Colour switch { "red" => "红色", "orange" => "橙色", "yellow" => "黄色", _ => "蓝色" }, 8),
        ["class"] = new("类别", r => r.Class switch { "warning" => "事前预警", "dispatch" => "事中调度", "handling" => "事后处理", _ => "督办" }, 12),
        ["issuedAt"] = new("下发时间", r => r.IssuedAt, 18),
        ["dueAt"] = new("反馈期限", r => r.DueAt, 18),
        ["answeredAt"] = new("反馈时间", r => r.AnsweredAt, 18),
        ["closedAt"] = new("办结时间", r => r.ClosedAt, 18),
        ["returns"] = new("退回次数", r => r.Returns, 10),
    };

    public static void Map(RouteGroupBuilder orders)
    {
        orders.MapGet("/", Handle).Requires(Duty.ReadOrders);
        orders.MapGet("/export", Export).Requires(Duty.ReadOrders);
        orders.MapGet("/words", RuleWords).Requires(Duty.ReadOrders);
    }

    private static async Task<Ok<Page<Row>>> Handle([AsParameters] ListQuery query, [AsParameters] Filter filter, MonitoringDb db, CancellationToken stop)
    {
        var rows = Rows(db, query, filter);
        var counts = (await rows.GroupBy(o => o.State).Select(g => new { g.Key, Count = g.Count() }).ToListAsync(stop)).ToDictionary(c => JsonNamingPolicy.CamelCase.ConvertName(c.Key.ToString()), c => c.Count);
        var now = db.Now;
        counts["overdue"] = await rows.CountAsync(o => OrderPath.Waiting.Contains(o.State) && o.DueAt < now, stop);
        return TypedResults.Ok(await ByState(rows, query, now).ToPage(query, Orders, View, stop, counts));
    }

    private static async Task<FileStreamHttpResult> Export(
        [AsParameters] ListQuery query, [AsParameters] Filter filter, MonitoringDb db, AuditTrail trail, CancellationToken stop, string? format = null, string? columns = null)
    {
        var all = await ByState(Rows(db, query, filter), query, db.Now).Sorted(query, Orders).Take(ListQuery.ExportLimit).Select(View).ToListAsync(stop);
        await trail.Note(new Act("order.export", "order", "list", $"导出督办单 {all.Count} 条"), stop);
        return SheetExport.Answer(format, new SheetHead("电子督办单", query.Scope, db.Caller.Name, db.Now), Columns.Chosen(columns), all);
    }

    private static Results<Ok<Words>, ProblemHttpResult> RuleWords(Rulebook book, TimeProvider clock) =>
        book.SupervisionOn(BeijingTime.DayOf(clock.GetUtcNow())) is { } rule
            ? TypedResults.Ok(new Words(rule.Causes, rule.Marks, rule.Levels, rule.Classes))
            : Refusal.Of("no-supervision-rule", "没有载入电子督办规则，请联系系统管理员。").ToProblem();

    private static IQueryable<SupervisionOrder> ByState(IQueryable<SupervisionOrder> rows, ListQuery query, DateTimeOffset now)
    {
        if (query.State == "overdue") return rows.Where(o => OrderPath.Waiting.Contains(o.State) && o.DueAt < now);
        return Enum.TryParse<OrderState>(query.State, ignoreCase: true, out var state) ? rows.Where(o => o.State == state) : rows;
    }

    private static IQueryable<SupervisionOrder> Rows(MonitoringDb db, ListQuery query, Filter filter)
    {
        var rows = db.Orders.AsNoTracking();
        if (query.Text is { } text)
        {
            var like = Listing.Contains(text);
            rows = rows.Where(o => EF.Functions.Like(o.Number, like, "\\") || EF.Functions.Like(o.EnterpriseName, like, "\\") || EF.Functions.Like(o.OutletName, like, "\\") || EF.Functions.Like(o.Title, like, "\\"));
        }
        if (!string.IsNullOrEmpty(query.Division))
        {
            var area = DivisionScope.Prefix(query.Division);
            rows = rows.Where(o => o.Division.StartsWith(area));
        }
        if (query.Since is { } since) rows = rows.Where(o => o.IssuedAt >= since);
        if (query.Until is { } until) rows = rows.Where(o => o.IssuedAt < until);
        if (!string.IsNullOrEmpty(filter.Class)) rows = rows.Where(o => o.Class == filter.Class);
        if (!string.IsNullOrEmpty(filter.Colour)) rows = rows.Where(o => o.Colour == filter.Colour);
        if (!string.IsNullOrEmpty(filter.Factor)) rows = rows.Where(o => o.Factor == filter.Factor);
        if (!string.IsNullOrEmpty(filter.EnterpriseId)) rows = rows.Where(o => o.EnterpriseId == filter.EnterpriseId);
        if (!string.IsNullOrEmpty(filter.OutletId)) rows = rows.Where(o => o.OutletId == filter.OutletId);
        if (!string.IsNullOrEmpty(filter.Trigger)) rows = rows.Where(o => o.Trigger == filter.Trigger);
        if (filter.Measure is { Length: > 0 } measure && OrderMeasures.Of.TryGetValue(measure, out var counts)) rows = rows.Where(counts);
        if (filter.Overdue)
        {
            var now = db.Now;
            rows = rows.Where(o => OrderPath.Waiting.Contains(o.State) && o.DueAt < now);
        }
        return rows;
    }
}
