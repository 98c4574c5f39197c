using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Qingjian.Platform.Access;
using Qingjian.Platform.Edge;
using Qingjian.Platform.Sheets;
using Qingjian.Platform.Storage;
using Qingjian.Registry.Contract;
using Qingjian.Registry.Places;
using Qingjian.Registry.Search;
using Qingjian.Vocabulary;

namespace Qingjian.Registry.Sources;

/// <summary>企业列表: filters, state tabs, export of what is shown.</summary>
internal static class ListSources
{
    internal sealed record Row(
        string Id, string Name, string? CreditCode, string? PermitNo, string Division, string DivisionName, string Industry, string IndustryName, string Address,
        int WaterOutlets, int AirOutlets, int Monitors, EnterpriseState State, string Condition, string ConditionTone, IReadOnlyList<string> Tags);

    /// <summary>Filters of this list besides the common ones.</summary>
    /// <param name="Industry">Section letter or two to four digits: this and all below.</param>
    /// <param name="Medium">water or air: only with an open outlet of this medium.</param>
    /// <param name="Tag">Only with this tag.</param>
    internal sealed record Filter(string? Industry = null, Word<Medium>? Medium = null, string? Tag = null);

    private static readonly Orders<Enterprise> Sorting = new()
    {
        ["name"] = e => e.Name,
        ["divisionName"] = e => e.Division,
        ["industryName"] = e => e.Industry,
        ["creditCode"] = e => e.CreditCode,
        ["createdAt"] = e => e.CreatedAt,
    };

    private static readonly Tabs<Enterprise, EnterpriseState> Tabs = new(e => e.State);

    private static readonly SheetColumns<Row> Columns = new()
    {
        ["name"] = new("企业名称", r => r.Name, 36),
        ["creditCode"] = new("统一社会信用代码", r => r.CreditCode ?? "无代码", 22),
        ["permitNo"] = new("排污许可证编号", r => r.PermitNo ?? "无", 26),
        ["divisionName"] = new("区划", r => r.DivisionName, 20),
        ["industryName"] = new("行业", r => $"{r.Industry} {r.IndustryName}", 28),
        ["address"] = new("地址", r => r.Address, 36),
        ["airOutlets"] = new("废气排放口（个）", r => r.AirOutlets, 12),
        ["waterOutlets"] = new("废水排放口（个）", r => r.WaterOutlets, 12),
        ["monitors"] = new("监测设备（台）", r => r.Monitors, 12),
        ["condition"] = new("状况", r => r.Condition, 10),
        ["tags"] = new("标签", r => string.Join('、', r.Tags), 24),
    };

    public static void Map(RouteGroupBuilder sources)
    {
        sources.MapGet("/", Handle).Requires(Duty.ReadSources);
        sources.MapGet("/export", Export).Requires(Duty.ReadSources);
    }

    private static async Task<Ok<Page<Row>>> Handle([AsParameters] ListQuery query, [AsParameters] Filter filter, RegistryDb db, Divisions divisions, Conditions conditions, CancellationToken stop)
    {
        var page = await Matching(query, filter, db, divisions).ToPage(query, Sorting, Tabs, stop);
        return TypedResults.Ok(page.As(await Dress(page.Items, db, divisions, conditions, stop)));
    }

    private static async Task<FileStreamHttpResult> Export([AsParameters] ListQuery query, [AsParameters] Filter filter, [AsParameters] SheetRequest sheet, RegistryDb db, Divisions divisions, Conditions conditions, CancellationToken stop)
    {
        var found = await Matching(query, filter, db, divisions).ToAll(query, Sorting, Tabs, stop);
        var rows = await Dress(found, db, divisions, conditions, stop);
        return await sheet.Answer("污染源清单", query.Division is { } division ? divisions.NameOf(division) : null, Columns, rows, new Act("source.export", "list", "sources", $"导出污染源清单{rows.Count}条"), stop);
    }

    internal static IQueryable<Enterprise> Matching(ListQuery query, Filter filter, RegistryDb db, Divisions divisions)
    {
        var rows = db.Enterprises.AsNoTracking().In(query.Division);
        if (query.Text is { } text)
        {
            var pattern = Listing.Contains(text.ToLowerInvariant());
            var mn = Listing.Contains(text.ToUpperInvariant());
            rows = FindSources.MayBeMn(text)
                ? rows.Where(e => EF.Functions.Like(e.SearchText, pattern, "\\") || db.Monitors.Where(m => EF.Functions.Like(m.Mn, mn, "\\")).Select(m => m.EnterpriseId).Contains(e.Id))
                : rows.Where(e => EF.Functions.Like(e.SearchText, pattern, "\\"));
        }
        if (filter.Industry is { Length: > 0 } industry)
        {
            var classes = char.IsAsciiLetter(industry[0]) ? divisions.Industries.GroupsOf(industry) : [industry];
            rows = rows.Where(e => classes.Any(c => e.Industry.StartsWith(c)));
        }
        if (filter.Medium is { Value: var medium }) rows = rows.Where(e => db.Outlets.Any(o => o.EnterpriseId == e.Id && o.Medium == medium && !o.Closed));
        if (filter.Tag is { Length: > 0 } tag)
        {
            var quoted = Listing.Contains($"\"{tag}\"");
            rows = rows.Where(e => EF.Functions.Like((string)(object)e.Tags, quoted, "\\"));
        }
        return rows;
    }

    internal static async Task<List<Row>> Dress(IReadOnlyList<Enterprise> enterprises, RegistryDb db, Divisions divisions, Conditions conditions, CancellationToken stop)
    {
        // All or a page: a list of ids is only worth sending while it is short.
        var ids = enterprises.Select(e => e.Id).ToList();
        var few = ids.Count <= 200 ? ids : null;
        var outlets = (await db.Outlets.Where(o => !o.Closed && (few == null || few.Contains(o.EnterpriseId!)))
            .GroupBy(o => new { o.EnterpriseId, o.Medium }).Select(g => new { g.Key.EnterpriseId, g.Key.Medium, Count = g.Count() }).ToListAsync(stop)).ToLookup(o => o.EnterpriseId);
        var monitors = await db.Monitors.Where(m => m.State != MonitorState.Retired && (few == null || few.Contains(m.EnterpriseId!)))
            .GroupBy(m => m.EnterpriseId).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key!, g => g.Count, stop);
        var condition = await conditions.Of(ids, stop);
        return [.. enterprises.Select(e =>
        {
            var said = condition(e.Id, e.State);
            return new Row(e.Id, e.Name, e.CreditCode, e.PermitNo, e.Division, divisions.NameOf(e.Division), e.Industry, divisions.IndustryName(e.Industry), e.Address,
                outlets[e.Id].Where(o => o.Medium == Medium.Water).Sum(o => o.Count), outlets[e.Id].Where(o => o.Medium == Medium.Air).Sum(o => o.Count),
                monitors.GetValueOrDefault(e.Id), e.State, said.Word, said.Tone, e.Tags);
        })];
    }
}
