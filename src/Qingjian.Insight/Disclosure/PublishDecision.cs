using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Qingjian.Insight.Disclosure.Masking;
using Qingjian.Matters.Contract;
using Qingjian.Platform.Access;
using Qingjian.Platform.Edge;
using Qingjian.Platform.Live;
using Qingjian.Platform.Storage;
using Qingjian.Vocabulary;

namespace Qingjian.Insight.Disclosure;

/// <summary>公开: a person has compared both sides and releases the masked text; its digest enters the evidence log.</summary>
internal static class PublishDecision
{
    /// <param name="Compared">The person has compared the text before and after, field by field.</param>
    /// <param name="Version">Version shown.</param>
    internal sealed record PublishRequest(bool Compared, long Version);
    internal sealed record Published(string Id, DateTimeOffset PublishedAt, string Sha256);

    public static void Map(RouteGroupBuilder publications) => publications.MapPost("/{id}/publish", Handle).Requires(Duty.Publish);

    private static async Task<Results<Ok<Published>, ProblemHttpResult>> Handle(string id, PublishRequest request, InsightDb db, IDecisions decisions, LiveSignals live, CancellationToken stop)
    {
        if (await db.Publications.SingleOrDefaultAsync(p => p.Id == id, stop) is not { } publication) return Problems.NotFound();
        if (publication.Version != request.Version) return Problems.ChangedByOther();
        if (publication.State != PublicationState.Prepared)
            return Refusal.Of("publication-state", publication.State == PublicationState.NotPublished ? "不予处罚决定不公开。" : "这份决定已经公开或者撤回。").ToProblem();
        if (!request.Compared) return Refusal.OfField("not-compared", "compared", "请逐项核对脱敏前后的文本，确认后再公开。").ToProblem();
        if (await decisions.Find(publication.CaseId, stop) is not { } text) return Problems.NotFound();
        if (Leak(publication, text) is { } leak) return leak.ToProblem();

        db.Entry(publication).Property(p => p.Version).OriginalValue = request.Version;
        var bytes = Encoding.UTF8.GetBytes(JsonSerializer.Serialize(publication.Fields.Select(f => new { f.Key, f.Label, f.After }), HouseJson.Options));
        publication.Sha256 = Convert.ToHexStringLower(SHA256.HashData(bytes));
        (publication.State, publication.PublishedAt, publication.ConfirmedBy, publication.ConfirmedByName) = (PublicationState.Published, db.Now, db.Caller.PersonId, db.Caller.Name);
        db.Add(Project(publication, text));
        await db.Commit(new Act("publication.publish", "publication", id, $"公开 {publication.Number}").Enter("publish", publication.Sha256, bytes.Length).Tell(new PublicationMoved(id)), stop);
        live.Raise("publications");
        live.Raise("inbox");
        return TypedResults.Ok(new Published(publication.Id, publication.PublishedAt.Value, publication.Sha256));
    }

    // A last look: what a person edited back in is masked data all the same.
    private static Refusal? Leak(Publication publication, DecisionText text)
    {
        var keep = new List<string> { text.PartyName, text.Agency, text.Number, text.CreditCode ?? "", text.IsOrganisation ? text.LegalRepresentative ?? "" : "" };
        var rules = new MaskRules([.. keep.Where(k => k.Length > 0)], text.OtherPersons);
        foreach (var field in publication.Fields)
            if (Mask.Text(field.After, rules).Hits is [var hit, ..])
                return Refusal.OfField("personal-data", field.Key, $"“{field.Label}”中仍有{hit.Kind}（“{field.After.Substring(hit.Start, hit.Length)}”），不能公开。请改写后再试。");
        return null;
    }

    private static PublicDecision Project(Publication publication, DecisionText text)
    {
        string Of(string key) => publication.Fields.FirstOrDefault(f => f.Key == key)?.After ?? "";
        return new PublicDecision
        {
            Id = publication.Id,
            Number = publication.Number,
            Party = Of("party"),
            CreditCode = text.IsOrganisation ? Of("creditCode") : null,
            LegalRepresentative = text.IsOrganisation ? Of("legalRepresentative") : null,
            Cause = Of("cause"),
            Facts = Of("facts"),
            Place = Of("place"),
            Basis = Of("basis"),
            Result = Of("result"),
            Fine = text.Fine,
            Agency = Of("agency"),
            AreaCode = publication.Division,
            DecidedOn = publication.DecidedOn,
            PublishedAt = publication.PublishedAt!.Value,
            Sha256 = publication.Sha256!,
        };
    }
}
