using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Qingjian.Judgement;
using Qingjian.Monitoring.Transmission;
using Qingjian.Platform.Access;
using Qingjian.Platform.Edge;
using Qingjian.Platform.Sheets;
using Qingjian.Platform.Storage;
using Qingjian.Vocabulary;

namespace Qingjian.Monitoring.Amounts;

/// <summary>排放量 of a year by outlet, enterprise or division, against the permit's yearly quantity.</summary>
internal static class ListAmounts
{
    /// <param name="Level">outlet (default), enterprise, county, city.</param>
    /// <param name="Year">Calendar year; the present one when absent.</param>
    /// <param name="Factor">HJ 212 code.</param>
    /// <param name="EnterpriseId">One enterprise.</param>
    internal sealed record Filter(Word<RateLevel>? Level = null, int? Year = null, string? Factor = null, string? EnterpriseId = null);

    private static readonly Orders<AmountRow> Orders = new("-expectedShare")
    {
        ["expectedShare"] = r => r.ExpectedShare ?? -1m,
        ["share"] = r => r.Share ?? -1m,
        ["name"] = r => (r.Owner ?? "") + r.Name,
        ["total"] = r => r.Total,
        ["substituted"] = r => r.Substituted,
        ["month"] = r => r.Month,
        ["day"] = r => r.Day,
        ["differing"] = r => r.Differing,
        ["factorName"] = r => r.FactorName,
    };

    private static readonly SheetColumns<AmountRow> Columns = new()
    {
        ["name"] = new("名称", r => r.Name, 28),
        ["owner"] = new("企业", r => r.Owner, 28),
        ["divisionName"] = new("行政区", r => r.DivisionName, 16),
        ["factorName"] = new("污染物", r => r.FactorName, 16),
        ["day"] = new("最近一日（kg）", r => Round(r.Day, 3), 14),
        ["month"] = new("本月（kg）", r => Round(r.Month, 3), 14),
        ["measured"] = new("本年实测（kg）", r => Round(r.Measured, 3), 16),
        ["substituted"] = new("本年替代（kg）", r => Round(r.Substituted, 3), 16),
        ["total"] = new("本年合计（kg）", r => Round(r.Total, 3), 16),
        ["substitutedHours"] = new("替代小时", r => r.SubstitutedHours, 10),
        ["unreplaced"] = new("无法替代小时", r => r.Unreplaced, 12),
        ["differing"] = new("复算不一致小时", r => r.Differing, 14),
        ["days"] = new("有结果的天数", r => r.Days, 12),
        ["permitTonnes"] = new("许可年排放量（t）", r => r.PermitTonnes, 16),
        ["share"] = new("占许可量（%）", r => Percent(r.Share), 14),
        ["expected"] = new("预计年末（kg）", r => Round(r.Expected, 3), 16),
        ["expectedShare"] = new("预计占许可量（%）", r => Percent(r.ExpectedShare), 16),
    };

    public static void Map(RouteGroupBuilder amounts)
    {
        amounts.MapGet("/", Handle).Requires(Duty.ReadReadings);
        amounts.MapGet("/export", Export).Requires(Duty.ReadReadings);
    }

    private static async Task<Ok<Page<AmountRow>>> Handle([AsParameters] ListQuery query, [AsParameters] Filter filter, AmountRows amounts, MonitoringDb db, CancellationToken stop)
    {
        var rows = await Rows(query, filter, amounts, db, stop);
        var counts = new Dictionary<string, int> { ["all"] = rows.Count, ["over"] = rows.Count(row => InState(row, "over")), ["expected"] = rows.Count(row => InState(row, "expected")), ["within"] = rows.Count(row => InState(row, "within")), ["none"] = rows.Count(row => InState(row, "none")) };
        var shown = rows.Where(row => InState(row, query.State)).AsQueryable().Sorted(query, Orders).ToList();
        return TypedResults.Ok(shown.ToPage(query, counts));
    }

    private static async Task<FileStreamHttpResult> Export([AsParameters] ListQuery query, [AsParameters] Filter filter, [AsParameters] SheetRequest sheet, AmountRows amounts, MonitoringDb db, CancellationToken stop)
    {
        var rows = (await Rows(query, filter, amounts, db, stop)).Where(row => InState(row, query.State)).AsQueryable().Sorted(query, Orders).ToList();
        return await sheet.Answer($"{filter.Year ?? BeijingTime.DayOf(db.Now).Year}年排放量", query, Columns, rows, new Act("amount.export", "list", "amounts", $"导出排放量 {rows.Count} 条"), stop);
    }

    private static async Task<List<AmountRow>> Rows(ListQuery query, Filter filter, AmountRows amounts, MonitoringDb db, CancellationToken stop)
    {
        var rows = await amounts.Of(filter.Level ?? new Word<RateLevel>(RateLevel.Outlet), filter.Year ?? BeijingTime.DayOf(db.Now).Year, filter.Factor, query.Division, stop);
        if (!string.IsNullOrEmpty(filter.EnterpriseId)) rows.RemoveAll(row => row.EnterpriseId != filter.EnterpriseId);
        rows.RemoveAll(row => !query.Says(row.Name, row.Owner, row.FactorName));
        return rows;
    }

    private static bool InState(AmountRow row, string? state) => state switch
    {
        "over" => row.Share > 1m,
        "expected" => row.Share <= 1m && row.ExpectedShare > 1m,
        "within" => row.ExpectedShare <= 1m,
        "none" => row.PermitTonnes is null,
        _ => true,
    };

    private static decimal Round(decimal value, int decimals) => Conversion.Round(value, decimals);

    private static decimal? Percent(decimal? share) => share is { } known ? Conversion.Round(known * 100m, 2) : null;
}
