using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Qingjian.Matters.Documents;
using Qingjian.Platform.Access;
using Qingjian.Platform.Edge;
using Qingjian.Vocabulary;

namespace Qingjian.Matters.Cases.Acts;

/// <summary>作废 an order or notice that was not served. Its number stays in the register with the reason, so the series keeps no gap.</summary>
internal static class CancelPaper
{
    internal sealed record Request(string Reason, long Version);

    public static void Map(RouteGroupBuilder cases) => cases.MapPost("/{id}/papers/{paper}/cancel", Handle).Requires(Duty.InvestigateCases);

    private static Task<Results<Ok<CaseDone>, ProblemHttpResult>> Handle(string id, string paper, Request request, CaseDesk desk, CancellationToken stop) =>
        desk.Do(id, request.Version, CaseAct.CancelPaper, async work =>
        {
            if (await work.Db.Set<Paper>().SingleOrDefaultAsync(p => p.Id == paper && p.OwnerId == id, work.Stop) is not { } found)
                return Refusal.Of("no-paper", "没有找到这份文书，请刷新后再试。");
            if (CaseGuards.Blank(request.Reason, "reason", "作废的理由", 5) is { } blank) return blank;
            if (found.Service is not null) return Refusal.Of("paper-served", "文书已经送达，不得作废；文字有误的请制作补正书。");
            if (found.CancelledReason is not null) return Refusal.Of("paper-cancelled", "该文书已作废。");
            if (found.Code is not ("DOC08" or "DOC15" or "DOC18" or "DOC18H" or "DOC20" or "DOC39"))
                return Refusal.Of("paper-internal", $"《{found.Title}》是已完成步骤的记录，不能作废；需要更改的请退回重新办理。");
            var file = work.Case;
            found.CancelledReason = request.Reason.Trim();
            if (await work.Db.Set<PaperNumber>().SingleOrDefaultAsync(n => n.PaperId == paper, work.Stop) is { } number) number.CancelledReason = request.Reason.Trim();
            if (file.Notice?.PaperId == paper) file.Notice = null;
            if (file.Rectification?.PaperId == paper) file.Rectification = null;
            work.Say($"作废《{found.Title}》{found.Number}", request.Reason);
            return null;
        }, stop);
}
