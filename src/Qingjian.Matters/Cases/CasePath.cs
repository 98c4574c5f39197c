using System.Collections.Frozen;
using Qingjian.Platform.Access;
using Qingjian.Vocabulary;
using static Qingjian.Matters.Cases.CaseAct;
using static Qingjian.Matters.Cases.CaseState;

namespace Qingjian.Matters.Cases;

/// <summary>The whole path of a case: which act is allowed from which state and where it leads. Guards that look at the file stand in <see cref="CaseGuards"/>.</summary>
internal static class CasePath
{
    private static readonly FrozenDictionary<(CaseState, CaseAct), CaseState> Table = new Dictionary<(CaseState, CaseAct), CaseState>
    {
        // 立案 (生态环境行政处罚办法 arts 18-20)
        [(CaseState.Filing, ApproveFiling)] = Filed,
        [(CaseState.Filing, RefuseFiling)] = NotFiled,
        [(Filed, RevokeFiling)] = FilingRevoked,
        [(Filed, BeginInvestigation)] = Investigating,

        // 调查 (arts 22-37)
        [(Investigating, AddEvidence)] = Investigating,
        [(Investigating, RecordFacts)] = Investigating,
        [(Investigating, ChooseBasis)] = Investigating,
        [(Investigating, AssessFine)] = Investigating,
        [(Investigating, RevokeFiling)] = FilingRevoked,
        [(Investigating, Suspend)] = Suspended,
        [(Suspended, Resume)] = Investigating,
        [(Investigating, Terminate)] = Terminated,
        [(Investigating, SubmitReport)] = UnderReview,

        // 审查 (arts 38-40)
        [(UnderReview, ReturnToInvestigation)] = Investigating,
        [(UnderReview, PassReview)] = UnderReview,
        [(UnderReview, IssueNotice)] = UnderReview,
        [(UnderReview, ServeNotice)] = Notified,
        [(UnderReview, DecideNoPenalty)] = NoPenalty,
        // Where an agency reviews or discusses first, the notice follows; the decision still waits for it.
        [(UnderReview, SubmitToLegalReview)] = CaseState.LegalReview,
        [(UnderReview, SubmitToDiscussion)] = Collective,
        [(CaseState.LegalReview, IssueNotice)] = CaseState.LegalReview,
        [(CaseState.LegalReview, ServeNotice)] = Notified,
        [(Collective, IssueNotice)] = Collective,
        [(Collective, ServeNotice)] = Notified,

        // 事先告知、陈述申辩、听证 (arts 44-48)
        [(Notified, RecordStatement)] = Notified,
        [(Notified, WaiveStatement)] = Notified,
        [(Notified, RequestHearing)] = Notified,
        [(Notified, NoticeHearing)] = CaseState.Hearing,
        [(Notified, AnswerStatement)] = Notified,
        [(Notified, ReturnToInvestigation)] = Investigating,
        [(Notified, SubmitToLegalReview)] = CaseState.LegalReview,
        [(Notified, SubmitToDiscussion)] = Collective,
        [(Notified, Decide)] = Decided,
        [(Notified, DecideNoPenalty)] = NoPenalty,
        [(CaseState.Hearing, NoticeHearing)] = CaseState.Hearing,
        [(CaseState.Hearing, RecordStatement)] = CaseState.Hearing,
        [(CaseState.Hearing, AnswerStatement)] = CaseState.Hearing,
        [(CaseState.Hearing, RecordHearing)] = CaseState.Hearing,
        [(CaseState.Hearing, ReturnToInvestigation)] = Investigating,
        [(CaseState.Hearing, SubmitToLegalReview)] = CaseState.LegalReview,
        [(CaseState.Hearing, SubmitToDiscussion)] = Collective,
        [(CaseState.Hearing, Decide)] = Decided,
        [(CaseState.Hearing, DecideNoPenalty)] = NoPenalty,

        // 法制审核、集体讨论 (arts 49-51)
        [(CaseState.LegalReview, PassLegalReview)] = CaseState.LegalReview,
        [(CaseState.LegalReview, ReturnToInvestigation)] = Investigating,
        [(CaseState.LegalReview, SubmitToDiscussion)] = Collective,
        [(CaseState.LegalReview, Decide)] = Decided,
        [(CaseState.LegalReview, DecideNoPenalty)] = NoPenalty,
        [(Collective, CaseAct.Discuss)] = Collective,
        [(Collective, ReturnToInvestigation)] = Investigating,
        [(Collective, Decide)] = Decided,
        [(Collective, DecideNoPenalty)] = NoPenalty,

        // 决定、送达、执行、结案 (arts 52-70)
        [(Decided, ServeDecision)] = Served,
        [(NoPenalty, ServeDecision)] = Served,
        [(Served, RecordPayment)] = InExecution,
        [(Served, Demand)] = Demanded,
        [(InExecution, RecordPayment)] = InExecution,
        [(InExecution, Demand)] = Demanded,
        [(Demanded, RecordPayment)] = Demanded,
        [(Demanded, ApplyToCourt)] = Court,
        [(Court, RecordPayment)] = Court,
        [(Served, ProposeClosing)] = Served,
        [(InExecution, ProposeClosing)] = InExecution,
        [(Demanded, ProposeClosing)] = Demanded,
        [(Court, ProposeClosing)] = Court,
        [(Terminated, ProposeClosing)] = Terminated,
        [(Served, Close)] = Closed,
        [(InExecution, Close)] = Closed,
        [(Demanded, Close)] = Closed,
        [(Court, Close)] = Closed,
        [(Terminated, Close)] = Closed,
    }
    .Concat(WithinDecisionClock()).Concat(BesideThePenalty()).ToFrozenDictionary();

