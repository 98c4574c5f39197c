using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Qingjian.Judgement;
using Qingjian.Matters.Documents;
using Qingjian.Matters.Documents.Papers;
using Qingjian.Platform.Access;
using Qingjian.Platform.Edge;
using Qingjian.Platform.Files;
using Qingjian.Vocabulary;

namespace Qingjian.Matters.Cases.Acts;

/// <summary>送达 (DOC36): records method, receiver and the day of receipt, which starts the clocks of the paper.</summary>
internal static class ServePaper
{
    /// <param name="Method">送达方式.</param>
    /// <param name="Receiver">Who took it.</param>
    /// <param name="ReceiverRelation">Relation of a substitute receiver to the party.</param>
    /// <param name="Place">送达地点.</param>
    /// <param name="ReceivedOn">Day of receipt; for a public notice the day it was published.</param>
    /// <param name="Witness">见证人.</param>
    /// <param name="RefusalReason">拒收理由.</param>
    /// <param name="ProofFileId">Signed proof, postal receipt, or the signed confirmation of electronic service.</param>
    /// <param name="Version">Version of the case shown.</param>
    internal sealed record Request(ServiceMethod Method, string Receiver, string? ReceiverRelation, string Place, DateOnly ReceivedOn, string? Witness, string? RefusalReason, string? ProofFileId, long Version);

    public static void Map(RouteGroupBuilder cases) => cases.MapPost("/{id}/papers/{paper}/serve", Handle).Requires(Duty.ServeDocuments);

    private static async Task<Results<Ok<CaseDone>, ProblemHttpResult>> Handle(string id, string paper, Request request, CaseDesk desk, MattersDb db, Rulebook book, FileStore files, CancellationToken stop)
    {
        if (await db.Set<Paper>().SingleOrDefaultAsync(p => p.Id == paper && p.OwnerId == id, stop) is not { } served) return Problems.NotFound();
        var what = served.Code switch { "DOC18" or "DOC18H" => CaseAct.ServeNotice, "DOC25" or "DOC26" => CaseAct.ServeDecision, _ => CaseAct.ServePaper };
        return await desk.Do(id, request.Version, what, work => Decide(work, served, request, book, files), stop);
    }

    private static async Task<Refusal?> Decide(CaseWork work, Paper paper, Request request, Rulebook book, FileStore files)
    {
        var file = work.Case;
        if (!PaperKind.Of(paper.Code).Served) return Refusal.Of("not-for-service", $"《{paper.Title}》是内部文书，不需要送达。");
        if (paper.Service is not null) return Refusal.Of("already-served", $"《{paper.Title}》{paper.Number} 已于{BeijingTime.InChinese(paper.Service.ReceivedOn)}送达，送达后的文书不得更改。");
        if (paper.CancelledReason is not null) return Refusal.Of("paper-cancelled", "该文书已作废，不能送达。");
        if ((CaseGuards.Blank(request.Receiver, "receiver", "收件人") ?? CaseGuards.Blank(request.Place, "place", "送达地点")) is { } blank) return blank;
        if (request.Method == ServiceMethod.Electronic && request.ProofFileId is null)
            return Refusal.OfField("no-confirmation", "proofFileId", "电子送达须有当事人签名的送达地址（方式）确认书，请上传（行政处罚法第六十一条）。");
        if (request.Method == ServiceMethod.Left && string.IsNullOrWhiteSpace(request.RefusalReason))
            return Refusal.OfField("required", "refusalReason", "留置送达须写明拒收理由。");
        if (request.ProofFileId is { } proof && await files.Find([proof], work.Stop) is not [_]) return Refusal.OfField("no-file", "proofFileId", "没有找到上传的送达凭证，请重新上传。");

        var received = request.ReceivedOn;
        if (received < paper.PrintedOn || received > work.Today)
            return Refusal.OfField("received-day", "receivedOn", $"收到日期应在文书日期（{BeijingTime.InChinese(paper.PrintedOn)}）之后、今天之前。");
        if (request.Method == ServiceMethod.PublicNotice)
        {
            if (book.Deadlines.Compute(new DeadlineRequest("service_public_notice", received)) is not DeadlineAnswer.Known(var notice))
                return Refusal.Of("public-notice", "公告送达的期限无法计算，请检查规则文件。");
            // U4: effective on the day after the 30th day.
            received = notice.OpensOn;
            if (received > work.Today) return Refusal.OfField("public-notice-open", "receivedOn", $"公告期三十日尚未届满，{BeijingTime.InChinese(received)}起视为送达。");
        }

        var servers = file.Investigators.Any(i => i.PersonId == work.Caller.PersonId) ? file.Investigators.Select(i => i.Name).ToList() : [work.Caller.Name];
        var receipt = await work.Issue("DOC36", _ => ServiceProof.Blocks(file, paper, request.Method, request.Receiver.Trim(), request.ReceiverRelation, received, request.Place.Trim(), servers, request.Witness, request.RefusalReason));
        paper.Service = new Service(request.Method, request.Receiver.Trim(), request.ReceiverRelation, received, servers, request.Witness, request.RefusalReason,
            request.ProofFileId, receipt.Id, work.Now, work.Caller.Name);
        file.ToldParty = true;
        work.Say($"送达《{paper.Title}》{paper.Number}，{ServiceProof.WordOf(request.Method)}，收到日期 {BeijingTime.InChinese(received)}");
        return await Follow(work, paper, received);
    }

    // What the receipt starts.
    private static async Task<Refusal?> Follow(CaseWork work, Paper paper, DateOnly received)
    {
        var (file, clocks) = (work.Case, work.Clocks);
        switch (paper.Code)
        {
            case "DOC08":
                if (await work.Db.Set<CaseEvidence>().SingleOrDefaultAsync(e => e.CaseId == file.Id && e.NoticePaperId == paper.Id, work.Stop) is { } report) report.ResultToldOn = received;
                break;
            case "DOC15" when file.Rectification?.PaperId == paper.Id:
                file.Rectification = file.Rectification with { ServedOn = received };
                await clocks.Start(file, "daily_reinspection", received, paper.Id, work.Stop);
                break;
            case "DOC18" or "DOC18H":
                if (file.Notice?.PaperId != paper.Id) return Refusal.Of("notice-superseded", "这份告知书已被新的告知书取代，不能送达。");
                file.Notice = file.Notice with { ReceivedOn = received };
                await clocks.Start(file, "statement", received, paper.Id, work.Stop);
                if (file.Notice.HearingOffered) await clocks.Start(file, "hearing_request", received, paper.Id, work.Stop);
                break;
            case "DOC25" or "DOC26":
                file.Decision = file.Decision! with { ReceivedOn = received };
                await clocks.End(file.Id, "service", received, "已送达", work.Stop);
                if (file.Decision.Penalty.Fine is not null) await clocks.Start(file, "pay_fine", received, paper.Id, work.Stop);
                await clocks.Start(file, "review_apply", received, paper.Id, work.Stop);
                await clocks.Start(file, "litigation", received, paper.Id, work.Stop);
                break;
            case "DOC39":
                file.Execution = file.Execution! with { DemandedOn = received };
                await clocks.Start(file, "demand", received, paper.Id, work.Stop);
                break;
        }
        return null;
    }
}
