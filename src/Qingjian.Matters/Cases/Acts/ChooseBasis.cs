using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Qingjian.Platform.Access;
using Qingjian.Platform.Edge;
using Qingjian.Vocabulary;

namespace Qingjian.Matters.Cases.Acts;

/// <summary>选定法律依据 (处罚法 art 37, 从旧兼从轻): every candidate is shown and kept, a person chooses and says why.</summary>
internal static class ChooseBasis
{
    /// <param name="Key">Code and regime of the candidate, e.g. V003/code.</param>
    /// <param name="Reason">选择理由.</param>
    /// <param name="Version">Version of the case shown.</param>
    internal sealed record Request(string Key, string Reason, long Version);

    public static void Map(RouteGroupBuilder cases) => cases.MapPost("/{id}/basis", Handle).Requires(Duty.InvestigateCases);

    private static Task<Results<Ok<CaseDone>, ProblemHttpResult>> Handle(string id, Request request, CaseDesk desk, CaseLaw law, CancellationToken stop) =>
        desk.Do(id, request.Version, CaseAct.ChooseBasis, work =>
        {
            var file = work.Case;
            var candidates = law.Candidates(file.CauseCode, file.ActTo, work.Today);
            if (candidates.FirstOrDefault(c => c.Key == request.Key) is not { } chosen)
                return Answer(Refusal.OfField("no-candidate", "key", "所选依据不在候选之内，请刷新后重新选择。"));
            if (CaseGuards.Blank(request.Reason, "reason", "选择该依据的理由", 5) is { } blank) return Answer(blank);
            file.Law = new LawChoice(chosen, candidates, request.Reason.Trim(), work.Caller.Name, work.Now);
            file.EvidenceVersion++;
            work.Say($"选定法律依据：{chosen.PenaltyLaw}", request.Reason);
            return Answer(null);
        }, stop);

    private static Task<Refusal?> Answer(Refusal? why) => Task.FromResult(why);
}
