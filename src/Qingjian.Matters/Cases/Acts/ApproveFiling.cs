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

/// <summary>批准立案 (DOC12, 办法30 art 18): the agency head files the case; the decision clock of 90 days starts.</summary>
internal static class ApproveFiling
{
    /// <param name="Opinion">审批意见.</param>
    /// <param name="Version">Version of the case shown.</param>
    internal sealed record Request(string Opinion, long Version);

    public static void Map(RouteGroupBuilder cases) => cases.MapPost("/{id}/approve-filing", Handle).Requires(Duty.ApproveFiling);

    private static Task<Results<Ok<CaseDone>, ProblemHttpResult>> Handle(string id, Request request, CaseDesk desk, CancellationToken stop) =>
        desk.Do(id, request.Version, CaseAct.ApproveFiling, async work =>
        {
            var file = work.Case;
            if (CaseGuards.Blank(request.Opinion, "opinion", "审批意见") is { } blank) return blank;
            if (CaseGuards.Filing(file.Filing.Conditions) is { } missing) return missing;
            if (work.Enter(CaseRoleKind.FilingApprover) is { } same) return same;

            file.FiledOn = work.Today;
            file.Filing = file.Filing with { Opinion = request.Opinion.Trim(), DecidedByName = work.Caller.Name, DecidedAt = work.Now };
            var paper = await work.Issue("DOC12", number => FilingApproval.Blocks(file, work.Today));
            file.Number = paper.Number!;
            if (await work.Db.Clues.SingleOrDefaultAsync(c => c.Id == file.ClueId, work.Stop) is { } clue)
            {
                clue.State = ClueState.Filed;
                clue.FilingDone = work.Today;
            }
            await work.Clocks.End(file.Id, "case_filing", work.Today, "已立案", work.Stop);
            await work.Clocks.Start(file, "decision", work.Today, null, work.Stop);
            work.Say($"批准立案 {file.Number}", request.Opinion);
            return null;
        }, stop);
}
