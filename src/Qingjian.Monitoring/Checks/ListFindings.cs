using System.Linq.Expressions;
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

    private static async Task<Ok<Page<Row>>> Handle([AsParameters] ListQuery query, [AsParameters] Filter filter, MonitoringDb db, CancellationToken stop)
    {
        var rows = Rows(db, query, filter);
        var counts = new Dictionary<string, int>
        {
            ["standing"] = await InState(rows, "standing").CountAsync(stop),
            ["aside"] = await InState(rows, "aside").CountAsync(stop),
            ["gone"] = await InState(rows, "gone").CountAsync(stop),
        };
        return TypedResults.Ok(await InState(rows, query.State).ToPage(query, Orders, View, stop, counts));
    }

    private static async Task<FileStreamHttpResult> Export(
        [AsParameters] ListQuery query, [AsParameters] Filter filter, MonitoringDb db, AuditTrail trail, CancellationToken stop, string? format = null, string? columns = null)
    {
        var all = await InState(Rows(db, query, filter), query.State).Sorted(query, Orders).Take(ListQuery.ExportLimit).Select(View).ToListAsync(stop);
        await trail.Note(new Act("finding.export", "list", "findings", $"导出异常发现 {all.Count} 条"), stop);
        return SheetExport.Answer(format, new SheetHead("异常发现", query.Scope, db.Caller.Name, db.Now), Columns.Chosen(columns), all);
    }

    private static IQueryable<CheckFinding> Rows(MonitoringDb db, ListQuery query, Filter filter)
    {
        var rows = db.Findings.AsNoTracking();
        if (query.Text is { } text)
        {
            var like = Listing.Contains(text);
            rows = rows.Where(f => EF.Functions.Like(f.EnterpriseName, like, "\\") || EF.Functions.Like(f.OutletName, like, "\\") || EF.Functions.Like(f.Name, like, "\\") || EF.Functions.Like(f.FactorName, like, "\\") || f.Code == text);
        }
        if (!string.IsNullOrEmpty(query.Division))
        {
            var area = DivisionScope.Prefix(query.Division);
            rows = rows.Where(f => f.Division.StartsWith(area));
        }
        if (query.Since is { } since) rows = rows.Where(f => f.ToAt > since);
        if (query.Until is { } until) rows = rows.Where(f => f.FromAt < until);
        if (!string.IsNullOrEmpty(filter.Code)) rows = rows.Where(f => f.Code == filter.Code);
        if (filter.Severity is { Value: var severity }) rows = rows.Where(f => f.Severity == severity);
        if (!string.IsNullOrEmpty(filter.EnterpriseId)) rows = rows.Where(f => f.EnterpriseId == filter.EnterpriseId);
        if (!string.IsNullOrEmpty(filter.OutletId)) rows = rows.Where(f => f.OutletId == filter.OutletId);
        return rows;
    }

    private static IQueryable<CheckFinding> InState(IQueryable<CheckFinding> rows, string? state) => state switch
    {
        "standing" => rows.Where(f => f.GoneAt == null && f.SetAsideAt == null),
        "aside" => rows.Where(f => f.SetAsideAt != null),
        "gone" => rows.Where(f => f.GoneAt != null && f.SetAsideAt == null),
        _ => rows,
    };
}
