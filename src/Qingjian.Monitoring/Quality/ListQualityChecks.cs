using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Qingjian.Judgement;
using Qingjian.Monitoring.Readings;
using Qingjian.Platform.Access;
using Qingjian.Platform.Edge;
using Qingjian.Platform.Sheets;
using Qingjian.Platform.Storage;
using Qingjian.Registry.Contract;
using Qingjian.Vocabulary;

namespace Qingjian.Monitoring.Quality;

/// <summary>质控记录 as a list, and the periods out of control of one outlet that follow from them.</summary>
internal static class ListQualityChecks
{
    /// <param name="Kind">calibration or verification.</param>
    /// <param name="Result">passed, beyond, out.</param>
    /// <param name="OutletId">One outlet.</param>
    /// <param name="EnterpriseId">One enterprise.</param>
    internal sealed record Filter(Word<InstrumentCheckKind>? Kind = null, Word<InstrumentCheckResult>? Result = null, string? OutletId = null, string? EnterpriseId = null);

    internal sealed record Row(
        string Id, string EnterpriseId, string EnterpriseName, string Division, string OutletId, string OutletName, string Factor, string FactorName, InstrumentCheckKind Kind, string KindWord, DateTimeOffset MadeOn,
        decimal? ZeroDrift, decimal? SpanDrift, decimal? RelativeError, string Worker, string Note, IReadOnlyList<string> FileIds, InstrumentCheckResult Result, string Say, QualityState State, string MadeBy, DateTimeOffset MadeAt, string? ReviewedBy, string? ReviewReason, long Version);

    /// <param name="To">Null while it goes on.</param>
    internal sealed record Period(string Factor, string FactorName, DateTimeOffset From, DateTimeOffset? To, string Because, string CheckId);

    /// <summary>A figure that a check has to bring, and its bounds.</summary>
    internal sealed record Figure(InstrumentCheckKind Kind, string Factor, InstrumentFigure Measure, string Name, decimal Allowed, decimal Control);

    /// <param name="Document">Document of the rule.</param>
    internal sealed record OutletQuality(string OutletId, string OutletName, string EnterpriseName, Medium Medium, IReadOnlyList<Period> Periods, IReadOnlyList<Figure> Figures, string Document, string Trust);

    private static readonly Orders<QualityCheck> Orders = new("-madeOn")
    {
        ["madeOn"] = check => check.MadeOn,
        ["enterpriseName"] = check => check.EnterpriseName,
        ["madeAt"] = check => check.MadeAt,
    };

    private static readonly Tabs<QualityCheck, QualityState> Tabs = new(check => check.State);

    private static readonly SheetColumns<Row> Columns = new()
    {
        ["enterpriseName"] = new("企业", row => row.EnterpriseName, 30),
        ["outletName"] = new("排放口", row => row.OutletName, 22),
        ["factorName"] = new("因子", row => row.FactorName, 14),
        ["kindWord"] = new("类型", row => row.KindWord, 14),
        ["madeOn"] = new("时间", row => row.MadeOn, 18),
        ["result"] = new("结果", row => WordOf(row.Result), 12),
        ["say"] = new("说明", row => row.Say, 44),
        ["zeroDrift"] = new("零点漂移（%）", row => row.ZeroDrift, 14),
        ["spanDrift"] = new("量程漂移（%）", row => row.SpanDrift, 14),
        ["relativeError"] = new("相对误差（%）", row => row.RelativeError, 14),
        ["worker"] = new("操作人员", row => row.Worker, 12),
        ["state"] = new("状态", row => WordOf(row.State), 10),
        ["madeBy"] = new("登记人", row => row.MadeBy, 12),
        ["note"] = new("备注", row => row.Note, 30),
    };

    public static void Map(RouteGroupBuilder checks)
    {
        checks.MapGet("/", List).Requires(Duty.ReadReadings);
        checks.MapGet("/export", Export).Requires(Duty.ReadReadings);
        checks.MapGet("/outlets/{outletId}", OfOutlet).Requires(Duty.ReadReadings);
    }

