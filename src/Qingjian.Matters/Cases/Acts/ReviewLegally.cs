using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Qingjian.Matters.Documents.Papers;
using Qingjian.Platform.Access;
using Qingjian.Platform.Edge;

namespace Qingjian.Matters.Cases.Acts;

/// <summary>法制审核 (DOC23, 办法30 arts 49-50): asked for by the officers, done by a legal reviewer who neither investigated nor reviewed.</summary>
internal static class ReviewLegally
{
    internal sealed record SubmitRequest(long Version);
    internal sealed record Request(IReadOnlyList<ReviewItem> Items, string Opinion, long Version);

    public static void Map(RouteGroupBuilder cases)
    {
        cases.MapPost("/{id}/legal-review/submit", Submit).Requires(Duty.InvestigateCases);
        cases.MapPost("/{id}/legal-review", Pass).Requires(Duty.LegalReview);
    }

    private static Task<Results<Ok<CaseDone>, ProblemHttpResult>> Submit(string id, SubmitRequest request, CaseDesk desk, CancellationToken stop) =>
        desk.Do(id, request.Version, CaseAct.SubmitToLegalReview, work =>
        {
            if (CaseGuards.Notice(work.Case) is { } unreviewed && work.Case.Notice is null) return Task.FromResult<Vocabulary.Refusal?>(unreviewed);
            work.Say("提请法制审核", CaseGuards.LegalReviewNeeded(work.Case) ?? "依照本机关规定提请审核");
            return Task.FromResult<Vocabulary.Refusal?>(null);
        }, stop);

    private static Task<Results<Ok<CaseDone>, ProblemHttpResult>> Pass(string id, Request request, CaseDesk desk, CancellationToken stop) =>
        desk.Do(id, request.Version, CaseAct.PassLegalReview, async work =>
        {
            var file = work.Case;
            if (work.Enter(CaseRoleKind.LegalReviewer) is { } same) return same;
            if (ReviewCase.Items(request.Items, ReviewOpinion.LegalItems) is { } wrong) return wrong;
            if (CaseGuards.Blank(request.Opinion, "opinion", "审核结论") is { } blank) return blank;
            var paper = await work.Issue("DOC23", _ => ReviewOpinion.Blocks(file, request.Items, request.Opinion, "法制审核人员", work.Caller.Name, work.Today));
            file.LegalReview = new Review(request.Items, request.Opinion.Trim(), file.EvidenceVersion, paper.Id, work.Caller.PersonId, work.Caller.Name, work.Now);
            work.Say("法制审核通过", request.Opinion);
            return null;
        }, stop);
}
