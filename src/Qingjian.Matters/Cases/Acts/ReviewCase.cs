using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Qingjian.Matters.Documents.Papers;
using Qingjian.Platform.Access;
using Qingjian.Platform.Edge;
using Qingjian.Vocabulary;

namespace Qingjian.Matters.Cases.Acts;

/// <summary>案件审查 (DOC17, 办法30 arts 38-40): six items, by somebody who did not investigate.</summary>
internal static class ReviewCase
{
    /// <param name="Items">The six items of art 39, each passed or not, with a note.</param>
    /// <param name="Opinion">审查结论.</param>
    /// <param name="Version">Version of the case shown.</param>
    internal sealed record Request(IReadOnlyList<ReviewItem> Items, string Opinion, long Version);

    public static void Map(RouteGroupBuilder cases) => cases.MapPost("/{id}/review", Handle).Requires(Duty.ReviewCases);

    private static Task<Results<Ok<CaseDone>, ProblemHttpResult>> Handle(string id, Request request, CaseDesk desk, CancellationToken stop) =>
        desk.Do(id, request.Version, CaseAct.PassReview, async work =>
        {
            var file = work.Case;
            if (work.Enter(CaseRoleKind.Reviewer) is { } same) return same;
            if (Items(request.Items, ReviewOpinion.ReviewItems) is { } wrong) return wrong;
            if (CaseGuards.Blank(request.Opinion, "opinion", "审查结论") is { } blank) return blank;
            var paper = await work.Issue("DOC17", _ => ReviewOpinion.Blocks(file, request.Items, request.Opinion, "审查人员", work.Caller.Name, work.Today));
            file.Review = new Review(request.Items, request.Opinion.Trim(), file.EvidenceVersion, paper.Id, work.Caller.PersonId, work.Caller.Name, work.Now);
            work.Say("审查通过", request.Opinion);
            return null;
        }, stop);

    /// <summary>Every item of the list must be there and passed; a file with a failed item is sent back instead.</summary>
    public static Refusal? Items(IReadOnlyList<ReviewItem> given, IReadOnlyList<string> wanted)
    {
        if (wanted.FirstOrDefault(name => given.All(i => i.Name != name)) is { } missing)
            return Refusal.OfField("review-item", "items", $"“{missing}”一项没有审核结论，请逐项填写。");
        return given.FirstOrDefault(i => !i.Passed) is { } failed
            ? Refusal.OfField("review-failed", "items", $"“{failed.Name}”一项不符合要求，不能通过；请退回补充调查并写明理由。") : null;
    }
}
