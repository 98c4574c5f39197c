using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Qingjian.Matters.Documents.Papers;
using Qingjian.Platform.Access;
using Qingjian.Platform.Edge;
using Qingjian.Vocabulary;

namespace Qingjian.Matters.Cases.Acts;

/// <summary>复核陈述申辩 (DOC19, 办法30 art 45): each argument accepted or not, with the reason.</summary>
internal static class AnswerStatement
{
    internal sealed record Request(IReadOnlyList<ArgumentFinding> Findings, long Version);

    public static void Map(RouteGroupBuilder cases) => cases.MapPost("/{id}/answer-statement", Handle).Requires(Duty.InvestigateCases);

    private static Task<Results<Ok<CaseDone>, ProblemHttpResult>> Handle(string id, Request request, CaseDesk desk, CancellationToken stop) =>
        desk.Do(id, request.Version, CaseAct.AnswerStatement, async work =>
        {
            var file = work.Case;
            if (file.Defence is not { Statement: not null } defence) return Refusal.Of("no-statement", "当事人没有提出陈述申辩，无须复核。");
            if (request.Findings.Count == 0) return Refusal.OfField("required", "findings", "请逐条写出当事人的意见、是否采纳及理由。");
            if (request.Findings.Any(f => string.IsNullOrWhiteSpace(f.Argument) || string.IsNullOrWhiteSpace(f.Reason)))
                return Refusal.OfField("required", "findings", "每条意见都要写明内容和采纳与否的理由。");
            var paper = await work.Issue("DOC19", _ => HearingPapers.StatementReview(file, request.Findings, work.Caller.Name, work.Today));
            file.Defence = defence with { Findings = request.Findings, AnsweredAt = work.Now, AnsweredByName = work.Caller.Name, AnswerPaperId = paper.Id };
            work.Say($"复核陈述申辩：采纳{request.Findings.Count(f => f.Accepted)}条，不采纳{request.Findings.Count(f => !f.Accepted)}条");
            return null;
        }, stop);
}
