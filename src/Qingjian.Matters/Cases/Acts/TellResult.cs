using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Qingjian.Platform.Access;
using Qingjian.Platform.Edge;
using Qingjian.Vocabulary;

namespace Qingjian.Matters.Cases.Acts;

/// <summary>告知监测结果 (办法30 art 29): records the day the party was told what a monitoring report found.</summary>
internal static class TellResult
{
    internal sealed record Request(string EvidenceId, DateOnly ToldOn, long Version);

    public static void Map(RouteGroupBuilder cases) => cases.MapPost("/{id}/tell-result", Handle).Requires(Duty.InvestigateCases);

    private static Task<Results<Ok<CaseDone>, ProblemHttpResult>> Handle(string id, Request request, CaseDesk desk, CancellationToken stop) =>
        desk.Do(id, request.Version, CaseAct.AddEvidence, async work =>
        {
            var evidence = await work.Db.Set<CaseEvidence>().SingleOrDefaultAsync(e => e.Id == request.EvidenceId && e.CaseId == work.Case.Id, work.Stop);
            if (evidence is not { MonitoringReport: true }) return Refusal.OfField("no-report", "evidenceId", "没有找到这份监测报告，请刷新后再选。");
            if (request.ToldOn > work.Today || request.ToldOn < evidence.TakenOn) return Refusal.OfField("told-day", "toldOn", "告知日期应在报告日期之后、今天之前。");
            evidence.ResultToldOn = request.ToldOn;
            work.Say($"告知监测结果：{evidence.Name}");
            return null;
        }, stop);
}
