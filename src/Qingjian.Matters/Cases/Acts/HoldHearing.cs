using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Qingjian.Judgement;
using Qingjian.Matters.Documents.Papers;
using Qingjian.Platform.Access;
using Qingjian.Platform.Edge;
using Qingjian.Registry.Contract;
using Qingjian.Vocabulary;

namespace Qingjian.Matters.Cases.Acts;

/// <summary>听证 (DOC20, DOC21; 处罚法 art 64): notice at least seven working days before, a chair who did not investigate, a record.</summary>
internal static class HoldHearing
{
    internal sealed record NoticeRequest(DateTimeOffset At, string Place, string ChairId, string RecorderName, long Version);
    internal sealed record RecordRequest(string Course, string Opinion, bool PartyAbsent, long Version);

    public static void Map(RouteGroupBuilder cases)
    {
        cases.MapPost("/{id}/hearing/notice", Notice).Requires(Duty.InvestigateCases);
        cases.MapPost("/{id}/hearing/record", Record).Requires(Duty.LegalReview);
    }

    private static Task<Results<Ok<CaseDone>, ProblemHttpResult>> Notice(string id, NoticeRequest request, CaseDesk desk, Rulebook book, IOfficers people, CancellationToken stop) =>
        desk.Do(id, request.Version, CaseAct.NoticeHearing, async work =>
        {
            var file = work.Case;
            if (file.Defence?.HearingAskedAt is null) return Refusal.Of("hearing-not-asked", "当事人没有申请听证。");
            if ((CaseGuards.Blank(request.Place, "place", "听证地点") ?? CaseGuards.Blank(request.RecorderName, "recorderName", "记录员")) is { } blank) return blank;
            if (await people.Person(request.ChairId, work.Stop) is not { } chair) return Refusal.OfField("no-chair", "chairId", "没有找到听证主持人，请重新选择。");
            if (work.Enter(chair.PersonId, chair.Name, CaseRoleKind.HearingChair, chair.JobTitle, null) is { } same) return same;
            if (book.Deadlines.Compute(new DeadlineRequest("hearing_notify", BeijingTime.DayOf(request.At))) is not DeadlineAnswer.Known(var latest))
                return Refusal.OfField("hearing-day", "at", "听证日期所在年份的工作日历尚未载入，无法核对七个工作日的通知期，请另定日期。");
            if (work.Today > latest.End)
                return Refusal.OfField("hearing-too-soon", "at", $"听证须在七个工作日前通知当事人：{BeijingTime.InChinese(BeijingTime.DayOf(request.At))}举行的，最迟应于{BeijingTime.InChinese(latest.End)}送达通知。请改期。");
            var paper = await work.Issue("DOC20", _ => HearingPapers.Notice(file, request.At, request.Place, chair.Name, request.RecorderName, work.Today));
            file.Hearing = new HearingRecord(request.At, request.Place.Trim(), chair.PersonId, chair.Name, request.RecorderName.Trim(), paper.Id);
            work.Say($"通知听证：{Documents.Layout.PaperWords.Of(request.At)}，主持人 {chair.Name}");
            return await work.Clocks.Pause(file.Id, "decision", work.Today, "hearing", "听证", work.Stop);
        }, stop);

    private static Task<Results<Ok<CaseDone>, ProblemHttpResult>> Record(string id, RecordRequest request, CaseDesk desk, CancellationToken stop) =>
        desk.Do(id, request.Version, CaseAct.RecordHearing, async work =>
        {
            var file = work.Case;
            if (file.Hearing is not { RecordedAt: null } hearing) return Refusal.Of("no-hearing", "没有待举行的听证。");
            if (work.Now < hearing.At) return Refusal.Of("hearing-ahead", "听证尚未举行。");
            if (work.Caller.PersonId != hearing.ChairId) return Refusal.Of("not-chair", $"听证笔录由主持人 {hearing.ChairName} 登记。");
            if ((CaseGuards.Blank(request.Course, "course", "听证经过", 10) ?? CaseGuards.Blank(request.Opinion, "opinion", "主持人意见")) is { } blank) return blank;
            var paper = await work.Issue("DOC21", _ => HearingPapers.Minutes(file, hearing, request.Course, request.Opinion, request.PartyAbsent));
            file.Hearing = hearing with { Course = request.Course.Trim(), Opinion = request.Opinion.Trim(), PartyAbsent = request.PartyAbsent, RecordPaperId = paper.Id, RecordedAt = work.Now };
            work.Say(request.PartyAbsent ? "登记听证笔录（当事人无正当理由未到场）" : "登记听证笔录");
            return await work.Clocks.Resume(file.Id, "decision", work.Today.AddDays(1), "hearing", work.Stop);
        }, stop);
}
