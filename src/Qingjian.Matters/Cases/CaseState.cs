namespace Qingjian.Matters.Cases;

/// <summary>Where a case stands (enforcement rules 1.1). One value; side tracks (rectification, review, suit) lie beside it.</summary>
internal enum CaseState
{
    /// <summary>立案审批中: the filing is proposed, the agency head has not decided.</summary>
    Filing,
    /// <summary>不予立案.</summary>
    NotFiled,
    /// <summary>已立案.</summary>
    Filed,
    /// <summary>撤销立案.</summary>
    FilingRevoked,
    /// <summary>调查取证.</summary>
    Investigating,
    /// <summary>中止调查: the decision clock stands still.</summary>
    Suspended,
    /// <summary>终止调查.</summary>
    Terminated,
    /// <summary>案件审查.</summary>
    UnderReview,
    /// <summary>事先告知: the prior notice is served.</summary>
    Notified,
    /// <summary>听证.</summary>
    Hearing,
    /// <summary>法制审核.</summary>
    LegalReview,
    /// <summary>集体讨论.</summary>
    Collective,
    /// <summary>已作出决定.</summary>
    Decided,
    /// <summary>已送达.</summary>
    Served,
    /// <summary>执行中.</summary>
    InExecution,
    /// <summary>已催告.</summary>
    Demanded,
    /// <summary>申请法院强制执行.</summary>
    Court,
    /// <summary>不予处罚.</summary>
    NoPenalty,
    /// <summary>已结案.</summary>
    Closed,
}

/// <summary>What may be done to a case. Acts that only add to the file are allowed where the table says so and leave the state as it is.</summary>
internal enum CaseAct
{
    ApproveFiling, RefuseFiling, RevokeFiling, BeginInvestigation,
    AddEvidence, RecordFacts, ChooseBasis, AssessFine, OrderRectification, RecordReinspection,
    Suspend, Resume, Terminate, SubmitReport,
    PassReview, ReturnToInvestigation, IssueNotice, ServeNotice,
    RecordStatement, WaiveStatement, RequestHearing, NoticeHearing, RecordHearing, AnswerStatement,
    SubmitToLegalReview, PassLegalReview, SubmitToDiscussion, Discuss,
    Decide, DecideNoPenalty, ServeDecision, ServePaper, CancelPaper, CorrectPaper, RecordPayment, Demand, ApplyToCourt, RequestExtension, ExtendDecision, RefuseExtension,
    ProposeClosing, Close,
}
