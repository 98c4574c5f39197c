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

namespace Qingjian.Monitoring.Meters.Controls;

/// <summary>One order with its enterprises and days, the power of an enterprise beside the order, and the days as a table.</summary>
internal static class ReadControl
{
    internal sealed record DayView(DateOnly Day, decimal Hours, decimal Kwh, decimal Covered, decimal? AllowedKwh, ControlResult Result, string Say);

    internal sealed record TargetView(
        string EnterpriseId, string EnterpriseName, string Division, DateTimeOffset? ReceivedAt, string? ReceivedBy, decimal? BaselineKwh, string? BaselineSay, ControlResult? Result, bool Metered, bool Clue, IReadOnlyList<DayView> Days);

    internal sealed record File(ListControls.Row Order, IReadOnlyList<string> Areas, string? LiftedWhy, IReadOnlyList<TargetView> Targets);

    /// <param name="Kw">Mean of a quarter of an hour, all production together; null where nothing is known.</param>
    internal sealed record CurvePoint(DateTimeOffset At, decimal? Kw);

    /// <param name="BaselineKw">The baseline spread evenly over the day.</param>
    /// <param name="AllowedKw">What the order allows, likewise.</param>
    internal sealed record Curve(DateTimeOffset From, DateTimeOffset Until, DateTimeOffset OrderFrom, DateTimeOffset OrderTo, decimal? BaselineKw, decimal? AllowedKw, IReadOnlyList<CurvePoint> Points);

    private sealed record Line(string Enterprise, DayView Day);

    private static readonly SheetColumns<Line> Columns = new()
    {
        ["enterpriseName"] = new("企业", line => line.Enterprise, 32),
        ["day"] = new("日期", line => line.Day.Day, 12),
        ["hours"] = new("受控时长（小时）", line => line.Day.Hours, 14),
        ["kwh"] = new("生产用电（千瓦时）", line => line.Day.Kwh, 16),
        ["allowedKwh"] = new("允许用电（千瓦时）", line => line.Day.AllowedKwh, 16),
        ["covered"] = new("数据覆盖（%）", line => line.Day.Covered * 100, 12),
        ["result"] = new("结果", line => ControlWords.Of(line.Day.Result), 12),
        ["say"] = new("说明", line => line.Day.Say, 80),
    };

    /// <summary>Orders that bind an enterprise whom the caller may see.</summary>
    public static IQueryable<ControlOrder> Visible(MonitoringDb db) => db.Set<ControlOrder>().Where(order => db.Set<ControlTarget>().Any(target => target.OrderId == order.Id));

    public static void Map(RouteGroupBuilder controls)
    {
        controls.MapGet("/{id}", Read).Requires(Duty.ReadOrders);
        controls.MapGet("/{id}/export", Export).Requires(Duty.ReadOrders);
        controls.MapGet("/{id}/curve", OfCurve).Requires(Duty.ReadOrders);
    }

    private static async Task<Results<Ok<File>, ProblemHttpResult>> Read(string id, MonitoringDb db, CancellationToken stop)
    {
        if (await Visible(db).AsNoTracking().FirstOrDefaultAsync(each => each.Id == id, stop) is not { } order) return Problems.NotFound();
        var (targets, days) = await Targets(id, db, stop);
        var plants = targets.ConvertAll(target => target.EnterpriseId);
        var metered = (await db.Set<MeterPoint>().AsNoTracking().Where(meter => plants.Contains(meter.EnterpriseId) && meter.Kind == MeterKind.Production && meter.RetiredAt == null).Select(meter => meter.EnterpriseId).Distinct().ToListAsync(stop)).ToHashSet();
        return TypedResults.Ok(new File(ListControls.View(order, targets, db), order.Areas, order.LiftedWhy, [.. targets.Select(target => new TargetView(
            target.EnterpriseId!, target.EnterpriseName, target.Division, target.ReceivedAt, target.ReceivedBy, target.BaselineKwh, target.BaselineSay, target.Result, metered.Contains(target.EnterpriseId), target.ToldAt is not null,
            [.. days[target.Id].OrderBy(day => day.Day).Select(View)]))]));
    }

