using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Qingjian.Platform.Access;
using Qingjian.Platform.Edge;
using Qingjian.Registry.Contract;
using Qingjian.Vocabulary;

namespace Qingjian.Matters.Cases.Acts;

/// <summary>开始调查: two officers whose certificates hold that day declare that nothing asks them to withdraw (办法30 arts 6, 10; 处罚法 art 42).</summary>
internal static class BeginInvestigation
{
    internal sealed record Request(bool NoConflict, long Version);

    public static void Map(RouteGroupBuilder cases) => cases.MapPost("/{id}/begin-investigation", Handle).Requires(Duty.InvestigateCases);

    private static Task<Results<Ok<CaseDone>, ProblemHttpResult>> Handle(string id, Request request, CaseDesk desk, IOfficers officers, CancellationToken stop) =>
        desk.Do(id, request.Version, CaseAct.BeginInvestigation, async work =>
        {
            if (!request.NoConflict)
                return Refusal.OfField("withdrawal", "noConflict", "请确认两名办案人员均无须回避的情形；有应当回避情形的，请由负责人更换人员。");
            return await CertifiedToday(work, officers);
        }, stop);

    /// <summary>Refuses unless both investigators may enforce in the division today and the caller is one of them.</summary>
    public static async Task<Refusal?> CertifiedToday(CaseWork work, IOfficers officers)
    {
        var pair = work.Case.Investigators.ToList();
        if (pair.Count < 2) return Refusal.Of("two-officers", "调查须由两名以上具有执法资格的人员进行，本案承办人不足两名。");
        if (pair.All(p => p.PersonId != work.Caller.PersonId)) return Refusal.Of("not-handler", "您不是本案的承办人，不能办理调查事项。请联系承办人或由负责人调整。");
        foreach (var officer in pair)
            if (!(await officers.MayEnforceAt(officer.PersonId, work.Now, work.Case.Division, work.Stop)).Try(out _, out var why)) return why;
        return null;
    }
}
