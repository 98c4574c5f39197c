using System.Linq.Expressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Qingjian.Judgement;
using Qingjian.Monitoring.Exceedance;
using Qingjian.Platform.Access;
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

    private static async Task<Ok<Page<Row>>> Handle([AsParameters] ListQuery query, [AsParameters] Filter filter, MonitoringDb db, CancellationToken stop) =>
        TypedResults.Ok(await Rows(db, query, filter).ToPage(query, Orders, Tabs(db.Now), View, stop));

    private static async Task<FileStreamHttpResult> Export([AsParameters] ListQuery query, [AsParameters] Filter filter, [AsParameters] SheetRequest sheet, MonitoringDb db, CancellationToken stop)
    {
        var all = await Rows(db, query, filter).ToAll(query, Orders, Tabs(db.Now), View, stop);
        return await sheet.Answer("电子督办单", query, Columns, all, new Act("order.export", "order", "list", $"导出督办单 {all.Count} 条"), stop);
    }

    private static Results<Ok<Words>, ProblemHttpResult> RuleWords(Rulebook book, TimeProvider clock) =>
        book.SupervisionOn(BeijingTime.DayOf(clock.GetUtcNow())) is { } rule
            ? TypedResults.Ok(new Words(rule.Causes, rule.Marks, rule.Levels, rule.Classes))
            : Refusal.Of("no-supervision-rule", "没有载入电子督办规则，请联系系统管理员。").ToProblem();

    private static Expression<Func<SupervisionOrder, bool>> Overdue(DateTimeOffset now) => o => OrderPath.Waiting.Contains(o.State) && o.DueAt < now;

    private static Tabs<SupervisionOrder> Tabs(DateTimeOffset now) => new Tabs<SupervisionOrder, OrderState>(o => o.State) { ["overdue"] = Overdue(now) };

    private static IQueryable<SupervisionOrder> Rows(MonitoringDb db, ListQuery query, Filter filter)
    {
        var rows = db.Orders.AsNoTracking()
            .Saying(query, o => o.Number, o => o.EnterpriseName, o => o.OutletName, o => o.Title)
            .In(query.Division)
            .Between(query, o => o.IssuedAt)
            .Being(o => o.Class, filter.Class).Being(o => o.Colour, filter.Colour).Being(o => o.Factor, filter.Factor).Being(o => o.EnterpriseId, filter.EnterpriseId)
            .Being(o => o.OutletId, filter.OutletId).Being(o => o.Trigger, filter.Trigger);
        if (filter.Measure is { Length: > 0 } measure && OrderMeasures.Of.TryGetValue(measure, out var counts)) rows = rows.Where(counts);
        return filter.Overdue ? rows.Where(Overdue(db.Now)) : rows;
    }
}
