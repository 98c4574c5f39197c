using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Qingjian.Matters.Documents.Papers;
using Qingjian.Platform.Access;
using Qingjian.Platform.Edge;
using Qingjian.Platform.Files;
using Qingjian.Vocabulary;

namespace Qingjian.Matters.Cases.Acts;

/// <summary>陈述申辩、放弃、申请听证 (办法30 arts 44-46): by the party in its own account, or by an officer who received it on paper.</summary>
internal static class StateDefence
{
    internal sealed record Statement(string Text, IReadOnlyList<string> FileIds, long Version);

    /// <param name="Confirmed">The party has read what it gives up and agrees.</param>
    /// <param name="Hearing">The hearing is given up as well.</param>
    /// <param name="FileId">Signed paper; required when an officer enters it.</param>
    /// <param name="Version">Version of the case shown.</param>
    internal sealed record Waiver(bool Confirmed, bool Hearing, string? FileId, long Version);
    internal sealed record HearingRequest(string Reason, long Version);

    public static void Map(RouteGroupBuilder cases)
    {
        cases.MapPost("/{id}/statement", State).Requires(Duty.InvestigateCases);
        cases.MapPost("/{id}/waiver", Waive).Requires(Duty.InvestigateCases);
        cases.MapPost("/{id}/hearing-request", AskHearing).Requires(Duty.InvestigateCases);
    }

    /// <summary>The same acts in the enterprise's own account; the query filter shows it nothing but its own cases.</summary>
    public static void MapForParty(RouteGroupBuilder mine)
    {
        mine.MapPost("/{id}/statement", State).Requires(Duty.StateDefence);
        mine.MapPost("/{id}/waiver", Waive).Requires(Duty.StateDefence);
        mine.MapPost("/{id}/hearing-request", AskHearing).Requires(Duty.StateDefence);
    }

    private static Task<Results<Ok<CaseDone>, ProblemHttpResult>> State(string id, Statement request, CaseDesk desk, FileStore files, CancellationToken stop) =>
        desk.Do(id, request.Version, CaseAct.RecordStatement, async work =>
        {
            var file = work.Case;
            if (CaseGuards.Blank(request.Text, "text", "陈述申辩的内容", 5) is { } blank) return blank;
            if (file.Defence?.Statement is not null) return Refusal.Of("already-stated", "陈述申辩已提交。补充意见请联系承办人。");
            if (await Closed(work, "statement", "陈述申辩") is { } late) return late;
            if ((await files.Find([.. request.FileIds], work.Stop)).Count != request.FileIds.Distinct().Count())
                return Refusal.OfField("no-file", "fileIds", "有附件没有找到，请重新上传。");
            file.Defence = (file.Defence ?? new Defence()) with
            {
                Statement = request.Text.Trim(),
                FileIds = request.FileIds,
                StatedAt = work.Now,
                StatedByName = work.Caller.EnterpriseId is null ? file.Party.Name : work.Caller.Name,
                WaivedAt = null,
                WaivedByName = null,
                HearingWaived = file.Defence?.HearingWaived ?? false,
            };
            // New evidence of the party reopens legal review and discussion (评查细则 items 17, 19).
            if (request.FileIds.Count > 0) file.EvidenceVersion++;
            work.Say("提出陈述申辩");
            return null;
        }, stop);

    private static Task<Results<Ok<CaseDone>, ProblemHttpResult>> Waive(string id, Waiver request, CaseDesk desk, FileStore files, CancellationToken stop) =>
        desk.Do(id, request.Version, CaseAct.WaiveStatement, async work =>
        {
            var file = work.Case;
            if (!request.Confirmed) return Refusal.OfField("not-confirmed", "confirmed", "请确认已知悉放弃的权利及后果。");
            if (file.Defence?.Statement is not null) return Refusal.Of("already-stated", "已提交陈述申辩，不能再登记放弃。");
            if (work.Caller.EnterpriseId is null && (request.FileId is null || await files.Find([request.FileId], work.Stop) is not [_]))
                return Refusal.OfField("no-waiver-paper", "fileId", "代为登记放弃陈述申辩的，须上传当事人签名的书面声明。");
            var hearing = request.Hearing && file.Notice!.HearingOffered;
            file.Defence = (file.Defence ?? new Defence()) with
            {
                WaivedAt = work.Now,
                WaivedByName = work.Caller.EnterpriseId is null ? file.Party.Name : work.Caller.Name,
                WaiverFileId = request.FileId,
                HearingWaived = hearing,
                WaiverText = $"{file.Party.Name}已收到行政处罚事先告知书，知悉拟处罚的事实、理由、依据和内容，自愿放弃陈述申辩{(hearing ? "和听证" : "")}的权利。",
            };
            work.Act.Enter("evidence.add", new { file.Id, file.Defence.WaiverText, file.Defence.WaivedAt, by = work.Caller.PersonId, file.Notice!.PaperId });
            await work.Clocks.End(file.Id, "statement", work.Today, "当事人放弃", work.Stop);
            if (hearing) await work.Clocks.End(file.Id, "hearing_request", work.Today, "当事人放弃", work.Stop);
            work.Say(hearing ? "签署放弃陈述申辩和听证声明" : "签署放弃陈述申辩声明");
            return null;
        }, stop);

    private static Task<Results<Ok<CaseDone>, ProblemHttpResult>> AskHearing(string id, HearingRequest request, CaseDesk desk, CancellationToken stop) =>
        desk.Do(id, request.Version, CaseAct.RequestHearing, async work =>
        {
            var file = work.Case;
            if (!file.Notice!.HearingOffered) return Refusal.Of("no-hearing-right", "本案拟作的处罚未达到听证门槛，没有听证程序；可以提出陈述申辩。");
            if (file.Defence?.HearingWaived == true) return Refusal.Of("hearing-waived", "已书面放弃听证，不能再申请。");
            if (file.Defence?.HearingAskedAt is not null) return Refusal.Of("hearing-asked", "已经申请听证，请等待听证通知。");
            if (await Closed(work, "hearing_request", "申请听证") is { } late) return late;
            file.Defence = (file.Defence ?? new Defence()) with { HearingAskedAt = work.Now };
            await work.Clocks.End(file.Id, "hearing_request", work.Today, "已申请听证", work.Stop);
            work.Say("申请听证", request.Reason);
            return null;
        }, stop);

    private static async Task<Refusal?> Closed(CaseWork work, string key, string what) =>
        await work.Clocks.Latest(work.Case.Id, key, work.Stop) is { DueOn: { } due } && work.Today > due
            ? Refusal.Of("window-closed", $"{what}的期限已于{BeijingTime.InChinese(due)}届满。") : null;
}