    private static async Task<Results<FileStreamHttpResult, ProblemHttpResult>> Export(string id, [AsParameters] SheetRequest sheet, MonitoringDb db, CancellationToken stop)
    {
        if (await Visible(db).AsNoTracking().FirstOrDefaultAsync(each => each.Id == id, stop) is not { } order) return Problems.NotFound();
        var (targets, days) = await Targets(id, db, stop);
        var lines = targets.SelectMany(target => days[target.Id].OrderBy(day => day.Day).Select(day => new Line(target.EnterpriseName, View(day)))).ToList();
        return await sheet.Answer($"停限产核查 {order.Number}", scope: null, Columns, lines, new Act("control.export", "control", id, $"导出停限产核查 {order.Number} {lines.Count} 行"), stop);
    }

    /// <param name="id">The order.</param>
    /// <param name="enterpriseId">One of its enterprises.</param>
    /// <param name="day">Beijing day; without it from the day before the order to its end, at most four days.</param>
    private static async Task<Results<Ok<Curve>, ProblemHttpResult>> OfCurve(string id, string enterpriseId, MonitoringDb db, MeterPower power, Rulebook book, CancellationToken stop, DateOnly? day = null)
    {
        if (await db.Set<ControlTarget>().AsNoTracking().FirstOrDefaultAsync(each => each.OrderId == id && each.EnterpriseId == enterpriseId, stop) is not { } target) return Problems.NotFound();
        var order = await db.Set<ControlOrder>().AsNoTracking().SingleAsync(each => each.Id == id, stop);
        var first = BeijingTime.DayOf(order.FromAt);
        if (book.ElectricityOn(first) is not { } rule) return Refusal.Of("no-rule-on-day", $"{first:yyyy-MM-dd}没有施行中的用电监控设置，请载入规则文件。").ToProblem();
        var from = BeijingTime.StartOf(day ?? first.AddDays(-1));
        var until = day is null ? from.AddDays(4) : from.AddDays(1);
        if (until > db.Now) until = db.Now;
        var meters = await db.Set<MeterPoint>().AsNoTracking().Where(meter => meter.EnterpriseId == enterpriseId && meter.Kind == MeterKind.Production && meter.RetiredAt == null).ToListAsync(stop);
        var points = new List<CurvePoint>();
        if (meters.Count > 0 && until > from)
        {
            var read = power.Of(meters, from, until, rule).Values.ToList();
            for (var at = from; at < until; at = at.AddMinutes(15))
            {
                var end = at.AddMinutes(15) < until ? at.AddMinutes(15) : until;
                var energy = AssessOrders.Sum(read, at, end, rule);
                points.Add(new(at.ToOffset(BeijingTime.Offset), energy.Covered == 0 ? null : decimal.Round(energy.Kwh / (decimal)(end - at).TotalHours / energy.Covered, 1)));
            }
        }
        var share = order.Measure == ControlMeasure.Stop ? rule.StopShare : order.LimitShare + rule.LimitTolerance;
        return TypedResults.Ok(new Curve(from, until.ToOffset(BeijingTime.Offset), order.FromAt.ToOffset(BeijingTime.Offset), order.ToAt.ToOffset(BeijingTime.Offset), target.BaselineKwh / 24, target.BaselineKwh / 24 * share, points));
    }

    private static async Task<(List<ControlTarget> Targets, ILookup<string, ControlDay> Days)> Targets(string order, MonitoringDb db, CancellationToken stop) =>
        (await db.Set<ControlTarget>().AsNoTracking().Where(each => each.OrderId == order).OrderBy(each => each.EnterpriseName).ToListAsync(stop),
         (await db.Set<ControlDay>().AsNoTracking().Where(each => each.OrderId == order).ToListAsync(stop)).ToLookup(each => each.TargetId));

    private static DayView View(ControlDay day) => new(day.Day, day.Hours, day.Kwh, day.Covered, day.AllowedKwh, day.Result, day.Say);
}
