using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Qingjian.Platform.Access;
using Qingjian.Platform.Edge;
using Qingjian.Vocabulary;

namespace Qingjian.Matters.Cases.Acts;

/// <summary>中止、恢复、终止调查 (办法30 arts 35, 36). The head decides; while suspended the decision clock stands still.</summary>
internal static class SuspendCase
{
    internal sealed record Request(string Reason, long Version);

    public static void Map(RouteGroupBuilder cases)
    {
        cases.MapPost("/{id}/suspend", Suspend).Requires(Duty.DecideCases);
        cases.MapPost("/{id}/resume", Resume).Requires(Duty.DecideCases);
        cases.MapPost("/{id}/terminate", Terminate).Requires(Duty.DecideCases);
    }

    private static Task<Results<Ok<CaseDone>, ProblemHttpResult>> Suspend(string id, Request request, CaseDesk desk, CancellationToken stop) =>
        desk.Do(id, request.Version, CaseAct.Suspend, async work =>
        {
            if (CaseGuards.Blank(request.Reason, "reason", "中止调查的理由（如需等待其他决定、法律解释、不可抗力、当事人下落不明）", 5) is { } blank) return blank;
            if (work.Enter(CaseRoleKind.Decider) is { } same) return same;
            work.Case.Suspension = new Suspension(work.Today, request.Reason.Trim(), work.Caller.Name);
            work.Say("中止调查", request.Reason);
            return await work.Clocks.Pause(work.Case.Id, "decision", work.Today, "suspension", "中止", work.Stop);
        }, stop);

    private static Task<Results<Ok<CaseDone>, ProblemHttpResult>> Resume(string id, Request request, CaseDesk desk, CancellationToken stop) =>
        desk.Do(id, request.Version, CaseAct.Resume, async work =>
        {
            if (CaseGuards.Blank(request.Reason, "reason", "恢复调查的理由") is { } blank) return blank;
            work.Case.Suspension = work.Case.Suspension! with { Until = work.Today };
            work.Say("恢复调查", request.Reason);
            return await work.Clocks.Resume(work.Case.Id, "decision", work.Today, "suspension", work.Stop);
        }, stop);

    private static Task<Results<Ok<CaseDone>, ProblemHttpResult>> Terminate(string id, Request request, CaseDesk desk, CancellationToken stop) =>
        desk.Do(id, request.Version, CaseAct.Terminate, async work =>
        {
            if (CaseGuards.Blank(request.Reason, "reason", "终止调查的理由", 5) is { } blank) return blank;
            if (work.Enter(CaseRoleKind.Decider) is { } same) return same;
            await work.Clocks.End(work.Case.Id, "decision", work.Today, "终止调查", work.Stop);
            work.Say("终止调查", request.Reason);
            return null;
        }, stop);
}
