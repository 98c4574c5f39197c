using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Qingjian.Judgement;
using Qingjian.Platform.Access;
using Qingjian.Platform.Edge;
using Qingjian.Vocabulary;

namespace Qingjian.Monitoring.Meters;

/// <summary>One enterprise's meters over a day: power, states, linkages and what was found; and its electricity by day.</summary>
internal static class ShowPlant
{
    internal sealed record Point(DateTimeOffset At, decimal Kw);

    /// <param name="Kwh">Of the day so far.</param>
    internal sealed record MeterView(ListMeters.Row Meter, decimal Kwh, decimal Covered, IReadOnlyList<Point> Points, IReadOnlyList<MeterSpan> Spans);

    internal sealed record LinkageView(string Id, string Name, IReadOnlyList<string> Production, IReadOnlyList<string> Treatment, LinkageRelation Relation, int LeadMinutes, int LagMinutes, long Version);

    /// <param name="ProductionKwh">All production meters together.</param>
    internal sealed record DayView(DateOnly Day, decimal ProductionKwh, decimal TreatmentKwh);

    internal sealed record Plant(
        string EnterpriseId, string EnterpriseName, DateOnly Day, DateTimeOffset From, DateTimeOffset Until, IReadOnlyList<MeterView> Meters, IReadOnlyList<LinkageView> Linkages,
        IReadOnlyList<ListViolations.Row> Violations, IReadOnlyList<DayView> Days);

    public static void Map(RouteGroupBuilder meters) => meters.MapGet("/plants/{enterpriseId}", Handle).Requires(Duty.ReadReadings);

    /// <param name="enterpriseId">The enterprise.</param>
    /// <param name="day">Beijing day; without it the last 24 hours.</param>
    private static async Task<Results<Ok<Plant>, ProblemHttpResult>> Handle(string enterpriseId, MonitoringDb db, MeterPower power, Rulebook book, CancellationToken stop, DateOnly? day = null)
    {
        var meters = await db.Set<MeterPoint>().AsNoTracking().Where(m => m.EnterpriseId == enterpriseId && m.RetiredAt == null).OrderBy(m => m.Kind).ThenBy(m => m.Name).ToListAsync(stop);
        if (meters.Count == 0) return Problems.NotFound();
        var now = db.Now;
        var from = day is { } asked ? BeijingTime.StartOf(asked) : now.AddDays(-1);
        var until = day is null || from.AddDays(1) > now ? now : from.AddDays(1);
        if (from >= now) return Refusal.OfField("day-ahead", "day", "这一天还没有到，请选择今天或者以前的日期。").ToProblem();
        var on = BeijingTime.DayOf(until.AddTicks(-1));
        if (book.ElectricityOn(on) is not { } rule) return Refusal.Of("no-rule-on-day", $"{on:yyyy-MM-dd}没有施行中的用电监控设置，请载入规则文件。").ToProblem();
        var read = power.Of(meters, from, until, rule);
        var rows = ListMeters.Live(meters, now, power, book);
        var views = meters.Select((meter, at) =>
        {
            var mine = read[meter.Id];
            var energy = Energy.Between(mine, from, until, rule);
            return new MeterView(rows[at], energy.Kwh, energy.Covered, [.. mine.Where(each => each.At >= from).Select(each => new Point(each.At, decimal.Round(each.Kw, 2)))], MeterStates.Of(mine, meter.Thresholds, from, until, rule));
        }).ToList();
        var linkages = await db.Set<MeterLinkage>().AsNoTracking().Where(each => each.EnterpriseId == enterpriseId && each.RetiredAt == null).OrderBy(each => each.Name).ToListAsync(stop);
        var violations = await db.Set<LinkageViolation>().AsNoTracking().Where(each => each.EnterpriseId == enterpriseId && each.WithdrawnAt == null && each.FromAt < until && each.ToAt > from).OrderByDescending(each => each.FromAt).ToListAsync(stop);
        return TypedResults.Ok(new Plant(
            enterpriseId, meters[0].EnterpriseName, on, from.ToOffset(BeijingTime.Offset), until.ToOffset(BeijingTime.Offset), views,
            [.. linkages.Select(each => new LinkageView(each.Id, each.Name, each.Production, each.Treatment, each.Relation, each.LeadMinutes, each.LagMinutes, each.Version))],
            [.. violations.Select(ListViolations.View)], await Days(enterpriseId, meters, on, db, stop)));
    }

    private static async Task<IReadOnlyList<DayView>> Days(string enterpriseId, List<MeterPoint> meters, DateOnly last, MonitoringDb db, CancellationToken stop)
    {
        var first = last.AddDays(-30);
        var kinds = meters.ToDictionary(meter => meter.Id, meter => meter.Kind);
        var days = await db.Set<MeterDay>().AsNoTracking().Where(each => each.EnterpriseId == enterpriseId && each.Day >= first && each.Day <= last).ToListAsync(stop);
        return [.. days.Where(each => kinds.ContainsKey(each.MeterId)).GroupBy(each => each.Day).OrderBy(group => group.Key)
            .Select(group => new DayView(group.Key, Sum(group, MeterKind.Production), Sum(group, MeterKind.Treatment)))];

        decimal Sum(IEnumerable<MeterDay> group, MeterKind kind) => decimal.Round(group.Where(each => kinds[each.MeterId] == kind).Sum(each => each.Kwh), 1);
    }
}
