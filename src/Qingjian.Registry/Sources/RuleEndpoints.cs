using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Qingjian.Platform.Access;
using Qingjian.Platform.Edge;
using Qingjian.Registry.Contract;
using Qingjian.Vocabulary;

namespace Qingjian.Registry.Sources;

/// <summary>Factors and standards that forms offer.</summary>
internal static class RuleEndpoints
{
    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/api/factors", Ok<IReadOnlyList<KnownFactor>> (ISourceRules rules) => TypedResults.Ok(rules.Factors)).Requires(Duty.SignedIn).WithTags("sources");
        app.MapGet("/api/standards", Ok<IReadOnlyList<KnownStandard>> (ISourceRules rules, TimeProvider clock, DateOnly? day) =>
            TypedResults.Ok(rules.StandardsOn(day ?? BeijingTime.DayOf(clock.GetUtcNow())))).Requires(Duty.SignedIn).WithTags("sources");
    }
}
