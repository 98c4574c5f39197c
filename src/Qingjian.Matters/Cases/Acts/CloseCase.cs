using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Qingjian.Matters.Clues;
using Qingjian.Matters.Contract;
using Qingjian.Matters.Documents;
using Qingjian.Matters.Documents.Papers;
using Qingjian.Platform.Access;
using Qingjian.Platform.Edge;
using Qingjian.Vocabulary;

namespace Qingjian.Matters.Cases.Acts;

/// <summary>结案 (DOC41): proposed by the officer, approved by the head, once everything owed is done.</summary>
internal static class CloseCase
{
    internal sealed record ProposeRequest(string Ground, string Result, long Version);
    internal sealed record Request(long Version);

    /// <summary>Grounds of 旧办法 art 67 with those 办法30 adds.</summary>
    public static readonly IReadOnlyList<string> Grounds =
        ["行政处罚决定由当事人履行完毕", "人民法院强制执行完毕", "不予行政处罚或者其他无须执行的", "行政处罚决定被依法撤销", "人民法院受理强制执行申请", "终止调查", "案件移送后无须再处罚", "其他应当结案的情形"];

    public static void Map(RouteGroupBuilder cases)
    {
        cases.MapPost("/{id}/propose-closing", Propose).Requires(Duty.CloseCases);
        cases.MapPost("/{id}/close", Close).Requires(Duty.DecideCases);
    }

    private static Task<Results<Ok<CaseDone>, ProblemHttpResult>> Propose(string id, ProposeRequest request, CaseDesk desk, Debts debts, CancellationToken stop) =>
        desk.Do(id, request.Version, CaseAct.ProposeClosing, async work =>
        {
            var file = work.Case;
            if (!Grounds.Contains(request.Ground)) return Refusal.OfField("closing-ground", "ground", "请从列表中选择结案理由。");
            if (CaseGuards.Blank(request.Result, "result", "处理结果和说明") is { } blank) return blank;
            if (CaseGuards.Closing(file, await Owed(work, debts)) is { } unmet) return unmet;
            file.Closing = new Closing(request.Ground, request.Result.Trim(), work.Caller.PersonId, work.Caller.Name, work.Now);
            work.Say("提请结案", request.Ground);
            return null;
        }, stop);

    private static Task<Results<Ok<CaseDone>, ProblemHttpResult>> Close(string id, Request request, CaseDesk desk, Debts debts, CancellationToken stop) =>
        desk.Do(id, request.Version, CaseAct.Close, async work =>
        {
            var file = work.Case;
            if (file.Closing is not { } closing) return Refusal.Of("closing-not-proposed", "承办人尚未提请结案。");
            if (closing.ProposedBy == work.Caller.PersonId) return Refusal.Of("same-person", "提请结案的人员不得审批自己的文书，请由负责人审批。");
            if (work.Enter(CaseRoleKind.CloseApprover) is { } same) return same;
            if (CaseGuards.Closing(file, await Owed(work, debts)) is { } unmet) return unmet;
            var papers = await work.Db.Set<Paper>().Where(p => p.OwnerId == file.Id).OrderBy(p => p.IssuedAt).ToListAsync(work.Stop);
            var paper = await work.Issue("DOC41", _ => ClosingApproval.Blocks(file, papers, work.Caller.Name, work.Today));
            file.Closing = closing with { PaperId = paper.Id, ApprovedByName = work.Caller.Name, On = work.Today };
            await work.Clocks.EndAll(file.Id, work.Today, "已结案", work.Stop);
            work.Act.Tell(new CaseClosed(file.Id, file.Number, file.Division, work.Today));
            work.Act.Ends(file, $"案件{file.Number}已结案（{(file.Decision is { } decision ? $"{decision.Number}，{CommonText.PenaltyLine(decision.Penalty)}" : "未作出处罚决定")}）：{closing.Ground}");
            work.Say($"批准结案 {paper.Number}", closing.Ground);
            return null;
        }, stop);

    private static async Task<Money> Owed(CaseWork work, Debts debts) => (await debts.Of(work.Case, work.Today, work.Stop))?.Total ?? new Money(0);
}