    private static async Task<Ok<Page<Row>>> List([AsParameters] ListQuery query, [AsParameters] Filter filter, MonitoringDb db, CancellationToken stop) =>
        TypedResults.Ok((await Rows(db, query, filter).ToPage(query, Orders, Tabs, stop)).As(View));

    private static async Task<FileStreamHttpResult> Export([AsParameters] ListQuery query, [AsParameters] Filter filter, [AsParameters] SheetRequest sheet, MonitoringDb db, CancellationToken stop)
    {
        var all = await Rows(db, query, filter).ToAll(query, Orders, Tabs, stop);
        return await sheet.Answer("质控记录", query, Columns, all.Select(View), new Act("quality.export", "quality-check", "list", $"导出质控记录 {all.Count} 条"), stop);
    }

    private static async Task<Results<Ok<OutletQuality>, ProblemHttpResult>> OfOutlet(string outletId, MonitoringDb db, ISources sources, Rulebook book, LayOutOfControl lay, CancellationToken stop)
    {
        var today = BeijingTime.DayOf(db.Now);
        if (await sources.DutiesOf(outletId, today, stop) is not { } duties) return Problems.NotFound();
        if (book.InstrumentsOn(duties.Outlet.Medium, today) is not { } rule) return Refusal.Of("control-rule", "今天没有生效的校准校验规则。").ToProblem();
        var checks = await db.Set<QualityCheck>().AsNoTracking().Where(check => check.OutletId == outletId && check.State == QualityState.Standing).ToListAsync(stop);
        var periods = lay.PeriodsOf(checks, BeijingTime.ClockOf(db.Now)).OrderByDescending(period => period.From).Select(period => new Period(
            period.Factor, ReadSource.NameOf(period.Factor), BeijingTime.InstantOf(period.From), period.To is { } end ? BeijingTime.InstantOf(end) : null, period.Because, period.CheckId));
        var figures = duties.Factors.SelectMany(factor => Enum.GetValues<InstrumentCheckKind>().SelectMany(kind => rule.LimitsOf(kind, factor.Code).Select(limit => new Figure(kind, factor.Code, limit.Measure, limit.Name, limit.Allowed, limit.Control))));
        return TypedResults.Ok(new OutletQuality(outletId, $"{duties.Outlet.Code} {duties.Outlet.Name}", duties.Outlet.EnterpriseName, duties.Outlet.Medium, [.. periods], [.. figures], rule.Rule.Document, rule.Rule.Trust.InChinese()));
    }

    private static IQueryable<QualityCheck> Rows(MonitoringDb db, ListQuery query, Filter filter) =>
        db.Set<QualityCheck>().AsNoTracking()
            .Saying(query, check => check.EnterpriseName, check => check.OutletName, check => check.FactorName, check => check.Worker)
            .In(query.Division)
            .Between(query, check => check.MadeOn)
            .Being(check => check.Kind, filter.Kind).Being(check => check.Result, filter.Result)
            .Being(check => check.OutletId, filter.OutletId).Being(check => check.EnterpriseId, filter.EnterpriseId);

    private static Row View(QualityCheck c) => new(
        c.Id, c.EnterpriseId ?? "", c.EnterpriseName, c.Division, c.OutletId, c.OutletName, c.Factor, c.FactorName, c.Kind, WordOf(c.Kind, LayOutOfControl.MediumOf(c.Factor)), c.MadeOn, c.ZeroDrift, c.SpanDrift, c.RelativeError, c.Worker, c.Note, c.FileIds,
        c.Result, c.Say, c.State, c.MadeBy, c.MadeAt, c.ReviewedBy, c.ReviewReason, c.Version);

    internal static string WordOf(InstrumentCheckKind kind, Medium medium) => (kind, medium) switch { (InstrumentCheckKind.Calibration, Medium.Water) => "标样核查", (InstrumentCheckKind.Calibration, _) => "校准", (_, Medium.Water) => "实际水样比对", _ => "校验" };

    private static string WordOf(InstrumentCheckResult result) => result switch { InstrumentCheckResult.Passed => "合格", InstrumentCheckResult.Beyond => "超指标未失控", _ => "失控" };

    private static string WordOf(QualityState state) => state switch { QualityState.Standing => "有效", QualityState.Waiting => "待审核", _ => "不予采纳" };
}
