using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Qingjian.Platform.Access;
using Qingjian.Platform.Edge;
using Qingjian.Vocabulary;

namespace Qingjian.Monitoring.Incineration;

/// <summary>装树联: the cockpit of one plant on a day.</summary>
internal static class ShowPlant
{
    public static void Map(RouteGroupBuilder incineration) => incineration.MapGet("/plants/{enterpriseId}", Handle).Requires(Duty.ReadReadings);

    private static async Task<Results<Ok<PlantView>, ProblemHttpResult>> Handle(string enterpriseId, WatchPlant watch, TimeProvider clock, CancellationToken stop, DateOnly? day = null) =>
        await watch.Of(enterpriseId, day ?? BeijingTime.DayOf(clock.GetUtcNow()), stop) is { } plant ? TypedResults.Ok(plant) : Problems.NotFound();
}
