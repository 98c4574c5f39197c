using Qingjian.Vocabulary;
using static Qingjian.Matters.Cases.CaseRoleKind;

namespace Qingjian.Matters.Cases;

/// <summary>Separation of duties on one case (section 12; 办法30 arts 38, 47; 评查细则 item 18). A hard rule: no role and no approval overrides it.</summary>
internal static class CaseSeparation
{
    // Pairs that one person may never hold on one case.
    private static readonly (CaseRoleKind A, CaseRoleKind B)[] Apart =
    [
        (Investigator, FilingApprover), (Investigator, Reviewer), (Investigator, LegalReviewer), (Investigator, HearingChair),
        (Investigator, Voter), (Investigator, Decider), (Investigator, CloseApprover),
        (Reviewer, LegalReviewer), (Reviewer, Decider), (LegalReviewer, Decider),
    ];

    /// <summary>Refuses when the person already stands on the case in a role that excludes the wanted one.</summary>
    public static Refusal? Check(IEnumerable<CaseRole> roles, string personId, CaseRoleKind wanted)
    {
        foreach (var held in roles.Where(r => r.PersonId == personId))
            if (Apart.Any(pair => (pair.A == held.Role && pair.B == wanted) || (pair.B == held.Role && pair.A == wanted)))
                return Refusal.Of("same-person", $"{held.Name}是本案的{WordOf(held.Role)}，不得再担任{WordOf(wanted)}（调查、审查、法制审核与决定相分离）。请由其他人员办理。");
        return null;
    }

    public static string WordOf(CaseRoleKind role) => role switch
    {
        Investigator => "调查人员",
        FilingApprover => "立案审批人",
        Reviewer => "案件审查人员",
        LegalReviewer => "法制审核人员",
        HearingChair => "听证主持人",
        Voter => "集体讨论成员",
        Decider => "决定人",
        CloseApprover => "结案审批人",
        _ => throw new ArgumentOutOfRangeException(nameof(role)),
    };
}
