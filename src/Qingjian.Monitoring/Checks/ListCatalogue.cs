using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Qingjian.Judgement;
using Qingjian.Platform.Access;
using Qingjian.Platform.Edge;
using Qingjian.Platform.Sheets;
using Qingjian.Platform.Storage;
using Qingjian.Vocabulary;

namespace Qingjian.Monitoring.Checks;

/// <summary>核查目录, for officers and enterprises alike.</summary>
internal static class ListCatalogue
{
    /// <param name="Group">What is looked at.</param>
    /// <param name="Medium">Only checks of this medium or of both.</param>
    internal sealed record Filter(Word<CheckGroup>? Group = null, Word<Medium>? Medium = null);

    internal sealed record Row(
        string Code, CheckGroup Group, string GroupWord, string Name, Severity Severity, Medium? Medium, string Means, string Cure, string Source, string TrustWord, int Version, DateOnly? Since, string Thresholds,
        string Needs, IReadOnlyList<CheckVersion> Versions);

    private static readonly Orders<Row> Orders = new()
    {
        ["place"] = r => (int)r.Group * 1000,
        ["code"] = r => r.Code,
        ["name"] = r => r.Name,
        ["severity"] = r => (int)r.Severity,
        ["group"] = r => (int)r.Group,
        ["since"] = r => r.Since,
    };

    private static readonly SheetColumns<Row> Columns = new()
    {
        ["name"] = new("核查", r => r.Name, 26),
        ["code"] = new("代码", r => r.Code, 18),
        ["severity"] = new("严重程度", r => r.Severity.InChinese(), 10),
        ["groupWord"] = new("对象", r => r.GroupWord, 10),
        ["medium"] = new("介质", r => r.Medium switch { Medium.Air => "废气", Medium.Water => "废水", _ => "废气、废水" }, 12),
        ["means"] = new("含义", r => r.Means, 60),
        ["cure"] = new("怎么办", r => r.Cure, 50),
        ["thresholds"] = new("阈值", r => r.Thresholds, 40),
        ["needs"] = new("运行条件", r => r.Needs, 40),
        ["source"] = new("依据", r => r.Source, 34),
        ["trustWord"] = new("可信度", r => r.TrustWord, 14),
        ["version"] = new("版本", r => r.Version, 8),
        ["since"] = new("适用数据日期起", r => r.Since, 14),
    };

    public static void Map(RouteGroupBuilder checks)
    {
        checks.MapGet("/", Handle).Requires(Duty.ReadVerdicts);
        checks.MapGet("/export", Export).Requires(Duty.ReadVerdicts);
    }

    private static Ok<Page<Row>> Handle([AsParameters] ListQuery query, [AsParameters] Filter filter, Rulebook book)
    {
        var rows = Rows(query, filter, book);
        var counts = rows.GroupBy(row => row.Severity).ToDictionary(group => JsonNamingPolicy.CamelCase.ConvertName(group.Key.ToString()), group => group.Count());
        var shown = Shown(rows, query);
        return TypedResults.Ok(shown.ToPage(query, counts));
    }

    private static async Task<FileStreamHttpResult> Export([AsParameters] ListQuery query, [AsParameters] Filter filter, [AsParameters] SheetRequest sheet, Rulebook book, CancellationToken stop)
    {
        var rows = Shown(Rows(query, filter, book), query);
        return await sheet.Answer("核查目录", query, Columns, rows, new Act("check.export", "list", "checks", $"导出核查目录 {rows.Count} 条"), stop);
    }

    private static List<Row> Rows(ListQuery query, Filter filter, Rulebook book)
    {
        var rows = CheckCatalogue.Of(book).Select(entry => new Row(
            entry.Code, entry.Group, entry.Group.InChinese(), entry.Name, entry.Severity, entry.Medium, entry.Means, entry.Cure, entry.Source, entry.TrustWord, entry.Versions[^1].Number, entry.Versions[^1].From,
            entry.Versions[^1].Thresholds, entry.Needs, entry.Versions))
            .AsQueryable().Being(row => row.Group, filter.Group);
        if (filter.Medium is { Value: var medium }) rows = rows.Where(row => row.Medium == null || row.Medium == medium);
        return [.. rows.AsEnumerable().Where(row => query.Says(row.Code, row.Name, row.Means, row.Cure))];
    }

    private static List<Row> Shown(List<Row> rows, ListQuery query)
    {
        var shown = Enum.TryParse<Severity>(query.State, ignoreCase: true, out var severity) ? rows.Where(row => row.Severity == severity) : rows;
        return [.. shown.AsQueryable().Sorted(query, Orders)];
    }
}
