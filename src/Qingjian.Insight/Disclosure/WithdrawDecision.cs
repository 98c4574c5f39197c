using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Qingjian.Platform.Access;
using Qingjian.Platform.Edge;
using Qingjian.Platform.Live;
using Qingjian.Platform.Storage;
using Qingjian.Vocabulary;

namespace Qingjian.Insight.Disclosure;

/// <summary>撤回公开 (处罚法 art 48): the text disappears from the public site, number, day and reason stay.</summary>
internal static class WithdrawDecision
{
    internal sealed record WithdrawRequest(string Reason, long Version);
    internal sealed record Withdrawn(string Id, DateTimeOffset WithdrawnAt);

    public static void Map(RouteGroupBuilder publications) => publications.MapPost("/{id}/withdraw", Handle).Requires(Duty.Publish);

    private static async Task<Results<Ok<Withdrawn>, ProblemHttpResult>> Handle(string id, WithdrawRequest request, InsightDb db, LiveSignals live, CancellationToken stop)
    {
        if (await db.Publications.SingleOrDefaultAsync(p => p.Id == id, stop) is not { } publication) return Problems.NotFound();
        if (publication.Version != request.Version) return Problems.ChangedByOther();
        if (publication.State != PublicationState.Published) return Refusal.Of("publication-state", "这份决定没有公开，无须撤回。").ToProblem();
        if (string.IsNullOrWhiteSpace(request.Reason) || request.Reason.Trim().Length < 5) return Refusal.OfField("required", "reason", "请写明撤回的理由，理由将一并公开。").ToProblem();
        db.Entry(publication).Property(p => p.Version).OriginalValue = request.Version;
        (publication.State, publication.WithdrawnAt, publication.WithdrawnByName, publication.WithdrawnReason) = (PublicationState.Withdrawn, db.Now, db.Caller.Name, request.Reason.Trim());
        var shown = await db.Decisions.SingleAsync(d => d.Id == id, stop);
        (shown.WithdrawnAt, shown.WithdrawnReason) = (db.Now, request.Reason.Trim());
        await db.Commit(new Act("publication.withdraw", "publication", id, $"撤回公开 {publication.Number}") { Reason = request.Reason }.Enter("publish", new { id, withdrawn = db.Now, request.Reason }).Tell(new PublicationMoved(id)), stop);
        live.Raise("publications");
        return TypedResults.Ok(new Withdrawn(id, publication.WithdrawnAt.Value));
    }
}
