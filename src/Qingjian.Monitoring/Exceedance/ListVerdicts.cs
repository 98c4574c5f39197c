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

namespace Qingjian.Monitoring.Exceedance;

/// <summary>Verdicts that need attention: exceedances, warnings, days without enough valid data.</summary>
internal static class ListVerdicts
{
    /// <param name="Period">hour or day.</param>
    /// <param name="Factor">HJ 212 code.</param>
    /// <param name="EnterpriseId">One enterprise.</param>
    /// <param name="OutletId">One outlet.</param>
    /// <param name="Superseded">Also verdicts that were judged anew since.</param>
    internal sealed record Filter(Word<LimitPeriod>? Period = null, string? Factor = null, string? EnterpriseId = null, string? OutletId = null, bool Superseded = false);

    internal sealed record Row(
        string Id, string EnterpriseId, string EnterpriseName, string Division, string OutletId, string OutletName, string Factor, string FactorName, LimitPeriod Period,
        DateTimeOffset StartAt, VerdictOutcome Outcome, string Reason, decimal? Value, string? Unit, string? Limit, string? LimitName, decimal? Multiple, string? Colour,
        string Sentence, Trust Trust, DateTimeOffset JudgedAt, DateTimeOffset? SupersededAt, bool AwaitsReview);

    private static readonly Orders<VerdictRecord> Orders = new("-startAt")
    {
        ["startAt"] = v => v.StartAt,
        ["judgedAt"] = v => v.JudgedAt,
        ["enterpriseName"] = v => v.EnterpriseName,
        ["factor"] = v => v.Factor,
    };

    // Beside the outcomes: what waits for a person's decision, whatever its outcome.
    private static readonly Tabs<VerdictRecord, VerdictOutcome> Tabs = new(v => v.Outcome) { ["review"] = v => v.AwaitsReview && v.SupersededAt == null };

    private static readonly Expression<Func<VerdictRecord, Row>> View = v => new Row(
        v.Id, v.EnterpriseId!, v.EnterpriseName, v.Division, v.OutletId, v.OutletName, v.Factor, v.FactorName, v.Period, v.StartAt, v.Outcome, v.Reason, v.Value, v.Unit, v.Limit,
        v.LimitName, v.Multiple, v.Colour, v.Sentence, v.Trust, v.JudgedAt, v.SupersededAt, v.AwaitsReview);

    private static readonly SheetColumns<Row> Columns = new()
    {
        ["enterpriseName"] = new("企业", r => r.EnterpriseName, 30),
        ["outletName"] = new("排放口", r => r.OutletName, 22),
        ["factorName"] = new("因子", r => r.FactorName, 14),
        ["startAt"] = new("数据时间", r => r.StartAt, 18),
        ["period"] = new("均值", r => r.Period == LimitPeriod.Day ? "日均值" : "小时均值", 10),
        ["outcome"] = new("结论", r => WordOf(r.Outcome), 10),
        ["value"] = new("数值", r => r.Value, 12),
        ["limit"] = new("限值", r => r.Limit, 12),
        ["unit"] = new("单位", r => r.Unit, 10),
        ["multiple"] = new("超标倍数", r => r.Multiple, 10),
        ["colour"] = new("级别", r => r.Colour switch { "red" => "红色", "orange" => "橙色", "yellow" => "黄色", "blue" => "蓝色", _ => "" }, 8),
        ["judgedAt"] = new("判定时间", r => r.JudgedAt, 18),
        ["limitName"] = new("依据", r => r.LimitName, 36),
        ["sentence"] = new("说明", r => r.Sentence, 70),
        ["awaitsReview"] = new("人工审核", r => r.AwaitsReview ? "待审核" : "", 10),
        ["trust"] = new("规则可信度", r => r.Trust.InChinese(), 18),
    };

    public static void Map(RouteGroupBuilder verdicts)
    {
        verdicts.MapGet("/", Handle).Requires(Duty.ReadVerdicts);
        verdicts.MapGet("/export", Export).Requires(Duty.ReadVerdicts);
    }

    private static async Task<Ok<Page<Row>>> Handle([AsParameters] ListQuery query, [AsParameters] Filter filter, MonitoringDb db, CancellationToken stop) =>
        TypedResults.Ok(await Rows(db, query, filter).ToPage(query, Orders, Tabs, View, stop));

    private static async Task<FileStreamHttpResult> Export([AsParameters] ListQuery query, [AsParameters] Filter filter, [AsParameters] SheetRequest sheet, MonitoringDb db, CancellationToken stop)
    {
        var all = await Rows(db, query, filter).ToAll(query, Orders, Tabs, View, stop);
        return await sheet.Answer("超标判定", query, Columns, all, new Act("verdict.export", "verdict", "list", $"导出判定结果 {all.Count} 条"), stop);
    }

    private static IQueryable<VerdictRecord> Rows(MonitoringDb db, ListQuery query, Filter filter)
    {
        var rows = db.Verdicts.AsNoTracking();
        if (!filter.Superseded) rows = rows.Where(v => v.SupersededAt == null);
        return rows.Saying(query, v => v.EnterpriseName, v => v.OutletName, v => v.FactorName)
            .In(query.Division)
            .Between(query, v => v.StartAt)
            .Being(v => v.Period, filter.Period).Being(v => v.Factor, filter.Factor).Being(v => v.EnterpriseId, filter.EnterpriseId).Being(v => v.OutletId, filter.OutletId);
    }

    internal static string WordOf(VerdictOutcome outcome) => outcome switch
    {
        VerdictOutcome.Compliant => "达标",
        VerdictOutcome.Warning => "预警",
        VerdictOutcome.Exceeded => "超标",
        _ => "不作判定",
    };
}
