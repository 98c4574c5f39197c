using Qingjian.Judgement;
using Shouldly;
using Xunit;

namespace Qingjian.Tests.Judgement;

/// <summary>Whether a day was marked in time: notice 21 of 2022 (second hand: manual marks of a day by 12:00 of the next), Order No. 10 article 4 (second hand).</summary>
public class MarkTimelinessTests
{
    private static readonly DateOnly Day = new(2026, 11, 17);
    private static readonly MarkCatalogue Kiln = Law.Book.MarksOn(["GB 4915-2013"], Day)!;

    private static DateTime At(int hour, int minute = 0) => Day.ToDateTime(TimeOnly.MinValue).AddHours(hour).AddMinutes(minute);

    private static MarkGap Gap(int hour, string factor = "a34013") => new(At(hour), [factor]);

    private static TimedMark Mark(int from, int to, DateTime made, params string[] factors) => new("校准", At(from), At(to), made, factors);

    private static IReadOnlyList<Verdict> Judged(IEnumerable<MarkGap> gaps, params TimedMark[] marks) => MarkVerdict.Of("o", MarkTimeliness.Of(Day, gaps, marks, Kiln), Kiln.Rule);

    [Fact]
    public void Article_4_hours_without_data_that_nobody_marked_are_said_with_their_number()
    {
        var verdict = Judged([Gap(7), Gap(5), Gap(6), Gap(20)]).Single();
        (verdict.Pollutant, verdict.Outcome, verdict.Reason, verdict.Value, verdict.Limit!.Text).ShouldBe((MarkVerdict.Unmarked, VerdictOutcome.Warning, "unmarked", 4m, "0"));
        verdict.Sentence.ShouldContain("5时至8时、20时至21时共4个小时");
        verdict.Sentence.ShouldContain("11月18日12:00");
        verdict.Rules.Single().Path.ShouldBe(Kiln.Rule.Path);
    }

    [Fact]
    public void A_mark_covers_the_hours_it_touches_for_the_factors_it_names()
    {
        Judged([Gap(5), Gap(6)], Mark(5, 7, At(20))).ShouldBeEmpty();
        Judged([Gap(5), Gap(6)], Mark(5, 7, At(20), "a21026")).Single().Value.ShouldBe(2m);
        Judged([Gap(5), Gap(6)], Mark(5, 6, At(20))).Single().Value.ShouldBe(1m);
    }

    [Theory]
    [InlineData(36, 0, false)]
    [InlineData(36, 1, true)]
    [InlineData(40, 30, true)]
    public void Notice_21_a_mark_after_noon_of_the_next_day_is_late_by_the_hours_beyond(int hour, int minute, bool late)
    {
        var verdicts = Judged([Gap(5)], Mark(5, 6, At(hour, minute)));
        verdicts.Count.ShouldBe(late ? 1 : 0);
        if (hour != 40) return;
        (verdicts[0].Pollutant, verdicts[0].Reason, verdicts[0].Value).ShouldBe((MarkVerdict.Late, "mark-late", 4.5m));
        verdicts[0].Working.ShouldContain("“校准”11月17日05:00至11月17日06:00，11月18日16:30标记，超过时限4.5小时");
    }

    [Fact]
    public void The_order_of_gaps_and_marks_does_not_matter()
    {
        var (gaps, marks) = (new[] { Gap(5), Gap(9), Gap(21) }, new[] { Mark(9, 10, At(50)), Mark(2, 3, At(48)), Mark(21, 22, At(12)) });
        var one = Judged(gaps, marks);
        var other = Judged(gaps.Reverse(), [.. marks.Reverse()]);
        other.Select(verdict => verdict.Digest()).ShouldBe(one.Select(verdict => verdict.Digest()));
    }

    [Fact]
    public void Neither_pulls_the_trigger_of_a_mean_and_a_gap_its_own_from_the_hours_of_the_rule()
    {
        var rule = Law.Book.SupervisionOn(new(2026, 11, 18))!;
        rule.TriggerOf(Judged([Gap(5), Gap(6), Gap(7)]).Single()).ShouldBe("unmarked_gap");
        rule.TriggerOf(Judged([Gap(5), Gap(6)]).Single()).ShouldBeNull();
        rule.TriggerOf(Judged([], Mark(5, 6, At(40))).Single()).ShouldBeNull();
    }
}
