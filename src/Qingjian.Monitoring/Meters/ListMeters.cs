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

namespace Qingjian.Monitoring.Meters;

/// <summary>用电监控点 with what each does now.</summary>
internal static class ListMeters
{
    /// <param name="MeterState">By the readings of the last two hours.</param>
    /// <param name="Kw">Newest power in kW.</param>
    /// <param name="At">When it was read.</param>
    internal sealed record Row(
        string Id, string EnterpriseId, string EnterpriseName, string Division, string Name, MeterKind Kind, decimal RatedKw, decimal CtRatio, string Mn, string Code, decimal? OffShare, decimal? IdleShare,
        MeterState MeterState, decimal? Kw, DateTimeOffset? At, long Version);

    private static readonly Orders<MeterPoint> Orders = new("enterpriseName")
    {
        ["enterpriseName"] = m => m.EnterpriseName,
        ["name"] = m => m.Name,
        ["kind"] = m => m.Kind,
        ["createdAt"] = m => m.CreatedAt,
    };

    private static readonly Tabs<MeterPoint, MeterKind> Tabs = new(m => m.Kind);

    private static readonly SheetColumns<Row> Columns = new()
    {
        ["enterpriseName"] = new("企业", m => m.EnterpriseName, 32),
        ["name"] = new("设备", m => m.Name, 24),
        ["kind"] = new("类别", m => WordOf(m.Kind), 12),
        ["ratedKw"] = new("额定功率（千瓦）", m => m.RatedKw, 16),
        ["meterState"] = new("当前状态", m => WordOf(m.MeterState), 12),
        ["kw"] = new("当前功率（千瓦）", m => m.Kw, 16),
        ["at"] = new("读数时间", m => m.At, 20),
        ["mn"] = new("MN", m => m.Mn, 28),
        ["code"] = new("设施编码", m => m.Code, 12),
    };

    public static void Map(RouteGroupBuilder meters)
    {
        meters.MapGet("/", List).Requires(Duty.ReadReadings);
        meters.MapGet("/export", Export).Requires(Duty.ReadReadings);
    }

    private static async Task<Ok<Page<Row>>> List([AsParameters] ListQuery query, MonitoringDb db, MeterPower power, Rulebook book, CancellationToken stop)
    {
        var page = await Rows(db, query).ToPage(query, Orders, Tabs, stop);
        return TypedResults.Ok(page.As(Live(page.Items, db.Now, power, book)));
    }

    private static async Task<FileStreamHttpResult> Export([AsParameters] ListQuery query, [AsParameters] SheetRequest sheet, MonitoringDb db, MeterPower power, Rulebook book, CancellationToken stop)
    {
        var all = await Rows(db, query).ToAll(query, Orders, Tabs, stop);
        return await sheet.Answer("用电监控点", query, Columns, Live(all, db.Now, power, book), new Act("meter.export", "meter", "list", $"导出用电监控点 {all.Count} 个"), stop);
    }

    /// <summary>Meters with their present state.</summary>
    internal static IReadOnlyList<Row> Live(IReadOnlyList<MeterPoint> meters, DateTimeOffset now, MeterPower power, Rulebook book)
    {
        var rule = book.ElectricityOn(BeijingTime.DayOf(now));
        var from = now.AddHours(-2);
        var read = rule is null ? null : power.Of(meters, from, now, rule);
        return [.. meters.Select(m =>
        {
            var mine = read?[m.Id] ?? [];
            PowerReading? last = mine.Count > 0 ? mine[^1] : null;
            var state = rule is null || last is null ? MeterState.Unknown : MeterStates.Of(mine, m.Thresholds, from, now, rule)[^1].State;
            return new Row(m.Id, m.EnterpriseId!, m.EnterpriseName, m.Division, m.Name, m.Kind, m.RatedKw, m.CtRatio, m.Mn, m.Code, m.OffShare, m.IdleShare, state, last?.Kw, last?.At, m.Version);
        })];
    }

    public static string WordOf(MeterKind kind) => kind switch
    {
        MeterKind.Production => "生产设施",
        MeterKind.Treatment => "治理设施",
        _ => "总用电",
    };

    public static string WordOf(MeterState state) => state switch
    {
        MeterState.Off => "停机",
        MeterState.Idle => "待机",
        MeterState.Running => "运行",
        _ => "无数据",
    };

    private static IQueryable<MeterPoint> Rows(MonitoringDb db, ListQuery query) =>
        db.Set<MeterPoint>().AsNoTracking().Where(m => m.RetiredAt == null)
            .In(query.Division)
            .Saying(query, m => m.EnterpriseName, m => m.Name, m => m.Mn);
}
