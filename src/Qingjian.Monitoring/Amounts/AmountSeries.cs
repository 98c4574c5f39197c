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

namespace Qingjian.Monitoring.Amounts;

/// <summary>排放量 of one factor over time: by day or month of an outlet, enterprise or division; by hour of one outlet and day, each substituted hour with its reason.</summary>
internal static class AmountSeries
{
    /// <summary>One day or month, kg.</summary>
    internal sealed record Bar(DateOnly From, decimal Measured, decimal Substituted, decimal Recomputed, int Valid, int Invalid, int Missing, int Stopped, int SubstitutedHours, int Differing);

    /// <param name="State">valid, missing, invalid, calibration, outOfControl, stopped.</param>
    /// <param name="Amount">Measured, kg; null unless valid.</param>
    /// <param name="Substituted">What stands for it, kg.</param>
    internal sealed record HourLine(DateTimeOffset From, AmountState State, decimal? Amount, decimal? Substituted, string? Because);

    internal sealed record Hours(string OutletId, string OutletName, string EnterpriseName, string Factor, string FactorName, DateOnly Day, IReadOnlyList<HourLine> Lines, string Rule, string Clause, string Trust, string Why, DateTimeOffset CountedAt, string? Flow);

    internal sealed record Query(string Factor, string? OutletId = null, string? EnterpriseId = null, string? Division = null, DateOnly? From = null, DateOnly? To = null, bool ByMonth = false);

    private static readonly SheetColumns<Bar> Columns = new()
    {
        ["from"] = new("日期", b => b.From, 14),
        ["measured"] = new("实测（kg）", b => Conversion.Round(b.Measured, 4), 14),
        ["substituted"] = new("替代（kg）", b => Conversion.Round(b.Substituted, 4), 14),
        ["recomputed"] = new("复算（kg）", b => Conversion.Round(b.Recomputed, 4), 14),
        ["valid"] = new("有效小时", b => b.Valid, 10),
        ["invalid"] = new("无效小时", b => b.Invalid, 10),
        ["missing"] = new("缺失小时", b => b.Missing, 10),
        ["stopped"] = new("停运小时", b => b.Stopped, 10),
        ["substitutedHours"] = new("替代小时", b => b.SubstitutedHours, 10),
        ["differing"] = new("复算不一致小时", b => b.Differing, 14),
    };

    public static void Map(RouteGroupBuilder amounts)
    {
        amounts.MapGet("/series", Series).Requires(Duty.ReadReadings);
        amounts.MapGet("/series/export", Export).Requires(Duty.ReadReadings);
        amounts.MapGet("/hours", OfDay).Requires(Duty.ReadReadings);
    }

    private static async Task<Ok<IReadOnlyList<Bar>>> Series([AsParameters] Query query, AmountRows amounts, MonitoringDb db, CancellationToken stop) => TypedResults.Ok<IReadOnlyList<Bar>>(await Bars(query, amounts, db, stop));

    private static async Task<FileStreamHttpResult> Export([AsParameters] Query query, [AsParameters] SheetRequest sheet, AmountRows amounts, MonitoringDb db, Rulebook book, CancellationToken stop)
    {
        var bars = await Bars(query, amounts, db, stop);
        return await sheet.Answer($"{book.FactorOn(query.Factor, BeijingTime.DayOf(db.Now))?.Name ?? query.Factor}排放量", scope: null, Columns, bars, new Act("amount.series-export", "list", "amounts", $"导出排放量序列 {query.Factor} {bars.Count} 条"), stop);
    }

