using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Qingjian.Platform.Access;
using Qingjian.Platform.Edge;
using Qingjian.Registry.Contract;
using Qingjian.Vocabulary;

namespace Qingjian.Registry.Places;

/// <summary>Divisions, borders and industries for pickers and maps.</summary>
internal static class PlaceEndpoints
{
    internal sealed record Node(string Code, string Name, IReadOnlyList<Node>? Children);

    internal sealed record IndustryNode(string Code, string Name, string? Parent, string Level);

    public static void Map(IEndpointRouteBuilder app)
    {
        var places = app.MapGroup("/api").WithTags("places");
        places.MapGet("/divisions/tree", Tree).Requires(Duty.SignedIn);
        places.MapGet("/regions/{code}", Region).Requires(Duty.SignedIn);
        places.MapGet("/industries", Industries).Requires(Duty.SignedIn);
    }

    // Three levels at most below the root: a city shows its townships, a province or the nation stops at counties.
    private static Ok<List<Node>> Tree(Divisions divisions, CallerContext caller)
    {
        var scope = caller.Current.Division;
        if (scope.Length == 0) return TypedResults.Ok(divisions.Below(null).Select(p => Branch(p, divisions, withTownships: false)).ToList());
        var root = divisions.Find(scope) ?? divisions.Find(scope.PadRight(6, '0'));
        return TypedResults.Ok(root is null ? [] : new List<Node> { Branch(root, divisions, withTownships: scope.Length >= 4) });
    }

    private static Node Branch(Division division, Divisions divisions, bool withTownships)
    {
        var below = divisions.Below(division.Code).Where(d => withTownships || d.Level != "township").ToList();
        return new(division.Code, division.Name, below.Count == 0 ? null : [.. below.Select(d => Branch(d, divisions, withTownships))]);
    }

    private static Results<ContentHttpResult, ProblemHttpResult> Region(string code, Borders borders, Divisions divisions) =>
        borders.GeoJson(code) is { } found
            ? TypedResults.Text(found, "application/geo+json")
            : Refusal.Of("no-border", $"没有载入{divisions.NameOf(code)}的边界，地图上只显示点位。").ToProblem(404);

    private static Ok<List<IndustryNode>> Industries(Divisions divisions) =>
        TypedResults.Ok(divisions.Industries.All.Select(i => new IndustryNode(i.Code, i.Name, i.Parent, i.Level)).ToList());
}
