using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Qingjian.Matters.Documents;
using Qingjian.Matters.Documents.Papers;
using Qingjian.Platform.Access;
using Qingjian.Platform.Edge;
using Qingjian.Vocabulary;

namespace Qingjian.Matters.Cases.Acts;

/// <summary>告知监测结果 (办法30 art 29): makes the notice (DOC08) of what a monitoring report found. The party is told on the day it is served.</summary>
internal static class TellResult
{
    /// <param name="EvidenceId">The monitoring report among the evidence.</param>
    /// <param name="Body">监测机构.</param>
    /// <param name="ReportNumber">报告字号.</param>
    /// <param name="Result">监测结果.</param>
    /// <param name="Exceeded">超标情况.</param>
    /// <param name="Version">Version of the case shown.</param>
    internal sealed record Request(string EvidenceId, string Body, string ReportNumber, string Result, string Exceeded, long Version);

    public static void Map(RouteGroupBuilder cases) => cases.MapPost("/{id}/tell-result", Handle).Requires(Duty.InvestigateCases);

    private static Task<Results<Ok<CaseDone>, ProblemHttpResult>> Handle(string id, Request request, CaseDesk desk, CancellationToken stop) =>
        desk.Do(id, request.Version, CaseAct.AddEvidence, async work =>
        {
            var evidence = await work.Db.Set<CaseEvidence>().SingleOrDefaultAsync(e => e.Id == request.EvidenceId && e.CaseId == work.Case.Id, work.Stop);
            if (evidence is not { MonitoringReport: true }) return Refusal.OfField("no-report", "evidenceId", "没有找到这份监测报告，请刷新后再选。");
            if (evidence.ResultToldOn is { } told) return Refusal.Of("result-told", $"监测报告“{evidence.Name}”的结果已于{BeijingTime.InChinese(told)}告知当事人。");
            if (evidence.NoticePaperId is { } made && await work.Db.Set<Paper>().AnyAsync(p => p.Id == made && p.CancelledReason == null, work.Stop))
                return Refusal.Of("notice-made", "监测结果告知书已经制作，请在“文书”中登记送达；有误的请先作废再重新制作。");
            if ((CaseGuards.Blank(request.Body, "body", "监测机构") ?? CaseGuards.Blank(request.ReportNumber, "reportNumber", "报告字号")
                ?? CaseGuards.Blank(request.Result, "result", "监测结果") ?? CaseGuards.Blank(request.Exceeded, "exceeded", "超标情况")) is { } blank) return blank;
            var paper = await work.Issue("DOC08", _ => FieldPapers.ResultNotice(work.Case, evidence, request.Body.Trim(), request.ReportNumber.Trim(), request.Result, request.Exceeded, work.Today));
            evidence.NoticePaperId = paper.Id;
            work.Say($"制作监测结果告知书 {paper.Number}：{evidence.Name}");
            return null;
        }, stop);
}
