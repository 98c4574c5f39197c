using Qingjian.Judgement;
using Shouldly;
using Xunit;

namespace Qingjian.Tests.Judgement;

public class DiscretionTests
{
    private static readonly DiscretionTable Table = Law.Book.Discretion("EX-WATER-EXCEED-1", Law.Day)!;

    private static Dictionary<string, IReadOnlyList<string>> Choices(string grades) =>
        grades.Select((grade, index) => (Id: $"F{index + 1}", Grade: grade)).Where(each => each.Grade != '-').ToDictionary(each => each.Id, each => (IReadOnlyList<string>)[each.Grade.ToString()]);

    private static DiscretionResult Suggest(string grades, Adjustment? adjustment = null)
    {
        Discretion.Suggest(Table, Choices(grades), adjustment).Try(out var result, out var why).ShouldBeTrue(why?.Message);
        return result;
    }

    [Fact]
    public void Lighter_by_twenty_percent_of_the_maximum_stays_above_the_minimum() =>
        Suggest("cbabaab", new(AdjustmentKind.Lighter, 20, "主动配合调查")).Final.Yuan.ShouldBe(190000m);

    [Fact]
    public void Heavier_never_passes_the_statutory_maximum_U6()
    {
        var result = Suggest("dcccc-c", new(AdjustmentKind.Heavier, 20, "拒不改正"));
        result.Final.Yuan.ShouldBe(1000000m);
        result.Rulings.ShouldContain("U6");
        result.Working.ShouldContain(line => line.Contains("以法定最高额", StringComparison.Ordinal));
    }

    [Fact]
    public void Mitigation_goes_at_most_half_below_the_minimum_U6() =>
        Suggest("aaaaaaa", new(AdjustmentKind.Mitigated, 50, "消除危害后果")).Final.Yuan.ShouldBe(50000m);

    [Fact]
    public void Beyond_the_table_a_collective_discussion_is_due_U11()
    {
        Suggest("aaaaaaa", new(AdjustmentKind.Heavier, 20, "拒不改正")).NeedsCollectiveDiscussion.ShouldBeFalse();
        Suggest("aaaaaaa", new(AdjustmentKind.Heavier, 21, "拒不改正")).NeedsCollectiveDiscussion.ShouldBeTrue();
    }

    [Fact]
    public void An_unknown_factor_takes_the_mildest_grade_and_is_marked_U10()
    {
        var result = Suggest("cb-baab");
        result.Unknown.ShouldBe(["F3"]);
        result.SumPercent.ShouldBe(39m);
        result.Rulings.ShouldContain("U10");
    }

    [Fact]
    public void Wrong_choices_and_reasonless_adjustments_are_refused()
    {
        Discretion.Suggest(Table, Choices("z")).Try(out _, out var option).ShouldBeFalse();
        option.Code.ShouldBe("discretion-option");
        Discretion.Suggest(Table, new Dictionary<string, IReadOnlyList<string>> { ["F9"] = ["a"] }).Try(out _, out var factor).ShouldBeFalse();
        factor.Code.ShouldBe("discretion-factor");
        Discretion.Suggest(Table, Choices("aaaaaaa"), new(AdjustmentKind.Lighter, 10, " ")).Try(out _, out var reason).ShouldBeFalse();
        reason.Code.ShouldBe("adjustment-reason");
    }

    [Fact]
    public void The_example_table_says_that_it_belongs_to_no_province() =>
        Suggest("aaaaaaa").Working.ShouldContain(line => line.Contains("示例", StringComparison.Ordinal));
}
