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
using Qingjian.Vocabulary;

namespace Qingjian.Monitoring.Ledgers;

/// <summary>物料衡算 as a list: every balanced day with its arithmetic, whether it agrees or not.</summary>
internal static class ListBalances
{
    /// <param name="OutletId">One outlet.</param>
    /// <param name="EnterpriseId">One enterprise.</param>
    internal sealed record Filter(string? OutletId = null, string? EnterpriseId = null);

    internal sealed record Row(
        string Id, string EnterpriseId, string EnterpriseName, string Division, string OutletId, string OutletName, Medium Medium, DateOnly Day, BalanceState State, decimal? Expected, decimal? Emitted,
        decimal? DemandIn, decimal? DemandOut, decimal? WaterIn, decimal? WaterOut, decimal? Ratio, string Say, string Rule, DateTimeOffset CountedAt);

    private static readonly Orders<BalanceDay> Orders = new("-day")
    {
        ["day"] = row => row.Day,
        ["enterpriseName"] = row => row.EnterpriseName,
        ["countedAt"] = row => row.CountedAt,
    };

    private static readonly Tabs<BalanceDay, BalanceState> Tabs = new(row => row.State);

    private static readonly Expression<Func<BalanceDay, Row>> View = b => new Row(
        b.Id, b.EnterpriseId!, b.EnterpriseName, b.Division, b.OutletId, b.OutletName, b.Medium, b.Day, b.State, b.Expected, b.Emitted, b.DemandIn, b.DemandOut, b.WaterIn, b.WaterOut, b.Ratio, b.Say, b.Rule, b.CountedAt);

    private static readonly SheetColumns<Row> Columns = new()
    {
        ["enterpriseName"] = new("企业", row => row.EnterpriseName, 30),
        ["outletName"] = new("排放口", row => row.OutletName, 22),
        ["day"] = new("日期", row => row.Day, 12),
        ["state"] = new("结果", row => ListLedgers.WordOf(row.State), 10),
        ["ratio"] = new("比值", row => row.Ratio, 10),
        ["expected"] = new("应排二氧化硫（kg）", row => row.Expected, 18),
        ["emitted"] = new("二氧化硫排放量（kg）", row => row.Emitted, 18),
        ["demandIn"] = new("进水化学需氧量（mg/L）", row => row.DemandIn, 20),
        ["demandOut"] = new("出水化学需氧量（mg/L）", row => row.DemandOut, 20),
        ["waterIn"] = new("进水量（m³）", row => row.WaterIn, 14),
        ["waterOut"] = new("出水量（m³）", row => row.WaterOut, 14),
        ["say"] = new("过程", row => row.Say, 70),
        ["countedAt"] = new("衡算时间", row => row.CountedAt, 18),
    };

    public static void Map(RouteGroupBuilder balances)
    {
        balances.MapGet("/", List).Requires(Duty.ReadVerdicts);
        balances.MapGet("/export", Export).Requires(Duty.ReadVerdicts);
    }

    private static async Task<Ok<Page<Row>>> List([AsParameters] ListQuery query, [AsParameters] Filter filter, MonitoringDb db, CancellationToken stop) =>
        TypedResults.Ok(await Rows(db, query, filter).ToPage(query, Orders, Tabs, View, stop));

    private static async Task<FileStreamHttpResult> Export([AsParameters] ListQuery query, [AsParameters] Filter filter, [AsParameters] SheetRequest sheet, MonitoringDb db, CancellationToken stop)
    {
        var all = await Rows(db, query, filter).ToAll(query, Orders, Tabs, View, stop);
        return await sheet.Answer("物料衡算", query, Columns, all, new Act("balance.export", "balance", "list", $"导出物料衡算 {all.Count} 条"), stop);
    }

    private static IQueryable<BalanceDay> Rows(MonitoringDb db, ListQuery query, Filter filter) =>
        db.Set<BalanceDay>().AsNoTracking().Where(row => row.SupersededAt == null)
            .Saying(query, row => row.EnterpriseName, row => row.OutletName)
            .In(query.Division)
            .Between(query, row => row.Day)
            .Being(row => row.OutletId, filter.OutletId).Being(row => row.EnterpriseId, filter.EnterpriseId);
}
