using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Qingjian.Matters.Contract;
using Qingjian.Matters.Documents;
using Qingjian.Matters.Documents.Papers;
using Qingjian.Platform.Access;
using Qingjian.Platform.Edge;
using Qingjian.Vocabulary;

namespace Qingjian.Matters.Cases.Acts;

/// <summary>作出处罚决定 (DOC25) or 不予处罚决定 (DOC26), after every wait and review the case needs.</summary>
internal static class DecideCase
{
    /// <param name="Fine">A lower fine than told, in yuan; null keeps the notice's amount.</param>
    /// <param name="Reason">Required when the penalty differs from the notice.</param>
    /// <param name="Version">Version of the case shown.</param>
    internal sealed record Request(decimal? Fine, string? Reason, long Version);

    /// <param name="Basis">依据和理由 (办法30 art 42).</param>
    /// <param name="Education">教育内容和改正情况; must be recorded.</param>
    /// <param name="Version">Version of the case shown.</param>
    internal sealed record NoPenaltyRequest(string Basis, string Education, long Version);

    public static void Map(RouteGroupBuilder cases)
    {
        cases.MapPost("/{id}/decide", Decide).Requires(Duty.DecideCases);
        cases.MapPost("/{id}/decide-no-penalty", DecideNoPenalty).Requires(Duty.DecideCases);
    }

    private static Task<Results<Ok<CaseDone>, ProblemHttpResult>> Decide(string id, Request request, CaseDesk desk, CaseLaw law, PaperTrust trust, CancellationToken stop) =>
        desk.Do(id, request.Version, CaseAct.Decide, async work =>
        {
            var file = work.Case;
            if (work.Enter(CaseRoleKind.Decider) is { } same) return same;
            if (file.Notice is null) return Refusal.Of("notice-not-served", "事先告知书尚未送达，不能作出决定。");
            if (CaseGuards.Window(file, await work.Clocks.Latest(file.Id, "statement", work.Stop), work.Today) is { } wait) return wait;
            var penalty = file.Notice.Penalty with { Fine = request.Fine ?? file.Notice.Penalty.Fine };
            if (penalty.Fine != file.Notice.Penalty.Fine && string.IsNullOrWhiteSpace(request.Reason))
                return Refusal.OfField("required", "reason", "决定的数额与告知不一致的，须写明理由。");
            if (CaseGuards.Decision(file, penalty, law.Threshold(file.Division, work.Today)) is { } unmet) return unmet;
            if (await trust.Unconfirmed(file, work.Stop) is { } untrusted) return untrusted;

            var evidence = await work.Evidence();
            var notice = await work.Db.Set<Paper>().SingleAsync(p => p.Id == file.Notice.PaperId, work.Stop);
            var paper = await work.Issue("DOC25", _ => PenaltyDecision.Blocks(file, evidence, penalty, request.Reason?.Trim() ?? "", notice, work.Today));
            await Decided(work, new Decision(penalty, false, request.Reason?.Trim() ?? "", paper.Number!, paper.Id, work.Today, work.Caller.Name, work.Now));
            work.Say($"作出处罚决定 {paper.Number}：{CommonText.PenaltyLine(penalty)}", request.Reason);
            return null;
        }, stop);

    private static Task<Results<Ok<CaseDone>, ProblemHttpResult>> DecideNoPenalty(string id, NoPenaltyRequest request, CaseDesk desk, CancellationToken stop) =>
        desk.Do(id, request.Version, CaseAct.DecideNoPenalty, async work =>
        {
            var file = work.Case;
            if (work.Enter(CaseRoleKind.Decider) is { } same) return same;
            if (file.Review is null) return Refusal.Of("not-reviewed", "案件审查尚未通过，不能作出决定。");
            if ((CaseGuards.Blank(request.Basis, "basis", "不予处罚的依据和理由", 10) ?? CaseGuards.Blank(request.Education, "education", "教育内容和改正情况", 5)) is { } blank) return blank;
            var evidence = await work.Evidence();
            var paper = await work.Issue("DOC26", _ => PenaltyDecision.NoPenalty(file, evidence, request.Basis, request.Education, work.Today));
            await Decided(work, new Decision(new Penalty(false, null, []), true, request.Basis.Trim(), paper.Number!, paper.Id, work.Today, work.Caller.Name, work.Now));
            work.Say($"作出不予处罚决定 {paper.Number}", request.Basis);
            return null;
        }, stop);

    private static async Task Decided(CaseWork work, Decision decision)
    {
        var file = work.Case;
        file.Decision = decision;
        foreach (var key in new[] { "statement", "hearing_request" }) await work.Clocks.End(file.Id, key, work.Today, "已作出决定", work.Stop);
        await work.Clocks.End(file.Id, "decision", work.Today, "已作出决定", work.Stop);
        await work.Clocks.Start(file, "service", work.Today, decision.PaperId, work.Stop);
        work.Act.Tell(new CaseDecided(file.Id, decision.PaperId, decision.Number, file.Division, file.EnterpriseId, decision.On, decision.NoPenalty));
    }
}
