using System.Linq.Expressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Qingjian.Judgement;
using Qingjian.Monitoring.Supervision;
using Qingjian.Platform.Access;
using Qingjian.Platform.Edge;
using Qingjian.Platform.Live;
using Qingjian.Platform.Sheets;
using Qingjian.Platform.Storage;
using Qingjian.Vocabulary;

namespace Qingjian.Monitoring.Checks.Trends;

/// <summary>Reminders, for the enterprise its own and for officers those of their area; with what came after.</summary>
internal static class ListReminders
{
    /// <param name="Kind">rising or forecast.</param>
    /// <param name="Factor">HJ 212 code.</param>
    /// <param name="EnterpriseId">One enterprise.</param>
    /// <param name="OutletId">One outlet.</param>
    internal sealed record Filter(Word<TrendKind>? Kind = null, string? Factor = null, string? EnterpriseId = null, string? OutletId = null);

    /// <param name="Exceeded">The factor exceeded on that day all the same.</param>
    internal sealed record Row(
        string Id, TrendKind Kind, string EnterpriseId, string EnterpriseName, string Division, string OutletId, string OutletName, string Factor, string FactorName, DateOnly Day, DateTimeOffset At,
        decimal Value, decimal Expected, decimal Limit, string LimitName, string? Unit, decimal? HoursLeft, string Say, DateTimeOffset? SeenAt, string? SeenBy, bool Exceeded);

    private static readonly Orders<TrendReminder> Orders = new("-at")
    {
        ["at"] = r => r.At,
        ["enterpriseName"] = r => r.EnterpriseName,
        ["factorName"] = r => r.FactorName,
        ["seenAt"] = r => r.SeenAt,
    };

    private static readonly Tabs<TrendReminder> Tabs = new() { ["unseen"] = r => r.SeenAt == null, ["seen"] = r => r.SeenAt != null };

    private static readonly SheetColumns<Row> Columns = new()
    {
        ["enterpriseName"] = new("企业", r => r.EnterpriseName, 30),
        ["outletName"] = new("排放口", r => r.OutletName, 22),
        ["factorName"] = new("因子", r => r.FactorName, 14),
        ["kind"] = new("苗头", r => WordOf(r.Kind), 14),
        ["say"] = new("提醒内容", r => r.Say, 70),
        ["at"] = new("提醒时间", r => r.At, 18),
        ["value"] = new("当时数值", r => r.Value, 12),
        ["expected"] = new("预计", r => r.Expected, 12),
        ["limit"] = new("限值", r => r.Limit, 12),
        ["unit"] = new("单位", r => r.Unit, 10),
        ["limitName"] = new("限值依据", r => r.LimitName, 36),
        ["seenAt"] = new("企业查看时间", r => r.SeenAt, 18),
        ["seenBy"] = new("查看人", r => r.SeenBy, 12),
        ["exceeded"] = new("当日之后是否超标", r => r.Exceeded ? "超标" : "没有超标", 16),
    };

    public static void Map(RouteGroupBuilder reminders)
    {
        reminders.MapGet("/", Handle).Requires(Duty.ReadOrders);
        reminders.MapGet("/export", Export).Requires(Duty.ReadOrders);
        reminders.MapPost("/{id}/seen", See).Requires(Duty.AnswerOrders);
    }

    internal static string WordOf(TrendKind kind) => kind == TrendKind.Rising ? "连续上升" : "日均值预计";

    private static async Task<Ok<Page<Row>>> Handle([AsParameters] ListQuery query, [AsParameters] Filter filter, MonitoringDb db, CancellationToken stop) =>
        TypedResults.Ok(await Rows(db, query, filter).ToPage(query, Orders, Tabs, View(db), stop));

    private static async Task<FileStreamHttpResult> Export([AsParameters] ListQuery query, [AsParameters] Filter filter, [AsParameters] SheetRequest sheet, MonitoringDb db, CancellationToken stop)
    {
        var all = await Rows(db, query, filter).ToAll(query, Orders, Tabs, View(db), stop);
        return await sheet.Answer("苗头性问题提醒", query, Columns, all, new Act("reminder.export", "list", "reminders", $"导出苗头提醒 {all.Count} 条"), stop);
    }

    // The first look is the receipt.
    private static async Task<Results<NoContent, ProblemHttpResult>> See(string id, MonitoringDb db, LiveSignals live, CancellationToken stop)
    {
        if (await db.Reminders.FirstOrDefaultAsync(reminder => reminder.Id == id, stop) is not { } reminder) return Problems.NotFound();
        if (reminder.SeenAt is { } seen) return Refusal.Of("reminder-seen", $"这条提醒已于{BeijingTime.ClockOf(seen):M月d日HH:mm}由{reminder.SeenBy}查看，不需要再次确认。").ToProblem();
        (reminder.SeenAt, reminder.SeenBy) = (db.Now, db.Caller.Name);
        await db.Commit(new Act("trend.seen", "reminder", reminder.Id, $"查看苗头提醒 {reminder.EnterpriseName} {reminder.FactorName}"), stop);
        live.Raise("reminders");
        live.Raise("inbox");
        return TypedResults.NoContent();
    }

    private static Expression<Func<TrendReminder, Row>> View(MonitoringDb db) => r => new Row(
        r.Id, r.Kind, r.EnterpriseId!, r.EnterpriseName, r.Division, r.OutletId, r.OutletName, r.Factor, r.FactorName, r.Day, r.At, r.Value, r.Expected, r.Limit, r.LimitName, r.Unit, r.HoursLeft, r.Say,
        r.SeenAt, r.SeenBy, db.Orders.Any(o => o.OutletId == r.OutletId && o.Factor == r.Factor && o.Day == r.Day && o.ToAt > r.At && SupervisionOrder.VerdictTriggers.Contains(o.Trigger)));

    private static IQueryable<TrendReminder> Rows(MonitoringDb db, ListQuery query, Filter filter) =>
        db.Reminders.AsNoTracking()
            .Saying(query, r => r.EnterpriseName, r => r.OutletName, r => r.FactorName)
            .In(query.Division)
            .Between(query, r => r.At)
            .Being(r => r.Kind, filter.Kind).Being(r => r.Factor, filter.Factor).Being(r => r.EnterpriseId, filter.EnterpriseId).Being(r => r.OutletId, filter.OutletId);
}
