using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Qingjian.Platform.Access;
using Qingjian.Platform.Edge;
using Qingjian.Platform.Storage;

namespace Qingjian.Platform.Audit;

/// <summary>The audit administrator's desk: reads, never writes.</summary>
internal static class AuditEndpoints
{
    internal sealed record View(long Position, DateTimeOffset At, string Person, string Post, string? Address, string Kind, string ObjectType, string ObjectId, string Title, string Result, string? Reason);

    public static void Map(IEndpointRouteBuilder app) => app.MapGet("/api/audit", List).Requires(Duty.ReadAudit).WithTags("audit");

    private static async Task<Ok<Page<View>>> List([AsParameters] ListQuery query, PlatformDb db, CallerContext caller, CancellationToken stop)
    {
        var scope = caller.Current.Division;
        var rows = db.Audit.AsNoTracking().Where(r => r.Division.StartsWith(scope) || r.Division == "-" || r.PersonId == "system");
        if (query.Text is { } text)
        {
            var pattern = Listing.Contains(text);
            rows = rows.Where(r => EF.Functions.Like(r.PersonName, pattern, "\\") || EF.Functions.Like(r.Title, pattern, "\\") || EF.Functions.Like(r.Kind, pattern, "\\") || r.ObjectId == text);
        }
        if (query.Since is { } since) rows = rows.Where(r => r.At >= since);
        if (query.Until is { } until) rows = rows.Where(r => r.At < until);
        var counts = await rows.GroupBy(r => r.Result).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, stop);
        if (query.State is { } state) rows = rows.Where(r => r.Result == state);
        return TypedResults.Ok(await rows.ToPage(query with { Sort = query.Sort ?? "-position" }, new Orders<AuditRow> { ["position"] = r => r.Position, ["at"] = r => r.At },
            r => new View(r.Position, r.At, r.PersonName, r.Post, r.Address, r.Kind, r.ObjectType, r.ObjectId, r.Title, r.Result, r.Reason), stop, counts));
    }
}
