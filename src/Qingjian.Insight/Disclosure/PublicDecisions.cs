using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Qingjian.Platform.Access;
using Qingjian.Platform.Edge;

namespace Qingjian.Insight.Disclosure;

/// <summary>Published decisions for everybody. Reads the public projection only, which never held anything unmasked.</summary>
internal static class PublicDecisions
{
    internal sealed record PublicRow(string Id, string Number, string Party, string Cause, string Result, string Agency, DateOnly DecidedOn, DateTimeOffset PublishedAt, bool Withdrawn);

    /// <summary>A decision as published; after a withdrawal only number, agency, days and reason.</summary>
    internal sealed record PublicPage(
        string Id, string Number, string? Party, string? CreditCode, string? LegalRepresentative, string? Cause, string? Facts, string? Place, string? Basis, string? Result,
        string Agency, DateOnly DecidedOn, DateTimeOffset PublishedAt, string? Sha256, DateTimeOffset? WithdrawnAt, string? WithdrawnReason);

    private static readonly Orders<PublicDecision> Order = new("-decided") { ["decided"] = d => d.DecidedOn, ["number"] = d => d.Number, ["party"] = d => d.Party };

    public static void Map(RouteGroupBuilder decisions)
    {
        decisions.MapGet("/", List).Open();
        decisions.MapGet("/{id}", Read).Open();
    }

    private static async Task<Ok<Page<PublicRow>>> List([AsParameters] ListQuery query, InsightDb db, CancellationToken stop)
    {
        var found = db.Decisions.AsNoTracking().Where(d => d.WithdrawnAt == null)
            .Saying(query, [d => d.Party, d => d.Number, d => d.Cause], exactly: d => d.CreditCode)
            .In(query.Division, d => d.AreaCode)
            .Between(query, d => d.DecidedOn);
        return TypedResults.Ok(await found.ToPage(query, Order,
            d => new PublicRow(d.Id, d.Number, d.Party, d.Cause, d.Result, d.Agency, d.DecidedOn, d.PublishedAt, false), stop));
    }

    private static async Task<Results<Ok<PublicPage>, ProblemHttpResult>> Read(string id, InsightDb db, CancellationToken stop)
    {
        if (await db.Decisions.AsNoTracking().SingleOrDefaultAsync(d => d.Id == id, stop) is not { } d) return Problems.NotFound();
        return TypedResults.Ok(d.WithdrawnAt is null
            ? new PublicPage(d.Id, d.Number, d.Party, d.CreditCode, d.LegalRepresentative, d.Cause, d.Facts, d.Place, d.Basis, d.Result, d.Agency, d.DecidedOn, d.PublishedAt, d.Sha256, null, null)
            : new PublicPage(d.Id, d.Number, null, null, null, null, null, null, null, null, d.Agency, d.DecidedOn, d.PublishedAt, null, d.WithdrawnAt, d.WithdrawnReason));
    }
}