    // The order to rectify, its service and its re-inspection run beside the penalty, whatever its state (办法30 art 9).
    private static IEnumerable<KeyValuePair<(CaseState, CaseAct), CaseState>> BesideThePenalty() =>
        from state in new[] { Filed, Investigating, Suspended, UnderReview, Notified, CaseState.Hearing, CaseState.LegalReview, Collective, Decided, NoPenalty, Served, InExecution, Demanded, Court }
        from act in new[] { OrderRectification, CaseAct.ServePaper, CaseAct.CancelPaper, CaseAct.CorrectPaper, RecordReinspection }
        select KeyValuePair.Create((state, act), state);

    private static IEnumerable<KeyValuePair<(CaseState, CaseAct), CaseState>> WithinDecisionClock() =>
        new[] { Filed, Investigating, UnderReview, Notified, CaseState.Hearing, CaseState.LegalReview, Collective }
            .SelectMany(state => new[] { CaseAct.RequestExtension, ExtendDecision, CaseAct.RefuseExtension }.Select(act => KeyValuePair.Create((state, act), state)));

    /// <summary>States in which nothing more can happen.</summary>
    public static readonly FrozenSet<CaseState> Ended = [NotFiled, FilingRevoked, Closed];

    /// <summary>The state after the act, or why the act is not allowed now.</summary>
    public static Outcome<CaseState> Next(CaseState state, CaseAct act) =>
        Table.TryGetValue((state, act), out var next)
            ? next
            : Refusal.Of("case-state", $"案件现处于“{CaseWords.Of(state)}”阶段，不能{CaseWords.Of(act)}。请按页面“下一步”所列步骤办理。");

    /// <summary>Acts the table allows from a state, in order of the procedure.</summary>
    public static IEnumerable<CaseAct> From(CaseState state) => Table.Keys.Where(key => key.Item1 == state).Select(key => key.Item2).Order();

    /// <summary>The duty an act asks for in a state. Statement, waiver and hearing request are also open to the party itself.</summary>
    public static Duty DutyOf(CaseState state, CaseAct act) => act switch
    {
        ApproveFiling or RefuseFiling or RevokeFiling => Duty.ApproveFiling,
        PassReview => Duty.ReviewCases,
        PassLegalReview or RecordHearing => Duty.LegalReview,
        ReturnToInvestigation => state switch { UnderReview => Duty.ReviewCases, CaseState.LegalReview => Duty.LegalReview, _ => Duty.DecideCases },
        Suspend or Resume or Terminate or ExtendDecision or CaseAct.RefuseExtension or CaseAct.Discuss or Decide or DecideNoPenalty or Close => Duty.DecideCases,
        ServeNotice or ServeDecision or CaseAct.ServePaper => Duty.ServeDocuments,
        RecordPayment or Demand or ApplyToCourt => Duty.ExecuteDecisions,
        ProposeClosing => Duty.CloseCases,
        _ => Duty.InvestigateCases,
    };
}
