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

/// <summary>制作事先告知书 (DOC18): the proposed penalty of the reviewed report; offers the hearing at and above the threshold of the area.</summary>
internal static class IssueNotice
{
    internal sealed record Request(long Version);

    public static void Map(RouteGroupBuilder cases) => cases.MapPost("/{id}/notice", Handle).Requires(Duty.InvestigateCases);

    private static Task<Results<Ok<CaseDone>, ProblemHttpResult>> Handle(string id, Request request, CaseDesk desk, CaseLaw law, PaperTrust trust, IOfficers officers, CancellationToken stop) =>
        desk.Do(id, request.Version, CaseAct.IssueNotice, async work =>
        {
            var file = work.Case;
            if (await BeginInvestigation.CertifiedToday(work, officers) is { } uncertified) return uncertified;
            if (CaseGuards.Notice(file) is { } unreviewed) return unreviewed;
            if (file.Notice is { ReceivedOn: null }) return Refusal.Of("notice-open", "事先告知书已制作，尚未送达。请送达；需要重作的，请先作废原告知书。");
            if (await trust.Unconfirmed(file, work.Stop) is { } untrusted) return untrusted;
            var penalty = file.Report!.Proposed;
            var (hearing, why) = Hearing(file, penalty, law.Threshold(file.Division, work.Today));
            var evidence = await work.Evidence();
            var paper = await work.Issue(hearing ? "DOC18H" : "DOC18", _ => PriorNotice.Blocks(file, evidence, penalty, hearing, work.Today));
            file.Notice = new Notice(paper.Id, penalty, hearing, why, work.Now);
            file.Defence = null;
            work.Say($"制作{paper.Title} {paper.Number}，拟{CommonText.PenaltyLine(penalty)}", why);
            return null;
        }, stop);

    /// <summary>Whether the hearing must be offered, and why (办法30 art 46).</summary>
    public static (bool Due, string Why) Hearing(Case file, Penalty penalty, ThresholdForCase threshold) =>
        penalty.Other.FirstOrDefault(PenaltyKinds.OpensHearing) is { } kind ? (true, $"拟{kind}，应当告知听证权利")
        : penalty.Fine is { } fine && threshold.Reached(file.Party.Kind, fine) ? (true, $"罚款 {new Money(fine)} 元达到听证门槛（{threshold.Said(file.Party.Kind)}）")
        : (false, $"未达到听证门槛（{threshold.Said(file.Party.Kind)}）");
}
