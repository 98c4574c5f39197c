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

namespace Qingjian.Monitoring.Rules.Drafts;

/// <summary>差异清单: which verdicts of the past a draft would change, each with both sentences.</summary>
internal static class ListDifferences
{
    internal sealed record Row(
        long Position, string EnterpriseName, string OutletId, string OutletName, string FactorName, LimitPeriod Period, DateTimeOffset StartAt, string Change, string Before, string After, string BeforeSentence, string AfterSentence);

    private static readonly Orders<DraftDifference> Orders = new() { ["startAt"] = d => d.StartAt, ["enterpriseName"] = d => d.EnterpriseName, ["factorName"] = d => d.FactorName };

    private static readonly Expression<Func<DraftDifference, Row>> View = d => new Row(
        d.Position, d.EnterpriseName, d.OutletId, d.OutletName, d.FactorName, d.Period, d.StartAt, d.Change, d.Before, d.After, d.BeforeSentence, d.AfterSentence);

    private static readonly SheetColumns<Row> Columns = new()
    {
        ["startAt"] = new("时段", r => r.StartAt, 20),
        ["period"] = new("均值", r => r.Period == LimitPeriod.Day ? "日均值" : "小时均值", 10),
        ["enterpriseName"] = new("企业", r => r.EnterpriseName, 30),
        ["outletName"] = new("排放口", r => r.OutletName, 22),
        ["factorName"] = new("因子", r => r.FactorName, 12),
        ["change"] = new("变化", r => r.Change switch { "newly" => "新增超标", "no-longer" => "不再超标", _ => "其他" }, 12),
        ["before"] = new("现行规则", r => r.Before, 16),
        ["after"] = new("草案", r => r.After, 16),
        ["beforeSentence"] = new("现行规则下", r => r.BeforeSentence, 60),
        ["afterSentence"] = new("草案下", r => r.AfterSentence, 60),
    };

    public static void Map(RouteGroupBuilder drafts)
    {
        drafts.MapGet("/{id}/trials/{trialId}", List).Requires(Duty.ReadDrafts);
        drafts.MapGet("/{id}/trials/{trialId}/export", Export).Requires(Duty.ReadDrafts);
    }

    private static async Task<Ok<Page<Row>>> List(string id, string trialId, [AsParameters] ListQuery query, MonitoringDb db, CancellationToken stop)
    {
        var rows = Rows(db, id, trialId, query);
        var counts = await rows.GroupBy(d => d.Change).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, stop);
        return TypedResults.Ok(await InState(rows, query).ToPage(query, Orders, View, stop, counts));
    }

    private static async Task<FileStreamHttpResult> Export(string id, string trialId, [AsParameters] ListQuery query, [AsParameters] SheetRequest sheet, MonitoringDb db, CancellationToken stop)
    {
        var all = await InState(Rows(db, id, trialId, query), query).ToAll(query, Orders, View, stop);
        return await sheet.Answer("试算差异清单", query, Columns, all, new Act("draft.export", "rule-draft", id, $"导出试算差异 {all.Count} 项"), stop);
    }

    private static IQueryable<DraftDifference> Rows(MonitoringDb db, string id, string trialId, ListQuery query) =>
        db.Set<DraftDifference>().AsNoTracking().Where(d => d.TrialId == trialId && db.Set<DraftTrial>().Any(trial => trial.Id == trialId && trial.DraftId == id))
            .Saying(query, d => d.EnterpriseName, d => d.OutletName, d => d.FactorName);

    private static IQueryable<DraftDifference> InState(IQueryable<DraftDifference> rows, ListQuery query) => query.State is { Length: > 0 } change ? rows.Where(d => d.Change == change) : rows;
}
