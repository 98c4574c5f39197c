using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Qingjian.Platform.Access;
using Qingjian.Platform.Edge;

namespace Qingjian.Platform.Live;

internal static class LiveEndpoint
{
    internal sealed record Look(string Topic);

    public static void Map(IEndpointRouteBuilder app) =>
        app.MapGet("/api/live", (LiveSignals signals, CancellationToken stop) => TypedResults.ServerSentEvents(Events(signals, stop)))
            .Requires(Duty.SignedIn).WithTags("live").ExcludeFromDescription();

    private static async IAsyncEnumerable<Look> Events(LiveSignals signals, [EnumeratorCancellation] CancellationToken stop)
    {
        yield return new Look("connected");
        await foreach (var topic in signals.Listen(stop)) yield return new Look(topic);
    }
}
