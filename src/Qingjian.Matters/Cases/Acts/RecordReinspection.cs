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

/// <summary>登记复查: what the re-inspection of an order to rectify found, within 30 days of its service (按日办法 art 10).</summary>
internal static class RecordReinspection
{
    internal sealed record Request(DateOnly On, ReinspectionFinding Finding, string Note, long Version);

    public static void Map(RouteGroupBuilder cases) => cases.MapPost("/{id}/reinspection", Handle).Requires(Duty.InvestigateCases);

    private static Task<Results<Ok<CaseDone>, ProblemHttpResult>> Handle(string id, Request request, CaseDesk desk, IOfficers officers, CancellationToken stop) =>
        desk.Do(id, request.Version, CaseAct.RecordReinspection, async work =>
        {
            var file = work.Case;
            if (await BeginInvestigation.CertifiedToday(work, officers) is { } uncertified) return uncertified;
            if (file.Rectification is not { ReinspectedOn: null } order) return Refusal.Of("no-order", "没有待复查的责令改正决定。");
            if (order.ServedOn is not { } served) return Refusal.Of("order-not-served", "责令改正决定书尚未送达，请先登记送达。");
            if (request.On < served || request.On > work.Today) return Refusal.OfField("reinspection-day", "on", "复查日期应在送达之后、今天之前。");
            if (CaseGuards.Blank(request.Note, "note", "复查情况", 5) is { } blank) return blank;
            file.Rectification = order with { ReinspectedOn = request.On, Finding = request.Finding, FindingNote = request.Note.Trim(), ReinspectedByName = work.Caller.Name };
            await work.Clocks.End(file.Id, "daily_reinspection", request.On, ClosingApproval.Words(request.Finding), work.Stop);
            work.Say($"复查：{ClosingApproval.Words(request.Finding)}", request.Note);
            return null;
        }, stop);
}
