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
using Qingjian.Vocabulary;

namespace Qingjian.Monitoring.Transmission;

/// <summary>传输有效率 by county, city, enterprise or outlet over a day, a month or any days.</summary>
internal static class ListRates
{
    private const int MostDays = 400;

    /// <param name="Level">county (default), city, enterprise, outlet.</param>
    /// <param name="EnterpriseId">Only outlets of one enterprise.</param>
    internal sealed record Filter(Word<RateLevel>? Level = null, string? EnterpriseId = null);

    /// <summary>All of the area in one row, with the target and the days that were counted.</summary>
    /// <param name="Target">Share of 1 that is aimed at.</param>
    /// <param name="LastDay">Last day that is closed; null before the first.</param>
    /// <param name="Since">First day on which values are asked when they came.</param>
    internal sealed record Summary(RateRow Total, decimal Target, DateOnly From, DateOnly To, DateOnly? LastDay, DateOnly? Since, string Rule, string Clause, string Trust);

    internal sealed record DayRate(DateOnly Day, int Outlets, long Due, long Received, long Valid, decimal? Transmission, decimal? Validity, decimal? Product, decimal? ProductThen);

    private static readonly Orders<RateRow> Orders = new("product")
    {
        ["product"] = r => r.Product ?? -1m,
        ["name"] = r => r.Name,
        ["transmission"] = r => r.Transmission ?? -1m,
        ["validity"] = r => r.Validity ?? -1m,
        ["productThen"] = r => r.ProductThen ?? -1m,
        ["missing"] = r => r.Missing,
        ["invalid"] = r => r.Invalid,
        ["due"] = r => r.Due,
        ["outlets"] = r => r.Outlets,
    };

    private static readonly SheetColumns<RateRow> Columns = new()
    {
        ["name"] = new("名称", r => r.Name, 30),
        ["owner"] = new("企业", r => r.Owner, 30),
        ["divisionName"] = new("行政区", r => r.DivisionName, 16),
        ["outlets"] = new("排放口数", r => r.Outlets, 10),
        ["due"] = new("应传（组）", r => r.Due, 12),
        ["received"] = new("实传（组）", r => r.Received, 12),
        ["valid"] = new("有效（组）", r => r.Valid, 12),
        ["missing"] = new("缺失（组）", r => r.Missing, 12),
        ["invalid"] = new("无效（组）", r => r.Invalid, 12),
        ["takenOut"] = new("剔除（组）", r => r.TakenOut, 12),
        ["transmission"] = new("传输率（%，补全）", r => Percent(r.Transmission), 16),
        ["validity"] = new("有效率（%，补全）", r => Percent(r.Validity), 16),
        ["product"] = new("传输有效率（%，补全）", r => Percent(r.Product), 18),
        ["transmissionThen"] = new("传输率（%，即时）", r => Percent(r.TransmissionThen), 16),
        ["validityThen"] = new("有效率（%，即时）", r => Percent(r.ValidityThen), 16),
        ["productThen"] = new("传输有效率（%，即时）", r => Percent(r.ProductThen), 18),
        ["met"] = new("是否达到目标", r => r.Met switch { true => "达标", false => "未达标", null => "无数据" }, 12),
    };

    public static void Map(RouteGroupBuilder transmission)
    {
        transmission.MapGet("/", Handle).Requires(Duty.ReadReadings);
        transmission.MapGet("/export", Export).Requires(Duty.ReadReadings);
        transmission.MapGet("/summary", Total).Requires(Duty.ReadReadings);
        transmission.MapGet("/days", Days).Requires(Duty.ReadReadings);
    }

    private static async Task<Ok<Page<RateRow>>> Handle([AsParameters] ListQuery query, [AsParameters] Filter filter, RateRows rates, MonitoringDb db, CancellationToken stop)
    {
        var rows = await Rows(query, filter, rates, db, stop);
        var counts = new Dictionary<string, int> { ["all"] = rows.Count, ["below"] = rows.Count(row => row.Met == false), ["met"] = rows.Count(row => row.Met == true), ["none"] = rows.Count(row => row.Met is null) };
        var shown = InState(rows, query.State).AsQueryable().Sorted(query, Orders).ToList();
        return TypedResults.Ok(shown.ToPage(query, counts));
    }

    private static async Task<FileStreamHttpResult> Export([AsParameters] ListQuery query, [AsParameters] Filter filter, [AsParameters] SheetRequest sheet, RateRows rates, MonitoringDb db, CancellationToken stop)
    {
        var rows = InState(await Rows(query, filter, rates, db, stop), query.State).AsQueryable().Sorted(query, Orders).ToList();
        return await sheet.Answer("自动监控数据传输有效率", query, Columns, rows, new Act("transmission.export", "list", "transmission", $"导出传输有效率 {rows.Count} 条"), stop);
    }

