using Qingjian.Matters.Clues;
using Shouldly;
using Xunit;
using static Qingjian.Matters.Clues.ClueAct;
using static Qingjian.Matters.Clues.ClueState;

namespace Qingjian.Tests.Matters.Clues;

public sealed class CluePathTests
{
    [Fact]
    public void A_clue_is_filed_only_after_somebody_verified_it()
    {
        foreach (var state in Enum.GetValues<ClueState>())
            CluePath.Table.Allows(state, OpenCase).ShouldBe(state is Verified or Inspecting or Confirmed, state.ToString());
    }

    [Fact]
    public void A_clue_found_unfounded_is_never_filed_and_an_ended_one_only_answered()
    {
        CluePath.Table.Allows(Unfounded, OpenCase).ShouldBeFalse();
        foreach (var state in new[] { Dismissed, Transferred, Filed, NotFiled }) CluePath.Table.From(state).ShouldBe([Reply]);
    }

    [Fact]
    public void The_filing_clock_can_be_extended_exactly_while_it_runs()
    {
        foreach (var state in Enum.GetValues<ClueState>()) CluePath.Table.Allows(state, Extend).ShouldBe(CluePath.Open.Contains(state), state.ToString());
    }

    [Fact]
    public void Every_state_and_act_has_its_word_and_every_state_is_reached()
    {
        var reached = new HashSet<ClueState> { Registered };
        foreach (var state in Enum.GetValues<ClueState>())
        {
            state.InChinese().ShouldNotBeNullOrEmpty();
            foreach (var act in CluePath.Table.From(state))
            {
                act.InChinese().ShouldNotBeNullOrEmpty();
                if (CluePath.Table.Next(state, act).Try(out var next, out _)) reached.Add(next);
            }
        }
        reached.ShouldBe(Enum.GetValues<ClueState>(), ignoreOrder: true);
    }
}
