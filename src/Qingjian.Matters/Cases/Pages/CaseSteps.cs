using Qingjian.Matters.Deadlines;
using Qingjian.Platform.Access;
using Qingjian.Vocabulary;

namespace Qingjian.Matters.Cases.Pages;

/// <summary>One act as the page offers it.</summary>
/// <param name="Act">Its name in the interface.</param>
/// <param name="Word">Its Chinese word, for the button.</param>
/// <param name="Blocked">Why it would be refused now; null when it may be done.</param>
internal sealed record NextAct(CaseAct Act, string Word, string? Blocked);

/// <summary>Which acts the caller's post may do on a case now, and what still stands in the way of each.</summary>
internal sealed class CaseSteps(MattersDb db, Clocks clocks, CaseLaw law, Debts debts)
{
    public async Task<IReadOnlyList<NextAct>> For(Case file, IReadOnlyList<CaseEvidence> evidence, CancellationToken stop)
    {
        var acts = new List<NextAct>();
        foreach (var act in CasePath.From(file.State).Where(act => act is not (CaseAct.ServeNotice or CaseAct.ServeDecision or CaseAct.ServePaper or CaseAct.CancelPaper or CaseAct.CorrectPaper) && db.Caller.May(CasePath.DutyOf(file.State, act)) && Sensible(file, act)))
            acts.Add(new(act, CaseWords.Of(act), (await Blocked(file, act, evidence, stop))?.Message));
        return acts;
    }

    // Acts that the table allows but that have nothing to act on yet are not offered.
    private static bool Sensible(Case file, CaseAct act) => act switch
    {
        CaseAct.RecordReinspection => file.Rectification is { ServedOn: not null, ReinspectedOn: null },
        CaseAct.OrderRectification => file.Rectification is not { ReinspectedOn: null } && file.State is not (CaseState.Served or CaseState.InExecution or CaseState.Demanded or CaseState.Court),
        CaseAct.IssueNotice => file.Notice is null,
        CaseAct.PassReview => !file.Stands(file.Review),
        CaseAct.PassLegalReview => !file.Stands(file.LegalReview),
        CaseAct.AnswerStatement => file.Defence is { Statement: not null, AnsweredAt: null },
        CaseAct.NoticeHearing => file.Defence?.HearingAskedAt is not null && file.Hearing?.RecordedAt is null,
        CaseAct.RecordHearing => file.Hearing is { RecordedAt: null },
        CaseAct.RequestHearing => file.Notice?.HearingOffered == true && file.Defence?.HearingAskedAt is null && file.Defence?.HearingWaived != true,
        CaseAct.RecordStatement => file.Defence?.Statement is null,
        CaseAct.WaiveStatement => file.Defence is not { Statement: not null } and not { WaivedAt: not null },
        CaseAct.RequestExtension => file.Extension is not { Open: true },
        CaseAct.RefuseExtension => file.Extension is { Open: true },
        CaseAct.Close => file.Closing is not null,
        CaseAct.ProposeClosing => file.Closing is null,
        CaseAct.Demand or CaseAct.RecordPayment => file.Decision?.Penalty.Fine is not null,
        _ => true,
    };

    private async Task<Refusal?> Blocked(Case file, CaseAct act, IReadOnlyList<CaseEvidence> evidence, CancellationToken stop)
    {
        var today = BeijingTime.DayOf(db.Now);
        if (Role(act) is { } role && CaseSeparation.Check(file.Roles, db.Caller.PersonId, role) is { } same) return same;
        if (CasePath.DutyOf(file.State, act) == Duty.InvestigateCases && file.Investigators.All(i => i.PersonId != db.Caller.PersonId)
            && act is CaseAct.BeginInvestigation or CaseAct.AddEvidence or CaseAct.RecordFacts or CaseAct.OrderRectification or CaseAct.RecordReinspection or CaseAct.SubmitReport or CaseAct.IssueNotice or CaseAct.RequestExtension)
            return Refusal.Of("not-handler", "您不是本案的承办人。");
        switch (act)
        {
            case CaseAct.SubmitReport: return CaseGuards.Report(file, evidence);
            case CaseAct.AssessFine when file.Law is null: return Refusal.Of("no-basis", "请先选定法律依据，再作裁量。");
            case CaseAct.IssueNotice: return CaseGuards.Notice(file);
            case CaseAct.Decide:
                return file.Notice is null ? Refusal.Of("notice-not-served", "事先告知书尚未送达，不能作出决定。")
                    : CaseGuards.Window(file, await clocks.Latest(file.Id, "statement", stop), today) ?? CaseGuards.Decision(file, file.Notice.Penalty, law.Threshold(file.Division, today));
            case CaseAct.ProposeClosing or CaseAct.Close:
                return CaseGuards.Closing(file, (await debts.Of(file, today, stop))?.Total ?? new Money(0));
            default: return null;
        }
    }

    private static CaseRoleKind? Role(CaseAct act) => act switch
    {
        CaseAct.ApproveFiling or CaseAct.RefuseFiling or CaseAct.RevokeFiling => CaseRoleKind.FilingApprover,
        CaseAct.PassReview => CaseRoleKind.Reviewer,
        CaseAct.PassLegalReview => CaseRoleKind.LegalReviewer,
        CaseAct.Decide or CaseAct.DecideNoPenalty or CaseAct.Suspend or CaseAct.Terminate => CaseRoleKind.Decider,
        CaseAct.Close => CaseRoleKind.CloseApprover,
        _ => null,
    };
}
