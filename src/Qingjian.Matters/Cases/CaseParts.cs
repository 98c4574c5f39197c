using Qingjian.Vocabulary;

namespace Qingjian.Matters.Cases;

/// <summary>The agency of the papers.</summary>
internal sealed record Agency(string Id, string Name, string ShortName, string Division, string DocumentPrefix, string Address, string Phone);

/// <summary>当事人 as the registry knew it when the case was proposed.</summary>
internal sealed record Party(PartyKind Kind, string Name, string? CreditCode, string? LegalRepresentative, string Address, string? Phone)
{
    /// <summary>Name with code and representative, as papers begin.</summary>
    public string Described => Kind == PartyKind.Organisation
        ? $"{Name}（统一社会信用代码：{CreditCode ?? "无"}；法定代表人（负责人）：{LegalRepresentative ?? "未登记"}；地址：{Address}）"
        : $"{Name}（身份证件号码：{CreditCode ?? "未登记"}；住址：{Address}）";
}

internal enum PartyKind { Organisation, Person }

/// <summary>A person on the case in a role that excludes others (section 12, hard rule).</summary>
internal sealed record CaseRole(string PersonId, string Name, CaseRoleKind Role, string? Certificate, string Post, DateOnly From);

internal enum CaseRoleKind { Investigator, FilingApprover, Reviewer, LegalReviewer, HearingChair, Voter, Decider, CloseApprover }

/// <summary>立案: the four conditions (办法30 art 19), each with the word it rests on.</summary>
internal sealed record Filing(string Reason, FilingConditions Conditions, string ProposedBy, string ProposedByName, DateTimeOffset ProposedAt)
{
    public string? Opinion { get; init; }
    public string? DecidedByName { get; init; }
    public DateTimeOffset? DecidedAt { get; init; }
}

/// <param name="PrimaFacie">有涉嫌违反法律法规规章的行为（初步证据）.</param>
/// <param name="Punishable">依法应当或者可以给予行政处罚.</param>
/// <param name="OwnJurisdiction">属于本机关管辖.</param>
/// <param name="WithinLimitation">未超过追责期限.</param>
internal sealed record FilingConditions(bool PrimaFacie, bool Punishable, bool OwnJurisdiction, bool WithinLimitation);

/// <summary>The chosen legal basis, with every candidate that was shown (rules 0.1, 0.2: the system never picks silently).</summary>
internal sealed record LawChoice(LawCandidate Chosen, IReadOnlyList<LawCandidate> Candidates, string Reason, string ByName, DateTimeOffset At);

/// <summary>One row of the catalogue as it stood.</summary>
internal sealed record LawCandidate(
    string Code, string Name, string Regime, DateOnly? ValidFrom, DateOnly? ValidTo, string ViolatedLaw, string PenaltyLaw,
    decimal? FineMin, decimal? FineMax, string FineBasis, string Aggravated, bool HearingPossible, bool InForceOnActDay, string Trust)
{
    /// <summary>Tells the two regimes of one cause apart.</summary>
    public string Key => $"{Code}/{Regime}";
}

/// <summary>裁量: a calculated suggestion and the amount a person confirmed, frozen with its inputs.</summary>
internal sealed record FineAssessment(
    string TableId, string TableTitle, string TableDigest, bool ExampleOnly, IReadOnlyList<FactorChoice> Choices, IReadOnlyList<string> Working,
    decimal? Suggested, string Adjustment, decimal Confirmed, string Reason, string ByName, DateTimeOffset At);

/// <summary>A factor as chosen, and the evidence that proves it.</summary>
internal sealed record FactorChoice(string FactorId, string FactorName, string OptionId, string OptionText, decimal Percent, IReadOnlyList<string> EvidenceIds);

/// <summary>案件调查报告 (DOC16).</summary>
internal sealed record Report(string Course, string Conclusion, Penalty Proposed, bool Complex, bool PublicInterest, string PaperId, string ByName, DateTimeOffset At);

/// <summary>A penalty: a warning, a fine, or both; other kinds open the hearing by themselves.</summary>
internal sealed record Penalty(bool Warning, decimal? Fine, IReadOnlyList<string> Other)
{
    public Money? Amount => Fine is { } yuan ? new Money(yuan) : null;
}

/// <summary>案件审查 or 法制审核: item by item, on one version of facts and evidence.</summary>
internal sealed record Review(IReadOnlyList<ReviewItem> Items, string Opinion, int EvidenceVersion, string PaperId, string ById, string ByName, DateTimeOffset At);

internal sealed record ReviewItem(string Name, bool Passed, string Note);

