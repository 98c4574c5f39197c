using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Qingjian.Judgement;
using Qingjian.Platform.Access;
using Qingjian.Platform.Edge;
using Qingjian.Platform.Sheets;
using Qingjian.Platform.Storage;
using Qingjian.Registry.Contract;
using Qingjian.Vocabulary;

namespace Qingjian.Monitoring.Incineration;

/// <summary>The incineration plants of the caller's area with what matters today.</summary>
internal static class ListPlants
{
    /// <param name="Low">Most low slots of a furnace today.</param>
    /// <param name="AccountLevel">Highest warning of an account: 0, 50, 80, 100.</param>
    internal sealed record Row(string Id, string EnterpriseName, string Division, string DivisionName, int Furnaces, int Live, int Low, int Allowed, int AccountLevel, int ExceedanceDays, int Over);

    private static readonly SheetColumns<Row> Columns = new()
    {
        ["enterpriseName"] = new("焚烧厂", row => row.EnterpriseName, 34),
        ["divisionName"] = new("行政区", row => row.DivisionName, 16),
        ["furnaces"] = new("焚烧炉", row => row.Furnaces, 10),
        ["live"] = new("炉温在线", row => row.Live, 10),
        ["low"] = new("今日低温次数（最多的炉）", row => row.Low, 18),
        ["accountLevel"] = new("豁免时长已用（%档）", row => row.AccountLevel, 16),
        ["over"] = new("今日均值超限因子", row => row.Over, 16),
        ["exceedanceDays"] = new("本月超标天数", row => row.ExceedanceDays, 14),
    };

    public static void Map(RouteGroupBuilder incineration)
    {
        incineration.MapGet("/plants", Handle).Requires(Duty.ReadReadings);
        incineration.MapGet("/plants/export", Export).Requires(Duty.ReadReadings);
    }

    private static async Task<Ok<Page<Row>>> Handle([AsParameters] ListQuery query, WatchPlant watch, ISources sources, Rulebook book, TimeProvider clock, CancellationToken stop)
    {
        var rows = await Rows(query, watch, sources, book, BeijingTime.DayOf(clock.GetUtcNow()), stop);
        return TypedResults.Ok(rows.ToPage(query));
    }

    private static async Task<FileStreamHttpResult> Export([AsParameters] ListQuery query, [AsParameters] SheetRequest sheet, WatchPlant watch, ISources sources, Rulebook book, MonitoringDb db, CancellationToken stop)
    {
        var rows = await Rows(query, watch, sources, book, BeijingTime.DayOf(db.Now), stop);
        return await sheet.Answer("焚烧厂", query, Columns, rows, new Act("incineration.export", "plant", "list", $"导出焚烧厂 {rows.Count} 家"), stop);
    }

    private static async Task<List<Row>> Rows(ListQuery query, WatchPlant watch, ISources sources, Rulebook book, DateOnly day, CancellationToken stop)
    {
        var area = string.IsNullOrEmpty(query.Division) ? "" : DivisionScope.Prefix(query.Division);
        var plants = (await sources.AllDuties(day, stop)).Values
            .Where(duty => duty.Outlet.Division.StartsWith(area, StringComparison.Ordinal) && query.Says(duty.Outlet.EnterpriseName)
                && book.MarksOn([.. duty.Standards.Select(standard => standard.StandardNo)], day)?.Incineration is not null)
            .Select(duty => duty.Outlet.EnterpriseId).Distinct().ToList();
        var rows = new List<Row>();
        foreach (var plant in plants)
            if (await watch.Of(plant, day, stop) is { } view)
                rows.Add(new(view.EnterpriseId, view.EnterpriseName, view.Division, view.DivisionName, view.Furnaces.Count, view.Furnaces.Count(furnace => furnace.Celsius is not null), view.Furnaces.Max(furnace => furnace.Low),
                    view.Furnaces.Max(furnace => furnace.Allowed), view.Furnaces.SelectMany(furnace => furnace.Accounts).Select(account => account.Level).DefaultIfEmpty(0).Max(), view.ExceedanceDays,
                    view.Furnaces.Sum(furnace => furnace.Pollutants.Count(factor => factor.Over))));
        var down = query.Sort?.StartsWith('-') ?? true;
        Func<Row, object> key = query.Sort?.TrimStart('-') switch { "enterpriseName" => row => row.EnterpriseName, "accountLevel" => row => row.AccountLevel, "exceedanceDays" => row => row.ExceedanceDays, "over" => row => row.Over, _ => row => row.Low };
        return [.. (down ? rows.OrderByDescending(key) : rows.OrderBy(key)).ThenBy(row => row.EnterpriseName, StringComparer.Ordinal)];
    }
}
