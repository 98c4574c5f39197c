using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Qingjian.Judgement;
using Qingjian.Platform.Access;
using Qingjian.Platform.Edge;
using Qingjian.Platform.Sheets;
using Qingjian.Platform.Storage;
using Qingjian.Registry.Contract;
using Qingjian.Vocabulary;

namespace Qingjian.Monitoring.Transmission;

/// <summary>缺失时段: every interval of closed days for which an outlet has no values, with its cause.</summary>
internal static class ListGaps
{
    /// <summary>One interval.</summary>
    /// <param name="Factors">Factors it is missing for; all assessed ones share it as a rule.</param>
    /// <param name="TooLate">Whether the values came after all, after the window of back-fill.</param>
    internal sealed record GapRow(string Id, string OutletId, string OutletName, string EnterpriseId, string EnterpriseName, string DivisionName, DateTimeOffset From, DateTimeOffset To, int Hours, IReadOnlyList<string> Factors,
        bool TooLate, string? CauseCode, string? Cause);

    /// <param name="OutletId">One outlet.</param>
    /// <param name="EnterpriseId">One enterprise.</param>
    internal sealed record Filter(string? OutletId = null, string? EnterpriseId = null);

    private sealed record Found(string OutletId, string EnterpriseId, string Division, DateTime From, int Hours, IReadOnlyList<string> Factors, bool TooLate);

    private static readonly Orders<Found> Orders = new("-from") { ["from"] = g => g.From, ["hours"] = g => g.Hours, ["enterpriseName"] = g => g.EnterpriseId };

    private static readonly SheetColumns<GapRow> Columns = new()
    {
        ["enterpriseName"] = new("企业", g => g.EnterpriseName, 30),
        ["outletName"] = new("排放口", g => g.OutletName, 24),
        ["divisionName"] = new("行政区", g => g.DivisionName, 16),
        ["from"] = new("开始", g => g.From, 20),
        ["to"] = new("结束", g => g.To, 20),
        ["hours"] = new("小时数", g => g.Hours, 10),
        ["factors"] = new("因子", g => string.Join('、', g.Factors), 40),
        ["cause"] = new("原因", g => g.Cause, 50),
    };

    public static void Map(RouteGroupBuilder transmission)
    {
        transmission.MapGet("/gaps", Handle).Requires(Duty.ReadReadings);
        transmission.MapGet("/gaps/export", Export).Requires(Duty.ReadReadings);
    }

    private static async Task<Ok<Page<GapRow>>> Handle([AsParameters] ListQuery query, [AsParameters] Filter filter, Gaps gaps, CancellationToken stop) => TypedResults.Ok(await gaps.Page(query, filter, stop));

    private static async Task<FileStreamHttpResult> Export([AsParameters] ListQuery query, [AsParameters] Filter filter, [AsParameters] SheetRequest sheet, Gaps gaps, CancellationToken stop)
    {
        var all = await query.AllPages(page => gaps.Page(page, filter, stop));
        return await sheet.Answer("缺失时段", query, Columns, all, new Act("transmission.gaps-export", "list", "gaps", $"导出缺失时段 {all.Count} 条"), stop);
    }

    /// <summary>Finds the intervals in the kept cells; causes are looked up for the page that is shown.</summary>
    internal sealed class Gaps(MonitoringDb db, RateRows rates, ISources sources, IDivisions divisions, ExplainGaps explain, Rulebook book)
    {
        public async Task<Page<GapRow>> Page(ListQuery query, Filter filter, CancellationToken stop)
        {
            var (from, to) = await ListRates.Period(query, db, stop);
            var rows = rates.Days(from, to, query.Division)
                .Being(row => row.OutletId, filter.OutletId).Being(row => row.EnterpriseId, filter.EnterpriseId);
            // Whole days cost nothing: only those with something missing are read.
            var days = await rows.Where(row => row.Received < row.Due).Select(row => new { row.OutletId, row.EnterpriseId, row.Division, row.Day, row.Cells }).ToListAsync(stop);
            var found = days.GroupBy(day => (day.OutletId, day.EnterpriseId, day.Division)).SelectMany(group =>
                Intervals(group.OrderBy(day => day.Day).Select(day => (day.Day, day.Cells))).Select(each => new Found(group.Key.OutletId, group.Key.EnterpriseId ?? "", group.Key.Division, each.From, each.Hours, each.Factors, each.TooLate))).ToList();
            var outlets = await sources.Outlets([.. found.Select(gap => gap.OutletId).Distinct()], stop);
            found.RemoveAll(gap => !query.Says(outlets.GetValueOrDefault(gap.OutletId)?.EnterpriseName, outlets.GetValueOrDefault(gap.OutletId)?.Name));
            var page = found.AsQueryable().Sorted(query, Orders).ToList().ToPage(query);
            var items = new List<GapRow>();
            foreach (var gap in page.Items)
            {
                var outlet = outlets.GetValueOrDefault(gap.OutletId);
                var cause = gap.TooLate ? new GapCause("too-late", "数据在补传时限之后才到，不计入补全") : await explain.Of(gap.OutletId, gap.From, gap.Hours, stop);
                items.Add(new($"{gap.OutletId}-{gap.From:yyyyMMddHH}-{gap.Factors[0]}", gap.OutletId, outlet is null ? "已注销的排放口" : $"{outlet.Code} {outlet.Name}", gap.EnterpriseId, outlet?.EnterpriseName ?? "已注销的企业", divisions.NameOf(gap.Division),
                    BeijingTime.InstantOf(gap.From), BeijingTime.InstantOf(gap.From.AddHours(gap.Hours)), gap.Hours, [.. gap.Factors.Select(code => book.FactorOn(code, DateOnly.FromDateTime(gap.From))?.Name ?? code)], gap.TooLate, cause.Code, cause.Text));
            }
            return page.As(items);
        }
    }

    /// <summary>Intervals of missing hours over some days, those of several factors joined when they are the same.</summary>
    internal static IEnumerable<(DateTime From, int Hours, IReadOnlyList<string> Factors, bool TooLate)> Intervals(IEnumerable<(DateOnly Day, string Cells)> days)
    {
        var missing = days.SelectMany(day => DayTransmission.Read(day.Cells).SelectMany(factor => factor.Letters.Select((letter, hour) =>
            (factor.Factor, Start: day.Day.ToDateTime(new TimeOnly(hour, 0)), DueCell.Of(letter).State)))).Where(cell => cell.State is DueState.Missing or DueState.TooLate);
        return missing.GroupBy(cell => (cell.Factor, cell.State))
            .SelectMany(group => TransmissionRate.Gaps(group.Select(cell => new DueHour(cell.Factor, cell.Start, null, false))).Select(gap => (gap.From, gap.Hours, group.Key.Factor, TooLate: group.Key.State == DueState.TooLate)))
            .GroupBy(gap => (gap.From, gap.Hours, gap.TooLate))
            .Select(group => (group.Key.From, group.Key.Hours, (IReadOnlyList<string>)[.. group.Select(gap => gap.Factor).Order(StringComparer.Ordinal)], group.Key.TooLate));
    }
}
