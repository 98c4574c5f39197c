using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Qingjian.Platform.Access;
using Qingjian.Platform.Edge;
using Qingjian.Registry.Contract;
using Qingjian.Vocabulary;

namespace Qingjian.Matters.Cases.Acts;

/// <summary>延长办案期限 (办法30 art 57): an officer asks; +30 days by the head, then +30 by collective discussion of the heads, 150 in all.</summary>
internal static class ExtendDecision
{
    internal sealed record AskRequest(string Reason, long Version);

    /// <param name="Reason">理由.</param>
    /// <param name="Version">Version of the case shown.</param>
    /// <param name="On">Day of the collective discussion; it and the following only for the second extension.</param>
    /// <param name="Place">地点.</param>
    /// <param name="Votes">Those who voted.</param>
    /// <param name="RecorderName">记录人.</param>
    /// <param name="Conclusion">结论.</param>
    internal sealed record Request(string Reason, long Version, DateOnly? On, string? Place, IReadOnlyList<DiscussCase.VoteGiven>? Votes, string? RecorderName, string? Conclusion);

    public static void Map(RouteGroupBuilder cases)
    {
        cases.MapPost("/{id}/extension", Ask).Requires(Duty.InvestigateCases);
        cases.MapPost("/{id}/extend-decision", Grant).Requires(Duty.DecideCases);
        cases.MapPost("/{id}/extension/refuse", Refuse).Requires(Duty.DecideCases);
    }

    private static Task<Results<Ok<CaseDone>, ProblemHttpResult>> Ask(string id, AskRequest request, CaseDesk desk, CancellationToken stop) =>
        desk.Do(id, request.Version, CaseAct.RequestExtension, async work =>
        {
            var file = work.Case;
            if (CaseGuards.Blank(request.Reason, "reason", "申请延期的理由", 5) is { } blank) return blank;
            if (file.Investigators.All(i => i.PersonId != work.Caller.PersonId)) return Refusal.Of("not-handler", "您不是本案的承办人，不能申请延期。");
            if (file.Extension is { Open: true }) return Refusal.Of("extension-asked", "延期申请正在等待负责人审批。");
            if (await work.Clocks.Running(file.Id, "decision", work.Stop) is not { } clock) return Refusal.Of("no-clock", "没有正在计算的办案期限，无须延长。");
            if (clock.Extensions.Count >= 2) return Refusal.Of("extension-not-listed", "办案期限已经延长两次，依法不能再延长（最长150日）。");
            if (clock.DueOn is { } due && work.Today > due) return Refusal.Of("extension-late", $"办案期限已于{BeijingTime.InChinese(due)}届满，不能再申请延长。");
            file.Extension = new ExtensionRequest(request.Reason.Trim(), work.Caller.PersonId, work.Caller.Name, work.Today);
            work.Say($"申请第{clock.Extensions.Count + 1}次延长办案期限（现为{clock.Shown}）", request.Reason);
            return null;
        }, stop);

    private static Task<Results<Ok<CaseDone>, ProblemHttpResult>> Grant(string id, Request request, CaseDesk desk, IOfficers people, CancellationToken stop) =>
        desk.Do(id, request.Version, CaseAct.ExtendDecision, async work =>
        {
            var file = work.Case;
            if (CaseGuards.Blank(request.Reason, "reason", "延长的理由", 5) is { } blank) return blank;
            if (work.Enter(CaseRoleKind.Decider) is { } same) return same;
            if (await work.Clocks.Running(file.Id, "decision", work.Stop) is not { } clock) return Refusal.Of("no-clock", "没有正在计算的办案期限，无须延长。");
            var (was, approver) = (clock.Shown, work.Caller.Name);
            if (clock.Extensions.Count == 1)
            {
                if (request is not { On: { } on, Votes: { Count: > 0 } votes })
                    return Refusal.OfField("discussion-needed", "votes", "第二次延长办案期限须经负责人集体讨论（生态环境行政处罚办法第五十七条），请填写集体讨论的时间、地点、参加人及表决、结论。");
                var held = new DiscussCase.Request(on, request.Place ?? "", votes, request.RecorderName ?? "", request.Conclusion ?? "", request.Version);
                if (!(await DiscussCase.Held(work, held, people, $"办案期限（现为{was}）再延长三十日。理由：{request.Reason.Trim()}")).Try(out var discussion, out var why)) return why;
                if (!discussion.Agreed) return Refusal.OfField("extension-voted-down", "votes", "集体讨论没有过半数同意，不能延长；请登记“不同意延期”。");
                approver = "负责人集体讨论";
            }
            var asked = file.Extension is { Open: true } waiting ? waiting.On : work.Today;
            if (await work.Clocks.Extend(file.Id, "decision", approver, request.Reason.Trim(), asked, work.Stop) is { } refused) return refused;
            if (file.Extension is { Open: true } open) file.Extension = Answered(open, "同意延期", request.Reason, work);
            work.Say($"延长办案期限30日，由{was}延至{clock.Shown}", request.Reason);
            return null;
        }, stop);

    private static Task<Results<Ok<CaseDone>, ProblemHttpResult>> Refuse(string id, AskRequest request, CaseDesk desk, CancellationToken stop) =>
        desk.Do(id, request.Version, CaseAct.RefuseExtension, work =>
        {
            Refusal? why = CaseGuards.Blank(request.Reason, "reason", "不同意延期的理由", 5);
            if (why is null && work.Case.Extension is not { Open: true }) why = Refusal.Of("extension-not-asked", "没有等待审批的延期申请。");
            why ??= work.Enter(CaseRoleKind.Decider);
            if (why is not null) return Task.FromResult<Refusal?>(why);
            work.Case.Extension = Answered(work.Case.Extension!, "不同意延期", request.Reason, work);
            work.Say("不同意延长办案期限", request.Reason);
            return Task.FromResult<Refusal?>(null);
        }, stop);

    private static ExtensionRequest Answered(ExtensionRequest asked, string answer, string reason, CaseWork work) =>
        asked with { Answer = answer, AnswerReason = reason.Trim(), AnsweredByName = work.Caller.Name, AnsweredOn = work.Today };
}
