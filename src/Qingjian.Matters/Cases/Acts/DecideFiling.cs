using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Qingjian.Matters.Clues;
using Qingjian.Matters.Documents.Papers;
using Qingjian.Platform.Access;
using Qingjian.Platform.Edge;
using Qingjian.Vocabulary;

namespace Qingjian.Matters.Cases.Acts;

/// <summary>立案审批 (办法30 arts 18, 19): the agency head files the case (DOC12), and the decision clock of 90 days starts, or refuses to file (DOC13).</summary>
internal static class DecideFiling
{
    /// <param name="Opinion">审批意见.</param>
    /// <param name="Version">Version of the case shown.</param>
    internal sealed record ApproveRequest(string Opinion, long Version);

    internal sealed record RefuseRequest(string Reason, long Version);

    public static void Map(RouteGroupBuilder cases)
    {
        cases.MapPost("/{id}/approve-filing", Approve).Requires(Duty.ApproveFiling);
        cases.MapPost("/{id}/refuse-filing", Refuse).Requires(Duty.ApproveFiling);
    }

    private static Task<Results<Ok<CaseDone>, ProblemHttpResult>> Approve(string id, ApproveRequest request, CaseDesk desk, CancellationToken stop) =>
        desk.Do(id, request.Version, CaseAct.ApproveFiling, async work =>
        {
            var file = work.Case;
            if (CaseGuards.Blank(request.Opinion, "opinion", "审批意见") is { } blank) return blank;
            if (CaseGuards.Filing(file.Filing.Conditions) is { } missing) return missing;
            if (Decided(work, request.Opinion) is { } same) return same;
            file.FiledOn = work.Today;
            var paper = await work.Issue("DOC12", _ => FilingApproval.Blocks(file, work.Today));
            file.Number = paper.Number!;
            await Settle(work, ClueState.Filed, "已立案");
            await work.Clocks.Start(file, "decision", work.Today, null, work.Stop);
            work.Say($"批准立案 {file.Number}", request.Opinion);
            return null;
        }, stop);

    private static Task<Results<Ok<CaseDone>, ProblemHttpResult>> Refuse(string id, RefuseRequest request, CaseDesk desk, CancellationToken stop) =>
        desk.Do(id, request.Version, CaseAct.RefuseFiling, async work =>
        {
            if (CaseGuards.Blank(request.Reason, "reason", "不予立案的理由", 5) is { } blank) return blank;
            if (Decided(work, request.Reason) is { } same) return same;
            await work.Issue("DOC13", _ => FilingApproval.Refused(work.Case, request.Reason.Trim(), work.Today));
            await Settle(work, ClueState.NotFiled, "不予立案");
            work.Act.Ends(work.Case, $"线索{work.Case.ClueNumber}不予立案：{request.Reason.Trim()}");
            work.Say("不予立案", request.Reason);
            return null;
        }, stop);

    private static Refusal? Decided(CaseWork work, string opinion)
    {
        if (work.Enter(CaseRoleKind.FilingApprover) is { } same) return same;
        work.Case.Filing = work.Case.Filing with { Opinion = opinion.Trim(), DecidedByName = work.Caller.Name, DecidedAt = work.Now };
        return null;
    }

    // The clue ends where the case begins or is refused; its clock stops with it.
    private static async Task Settle(CaseWork work, ClueState state, string result)
    {
        if (await work.Db.Clues.SingleOrDefaultAsync(c => c.Id == work.Case.ClueId, work.Stop) is { } clue) (clue.State, clue.FilingDone) = (state, work.Today);
        await work.Clocks.End(work.Case.Id, "case_filing", work.Today, result, work.Stop);
    }
}
