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

namespace Qingjian.Monitoring.Meters.Controls;

/// <summary>Where an order stands in time.</summary>
internal enum ControlPhase
{
    /// <summary>未开始.</summary>
    Ahead = 1,
    /// <summary>执行中.</summary>
    InForce = 2,
    /// <summary>已结束.</summary>
    Over = 3,
}

/// <summary>停限产指令, as far as they bind enterprises whom the caller may see.</summary>
internal static class ListControls
{
    internal sealed record Row(
        string Id, string Number, ControlKind Kind, ControlLevel? Level, ControlMeasure Measure, decimal LimitShare, DateTimeOffset FromAt, DateTimeOffset ToAt, string Basis, ControlPhase Phase, string IssuedByName, DateTimeOffset IssuedAt,
        bool Lifted, int Targets, int Received, int Executed, int Partly, int NotExecuted, bool Own, bool AwaitsReceipt, long Version);

    private static readonly Orders<ControlOrder> Orders = new("-fromAt")
    {
        ["fromAt"] = o => o.FromAt,
        ["toAt"] = o => o.ToAt,
        ["number"] = o => o.Number,
        ["issuedAt"] = o => o.IssuedAt,
    };

    private static readonly SheetColumns<Row> Columns = new()
    {
        ["number"] = new("文号", o => o.Number, 20),
        ["kind"] = new("类别", o => ControlWords.Of(o.Kind), 18),
        ["level"] = new("级别", o => ControlWords.Of(o.Level), 8),
        ["measure"] = new("措施", o => ControlWords.Measure(o.Measure, o.LimitShare), 12),
        ["fromAt"] = new("开始", o => o.FromAt, 20),
        ["toAt"] = new("结束", o => o.ToAt, 20),
        ["targets"] = new("企业（家）", o => o.Targets, 10),
        ["executed"] = new("已执行（家）", o => o.Executed, 12),
        ["partly"] = new("部分执行（家）", o => o.Partly, 12),
        ["notExecuted"] = new("未执行（家）", o => o.NotExecuted, 12),
        ["basis"] = new("依据", o => o.Basis, 50),
        ["issuedByName"] = new("下达人", o => o.IssuedByName, 14),
    };

    public static void Map(RouteGroupBuilder controls)
    {
        controls.MapGet("/", List).Requires(Duty.ReadOrders);
        controls.MapGet("/export", Export).Requires(Duty.ReadOrders);
    }

    private static async Task<Ok<Page<Row>>> List([AsParameters] ListQuery query, MonitoringDb db, CancellationToken stop)
    {
        var page = await Rows(db, query).ToPage(query, Orders, Tabs(db.Now), stop);
        return TypedResults.Ok(page.As(await Views(page.Items, db, stop)));
    }

    private static async Task<FileStreamHttpResult> Export([AsParameters] ListQuery query, [AsParameters] SheetRequest sheet, MonitoringDb db, CancellationToken stop)
    {
        var all = await Rows(db, query).ToAll(query, Orders, Tabs(db.Now), stop);
        return await sheet.Answer("停限产指令", query, Columns, await Views(all, db, stop), new Act("control.export", "control", "list", $"导出停限产指令 {all.Count} 道"), stop);
    }

    private static async Task<List<Row>> Views(IReadOnlyList<ControlOrder> orders, MonitoringDb db, CancellationToken stop)
    {
        var ids = orders.Select(order => order.Id).ToList();
        var targets = (await db.Set<ControlTarget>().AsNoTracking().Where(target => ids.Contains(target.OrderId)).ToListAsync(stop)).ToLookup(target => target.OrderId);
        return [.. orders.Select(order => View(order, [.. targets[order.Id]], db))];
    }

    public static Row View(ControlOrder o, IReadOnlyCollection<ControlTarget> targets, MonitoringDb db) => new(
        o.Id, o.Number, o.Kind, o.Level, o.Measure, o.LimitShare, o.FromAt, o.ToAt, o.Basis, db.Now < o.FromAt ? ControlPhase.Ahead : db.Now < o.ToAt ? ControlPhase.InForce : ControlPhase.Over, o.IssuedByName, o.IssuedAt,
        o.LiftedAt is not null, targets.Count, targets.Count(t => t.ReceivedAt is not null), targets.Count(t => t.Result == ControlResult.Executed), targets.Count(t => t.Result == ControlResult.Partly), targets.Count(t => t.Result == ControlResult.NotExecuted), db.Caller.EnterpriseId is null && o.Division.StartsWith(db.Caller.Division, StringComparison.Ordinal), db.Caller.EnterpriseId is not null && targets.Any(t => t.ReceivedAt is null), o.Version);

    private static IQueryable<ControlOrder> Rows(MonitoringDb db, ListQuery query) =>
        ReadControl.Visible(db).AsNoTracking().Between(query, o => o.FromAt, o => o.ToAt).Saying(query, o => o.Number, o => o.Basis);

    private static Tabs<ControlOrder> Tabs(DateTimeOffset now) => new() { ["ahead"] = o => o.FromAt > now, ["inForce"] = o => o.FromAt <= now && o.ToAt > now, ["over"] = o => o.ToAt <= now };
}
