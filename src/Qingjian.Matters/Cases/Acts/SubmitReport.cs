using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Qingjian.Matters.Documents.Papers;
using Qingjian.Platform.Access;
using Qingjian.Platform.Edge;
using Qingjian.Registry.Contract;
using Qingjian.Vocabulary;

namespace Qingjian.Matters.Cases.Acts;

/// <summary>提交调查报告 (DOC16, 办法30 art 38): facts, evidence, basis and the confirmed amount go to review together.</summary>
internal static class SubmitReport
{
    /// <param name="Course">调查经过.</param>
    /// <param name="Conclusion">调查结论.</param>
    /// <param name="Warning">Whether a warning is proposed.</param>
    /// <param name="WithFine">Whether the confirmed amount of the assessment is proposed as a fine.</param>
    /// <param name="Other">Further kinds from <see cref="PenaltyKinds"/>; each opens the hearing.</param>
    /// <param name="Complex">疑难复杂、涉及多个法律关系.</param>
    /// <param name="PublicInterest">涉及重大公共利益.</param>
    /// <param name="Version">Version of the case shown.</param>
    internal sealed record Request(string Course, string Conclusion, bool Warning, bool WithFine, IReadOnlyList<string> Other, bool Complex, bool PublicInterest, long Version);

    public static void Map(RouteGroupBuilder cases) => cases.MapPost("/{id}/submit-report", Handle).Requires(Duty.InvestigateCases);

    private static Task<Results<Ok<CaseDone>, ProblemHttpResult>> Handle(string id, Request request, CaseDesk desk, IOfficers officers, CancellationToken stop) =>
        desk.Do(id, request.Version, CaseAct.SubmitReport, async work =>
        {
            var file = work.Case;
            if (await BeginInvestigation.CertifiedToday(work, officers) is { } uncertified) return uncertified;
            if ((CaseGuards.Blank(request.Course, "course", "调查经过", 5) ?? CaseGuards.Blank(request.Conclusion, "conclusion", "调查结论", 5)) is { } blank) return blank;
            var evidence = await work.Evidence();
            if (CaseGuards.Report(file, evidence) is { } missing) return missing;
            if (request.WithFine && file.Assessment is null) return Refusal.Of("no-assessment", "尚未作裁量，不能建议罚款。请先在“裁量”中计算并确认数额。");
            if (PenaltyKinds.Unknown(request.Other) is { } unknown) return Refusal.OfField("penalty-kind", "other", $"没有“{unknown}”这种处罚种类，请从列表中选择。");

            var proposed = new Penalty(request.Warning, request.WithFine ? file.Assessment!.Confirmed : null, request.Other);
            var paper = await work.Issue("DOC16", _ => InvestigationReport.Blocks(file, evidence, request.Course, request.Conclusion, proposed, work.Today));
            file.Report = new Report(request.Course.Trim(), request.Conclusion.Trim(), proposed, request.Complex, request.PublicInterest, paper.Id, work.Caller.Name, work.Now);
            file.Review = null;
            work.Say($"提交调查报告，建议{CommonText.PenaltyLine(proposed)}");
            return null;
        }, stop);
}
