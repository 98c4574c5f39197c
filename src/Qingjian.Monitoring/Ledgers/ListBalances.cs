using System.Linq.Expressions;
using System.Text.Json;
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

    private static async Task<Ok<Page<Row>>> List([AsParameters] ListQuery query, [AsParameters] Filter filter, MonitoringDb db, CancellationToken stop)
    {
        var rows = Rows(db, query, filter);
        var counts = (await rows.GroupBy(row => row.State).Select(group => new { group.Key, Count = group.Count() }).ToListAsync(stop)).ToDictionary(group => JsonNamingPolicy.CamelCase.ConvertName(group.Key.ToString()), group => group.Count);
        return TypedResults.Ok(await InState(rows, query).ToPage(query, Orders, View, stop, counts));
    }

    private static async Task<FileStreamHttpResult> Export([AsParameters] ListQuery query, [AsParameters] Filter filter, MonitoringDb db, AuditTrail trail, CancellationToken stop, string? format = null, string? columns = null)
    {
        var all = await InState(Rows(db, query, filter), query).Sorted(query, Orders).Take(ListQuery.ExportLimit).Select(View).ToListAsync(stop);
        await trail.Note(new Act("balance.export", "balance", "list", $"导出物料衡算 {all.Count} 条"), stop);
        return SheetExport.Answer(format, new SheetHead("物料衡算", query.Scope, db.Caller.Name, db.Now), Columns.Chosen(columns), all);
    }

    private static IQueryable<BalanceDay> InState(IQueryable<BalanceDay> rows, ListQuery query) => Enum.TryParse<BalanceState>(query.State, ignoreCase: true, out var state) ? rows.Where(row => row.State == state) : rows;

    private static IQueryable<BalanceDay> Rows(MonitoringDb db, ListQuery query, Filter filter)
    {
        var rows = db.Set<BalanceDay>().AsNoTracking().Where(row => row.SupersededAt == null);
        if (query.Text is { } text)
        {
            var like = Listing.Contains(text);
            rows = rows.Where(row => EF.Functions.Like(row.EnterpriseName, like, "\\") || EF.Functions.Like(row.OutletName, like, "\\"));
        }
        if (!string.IsNullOrEmpty(query.Division))
        {
            var area = DivisionScope.Prefix(query.Division);
            rows = rows.Where(row => row.Division.StartsWith(area));
        }
        if (query.From is { } from) rows = rows.Where(row => row.Day >= from);
        if (query.To is { } to) rows = rows.Where(row => row.Day <= to);
        if (!string.IsNullOrEmpty(filter.OutletId)) rows = rows.Where(row => row.OutletId == filter.OutletId);
        if (!string.IsNullOrEmpty(filter.EnterpriseId)) rows = rows.Where(row => row.EnterpriseId == filter.EnterpriseId);
        return rows;
    }
}
