using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Qingjian.Platform.Access;
using Qingjian.Platform.Edge;
using Qingjian.Registry.Places;

namespace Qingjian.Registry.Sources;

/// <summary>一张图: every source with a coordinate, and how it stands.</summary>
internal static class MapSources
{
    private const int Most = 20_000;

    internal sealed record Spot(string Id, string Name, double Longitude, double Latitude, string Division, string DivisionName, string Condition, string ConditionTone, int Weight);

    /// <param name="Spots">Gravest first.</param>
    /// <param name="WithoutPlace">Sources that match and have no coordinate.</param>
    /// <param name="Region">Division whose borders belong under the points.</param>
    internal sealed record MapView(IReadOnlyList<Spot> Spots, int WithoutPlace, string Region);

    public static void Map(RouteGroupBuilder sources) => sources.MapGet("/map", Handle).Requires(Duty.ReadSources);

    private static async Task<Ok<MapView>> Handle([AsParameters] ListQuery query, [AsParameters] ListSources.Filter filter, RegistryDb db, Divisions divisions, Conditions conditions, CancellationToken stop)
    {
        var matching = ListSources.Matching(query, filter, db, divisions);
        var found = await matching.Where(e => e.Longitude != null && e.Latitude != null).OrderBy(e => e.Name).Take(Most).ToListAsync(stop);
        var without = await matching.CountAsync(e => e.Longitude == null || e.Latitude == null, stop);
        var condition = await conditions.Of([.. found.Select(e => e.Id)], stop);
        var spots = found.Select(e =>
        {
            var said = condition(e.Id, e.State);
            return new Spot(e.Id, e.Name, e.Longitude!.Value, e.Latitude!.Value, e.Division, divisions.NameOf(e.Division), said.Word, said.Tone, said.Weight);
        }).OrderByDescending(s => s.Weight).ThenBy(s => s.Name, StringComparer.Ordinal).ToList();
        var scope = db.Caller.Division.Length == 0 ? "" : db.Caller.Division.PadRight(6, '0');
        return TypedResults.Ok(new MapView(spots, without, query.Division is { Length: > 0 } division ? division : scope.Length > 0 ? scope : Common(found.Select(e => e.Division))));
    }

    // A caller of all areas sees the smallest region that holds what is shown.
    private static string Common(IEnumerable<string> divisions)
    {
        var codes = divisions.Select(d => d[..6]).Distinct().ToList();
        if (codes.Count == 0) return "610000";
        foreach (var length in (ReadOnlySpan<int>)[4, 2])
            if (codes.Select(c => c[..length]).Distinct().Count() == 1) return codes[0][..length].PadRight(6, '0');
        return codes[0][..2].PadRight(6, '0');
    }
}
