using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Qingjian.Matters.Law;
using Qingjian.Platform.Access;
using Qingjian.Platform.Edge;
using Qingjian.Platform.Sheets;
using Qingjian.Platform.Storage;

namespace Qingjian.Matters.Clues;

/// <summary>The list of clues as an office table: the rows and columns that are on the screen.</summary>
internal static class ExportClues
{
    private static readonly SheetColumns<ListClues.Row> Columns = new()
    {
        ["number"] = new("线索编号", r => r.Number, 26),
        ["state"] = new("状态", r => r.State.InChinese(), 10),
        ["target"] = new("被反映对象", r => r.Target, 30),
        ["source"] = new("来源", r => r.Source, 24),
        ["elementName"] = new("要素", r => r.ElementName, 10),
        ["place"] = new("地点", r => r.Place, 30),
        ["content"] = new("事项", r => r.Content, 60),
        ["foundAt"] = new("发现时间", r => r.FoundAt, 18),
        ["registeredAt"] = new("登记时间", r => r.RegisteredAt, 18),
        ["registeredByName"] = new("登记人", r => r.RegisteredByName, 12),
        ["handlerName"] = new("承办机构", r => r.HandlerName, 20),
        ["orderNumber"] = new("督办单", r => r.OrderNumber, 24),
        ["filingDue"] = new("立案期限", r => r.FilingDue, 14),
        ["filingDone"] = new("决定日期", r => r.FilingDone, 14),
    };

    public static void Map(RouteGroupBuilder clues) => clues.MapGet("/export", Handle).Requires(Duty.ReadClues);

    private static async Task<FileStreamHttpResult> Handle([AsParameters] ListQuery query, [AsParameters] ListClues.Filter filter, [AsParameters] SheetRequest sheet, MattersDb db, MattersLaw law, CancellationToken stop)
    {
        var rows = await ListClues.All(db, law, query, filter, stop);
        return await sheet.Answer("线索", query, Columns, rows, new Act("clue.export", "clue", "list", $"导出线索 {rows.Count} 条"), stop);
    }
}
