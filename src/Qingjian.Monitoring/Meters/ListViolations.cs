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

namespace Qingjian.Monitoring.Meters;

/// <summary>治污设施未同步运行: the stretches found.</summary>
internal static class ListViolations
{
    internal sealed record Row(
        string Id, string EnterpriseId, string EnterpriseName, string Division, string LinkageName, LinkageFault Fault, DateTimeOffset FromAt, DateTimeOffset ToAt, bool GoingOn, decimal Minutes, decimal Kwh, string Say, bool Clue, bool Withdrawn);

    private static readonly Orders<LinkageViolation> Orders = new("-fromAt")
    {
        ["fromAt"] = v => v.FromAt,
        ["enterpriseName"] = v => v.EnterpriseName,
    };

    private static readonly Tabs<LinkageViolation, LinkageFault> Tabs = new(v => v.Fault);

    private static readonly SheetColumns<Row> Columns = new()
    {
        ["enterpriseName"] = new("企业", v => v.EnterpriseName, 32),
        ["linkageName"] = new("联动关系", v => v.LinkageName, 24),
        ["fault"] = new("情形", v => WordOf(v.Fault), 20),
        ["fromAt"] = new("开始", v => v.FromAt, 20),
        ["toAt"] = new("结束", v => v.ToAt, 20),
        ["minutes"] = new("时长（分钟）", v => v.Minutes, 12),
        ["kwh"] = new("其间生产用电（千瓦时）", v => v.Kwh, 20),
        ["say"] = new("说明", v => v.Say, 70),
        ["clue"] = new("是否转线索", v => v.Clue ? "是" : "否", 10),
    };

    public static void Map(RouteGroupBuilder meters)
    {
        meters.MapGet("/violations", List).Requires(Duty.ReadReadings);
        meters.MapGet("/violations/export", Export).Requires(Duty.ReadReadings);
    }

    private static async Task<Ok<Page<Row>>> List([AsParameters] ListQuery query, MonitoringDb db, CancellationToken stop) =>
        TypedResults.Ok((await Rows(db, query).ToPage(query, Orders, Tabs, stop)).As(View));

    private static async Task<FileStreamHttpResult> Export([AsParameters] ListQuery query, [AsParameters] SheetRequest sheet, MonitoringDb db, CancellationToken stop)
    {
        var all = await Rows(db, query).ToAll(query, Orders, Tabs, stop);
        return await sheet.Answer("治污设施未同步运行记录", query, Columns, all.Select(View), new Act("linkage.export", "linkage", "list", $"导出治污设施未同步运行记录 {all.Count} 条"), stop);
    }

    internal static Row View(LinkageViolation v) => new(
        v.Id, v.EnterpriseId!, v.EnterpriseName, v.Division, v.LinkageName, v.Fault, v.FromAt, v.ToAt, v.GoingOn, decimal.Round((decimal)(v.ToAt - v.FromAt).TotalMinutes, 0), v.Kwh, v.Say, v.ToldAt is not null, v.WithdrawnAt is not null);

    public static string WordOf(LinkageFault fault) => fault switch
    {
        LinkageFault.During => "生产时治理设施未运行",
        LinkageFault.Lead => "治理设施启动晚",
        _ => "治理设施停止早",
    };

    private static IQueryable<LinkageViolation> Rows(MonitoringDb db, ListQuery query) =>
        db.Set<LinkageViolation>().AsNoTracking().Where(v => v.WithdrawnAt == null)
            .Between(query, v => v.FromAt, v => v.ToAt)
            .In(query.Division)
            .Saying(query, v => v.EnterpriseName, v => v.LinkageName);
}
