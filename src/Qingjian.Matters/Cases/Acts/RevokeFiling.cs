using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Qingjian.Matters.Clues;
using Qingjian.Matters.Documents.Papers;
using Qingjian.Platform.Access;
using Qingjian.Platform.Edge;

namespace Qingjian.Matters.Cases.Acts;

/// <summary>撤销立案 (DOC14, 办法30 art 20): new facts show that the conditions of filing are not met.</summary>
internal static class RevokeFiling
{
    internal sealed record Request(string Reason, long Version);

    public static void Map(RouteGroupBuilder cases) => cases.MapPost("/{id}/revoke-filing", Handle).Requires(Duty.ApproveFiling);

    private static Task<Results<Ok<CaseDone>, ProblemHttpResult>> Handle(string id, Request request, CaseDesk desk, CancellationToken stop) =>
        desk.Do(id, request.Version, CaseAct.RevokeFiling, async work =>
        {
            if (CaseGuards.Blank(request.Reason, "reason", "撤销立案的新情况和理由", 5) is { } blank) return blank;
            if (work.Enter(CaseRoleKind.FilingApprover) is { } same) return same;
            await work.Issue("DOC14", _ => FilingApproval.Revoked(work.Case, request.Reason.Trim(), work.Caller.Name, work.Today));
            await work.Clocks.EndAll(work.Case.Id, work.Today, "撤销立案", work.Stop);
            work.Act.Ends(work.Case, $"案件{work.Case.Number}撤销立案：{request.Reason.Trim()}");
            work.Say("撤销立案", request.Reason);
            return null;
        }, stop);
}
