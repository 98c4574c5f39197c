using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Qingjian.Platform.Access;
using Qingjian.Platform.Edge;

namespace Qingjian.Matters.Cases.Acts;

/// <summary>延长办案期限 (办法30 art 57): +30 days by the head, then +30 by collective discussion of the heads, 150 in all.</summary>
internal static class ExtendDecision
{
    internal sealed record Request(string Reason, long Version);

    public static void Map(RouteGroupBuilder cases) => cases.MapPost("/{id}/extend-decision", Handle).Requires(Duty.DecideCases);

    private static Task<Results<Ok<CaseDone>, ProblemHttpResult>> Handle(string id, Request request, CaseDesk desk, CancellationToken stop) =>
        desk.Do(id, request.Version, CaseAct.ExtendDecision, async work =>
        {
            if (CaseGuards.Blank(request.Reason, "reason", "延长的理由", 5) is { } blank) return blank;
            work.Say("延长办案期限30日", request.Reason);
            return await work.Clocks.Extend(work.Case.Id, "decision", work.Caller.Name, request.Reason.Trim(), work.Today, work.Stop);
        }, stop);
}
