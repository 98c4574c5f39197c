using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Qingjian.Platform.Access;
using Qingjian.Platform.Edge;
using Qingjian.Platform.Sheets;
using Qingjian.Platform.Storage;
using Qingjian.Vocabulary;

namespace Qingjian.Monitoring.Interventions;

/// <summary>干预留痕: every hand on data in one list, by risk. There is no act that changes a trace.</summary>
internal static class ListInterventions
{
    private const int UsualDays = 30;
    private const int MostDays = 400;

    /// <param name="Kind">Kind of trace.</param>
    /// <param name="EnterpriseId">One enterprise.</param>
    /// <param name="OutletId">One outlet.</param>
    internal sealed record Filter(Word<InterventionKind>? Kind = null, string? EnterpriseId = null, string? OutletId = null);

    internal sealed record Row(
        string Id, DateTimeOffset At, InterventionKind Kind, string KindWord, InterventionRisk Risk, string Person, string Post, string? EnterpriseId, string? EnterpriseName, string? OutletId, string? OutletName,
        DateTimeOffset? DataFrom, DateTimeOffset? DataTo, string What, string? Reason, string Before, string After, string ObjectType, string ObjectId, string? Path);

    // By risk first: the gravest of the newest.
    private static readonly Orders<Intervention> Orders = new("-risk")
    {
        ["risk"] = i => (int)i.Risk * 10_000_000_000_000L + i.At.ToUnixTimeMilliseconds(),
        ["at"] = i => i.At,
        ["kind"] = i => i.Kind,
        ["person"] = i => i.Person,
        ["enterpriseName"] = i => i.EnterpriseName,
        ["dataFrom"] = i => i.DataFrom,
    };

    private static readonly SheetColumns<Row> Columns = new()
    {
        ["what"] = new("干预", r => r.What, 46),
        ["risk"] = new("风险", r => r.Risk.InChinese(), 8),
        ["kindWord"] = new("种类", r => r.KindWord, 14),
        ["at"] = new("时间", r => r.At, 20),
        ["person"] = new("人员", r => r.Person, 18),
        ["post"] = new("岗位", r => r.Post, 20),
        ["enterpriseName"] = new("企业", r => r.EnterpriseName, 30),
        ["outletName"] = new("排放口", r => r.OutletName, 22),
        ["dataFrom"] = new("数据开始", r => r.DataFrom, 18),
        ["dataTo"] = new("数据结束", r => r.DataTo, 18),
        ["before"] = new("之前", r => r.Before, 40),
        ["after"] = new("之后", r => r.After, 40),
        ["reason"] = new("理由", r => r.Reason, 50),
    };

    public static void Map(RouteGroupBuilder interventions)
    {
        interventions.MapGet("/", Handle).Requires(Duty.ReadEvidence);
        interventions.MapGet("/export", Export).Requires(Duty.ReadEvidence);
    }

    private static async Task<Ok<Page<Row>>> Handle([AsParameters] ListQuery query, [AsParameters] Filter filter, GatherInterventions gather, TimeProvider clock, CancellationToken stop)
    {
        var rows = Found(await gather.Of(PeriodOf(query, clock), stop), query, filter);
        var counts = rows.GroupBy(row => row.Risk).ToDictionary(group => JsonNamingPolicy.CamelCase.ConvertName(group.Key.ToString()), group => group.Count());
        var shown = Sorted(rows, query);
        return TypedResults.Ok(shown.ToPage(query, counts, View));
    }

    private static async Task<FileStreamHttpResult> Export([AsParameters] ListQuery query, [AsParameters] Filter filter, [AsParameters] SheetRequest sheet, GatherInterventions gather, TimeProvider clock, CancellationToken stop)
    {
        var rows = Sorted(Found(await gather.Of(PeriodOf(query, clock), stop), query, filter), query);
        return await sheet.Answer("干预留痕", query, Columns, rows.Select(View), new Act("intervention.export", "list", "interventions", $"导出干预留痕 {rows.Count} 条"), stop);
    }

    /// <summary>The days asked for; without any, the last thirty.</summary>
    internal static InterventionPeriod PeriodOf(ListQuery query, TimeProvider clock)
    {
        var until = query.Until ?? BeijingTime.StartOf(BeijingTime.DayOf(clock.GetUtcNow()).AddDays(1));
        var from = query.Since ?? until.AddDays(-UsualDays);
        return new(from < until.AddDays(-MostDays) ? until.AddDays(-MostDays) : from, until);
    }

    private static List<Intervention> Found(IReadOnlyList<Intervention> all, ListQuery query, Filter filter)
    {
        IEnumerable<Intervention> rows = all;
        rows = rows.Where(row => query.Says(row.What, row.Person, row.EnterpriseName, row.OutletName, row.Reason));
        if (!string.IsNullOrEmpty(query.Division)) rows = rows.Where(row => row.Division.StartsWith(DivisionScope.Prefix(query.Division), StringComparison.Ordinal));
        return [.. rows.AsQueryable().Being(row => row.Kind, filter.Kind).Being(row => row.EnterpriseId, filter.EnterpriseId).Being(row => row.OutletId, filter.OutletId)];
    }

    private static List<Intervention> Sorted(List<Intervention> rows, ListQuery query) =>
        [.. (Enum.TryParse<InterventionRisk>(query.State, ignoreCase: true, out var risk) ? rows.Where(row => row.Risk == risk) : rows).AsQueryable().Sorted(query, Orders)];

    private static Row View(Intervention i) => new(
        i.Id, i.At, i.Kind, i.Kind.InChinese(), i.Risk, i.Person, i.Post, i.EnterpriseId, i.EnterpriseName, i.OutletId, i.OutletName, i.DataFrom, i.DataTo, i.What, i.Reason, i.Before, i.After, i.ObjectType, i.ObjectId, i.Path);
}

/// <summary>All traces of a period that the caller may see.</summary>
internal sealed class GatherInterventions(ReadReviews reviews, ReadMarkTraces marks, ReadRevisions revisions, ReadLedgerTraces ledgers, ReadActs acts)
{
    public async Task<IReadOnlyList<Intervention>> Of(InterventionPeriod period, CancellationToken stop) =>
        [.. await reviews.Of(period, stop), .. await marks.Of(period, stop), .. await revisions.Of(period, stop), .. await ledgers.Of(period, stop), .. await acts.Of(period, stop)];
}
