using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Qingjian.Matters.Deadlines;
using Qingjian.Matters.Documents;
using Qingjian.Matters.Documents.Papers;
using Qingjian.Platform.Access;
using Qingjian.Platform.Edge;
using Qingjian.Vocabulary;

namespace Qingjian.Matters.Cases.Pages;

/// <summary>A case as the party sees it: what was served, what it may answer and until when, what it owes. Nothing before the first service.</summary>
internal static class PartyCases
{
    internal sealed record PartyCase(
        string Id, string Title, string StateWord, long Version, string Agency, string AgencyPhone, string AgencyAddress, string Facts, IReadOnlyList<ReadCase.PaperView> Papers,
        NoticeView? Notice, Defence? Defence, HearingView? Hearing, DecisionView? Decision, Debt? Debt, RectificationView? Rectification, IReadOnlyList<ClockView> Clocks,
        bool MayState, bool MayWaive, bool MayAskHearing);
    internal sealed record NoticeView(string Penalty, bool HearingOffered, DateOnly ReceivedOn);
    internal sealed record HearingView(DateTimeOffset At, string Place, string ChairName, bool Recorded);
    internal sealed record DecisionView(string Number, string Penalty, DateOnly On, DateOnly? ReceivedOn);
    internal sealed record RectificationView(string Content, DateOnly Due, DateOnly ServedOn, DateOnly? ReinspectedOn, string? Finding);
    internal sealed record ClockView(string Id, string Key, string Name, DateOnly StartOn, DateOnly? DueOn, DateOnly? NotBefore, bool Provisional, DateOnly? DoneOn, IReadOnlyList<string> Working);

    // Clocks that run for the party.
    private static readonly string[] Own = ["statement", "hearing_request", "pay_fine", "review_apply", "litigation"];

    public static void Map(RouteGroupBuilder mine)
    {
        mine.MapGet("/{id}", Read).Requires(Duty.StateDefence);
        mine.MapGet("/{id}/papers/{paper}", ReadPaper.ForParty).Requires(Duty.StateDefence);
        mine.MapGet("/{id}/papers/{paper}/docx", ReadPaper.DocxForParty).Requires(Duty.StateDefence);
        mine.MapGet("/{id}/papers/{paper}/pdf", ReadPaper.PdfForParty).Requires(Duty.StateDefence);
    }

    private static async Task<Results<Ok<PartyCase>, ProblemHttpResult>> Read(string id, MattersDb db, Debts debts, CancellationToken stop)
    {
        if (await db.Set<Case>().AsNoTracking().SingleOrDefaultAsync(c => c.Id == id && c.ToldParty, stop) is not { } file) return Problems.NotFound();
        var today = BeijingTime.DayOf(db.Now);
        var papers = (await db.Set<Paper>().AsNoTracking().Where(p => p.OwnerId == id).OrderBy(p => p.IssuedAt).ToListAsync(stop)).Where(p => p.Service is not null && PaperKind.Of(p.Code).Served);
        var clocks = await db.Set<DeadlineInstance>().AsNoTracking().Where(d => d.OwnerId == id && Own.Contains(d.Key)).OrderBy(d => d.OpenedAt).ToListAsync(stop);
        var open = file.Notice?.ReceivedOn is not null && file.State is CaseState.Notified or CaseState.Hearing;
        bool Runs(string key) => clocks.LastOrDefault(c => c.Key == key) is { DoneOn: null } clock && (clock.DueOn is null || today <= clock.DueOn);
        return TypedResults.Ok(new PartyCase(
            file.Id, file.Title, CaseWords.Of(file.State), file.Version, file.Agency.Name, file.Agency.Phone, file.Agency.Address, file.Facts, [.. papers.Select(ReadCase.View)],
            file.Notice is { ReceivedOn: { } received } notice ? new(CommonText.PenaltyLine(notice.Penalty), notice.HearingOffered, received) : null, file.Defence,
            file.Hearing is { } hearing ? new(hearing.At, hearing.Place, hearing.ChairName, hearing.RecordedAt is not null) : null,
            file.Decision is { ReceivedOn: not null } decision ? new(decision.Number, CommonText.PenaltyLine(decision.Penalty), decision.On, decision.ReceivedOn) : null,
            await debts.Of(file, today, stop),
            file.Rectification is { ServedOn: { } served } order ? new(order.Content, order.Due, served, order.ReinspectedOn, order.Finding is { } finding ? ClosingApproval.Words(finding) : null) : null,
            [.. clocks.Select(c => new ClockView(c.Id, c.Key, c.Name, c.StartOn, c.DueOn, c.NotBefore, c.Provisional, c.DoneOn, c.Working))],
            open && file.Defence?.Statement is null && Runs("statement"), open && file.State == CaseState.Notified && file.Defence is not { Statement: not null } and not { WaivedAt: not null },
            open && file.State == CaseState.Notified && file.Notice!.HearingOffered && file.Defence?.HearingAskedAt is null && file.Defence?.HearingWaived != true && Runs("hearing_request")));
    }

    internal static string Waiting(Case file) => file switch
    {
        { State: CaseState.Notified, Defence: null } => "可陈述申辩",
        { State: CaseState.Served, Decision.Penalty.Fine: not null } => "缴纳罚款",
        { Rectification: { ServedOn: not null, ReinspectedOn: null } } => "按期改正",
        _ => "无",
    };
}
