using Qingjian.Judgement;
using Shouldly;
using Xunit;

namespace Qingjian.Tests.Judgement;

/// <summary>What becomes of a furnace day as a verdict. Order No. 10 is kept at the trust of memory: thresholds of articles 7, 11 and 12 were seen second hand, exemptions are from memory.</summary>
public class FurnaceVerdictTests
{
    private static readonly DateTime January = new(2026, 1, 1);
    private static readonly IncinerationRule Rule = Law.Book.IncinerationOn("waste", Law.Day)!;

    private static FurnaceYear Year(params FurnaceMark[] marks) => FurnaceYear.Of(marks, _ => 20m, Rule);

    private static Verdict Low(int low, int missing = 0) => FurnaceVerdict.Of("o", FurnaceTemperature.Judge(DateOnly.FromDateTime(January),
        Enumerable.Range(missing, 288 - missing).ToDictionary(n => January.AddMinutes(5 * n), n => n - missing < low ? 849.9m : 900m), Year(), Rule), Rule);

    [Theory]
    [InlineData(2, VerdictOutcome.Compliant)]
    [InlineData(3, VerdictOutcome.Warning)]
    [InlineData(5, VerdictOutcome.Warning)]
    [InlineData(6, VerdictOutcome.Exceeded)]
    public void Article_11_the_sixth_low_mean_of_a_day_is_a_violation(int low, VerdictOutcome outcome)
    {
        var verdict = Low(low);
        (verdict.Outcome, verdict.Value, verdict.Limit!.Text, verdict.Trust).ShouldBe((outcome, low, "5", Trust.Memory));
        verdict.Rules.Single().Clause.ShouldBe("第七条、第十一条");
        if (low == 6) verdict.Sentence.ShouldContain("未按照国家有关规定采取有利于减少持久性有机污染物排放的技术方法和工艺");
    }

    [Fact]
    public void Article_7_a_day_without_temperatures_is_not_judged_and_some_missing_ones_are_said()
    {
        (Low(0, 288).Outcome, Low(0, 288).Reason).ShouldBe((VerdictOutcome.NotJudged, "missing"));
        Low(0, 10).Sentence.ShouldContain("缺少10个");
    }

    private static CemsUpkeep Upkeep(double marked, int unmarked, int day = 10, params FurnaceMark[] more) => CemsUpkeep.Of(
        DateOnly.FromDateTime(January.AddDays(day)), January, Year([.. more, new FurnaceMark("cems-maintenance", January, January.AddHours(marked))]),
        hour => hour < January.AddDays(9) || hour >= January.AddDays(9).AddHours(unmarked), Rule)!;

    [Fact]
    public void Article_12_marked_and_unmarked_hours_count_together()
    {
        (Upkeep(20, 10).Total, Upkeep(20, 11).Total).ShouldBe((30 * 60, 31 * 60));
        FurnaceVerdict.Of("o", Upkeep(20, 10, 9), Rule).Outcome.ShouldBe(VerdictOutcome.Warning, "thirty hours are within the allowance; eighty per cent were passed that day");
        var beyond = FurnaceVerdict.Of("o", Upkeep(20, 11, 9), Rule);
        (beyond.Outcome, beyond.Reason, beyond.Value, beyond.Trust).ShouldBe((VerdictOutcome.Exceeded, "upkeep-beyond", 31m, Trust.Memory));
        beyond.Rules.Single().Clause.ShouldBe("第十二条");
    }

    [Fact]
    public void Article_12_32_hours_of_maintenance_are_a_violation_on_the_day_that_passes_the_allowance_and_only_then()
    {
        FurnaceVerdict.Of("o", Upkeep(33, 0, 1), Rule).Outcome.ShouldBe(VerdictOutcome.Exceeded);
        var later = FurnaceVerdict.Of("o", Upkeep(33, 0, 2), Rule);
        later.Outcome.ShouldBe(VerdictOutcome.Compliant);
        later.Sentence.ShouldContain("此前已超过允许时长");
    }

    [Fact]
    public void Article_12_stopped_and_exempt_hours_are_free()
    {
        Upkeep(0, 24, 10, new FurnaceMark("stopped", January.AddDays(9), January.AddDays(10))).Total.ShouldBe(0);
        CemsUpkeep.Of(DateOnly.FromDateTime(January), January, Year(), _ => true, Law.Book.IncinerationOn("hazardous", Law.Day)!).ShouldBeNull("hazardous waste has no such allowance");
    }

    [Fact]
    public void Article_10_an_hour_marked_in_vain_says_why()
    {
        var year = FurnaceYear.Of([new FurnaceMark("start-up", January, January.AddHours(2))], hour => hour == January ? 150.1m : null, Rule);
        year.Hours[January].Because.ShouldBe("颗粒物小时均值150.1超过150mg/m³");
        year.Hours[January.AddHours(1)].Because.ShouldBe("没有有效的颗粒物小时均值");
        var full = Year(new FurnaceMark("fault", January, January.AddHours(61)));
        full.Hours[January.AddHours(60)].ShouldSatisfyAllConditions(hour => hour.Kind.ShouldBe(FurnaceHourKind.Judged), hour => hour.Because!.ShouldContain("60小时已经用完"));
        full.Hours[January].Names.ShouldBe("故障");
    }
}