/// <summary>事先告知 (DOC18) and what it offered.</summary>
internal sealed record Notice(string PaperId, Penalty Penalty, bool HearingOffered, string HearingReason, DateTimeOffset IssuedAt)
{
    /// <summary>Beijing day of receipt; starts the five working days.</summary>
    public DateOnly? ReceivedOn { get; init; }
}

/// <summary>陈述申辩: what the party said, asked or gave up, and what was made of it.</summary>
internal sealed record Defence
{
    public string? Statement { get; init; }
    public IReadOnlyList<string> FileIds { get; init; } = [];
    public DateTimeOffset? StatedAt { get; init; }
    public string? StatedByName { get; init; }
    public DateTimeOffset? WaivedAt { get; init; }
    public string? WaivedByName { get; init; }
    /// <summary>Signed paper of the waiver, or null where the enterprise signed it in its own account.</summary>
    public string? WaiverFileId { get; init; }
    public string? WaiverText { get; init; }
    public bool HearingWaived { get; init; }
    public DateTimeOffset? HearingAskedAt { get; init; }
    /// <summary>Each argument with the finding on it (办法30 art 45: never heavier because of the defence).</summary>
    public IReadOnlyList<ArgumentFinding> Findings { get; init; } = [];
    public DateTimeOffset? AnsweredAt { get; init; }
    public string? AnsweredByName { get; init; }
    public string? AnswerPaperId { get; init; }
}

internal sealed record ArgumentFinding(string Argument, bool Accepted, string Reason);

/// <summary>听证, thin: the notice, the chair and the record.</summary>
internal sealed record HearingRecord(DateTimeOffset At, string Place, string ChairId, string ChairName, string RecorderName, string NoticePaperId)
{
    public string? Course { get; init; }
    public string? Opinion { get; init; }
    public bool PartyAbsent { get; init; }
    public string? RecordPaperId { get; init; }
    public DateTimeOffset? RecordedAt { get; init; }
}

/// <summary>集体讨论 (DOC24).</summary>
internal sealed record Discussion(DateOnly On, string Place, IReadOnlyList<Vote> Votes, string RecorderName, string Conclusion, int EvidenceVersion, string PaperId, DateTimeOffset At)
{
    public bool Agreed => Votes.Count(v => v.Agrees) * 2 > Votes.Count;
}

internal sealed record Vote(string PersonId, string Name, string Duty, bool Agrees, string Opinion);

/// <summary>决定 (DOC25 or DOC26).</summary>
internal sealed record Decision(Penalty Penalty, bool NoPenalty, string Reason, string Number, string PaperId, DateOnly On, string ByName, DateTimeOffset At)
{
    public DateOnly? ReceivedOn { get; init; }
}

/// <summary>执行: due day, payments, late fee.</summary>
internal sealed record Execution(IReadOnlyList<Payment> Payments)
{
    public string? DemandPaperId { get; init; }
    public DateOnly? DemandedOn { get; init; }
    public DateOnly? AppliedToCourtOn { get; init; }
    public string? CourtPaperId { get; init; }
}

internal sealed record Payment(DateOnly On, decimal Principal, decimal LateFee, string ReceiptNo, string Channel, string ByName);

/// <summary>责令改正 (DOC15) with its own clock and re-inspection.</summary>
internal sealed record Rectification(string PaperId, string Content, DateOnly Due, DateTimeOffset IssuedAt)
{
    public DateOnly? ServedOn { get; init; }
    public DateOnly? ReinspectedOn { get; init; }
    public ReinspectionFinding? Finding { get; init; }
    public string? FindingNote { get; init; }
    public string? ReinspectedByName { get; init; }
}

internal enum ReinspectionFinding { Corrected, Continuing, Stopped, Refused }

/// <summary>中止调查 (办法30 art 35).</summary>
internal sealed record Suspension(DateOnly From, string Reason, string ByName) { public DateOnly? Until { get; init; } }

/// <summary>结案 (DOC41).</summary>
internal sealed record Closing(string Ground, string Result, string ProposedBy, string ProposedByName, DateTimeOffset ProposedAt)
{
    public string? PaperId { get; init; }
    public string? ApprovedByName { get; init; }
    public DateOnly? On { get; init; }
}

/// <summary>申请延期: an officer asks for more time to decide (办法30 art 57); the heads answer.</summary>
internal sealed record ExtensionRequest(string Reason, string ById, string ByName, DateOnly On)
{
    /// <summary>同意延期 or 不同意延期; null while nobody has answered.</summary>
    public string? Answer { get; init; }
    public string? AnswerReason { get; init; }
    public string? AnsweredByName { get; init; }
    public DateOnly? AnsweredOn { get; init; }
    public bool Open => Answer is null;
}