    private static async Task<Ok<Summary>> Total([AsParameters] ListQuery query, RateRows rates, MonitoringDb db, Rulebook book, CancellationToken stop)
    {
        var (from, to) = await Period(query, db, stop);
        var rule = book.TransmissionOn(to);
        var states = await db.States.AsNoTracking().Where(state => state.Key == CloseTransmission.ClosedDay || state.Key == CloseTransmission.Since).ToDictionaryAsync(state => state.Key, state => DateOnly.FromDayNumber((int)state.Value), stop);
        var division = string.IsNullOrEmpty(query.Division) ? db.Caller.Division : query.Division;
        return TypedResults.Ok(new Summary(rates.Row("total", "合计", null, null, null, division.Length >= 6 ? division : division.PadRight(6, '0'), await rates.Sums(from, to, query.Division, stop), rule?.Target ?? 1m), rule?.Target ?? 1m, from, to,
            states.TryGetValue(CloseTransmission.ClosedDay, out var last) ? last : null, states.TryGetValue(CloseTransmission.Since, out var since) ? since : null,
            rule?.Rule.Document ?? "没有载入传输有效率规则", rule?.Rule.Clause ?? "", rule?.Rule.Trust.Word() ?? ""));
    }

    private static async Task<Ok<IReadOnlyList<DayRate>>> Days([AsParameters] ListQuery query, [AsParameters] Filter filter, RateRows rates, MonitoringDb db, CancellationToken stop, string? outletId = null)
    {
        var (from, to) = await Period(query, db, stop);
        var rows = rates.Days(from, to, query.Division)
            .Being(row => row.EnterpriseId, filter.EnterpriseId).Being(row => row.OutletId, outletId);
        var days = await rows.GroupBy(row => row.Day).Select(group => new
        {
            group.Key,
            Outlets = group.Count(),
            Due = group.Sum(row => (long)row.Due),
            Received = group.Sum(row => (long)row.Received),
            Valid = group.Sum(row => (long)row.Valid),
            Known = group.Count(row => row.DueThen != null),
            DueThen = group.Sum(row => (long?)row.DueThen),
            ReceivedThen = group.Sum(row => (long?)row.ReceivedThen),
            ValidThen = group.Sum(row => (long?)row.ValidThen),
        }).ToListAsync(stop);
        return TypedResults.Ok<IReadOnlyList<DayRate>>([.. days.OrderBy(day => day.Key).Select(day =>
        {
            var now = new TransmissionCount(day.Due, day.Received, day.Valid);
            return new DayRate(day.Key, day.Outlets, now.Due, now.Received, now.Valid, now.Transmission, now.Validity, now.Product,
                day.Known > 0 ? new TransmissionCount(day.DueThen ?? 0, day.ReceivedThen ?? 0, day.ValidThen ?? 0).Product : null);
        })]);
    }

    /// <summary>The days asked for; without any, the month of the last closed day up to that day.</summary>
    internal static async Task<(DateOnly From, DateOnly To)> Period(ListQuery query, MonitoringDb db, CancellationToken stop)
    {
        var to = query.To ?? (await db.States.AsNoTracking().FirstOrDefaultAsync(state => state.Key == CloseTransmission.ClosedDay, stop) is { } closed
            ? DateOnly.FromDayNumber((int)closed.Value) : BeijingTime.DayOf(db.Now).AddDays(-1));
        var from = query.From ?? new DateOnly(to.Year, to.Month, 1);
        return (from < to.AddDays(-MostDays) ? to.AddDays(-MostDays) : from, to);
    }

    private static async Task<List<RateRow>> Rows(ListQuery query, Filter filter, RateRows rates, MonitoringDb db, CancellationToken stop)
    {
        var (from, to) = await Period(query, db, stop);
        var rows = await rates.Of(filter.Level ?? new Word<RateLevel>(RateLevel.County), from, to, query.Division, stop);
        if (!string.IsNullOrEmpty(filter.EnterpriseId)) rows.RemoveAll(row => row.EnterpriseId != filter.EnterpriseId);
        rows.RemoveAll(row => !query.Says(row.Name, row.Owner));
        return rows;
    }

    private static IEnumerable<RateRow> InState(List<RateRow> rows, string? state) => state switch
    {
        "below" => rows.Where(row => row.Met == false),
        "met" => rows.Where(row => row.Met == true),
        "none" => rows.Where(row => row.Met is null),
        _ => rows,
    };

    private static decimal? Percent(decimal? share) => share is { } known ? Conversion.Round(known * 100m, 2) : null;
}