    private static async Task<List<Bar>> Bars(Query query, AmountRows amounts, MonitoringDb db, CancellationToken stop)
    {
        var to = query.To ?? BeijingTime.DayOf(db.Now);
        var rows = amounts.Days(query.From ?? to.AddDays(-30), to, query.Division).Where(row => row.Factor == query.Factor)
            .Being(row => row.OutletId, query.OutletId).Being(row => row.EnterpriseId, query.EnterpriseId);
        var days = await rows.GroupBy(row => row.Day).Select(group => new
        {
            group.Key,
            Measured = group.Sum(row => row.Measured),
            Substituted = group.Sum(row => row.Substituted),
            Recomputed = group.Sum(row => row.Recomputed),
            Valid = group.Sum(row => row.Valid),
            Invalid = group.Sum(row => row.Invalid),
            Missing = group.Sum(row => row.Missing),
            Stopped = group.Sum(row => row.Stopped),
            SubstitutedHours = group.Sum(row => row.SubstitutedHours),
            Differing = group.Sum(row => row.Differing),
        }).ToListAsync(stop);
        return [.. days.GroupBy(day => query.ByMonth ? new DateOnly(day.Key.Year, day.Key.Month, 1) : day.Key).OrderBy(group => group.Key).Select(group => new Bar(
            group.Key, AmountRows.Kilograms(group.Sum(day => day.Measured)), AmountRows.Kilograms(group.Sum(day => day.Substituted)), AmountRows.Kilograms(group.Sum(day => day.Recomputed)), group.Sum(day => day.Valid), group.Sum(day => day.Invalid),
            group.Sum(day => day.Missing), group.Sum(day => day.Stopped), group.Sum(day => day.SubstitutedHours), group.Sum(day => day.Differing)))];
    }

    private static async Task<Results<Ok<Hours>, ProblemHttpResult>> OfDay(string outletId, string factor, DateOnly day, MonitoringDb db, ISources sources, Rulebook book, CancellationToken stop)
    {
        if (await sources.Outlet(outletId, stop) is not { } outlet) return Problems.NotFound();
        var passed = await PassedChecks.Of(db, outletId, stop);
        var from = PassedChecks.HistoryFrom(CaptureRate.QuarterOf(day.ToDateTime(TimeOnly.MinValue)), passed);
        var end = CaptureRate.QuarterOf(day.ToDateTime(TimeOnly.MinValue)).AddMonths(3);
        var flow = MeasureAmounts.FlowOf(outlet.Medium);
        var rows = await db.DayAmounts.AsNoTracking().Where(row => row.OutletId == outletId && row.SupersededAt == null && (row.Factor == factor || row.Factor == flow) && row.Day >= from && row.Day < end).OrderBy(row => row.Day).ToListAsync(stop);
        if (rows.Find(row => row.Factor == factor && row.Day == day) is not { } mine) return Problems.NotFound();
        var basis = await db.Set<FlowBasis>().AsNoTracking().Where(each => each.OutletId == outletId && each.SupersededAt == null && each.FromOn <= day).OrderByDescending(each => each.FromOn).FirstOrDefaultAsync(stop);
        var rule = book.SubstitutionOn(outlet.Medium, day);
        var standIns = rule is null ? [] : Substitute.Of(outlet.Medium, factor, Of(factor), Of(flow), rule, passed[factor]).ToDictionary(each => each.Start);
        var lines = mine.Items().Select((item, hour) =>
        {
            var start = day.ToDateTime(new TimeOnly(hour, 0));
            var standIn = standIns.GetValueOrDefault(start);
            return new HourLine(BeijingTime.InstantOf(start), item.State, item.Amount, standIn?.Amount, standIn?.Because);
        });
        return TypedResults.Ok(new Hours(outletId, $"{outlet.Code} {outlet.Name}", outlet.EnterpriseName, factor, book.FactorOn(factor, day)?.Name ?? factor, day, [.. lines], rule?.Rule.Document ?? "", rule?.Rule.Clause ?? "", rule?.Rule.Trust.Word() ?? "", mine.Why, mine.CountedAt, outlet.Medium == Medium.Air ? new FlowVolumes(basis, new Dictionary<string, string>()).Word : null));

        List<(DateOnly, IReadOnlyList<HourItem>)> Of(string code) => [.. rows.Where(row => row.Factor == code).Select(row => (row.Day, row.Items()))];
    }
}
