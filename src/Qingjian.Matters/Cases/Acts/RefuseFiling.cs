using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Qingjian.Matters.Clues;
using Qingjian.Matters.Documents.Papers;
using Qingjian.Platform.Access;
using Qingjian.Platform.Edge;

namespace Qingjian.Matters.Cases.Acts;

/// <summary>不予立案 (DOC13).</summary>
internal static class RefuseFiling
{
    internal sealed record Request(string Reason, long Version);

    public static void Map(RouteGroupBuilder cases) => cases.MapPost("/{id}/refuse-filing", Handle).Requires(Duty.ApproveFiling);

    private static Task<Results<Ok<CaseDone>, ProblemHttpResult>> Handle(string id, Request request, CaseDesk desk, CancellationToken stop) =>
        desk.Do(id, request.Version, CaseAct.RefuseFiling, async work =>
        {
            var file = work.Case;
            if (CaseGuards.Blank(request.Reason, "reason", "不予立案的理由", 5) is { } blank) return blank;
            if (work.Enter(CaseRoleKind.FilingApprover) is { } same) return same;
            file.Filing = file.Filing with { Opinion = request.Reason.Trim(), DecidedByName = work.Caller.Name, DecidedAt = work.Now };
            await work.Issue("DOC13", _ => FilingApproval.Refused(file, request.Reason.Trim(), work.Today));
            if (await work.Db.Clues.SingleOrDefaultAsync(c => c.Id == file.ClueId, work.Stop) is { } clue)
            {
                clue.State = ClueState.NotFiled;
                clue.FilingDone = work.Today;
            }
            await work.Clocks.End(file.Id, "case_filing", work.Today, "不予立案", work.Stop);
            work.Say("不予立案", request.Reason);
            return null;
        }, stop);
}
