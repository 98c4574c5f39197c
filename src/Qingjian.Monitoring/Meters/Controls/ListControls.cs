using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Qingjian.Judgement;
using Qingjian.Platform.Access;
using Qingjian.Platform.Audit;
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
        var (rows, now) = (Rows(db, query), db.Now);
        var counts = new Dictionary<string, int>
        {
            ["ahead"] = await In(rows, ControlPhase.Ahead, now).CountAsync(stop),
            ["inForce"] = await In(rows, ControlPhase.InForce, now).CountAsync(stop),
            ["over"] = await In(rows, ControlPhase.Over, now).CountAsync(stop),
        };
        var page = await InState(rows, query, now).ToPage(query, Orders, o => o, stop, counts);
        return TypedResults.Ok(new Page<Row>(await Views(page.Items, db, stop), page.Total, page.Number, page.Size, counts));
    }

    private static async Task<FileStreamHttpResult> Export([AsParameters] ListQuery query, string? format, string? columns, MonitoringDb db, AuditTrail trail, CancellationToken stop)
    {
        var all = await InState(Rows(db, query), query, db.Now).Sorted(query, Orders).Take(ListQuery.ExportLimit).ToListAsync(stop);
        await trail.Note(new Act("control.export", "control", "list", $"导出停限产指令 {all.Count} 道"), stop);
        return SheetExport.Answer(format, new SheetHead("停限产指令", query.Scope, db.Caller.Name, db.Now), Columns.Chosen(columns), await Views(all, db, stop));
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

    private static IQueryable<ControlOrder> Rows(MonitoringDb db, ListQuery query)
    {
        var rows = ReadControl.Visible(db).AsNoTracking();
        if (query.Since is { } since) rows = rows.Where(o => o.ToAt > since);
        if (query.Until is { } until) rows = rows.Where(o => o.FromAt < until);
        if (query.Text is not { } text) return rows;
        var like = Listing.Contains(text);
        return rows.Where(o => EF.Functions.Like(o.Number, like, "\\") || EF.Functions.Like(o.Basis, like, "\\"));
    }

    private static IQueryable<ControlOrder> InState(IQueryable<ControlOrder> rows, ListQuery query, DateTimeOffset now) => Enum.TryParse<ControlPhase>(query.State, ignoreCase: true, out var phase) ? In(rows, phase, now) : rows;

    private static IQueryable<ControlOrder> In(IQueryable<ControlOrder> rows, ControlPhase phase, DateTimeOffset now) => phase switch
    {
        ControlPhase.Ahead => rows.Where(o => o.FromAt > now),
        ControlPhase.InForce => rows.Where(o => o.FromAt <= now && o.ToAt > now),
        _ => rows.Where(o => o.ToAt <= now),
    };
}
