using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Qingjian.Platform.Access;
using Qingjian.Platform.Edge;
using Qingjian.Vocabulary;

namespace Qingjian.Matters.Cases.Acts;

/// <summary>退回补充调查 (办法30 art 40): by the reviewer, the legal reviewer or the head. Later stages begin anew; their papers stay on the file.</summary>
internal static class ReturnToInvestigation
{
    internal sealed record Request(string Reason, long Version);

    private static readonly string[] Windows = ["statement", "hearing_request"];

    public static void Map(RouteGroupBuilder cases)
    {
        cases.MapPost("/{id}/review/return", (string id, Request request, CaseDesk desk, CancellationToken stop) =>
            Handle(id, request, desk, [CaseState.UnderReview], CaseRoleKind.Reviewer, stop)).Requires(Duty.ReviewCases);
        cases.MapPost("/{id}/legal-review/return", (string id, Request request, CaseDesk desk, CancellationToken stop) =>
            Handle(id, request, desk, [CaseState.LegalReview], CaseRoleKind.LegalReviewer, stop)).Requires(Duty.LegalReview);
        cases.MapPost("/{id}/return", (string id, Request request, CaseDesk desk, CancellationToken stop) =>
            Handle(id, request, desk, [CaseState.Notified, CaseState.Hearing, CaseState.Collective], CaseRoleKind.Decider, stop)).Requires(Duty.DecideCases);
    }

    private static Task<Results<Ok<CaseDone>, ProblemHttpResult>> Handle(string id, Request request, CaseDesk desk, CaseState[] from, CaseRoleKind role, CancellationToken stop) =>
        desk.Do(id, request.Version, CaseAct.ReturnToInvestigation, async work =>
        {
            var file = work.Case;
            if (!from.Contains(file.State)) return Refusal.Of("case-state", $"案件现处于“{CaseWords.Of(file.State)}”阶段，应由该阶段的办理人员退回。");
            if (work.Enter(role) is { } same) return same;
            if (CaseGuards.Blank(request.Reason, "reason", "退回补充调查的理由", 5) is { } blank) return blank;
            (file.Report, file.Review, file.Notice, file.Defence, file.Hearing, file.LegalReview, file.Discussion) = (null, null, null, null, null, null, null);
            foreach (var key in Windows)
                await work.Clocks.End(file.Id, key, work.Today, "退回补充调查", work.Stop);
            work.Say("退回补充调查", request.Reason);
            return await work.Clocks.Resume(file.Id, "decision", work.Today, "hearing", work.Stop);
        }, stop);
}
