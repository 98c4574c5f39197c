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

/// <summary>责令改正 (DOC15, 办法30 art 9): item, time and consequence. Not a penalty; may go out before the decision.</summary>
internal static class OrderRectification
{
    internal sealed record Request(string Content, DateOnly Due, long Version);

    public static void Map(RouteGroupBuilder cases) => cases.MapPost("/{id}/order-rectification", Handle).Requires(Duty.InvestigateCases);

    private static Task<Results<Ok<CaseDone>, ProblemHttpResult>> Handle(string id, Request request, CaseDesk desk, CaseLaw law, IOfficers officers, CancellationToken stop) =>
        desk.Do(id, request.Version, CaseAct.OrderRectification, async work =>
        {
            var file = work.Case;
            if (await BeginInvestigation.CertifiedToday(work, officers) is { } uncertified) return uncertified;
            if (CaseGuards.Blank(request.Content, "content", "改正内容", 5) is { } blank) return blank;
            if (request.Due < work.Today) return Refusal.OfField("due-past", "due", "改正期限不能早于今天。");
            if (file.Rectification is { ReinspectedOn: null }) return Refusal.Of("order-open", "已有责令改正决定尚未复查，请先复查再作新的决定。");
            var basis = file.Law is { } chosen ? CommonText.Violated(chosen)
                : law.Cause(file.CauseCode, file.ActTo) is { } cause ? CommonText.Article(cause.LawArticle.Length > 0 ? cause.LawArticle : cause.PenaltyArticle) : "有关法律";
            var evidence = await work.Evidence();
            var paper = await work.Issue("DOC15", _ => RectificationOrder.Blocks(file, evidence, request.Content, request.Due, basis, work.Today));
            file.Rectification = new Rectification(paper.Id, request.Content.Trim(), request.Due, work.Now);
            work.Say($"制作责令改正决定书 {paper.Number}，期限至{BeijingTime.InChinese(request.Due)}");
            return null;
        }, stop);
}
