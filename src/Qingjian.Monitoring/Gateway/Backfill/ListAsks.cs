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

namespace Qingjian.Monitoring.Gateway.Backfill;

/// <summary>补数记录: what the gateway asked for by itself, and what came.</summary>
internal static class ListAsks
{
    /// <param name="Kind">hour, minute, day.</param>
    internal sealed record AskRow(string Id, string MonitorId, string Mn, string Name, string Kind, DateTimeOffset From, DateTimeOffset To, int Periods, int Got, int Turn, DateTimeOffset AskedAt, DateTimeOffset EndedAt, string Outcome, string ConversationId)
    {
        public string EnterpriseName { get; init; } = "";
    }

    private static readonly Orders<BackfillAsk> Orders = new("-askedAt") { ["askedAt"] = a => a.AskedAt, ["from"] = a => a.FromAt, ["name"] = a => a.Name, ["periods"] = a => a.Periods, ["got"] = a => a.Got };

    private static readonly Tabs<BackfillAsk> Tabs = new() { ["full"] = a => a.Got >= a.Periods, ["part"] = a => a.Got > 0 && a.Got < a.Periods, ["none"] = a => a.Got == 0 };

    private static readonly Expression<Func<BackfillAsk, AskRow>> View = a => new AskRow(
        a.Id, a.MonitorId, a.Mn, a.Name, a.Command == 2061 ? "hour" : a.Command == 2051 ? "minute" : "day", a.FromAt, a.ToAt, a.Periods, a.Got, a.Turn, a.AskedAt, a.EndedAt, a.Outcome, a.ConversationId);

    private static readonly SheetColumns<AskRow> Columns = new()
    {
        ["name"] = new("数采仪", a => a.Name, 24),
        ["enterpriseName"] = new("企业", a => a.EnterpriseName, 28),
        ["mn"] = new("MN", a => a.Mn, 28),
        ["kind"] = new("数据", a => WordOf(a.Kind), 10),
        ["from"] = new("自", a => a.From, 20),
        ["to"] = new("至", a => a.To, 20),
        ["periods"] = new("缺（组）", a => a.Periods, 10),
        ["got"] = new("补到（组）", a => a.Got, 10),
        ["turn"] = new("第几次", a => a.Turn, 10),
        ["askedAt"] = new("请求时间", a => a.AskedAt, 20),
        ["outcome"] = new("结果", a => a.Outcome, 40),
    };

    public static void Map(IEndpointRouteBuilder app)
    {
        var asks = app.MapGroup("/api/backfill").WithTags("backfill");
        asks.MapGet("/", List).Requires(Duty.ReadReadings);
        asks.MapGet("/export", Export).Requires(Duty.ReadReadings);
    }

    private static async Task<Ok<Page<AskRow>>> List([AsParameters] ListQuery query, GatewayDb db, VisibleStations stations, CancellationToken stop, string? monitor = null)
    {
        var page = await Rows(query, monitor, db).ToPage(query, Orders, Tabs, View, stop);
        return TypedResults.Ok(page.As(Named(page.Items, stations)));
    }

    private static async Task<FileStreamHttpResult> Export([AsParameters] ListQuery query, [AsParameters] SheetRequest sheet, GatewayDb db, VisibleStations stations, CancellationToken stop, string? monitor = null)
    {
        var all = await Rows(query, monitor, db).ToAll(query, Orders, Tabs, View, stop);
        return await sheet.Answer("自动补数记录", query, Columns, Named(all, stations), new Act("backfill.export", "list", "backfill", $"导出补数记录 {all.Count} 条"), stop);
    }

    private static List<AskRow> Named(IReadOnlyList<AskRow> rows, VisibleStations stations) => [.. rows.Select(row => row with { EnterpriseName = stations.OfMn(row.Mn)?.EnterpriseName ?? "" })];

    private static string WordOf(string kind) => kind switch { "hour" => "小时", "minute" => "分钟", _ => "日" };

    private static IQueryable<BackfillAsk> Rows(ListQuery query, string? monitor, GatewayDb db) =>
        db.BackfillAsks.AsNoTracking()
            .Being(a => a.MonitorId, monitor)
            .Saying(query, a => a.Mn, a => a.Name)
            .In(query.Division)
            .Between(query, a => a.AskedAt);
}
