using System.Linq.Expressions;
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

namespace Qingjian.Monitoring.Checks;

/// <summary>异常发现, by outlet, check, severity and score.</summary>
internal static class ListFindings
{
    /// <param name="Code">One check.</param>
    /// <param name="Severity">fatal, breach, doubtful or note.</param>
    /// <param name="EnterpriseId">One enterprise.</param>
    /// <param name="OutletId">One outlet.</param>
    internal sealed record Filter(string? Code = null, Word<Severity>? Severity = null, string? EnterpriseId = null, string? OutletId = null);

    internal sealed record Row(
        string Id, string Code, string Name, Severity Severity, string EnterpriseId, string EnterpriseName, string Division, string OutletId, string OutletName, string Factor, string FactorName,
        DateTimeOffset FromAt, DateTimeOffset ToAt, decimal Statistic, decimal Threshold, decimal Score, decimal Weight, string Say, DateTimeOffset FoundAt, DateTimeOffset? GoneAt,
        DateTimeOffset? SetAsideAt, string? SetAsideBy, string? SetAsideReason);

    private static readonly Orders<CheckFinding> Orders = new("-toAt")
    {
        ["toAt"] = f => f.ToAt,
        ["fromAt"] = f => f.FromAt,
        ["foundAt"] = f => f.FoundAt,
        ["score"] = f => f.Score,
        ["severity"] = f => f.Severity == Severity.Fatal ? 4 : f.Severity == Severity.Breach ? 3 : f.Severity == Severity.Doubtful ? 2 : 1,
        ["enterpriseName"] = f => f.EnterpriseName,
        ["code"] = f => f.Code,
    };

    private static readonly Tabs<CheckFinding> Tabs = new()
    {
        ["standing"] = f => f.GoneAt == null && f.SetAsideAt == null,
        ["aside"] = f => f.SetAsideAt != null,
        ["gone"] = f => f.GoneAt != null && f.SetAsideAt == null,
    };

    private static readonly Expression<Func<CheckFinding, Row>> View = f => new Row(
        f.Id, f.Code, f.Name, f.Severity, f.EnterpriseId!, f.EnterpriseName, f.Division, f.OutletId, f.OutletName, f.Factor, f.FactorName, f.FromAt, f.ToAt, f.Statistic, f.Threshold, f.Score, f.Weight,
        f.Say, f.FoundAt, f.GoneAt, f.SetAsideAt, f.SetAsideBy, f.SetAsideReason);

    private static readonly SheetColumns<Row> Columns = new()
    {
        ["enterpriseName"] = new("企业", r => r.EnterpriseName, 30),
        ["outletName"] = new("排放口", r => r.OutletName, 22),
        ["name"] = new("核查", r => r.Name, 22),
        ["code"] = new("代码", r => r.Code, 8),
        ["severity"] = new("严重程度", r => r.Severity.InChinese(), 10),
        ["factorName"] = new("因子", r => r.FactorName, 16),
        ["fromAt"] = new("开始", r => r.FromAt, 18),
        ["toAt"] = new("结束", r => r.ToAt, 18),
        ["score"] = new("得分", r => r.Score, 8),
        ["weight"] = new("权重", r => r.Weight, 8),
        ["statistic"] = new("统计量", r => r.Statistic, 12),
        ["threshold"] = new("阈值", r => r.Threshold, 12),
        ["say"] = new("说明", r => r.Say, 70),
        ["foundAt"] = new("发现时间", r => r.FoundAt, 18),
        ["state"] = new("状态", r => r.SetAsideAt is not null ? "已搁置" : r.GoneAt is not null ? "不再成立" : "有效", 10),
        ["setAsideBy"] = new("搁置人", r => r.SetAsideBy, 12),
        ["setAsideReason"] = new("搁置理由", r => r.SetAsideReason, 40),
    };

    public static void Map(RouteGroupBuilder findings)
    {
        findings.MapGet("/", Handle).Requires(Duty.ReadClues);
        findings.MapGet("/export", Export).Requires(Duty.ReadClues);
    }

    private static async Task<Ok<Page<Row>>> Handle([AsParameters] ListQuery query, [AsParameters] Filter filter, MonitoringDb db, CancellationToken stop) =>
        TypedResults.Ok(await Rows(db, query, filter).ToPage(query, Orders, Tabs, View, stop));

    private static async Task<FileStreamHttpResult> Export([AsParameters] ListQuery query, [AsParameters] Filter filter, [AsParameters] SheetRequest sheet, MonitoringDb db, CancellationToken stop)
    {
        var all = await Rows(db, query, filter).ToAll(query, Orders, Tabs, View, stop);
        return await sheet.Answer("异常发现", query, Columns, all, new Act("finding.export", "list", "findings", $"导出异常发现 {all.Count} 条"), stop);
    }

    private static IQueryable<CheckFinding> Rows(MonitoringDb db, ListQuery query, Filter filter) =>
        db.Findings.AsNoTracking()
            .Saying(query, [f => f.EnterpriseName, f => f.OutletName, f => f.Name, f => f.FactorName], exactly: f => f.Code)
            .In(query.Division)
            .Between(query, f => f.FromAt, f => f.ToAt)
            .Being(f => f.Code, filter.Code).Being(f => f.Severity, filter.Severity).Being(f => f.EnterpriseId, filter.EnterpriseId).Being(f => f.OutletId, filter.OutletId);
}
