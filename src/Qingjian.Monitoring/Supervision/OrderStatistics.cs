using System.Globalization;
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
using Qingjian.Registry.Contract;
using Qingjian.Vocabulary;

namespace Qingjian.Monitoring.Supervision;

/// <summary>What a row of the statistics stands for.</summary>
internal enum StatisticsBy
{
    /// <summary>三类.</summary>
    Class,
    /// <summary>触发项.</summary>
    Trigger,
    /// <summary>县（区）.</summary>
    County,
    /// <summary>市.</summary>
    City,
    /// <summary>月, by the day of issue.</summary>
    Month,
}

/// <summary>督办统计: issued, received, answered, on time and closed orders of a period, by kind, level or month, with the three rates.</summary>
internal static class OrderStatistics
{
    /// <param name="Key">Value of the list's filter: class, trigger, division code or month; empty for the sum.</param>
    /// <param name="Name">Chinese.</param>
    /// <param name="Issued">下发, withdrawn ones left out.</param>
    /// <param name="Needed">Of these, those that ask for an answer.</param>
    /// <param name="Received">签收.</param>
    /// <param name="Answered">已反馈, of those that ask for it.</param>
    /// <param name="OnTime">First answer within its first limit.</param>
    /// <param name="Closed">采纳, 核实 or 办结.</param>
    internal sealed record Row(string Key, string Name, int Issued, int Needed, int Received, int Answered, int OnTime, int Closed)
    {
        /// <summary>反馈率, percent: answered / needed; null for none.</summary>
        public decimal? AnsweredRate => Rate(Answered, Needed);
        /// <summary>按期率, percent: on time / needed.</summary>
        public decimal? OnTimeRate => Rate(OnTime, Needed);
        /// <summary>处理率, percent: closed / issued.</summary>
        public decimal? ClosedRate => Rate(Closed, Issued);

        private static decimal? Rate(int part, int whole) => whole == 0 ? null : Math.Round(100m * part / whole, 2, MidpointRounding.ToEven);
    }

    internal sealed record Table(IReadOnlyList<Row> Rows, Row Sum, DateOnly? From, DateOnly? To, StatisticsBy By);

    private static readonly SheetColumns<Row> Columns = new()
    {
        ["name"] = new("分组", r => r.Name, 26),
        ["issued"] = new("下发（件）", r => r.Issued),
        ["received"] = new("签收（件）", r => r.Received),
        ["needed"] = new("须反馈（件）", r => r.Needed),
        ["answered"] = new("已反馈（件）", r => r.Answered),
        ["onTime"] = new("按期反馈（件）", r => r.OnTime),
        ["closed"] = new("办结（件）", r => r.Closed),
        ["answeredRate"] = new("反馈率（%）", r => r.AnsweredRate),
        ["onTimeRate"] = new("按期率（%）", r => r.OnTimeRate),
        ["closedRate"] = new("处理率（%）", r => r.ClosedRate),
    };

    public static void Map(RouteGroupBuilder orders)
    {
        orders.MapGet("/statistics", Handle).Requires(Duty.ReadOrders);
        orders.MapGet("/statistics/export", Export).Requires(Duty.ReadOrders);
    }

    private static async Task<Ok<Table>> Handle([AsParameters] ListQuery query, MonitoringDb db, Rulebook book, IDivisions divisions, CancellationToken stop, Word<StatisticsBy>? by = null) =>
        TypedResults.Ok(await Read(query, by ?? default, db, book, divisions, stop));

    private static async Task<FileStreamHttpResult> Export([AsParameters] ListQuery query, [AsParameters] SheetRequest sheet, MonitoringDb db, Rulebook book, IDivisions divisions, CancellationToken stop, Word<StatisticsBy>? by = null)
    {
        var table = await Read(query, by ?? default, db, book, divisions, stop);
        return await sheet.Answer("电子督办统计", query, Columns, table.Rows.Append(table.Sum), new Act("order.statistics.export", "order", "statistics", "导出督办统计"), stop);
    }

    /// <summary>The table of a period; days are those of issue, Beijing time.</summary>
    public static async Task<Table> Read(ListQuery query, StatisticsBy by, MonitoringDb db, Rulebook book, IDivisions divisions, CancellationToken stop)
    {
        var rows = db.Orders.AsNoTracking()
            .In(query.Division)
            .Between(query, o => o.IssuedAt);

        var counts = new Dictionary<string, Dictionary<string, int>>();
        foreach (var (measure, counted) in OrderMeasures.Of) counts[measure] = await Count(rows.Where(counted), by, stop);
        var rule = book.SupervisionOn(BeijingTime.DayOf(db.Now));
        var keys = counts["issued"].Keys.Order(StringComparer.Ordinal).ToList();
        if (by == StatisticsBy.Class && rule is not null) keys = [.. rule.Classes.Select(each => each.Code)];
        if (by == StatisticsBy.Trigger && rule is not null) keys = [.. keys.OrderBy(key => rule.Triggers.TakeWhile(each => each.Verdict != key).Count())];
        var table = keys.ConvertAll(key => new Row(key, NameOf(key, by, rule, divisions), At("issued", key), At("needed", key), At("received", key), At("answered", key), At("onTime", key), At("closed", key)));
        return new(table, new("", "合计", table.Sum(r => r.Issued), table.Sum(r => r.Needed), table.Sum(r => r.Received), table.Sum(r => r.Answered), table.Sum(r => r.OnTime), table.Sum(r => r.Closed)), query.From, query.To, by);

        int At(string measure, string key) => counts[measure].GetValueOrDefault(key);
    }

    private static async Task<Dictionary<string, int>> Count(IQueryable<SupervisionOrder> rows, StatisticsBy by, CancellationToken stop)
    {
        if (by == StatisticsBy.Month)
            return (await rows.Select(o => o.IssuedAt).ToListAsync(stop)).GroupBy(at => BeijingTime.ClockOf(at).ToString("yyyy-MM", CultureInfo.InvariantCulture)).ToDictionary(g => g.Key, g => g.Count());
        Expression<Func<SupervisionOrder, string>> key = by switch { StatisticsBy.Class => o => o.Class, StatisticsBy.Trigger => o => o.Trigger, _ => o => o.Division };
        var found = await rows.GroupBy(key).Select(g => new { g.Key, Count = g.Count() }).ToListAsync(stop);
        return found.GroupBy(g => by switch { StatisticsBy.County => g.Key[..6], StatisticsBy.City => g.Key[..4] + "00", _ => g.Key }).ToDictionary(g => g.Key, g => g.Sum(each => each.Count));
    }

    private static string NameOf(string key, StatisticsBy by, SupervisionRule? rule, IDivisions divisions) => by switch
    {
        StatisticsBy.Class => rule?.Classes.FirstOrDefault(each => each.Code == key)?.Name ?? "督办",
        StatisticsBy.Trigger => rule?.Triggers.FirstOrDefault(each => each.Verdict == key)?.Name ?? "其他",
        StatisticsBy.Month => $"{key[..4]}年{int.Parse(key[5..], CultureInfo.InvariantCulture)}月",
        _ => divisions.NameOf(key),
    };
}
