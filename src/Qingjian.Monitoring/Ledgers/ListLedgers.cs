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

/// <summary>台账 as a list: the rows in force, with what their balance came to. The enterprise sees its own, officers those of their area.</summary>
internal static class ListLedgers
{
    /// <param name="OutletId">One outlet.</param>
    /// <param name="EnterpriseId">One enterprise.</param>
    internal sealed record Filter(string? OutletId = null, string? EnterpriseId = null);

    /// <param name="Reason">Why it was corrected; null for a first entry.</param>
    /// <param name="Balance">What the balance of the day came to; null before it was made.</param>
    internal sealed record Row(
        string Id, long Version, string EnterpriseId, string EnterpriseName, string Division, string OutletId, string OutletName, Medium Medium, DateOnly Day,
        decimal? CoalTonnes, decimal? SulfurPercent, decimal? EfficiencyPercent, decimal? WaterIn, decimal? DemandIn, string Note, string MadeBy, DateTimeOffset MadeAt, string? Reason, BalanceState? Balance, string? Say);

    private static readonly Orders<LedgerDay> Orders = new("-day")
    {
        ["day"] = row => row.Day,
        ["enterpriseName"] = row => row.EnterpriseName,
        ["madeAt"] = row => row.MadeAt,
    };

    private static readonly Tabs<LedgerDay, Medium> Tabs = new(row => row.Medium);

    private static readonly SheetColumns<Row> Columns = new()
    {
        ["enterpriseName"] = new("企业", row => row.EnterpriseName, 30),
        ["outletName"] = new("排放口", row => row.OutletName, 22),
        ["day"] = new("日期", row => row.Day, 12),
        ["coalTonnes"] = new("燃煤量（t）", row => row.CoalTonnes, 12),
        ["sulfurPercent"] = new("全硫分（%）", row => row.SulfurPercent, 12),
        ["efficiencyPercent"] = new("脱硫效率（%）", row => row.EfficiencyPercent, 14),
        ["waterIn"] = new("进水量（m³）", row => row.WaterIn, 14),
        ["demandIn"] = new("进水化学需氧量（mg/L）", row => row.DemandIn, 22),
        ["balance"] = new("衡算", row => row.Balance is { } state ? WordOf(state) : "未衡算", 10),
        ["say"] = new("衡算过程", row => row.Say, 60),
        ["madeBy"] = new("填报人", row => row.MadeBy, 12),
        ["madeAt"] = new("填报时间", row => row.MadeAt, 18),
        ["reason"] = new("更正理由", row => row.Reason, 30),
        ["note"] = new("备注", row => row.Note, 30),
    };

    public static void Map(RouteGroupBuilder ledgers)
    {
        ledgers.MapGet("/", List).Requires(Duty.ReadReadings);
        ledgers.MapGet("/export", Export).Requires(Duty.ReadReadings);
    }

    public static string WordOf(BalanceState state) => state switch { BalanceState.Agrees => "相符", BalanceState.Differs => "不符", _ => "未能衡算" };

    private static async Task<Ok<Page<Row>>> List([AsParameters] ListQuery query, [AsParameters] Filter filter, MonitoringDb db, CancellationToken stop)
    {
        var found = await Rows(db, query, filter).ToPage(query, Orders, Tabs, stop);
        return TypedResults.Ok(found.As(await Views(db, found.Items, stop)));
    }

    private static async Task<FileStreamHttpResult> Export([AsParameters] ListQuery query, [AsParameters] Filter filter, [AsParameters] SheetRequest sheet, MonitoringDb db, CancellationToken stop)
    {
        var all = await Views(db, await Rows(db, query, filter).ToAll(query, Orders, Tabs, stop), stop);
        return await sheet.Answer("生产台账", query, Columns, all, new Act("ledger.export", "ledger", "list", $"导出台账 {all.Count} 条"), stop);
    }

    private static async Task<List<Row>> Views(MonitoringDb db, IReadOnlyList<LedgerDay> rows, CancellationToken stop)
    {
        if (rows.Count == 0) return [];
        var (outlets, first, last) = (rows.Select(row => row.OutletId).Distinct().ToList(), rows.Min(row => row.Day), rows.Max(row => row.Day));
        var balances = await db.Set<BalanceDay>().AsNoTracking().Where(each => outlets.Contains(each.OutletId) && each.Day >= first && each.Day <= last && each.SupersededAt == null).ToDictionaryAsync(each => (each.OutletId, each.Day), stop);
        return [.. rows.Select(row => View(row, balances.GetValueOrDefault((row.OutletId, row.Day))))];
    }

    private static Row View(LedgerDay l, BalanceDay? balance) => new(
        l.Id, l.Version, l.EnterpriseId ?? "", l.EnterpriseName, l.Division, l.OutletId, l.OutletName, l.Medium, l.Day, l.CoalTonnes, l.SulfurPercent, l.EfficiencyPercent, l.WaterIn, l.DemandIn, l.Note, l.MadeBy, l.MadeAt, l.Reason, balance?.State, balance?.Say);

    private static IQueryable<LedgerDay> Rows(MonitoringDb db, ListQuery query, Filter filter) =>
        db.Set<LedgerDay>().AsNoTracking().Where(row => row.SupersededAt == null)
            .Saying(query, row => row.EnterpriseName, row => row.OutletName, row => row.MadeBy)
            .In(query.Division)
            .Between(query, row => row.Day)
            .Being(row => row.OutletId, filter.OutletId).Being(row => row.EnterpriseId, filter.EnterpriseId);
}
