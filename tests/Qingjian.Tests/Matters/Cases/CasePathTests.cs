using Qingjian.Matters.Cases;
using Shouldly;
using Xunit;

namespace Qingjian.Tests.Matters.Cases;

public class CasePathTests
{
    [Fact]
    public void A_decision_is_never_reached_without_the_notice_stage_before_it()
    {
        // Walk every way from filing; a way that never served a notice must not hold a penalty decision with the notice guard off.
        foreach (var state in new[] { CaseState.Filing, CaseState.Filed, CaseState.Investigating, CaseState.UnderReview })
            CasePath.Next(state, CaseAct.Decide).Try(out _, out var why).ShouldBeFalse(state.ToString());
    }

    [Theory]
    [InlineData(CaseState.Filing, CaseAct.ApproveFiling, CaseState.Filed)]
    [InlineData(CaseState.Filed, CaseAct.BeginInvestigation, CaseState.Investigating)]
    [InlineData(CaseState.Investigating, CaseAct.SubmitReport, CaseState.UnderReview)]
    [InlineData(CaseState.UnderReview, CaseAct.ServeNotice, CaseState.Notified)]
    [InlineData(CaseState.Notified, CaseAct.Decide, CaseState.Decided)]
    [InlineData(CaseState.Decided, CaseAct.ServeDecision, CaseState.Served)]
    [InlineData(CaseState.Served, CaseAct.RecordPayment, CaseState.InExecution)]
    [InlineData(CaseState.InExecution, CaseAct.Close, CaseState.Closed)]
    [InlineData(CaseState.UnderReview, CaseAct.ReturnToInvestigation, CaseState.Investigating)]
    [InlineData(CaseState.Suspended, CaseAct.Resume, CaseState.Investigating)]
    public void The_path_leads_where_the_rules_say(object from, object act, object to)
    {
        CasePath.Next((CaseState)from, (CaseAct)act).Try(out var next, out _).ShouldBeTrue();
        next.ShouldBe((CaseState)to);
    }

    [Fact]
    public void Nothing_can_be_done_to_a_case_that_has_ended()
    {
        foreach (var state in CasePath.Ended)
            foreach (var act in Enum.GetValues<CaseAct>())
                CasePath.Next(state, act).Try(out _, out _).ShouldBeFalse($"{state} {act}");
    }

    [Fact]
    public void A_served_paper_can_be_corrected_as_long_as_the_case_is_open()
    {
        foreach (var state in Enum.GetValues<CaseState>().Except([.. CasePath.Ended, CaseState.Filing, CaseState.Terminated]))
            CasePath.Next(state, CaseAct.CorrectPaper).Try(out var next, out _).ShouldBeTrue($"{state}");
    }

    [Fact]
    public void Every_state_and_act_has_a_word()
    {
        foreach (var state in Enum.GetValues<CaseState>()) CaseWords.Of(state).ShouldNotBeNullOrEmpty();
        foreach (var act in Enum.GetValues<CaseAct>()) CaseWords.Of(act).ShouldNotBeNullOrEmpty();
    }

    [Theory]
    [InlineData(CaseRoleKind.Investigator, CaseRoleKind.Reviewer)]
    [InlineData(CaseRoleKind.Investigator, CaseRoleKind.LegalReviewer)]
    [InlineData(CaseRoleKind.Investigator, CaseRoleKind.Decider)]
    [InlineData(CaseRoleKind.Investigator, CaseRoleKind.Voter)]
    [InlineData(CaseRoleKind.Investigator, CaseRoleKind.HearingChair)]
    [InlineData(CaseRoleKind.Investigator, CaseRoleKind.FilingApprover)]
    [InlineData(CaseRoleKind.Reviewer, CaseRoleKind.LegalReviewer)]
    [InlineData(CaseRoleKind.Reviewer, CaseRoleKind.Decider)]
    [InlineData(CaseRoleKind.LegalReviewer, CaseRoleKind.Decider)]
    public void Roles_that_exclude_each_other_are_refused_in_both_orders(object first, object second)
    {
        var (a, b) = ((CaseRoleKind)first, (CaseRoleKind)second);
        CaseSeparation.Check([new CaseRole("p", "秦雪峰", a, null, "", default)], "p", b)!.Code.ShouldBe("same-person");
        CaseSeparation.Check([new CaseRole("p", "秦雪峰", b, null, "", default)], "p", a)!.Code.ShouldBe("same-person");
        CaseSeparation.Check([new CaseRole("p", "秦雪峰", a, null, "", default)], "q", b).ShouldBeNull();
    }

    [Fact]
    public void The_head_who_filed_a_case_may_decide_it() =>
        CaseSeparation.Check([new CaseRole("p", "沈卫东", CaseRoleKind.FilingApprover, null, "", default)], "p", CaseRoleKind.Decider).ShouldBeNull();

    [Theory]
    [InlineData(PartyKind.Organisation, 200000, true)]
    [InlineData(PartyKind.Organisation, 199999.99, false)]
    [InlineData(PartyKind.Person, 5000, true)]
    [InlineData(PartyKind.Person, 4999, false)]
    public void The_hearing_is_offered_at_exactly_the_threshold(object kind, double fine, bool offered) =>
        new ThresholdForCase(5000, 200000, true, "").Reached((PartyKind)kind, (decimal)fine).ShouldBe(offered);

    [Fact]
    public void A_penalty_with_a_larger_fine_or_a_kind_not_told_is_heavier()
    {
        var told = new Penalty(false, 200000, []);
        CaseGuards.Heavier(told with { Fine = 200001 }, told).ShouldBeTrue();
        CaseGuards.Heavier(told with { Other = ["责令停产整治"] }, told).ShouldBeTrue();
        CaseGuards.Heavier(told with { Fine = 150000 }, told).ShouldBeFalse();
        CaseGuards.Heavier(told, told).ShouldBeFalse();
    }
}
