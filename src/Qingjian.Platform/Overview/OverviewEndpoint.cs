using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Qingjian.Platform.Access;
using Qingjian.Platform.Edge;
using Qingjian.Vocabulary;

namespace Qingjian.Platform.Overview;

/// <summary>总览: the numbers of every room that the caller's post may see, each with the way to its rows.</summary>
internal static class OverviewEndpoint
{
    public static void Map(IEndpointRouteBuilder app) => app.MapGet("/api/overview", Handle).Requires(Duty.SignedIn).WithTags("overview");

    private static async Task<Ok<Overview>> Handle(IEnumerable<IOverviewSource> sources, CallerContext caller, TimeProvider clock, CancellationToken stop, string? division = null)
    {
        var area = string.IsNullOrEmpty(division) ? "" : DivisionScope.Prefix(division);
        var cards = new List<OverviewCard>();
        foreach (var source in sources.OrderBy(s => s.Order)) cards.AddRange(await source.Read(area, stop));
        return TypedResults.Ok(new Overview([.. cards.Where(card => caller.Current.May(card.Needs))], clock.GetUtcNow()));
    }

    /// <param name="Cards">The numbers.</param>
    /// <param name="AsOf">When they were counted.</param>
    internal sealed record Overview(IReadOnlyList<OverviewCard> Cards, DateTimeOffset AsOf);
}
