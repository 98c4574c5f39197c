using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Qingjian.Platform.Access;
using Qingjian.Platform.Edge;
using Qingjian.Registry.Contract;

namespace Qingjian.Registry.Search;

/// <summary>一框搜索: asks every room and joins the answers.</summary>
internal static class SearchEndpoint
{
    private const int MostOfARoom = 8, LongestText = 60;

    public static void Map(IEndpointRouteBuilder app) => app.MapGet("/api/search", Handle).Requires(Duty.SignedIn).WithTags("search");

    private static async Task<Ok<List<SearchHit>>> Handle(string? q, IEnumerable<ISourceSearch> rooms, CancellationToken stop)
    {
        var text = (q ?? "").Trim();
        if (text.Length > LongestText) text = text[..LongestText];
        var hits = new List<SearchHit>();
        if (text.Length == 0) return TypedResults.Ok(hits);
        foreach (var room in rooms.OrderBy(r => r.Order)) hits.AddRange(await room.Find(text, MostOfARoom, stop));
        return TypedResults.Ok(hits);
    }
}
