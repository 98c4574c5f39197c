using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Qingjian.Platform.Access;
using Qingjian.Platform.Edge;
using Qingjian.Registry.Contract;
using Qingjian.Vocabulary;

namespace Qingjian.Matters.Cases.Acts;

/// <summary>认定违法事实: time, place, act, circumstances. Taken over from the record at filing; changed here when the investigation shows more.</summary>
internal static class RecordFacts
{
    internal sealed record Request(string Facts, string Place, DateOnly ActFrom, DateOnly ActTo, string CauseCode, long Version);

    public static void Map(RouteGroupBuilder cases) => cases.MapPost("/{id}/facts", Handle).Requires(Duty.InvestigateCases);

    private static Task<Results<Ok<CaseDone>, ProblemHttpResult>> Handle(string id, Request request, CaseDesk desk, CaseLaw law, IOfficers officers, CancellationToken stop) =>
        desk.Do(id, request.Version, CaseAct.RecordFacts, async work =>
        {
            var file = work.Case;
            if (await BeginInvestigation.CertifiedToday(work, officers) is { } uncertified) return uncertified;
            if ((CaseGuards.Blank(request.Facts, "facts", "违法事实", 10) ?? CaseGuards.Blank(request.Place, "place", "违法地点")) is { } blank) return blank;
            if (request.ActTo < request.ActFrom || request.ActTo > work.Today) return Refusal.OfField("act-days", "actTo", "违法行为的起止日期不正确：终止日不能早于起始日，也不能晚于今天。");
            if (law.Cause(request.CauseCode, request.ActTo) is not { } cause) return Refusal.OfField("no-cause", "causeCode", "该违法行为在行为发生日没有对应的目录条目，请重新选择案由。");
            (file.Facts, file.Place, file.ActFrom, file.ActTo) = (request.Facts.Trim(), request.Place.Trim(), request.ActFrom, request.ActTo);
            (file.CauseCode, file.CauseName, file.Title) = (cause.Code, cause.Name, $"{file.Party.Name}{CaseLaw.Short(cause.Name)}案");
            file.EvidenceVersion++;
            work.Say("认定违法事实");
            return null;
        }, stop);
}
