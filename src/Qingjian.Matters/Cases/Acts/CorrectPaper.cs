using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Qingjian.Matters.Documents;
using Qingjian.Matters.Documents.Layout;
using Qingjian.Matters.Documents.Papers;
using Qingjian.Platform.Access;
using Qingjian.Platform.Edge;
using Qingjian.Vocabulary;

namespace Qingjian.Matters.Cases.Acts;

/// <summary>补正: corrects a slip of the pen in an issued paper by a new paper that names it. An officer of the case corrects its papers; a decision is corrected
/// by whoever may decide. What changes the outcome is no slip: that takes a new decision.</summary>
internal static class CorrectPaper
{
    /// <param name="Wrong">原文: the words as they stand in the paper.</param>
    /// <param name="Right">补正为.</param>
    /// <param name="Reason">Why.</param>
    /// <param name="Version">Version of the case shown.</param>
    internal sealed record Request(string Wrong, string Right, string Reason, long Version);

    public static void Map(RouteGroupBuilder cases)
    {
        cases.MapPost("/{id}/papers/{paper}/correct", (string id, string paper, Request request, CaseDesk desk, CancellationToken stop) => Handle(id, paper, request, false, desk, stop)).Requires(Duty.InvestigateCases);
        cases.MapPost("/{id}/papers/{paper}/correct-decision", (string id, string paper, Request request, CaseDesk desk, CancellationToken stop) => Handle(id, paper, request, true, desk, stop)).Requires(Duty.DecideCases);
    }

    private static Task<Results<Ok<CaseDone>, ProblemHttpResult>> Handle(string id, string paper, Request request, bool decision, CaseDesk desk, CancellationToken stop) =>
        desk.Do(id, request.Version, CaseAct.CorrectPaper, async work =>
        {
            var file = work.Case;
            if (await work.Db.Set<Paper>().AsNoTracking().SingleOrDefaultAsync(p => p.Id == paper && p.OwnerId == id, work.Stop) is not { } found)
                return Refusal.Of("no-paper", "没有找到这份文书，请刷新后再试。");
            if (Refused(found, request, decision) is { } why) return why;
            if (!decision && file.Investigators.All(i => i.PersonId != work.Caller.PersonId)) return Refusal.Of("not-handler", "您不是本案的承办人，不能补正本案文书。");
            if (decision && work.Enter(CaseRoleKind.Decider) is { } same) return same;
            // What the party was to get is corrected towards the party; an inner paper is corrected in the file.
            var served = PaperKind.Of(found.Code).Served;
            var correction = await work.Issue(served ? "COR" : "COR-IN", _ => CorrectionPaper.Blocks(served ? file.Party.Name : $"{file.Title}案卷", found.Title, found.Number, found.PrintedOn, found.ContentSha256,
                request.Wrong.Trim(), request.Right.Trim(), request.Reason.Trim(), work.Caller.Name, file.Agency.Name, work.Today), found.Id);
            work.Say($"补正《{found.Title}》{found.Number}（{correction.Number}）", request.Reason);
            return null;
        }, stop);

    internal static Refusal? Refused(Paper paper, Request request, bool decision)
    {
        if (paper.CancelledReason is not null) return Refusal.Of("paper-cancelled", "该文书已作废，不需要补正。");
        if (paper.Code is "COR" or "COR-IN") return Refusal.Of("correction-of-correction", "补正书有误的，请再次补正原文书。");
        if (decision != (paper.Code is "DOC25" or "DOC26"))
            return decision ? Refusal.Of("not-a-decision", $"《{paper.Title}》由本案承办人补正。") : Refusal.Of("decision-corrected-by-head", "决定书的补正由作出决定的负责人办理。");
        if ((CaseGuards.Blank(request.Wrong, "wrong", "文书中有误的原文") ?? CaseGuards.Blank(request.Right, "right", "补正后的文字", 1) ?? CaseGuards.Blank(request.Reason, "reason", "补正的理由", 5)) is { } blank) return blank;
        if (request.Wrong.Trim() == request.Right.Trim()) return Refusal.OfField("nothing-corrected", "right", "补正后的文字与原文相同。");
        return Says(paper, request.Wrong.Trim()) ? null
            : Refusal.OfField("not-in-paper", "wrong", $"《{paper.Title}》中没有这段文字，请照原文填写有误的文字。");
    }

    // The words must stand in the paper as it was frozen, so that the correction can be held against it.
    private static bool Says(Paper paper, string words)
    {
        return PaperContent.FromJson(paper.Content).Blocks.Any(block => block switch
        {
            Paragraph paragraph => Has(paragraph.Text),
            Form form => form.Rows.SelectMany(row => row.Fields).Any(field => Has(field.Label) || Has(field.Value) || Has(field.Signed)),
            SignOff sign => Has(sign.Agency) || Has(PaperWords.Of(sign.Date)),
            SignatureLines lines => lines.Lines.Any(Has),
            _ => false,
        });

        bool Has(string? text) => text?.Contains(words, StringComparison.Ordinal) == true;
    }
}
