using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Qingjian.Platform.Access;
using Qingjian.Platform.Audit;
using Qingjian.Platform.Edge;
using Qingjian.Registry.Contract;

namespace Qingjian.Registry.Sources;

/// <summary>企业的经过: changes of the record with what every other room knows of the enterprise, latest first.</summary>
internal static class SourceHistory
{
    private const int MostOfARoom = 100, Most = 200;

    public static void Map(RouteGroupBuilder sources) => sources.MapGet("/{id}/history", Handle).Requires(Duty.ReadSources);

    private static async Task<Results<Ok<List<SourceHappening>>, ProblemHttpResult>> Handle(string id, RegistryDb db, IEnumerable<ISourceHappenings> rooms, CancellationToken stop)
    {
        if (await db.Enterprises.AsNoTracking().SingleOrDefaultAsync(e => e.Id == id, stop) is not { } enterprise) return Problems.NotFound();
        var lines = await Changes(enterprise, db, stop);
        foreach (var room in rooms) lines.AddRange(await room.Of(id, MostOfARoom, stop));
        return TypedResults.Ok(lines.OrderByDescending(line => line.At).Take(Most).ToList());
    }

    private static async Task<List<SourceHappening>> Changes(Enterprise enterprise, RegistryDb db, CancellationToken stop)
    {
        var id = enterprise.Id;
        var parts = await db.Outlets.Where(o => o.EnterpriseId == id).Select(o => o.Id).Concat(db.Monitors.Where(m => m.EnterpriseId == id).Select(m => m.Id)).ToListAsync(stop);
        parts.Add(id);
        var rows = await db.Set<AuditRow>().AsNoTracking()
            .Where(r => ((r.ObjectType == "source" || r.ObjectType == "outlet" || r.ObjectType == "monitor") && parts.Contains(r.ObjectId)) && r.Result == "done")
            .OrderByDescending(r => r.Position).Take(MostOfARoom).ToListAsync(stop);
        var lines = rows.Select(r => new SourceHappening(
            r.Position.ToString(CultureInfo.InvariantCulture), "档案", r.At, r.Title, r.PersonId == "system" ? "系统" : $"{r.PersonName}（{r.Post}）", r.Reason, null, null)).ToList();
        // Enterprises that came in one piece with others have no act of their own.
        if (rows.All(r => r.Kind is not ("source.register" or "source.import")) && rows.Count < MostOfARoom)
            lines.Add(new($"{id}-made", "档案", enterprise.CreatedAt, $"建立{enterprise.Name}的档案", null, null, null, null));
        return lines;
    }
}
