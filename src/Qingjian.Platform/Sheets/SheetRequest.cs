using Microsoft.AspNetCore.Http.HttpResults;
using Qingjian.Platform.Access;
using Qingjian.Platform.Audit;
using Qingjian.Platform.Edge;
using Qingjian.Platform.Storage;

namespace Qingjian.Platform.Sheets;

/// <summary>A list asked for as a table. Handing one out is always two things: the line in the trail, and the file.</summary>
/// <param name="Trail">Where the export is remembered.</param>
/// <param name="Caller">Who asks.</param>
/// <param name="Clock">When.</param>
/// <param name="Format"><c>csv</c>, or anything else for xlsx.</param>
/// <param name="Columns">Keys of the columns on the page, in its order.</param>
public sealed record SheetRequest(AuditTrail Trail, CallerContext Caller, TimeProvider Clock, string? Format = null, string? Columns = null)
{
    /// <summary>Hands out rows that a list's own filter found.</summary>
    public Task<FileStreamHttpResult> Answer<T>(string title, ListQuery query, SheetColumns<T> columns, IEnumerable<T> rows, Act act, CancellationToken stop) => Answer(title, query.Scope, columns, rows, act, stop);

    /// <summary>Notes the act, then hands out the rows.</summary>
    /// <param name="title">Title of the table and name of the file.</param>
    /// <param name="scope">Which rows in words; null when all.</param>
    /// <param name="columns">Columns of the list.</param>
    /// <param name="rows">Rows in their order.</param>
    /// <param name="act">The line in the trail.</param>
    /// <param name="stop">Ends waiting.</param>
    public async Task<FileStreamHttpResult> Answer<T>(string title, string? scope, SheetColumns<T> columns, IEnumerable<T> rows, Act act, CancellationToken stop)
    {
        await Trail.Note(act, stop);
        var who = Caller.Current;
        return SheetExport.Answer(Format, new SheetHead(title, scope, $"{who.PostTitle} {who.Name}".Trim(), Clock.GetUtcNow()), columns.Chosen(Columns), rows);
    }
}
