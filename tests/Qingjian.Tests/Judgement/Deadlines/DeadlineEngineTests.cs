using Qingjian.Judgement;
using Qingjian.Vocabulary;
using Shouldly;
using Xunit;

namespace Qingjian.Tests.Judgement;

public class DeadlineEngineTests
{
    private static DeadlineAnswer Ask(string key, string start, Func<DeadlineRequest, DeadlineRequest>? more = null, Rulebook? book = null)
    {
        var request = new DeadlineRequest(key, DateOnly.Parse(start));
        return (book ?? Law.Book).Deadlines.Compute(more?.Invoke(request) ?? request);
    }

    private static Deadline Known(string key, string start, Func<DeadlineRequest, DeadlineRequest>? more = null, Rulebook? book = null) =>
        Ask(key, start, more, book).ShouldBeOfType<DeadlineAnswer.Known>().Deadline;

    private static DateOnly Day(string text) => DateOnly.Parse(text);

    [Fact]
    public void The_working_names_start_limit_skipped_days_article_and_ruling()
    {
        var deadline = Known("statement", "2026-09-30");
        deadline.Working.ShouldBe([
            "起算事件：收到行政处罚事先告知书，2026年9月30日（星期三），当日不计，自次日起算",
            "期限：5个工作日",
            "10月1日至10月7日：国庆节不计",
            "10月10日：国庆节调休，上班，计入",
            "10月11日：周末不计",
            "届满日：2026年10月13日（星期二）；期限届满前不得作出决定",
            "依据：生态环境行政处罚办法第44条（原文核对）"]);
        deadline.OpensOn.ShouldBe(Day("2026-10-14"));
        deadline.Provisional.ShouldBeFalse();
    }

    [Fact]
    public void An_agency_limit_shows_both_days_and_is_missed_only_after_the_shifted_one_U3()
    {
        var deadline = Known("decision", "2026-07-06");
        (deadline.RawEnd, deadline.WarnOn, deadline.End).ShouldBe((Day("2026-10-04"), Day("2026-10-04"), Day("2026-10-08")));
        deadline.IsOver(BeijingTime.StartOf(Day("2026-10-08"))).ShouldBeFalse();
        deadline.IsOver(BeijingTime.StartOf(Day("2026-10-09"))).ShouldBeTrue();
        deadline.Rulings.ShouldContain("U3");
        deadline.Working.ShouldContain(line => line.Contains("不是工作日，顺延至2026年10月8日", StringComparison.Ordinal));
    }

    [Fact]
    public void A_limit_on_power_over_the_party_is_never_moved_later_U3()
    {
        var deadline = Known("seizure", "2026-09-02");
        deadline.End.ShouldBe(Day("2026-10-02"));
        deadline.Working.ShouldContain("届满日遇非工作日不顺延");
    }

    [Fact]
    public void Extensions_count_from_the_unshifted_end_with_one_shift_at_the_very_end_U2()
    {
        // 90 days from 2026-01-05 end on 04-05 (a holiday); 30 more from that unshifted day end on 05-05 (a holiday).
        var deadline = Known("decision", "2026-01-05", request => request with { Extensions = [new(1, Day("2026-04-07"))] });
        deadline.RawEnd.ShouldBe(Day("2026-05-05"));
        deadline.Rulings.ShouldContain("U2");
        Known("decision", "2026-01-05", request => request with { Extensions = [new(1), new(2)] }).RawEnd.ShouldBe(Day("2026-01-05").AddDays(150));
    }

    [Theory]
    [InlineData("2026-04-05", true)]
    [InlineData("2026-04-07", true)]
    [InlineData("2026-04-08", false)]
    public void An_extension_is_in_time_up_to_the_shifted_last_day_U18(string asked, bool granted)
    {
        var answer = Ask("decision", "2026-01-05", request => request with { Extensions = [new(1, Day(asked))] });
        if (granted) answer.ShouldBeOfType<DeadlineAnswer.Known>();
        else answer.ShouldBeOfType<DeadlineAnswer.Refused>().Why.Code.ShouldBe("extension-late");
    }

    [Fact]
    public void Extensions_that_the_law_does_not_give_are_refused()
    {
        Ask("statement", "2026-03-02", request => request with { Extensions = [new(1)] }).ShouldBeOfType<DeadlineAnswer.Refused>().Why.Code.ShouldBe("extension-not-listed");
        Ask("seizure", "2026-03-02", request => request with { Extensions = [new(1), new(1)] }).ShouldBeOfType<DeadlineAnswer.Refused>().Why.Code.ShouldBe("extension-twice");
        Ask("decision", "2026-03-02", request => request with { Extensions = [new(2)] }).ShouldBeOfType<DeadlineAnswer.Refused>().Why.Code.ShouldBe("extension-order");
    }

    [Fact]
    public void A_pause_that_the_law_does_not_list_is_refused_U5() =>
        Ask("decision", "2026-03-02", request => request with { Pauses = [new(Day("2026-03-10"), Day("2026-03-12"), "holiday")] })
            .ShouldBeOfType<DeadlineAnswer.Refused>().Why.Code.ShouldBe("pause-not-listed");

    [Fact]
    public void Overlapping_pauses_count_once_and_nothing_before_the_start()
    {
        Known("decision", "2026-03-02", request => request with { Pauses = [new(Day("2026-03-10"), Day("2026-03-25"), "hearing"), new(Day("2026-03-20"), Day("2026-03-30"), "appraisal")] })
            .PausedDays.ShouldBe(20);
        Known("decision", "2026-03-02", request => request with { Pauses = [new(Day("2026-02-20"), Day("2026-03-05"), "hearing")] }).PausedDays.ShouldBe(2);
    }

    [Fact]
    public void A_pause_that_begins_on_the_shifted_last_day_is_ignored_U18()
    {
        // 2026-07-06 + 90 = 10-04, shifted to 10-08.
        Known("decision", "2026-07-06", request => request with { Pauses = [new(Day("2026-10-05"), Day("2026-10-20"), "hearing")] }).End.ShouldBe(Day("2026-10-08"));
        Known("decision", "2026-07-06", request => request with { Pauses = [new(Day("2026-10-04"), Day("2026-10-06"), "hearing")] }).RawEnd.ShouldBe(Day("2026-10-06"));
    }

    [Fact]
    public void A_pause_that_goes_on_keeps_the_clock_open()
    {
        var open = Ask("decision", "2026-03-02", request => request with { Pauses = [new(Day("2026-03-10"), null, "hearing")], AsOf = Day("2026-03-14") }).ShouldBeOfType<DeadlineAnswer.Open>();
        open.Why.Code.ShouldBe("deadline-paused");
        open.NotBefore.ShouldBe(Day("2026-06-05"));
        Ask("decision", "2026-03-02", request => request with { Pauses = [new(Day("2026-03-10"), null, "hearing")] }).ShouldBeOfType<DeadlineAnswer.Refused>();
    }

    [Theory]
    [InlineData("2026-08-31", "2027-02-28")]
    [InlineData("2026-03-02", "2026-09-02")]
    public void Months_end_on_the_same_number_or_the_last_day_of_the_month(string start, string raw)
    {
        var answer = Ask("litigation", start);
        if (answer is DeadlineAnswer.Known(var deadline)) deadline.RawEnd.ShouldBe(Day(raw));
        else answer.ShouldBeOfType<DeadlineAnswer.Open>().NotBefore.ShouldBe(Day(raw));
    }

    [Fact]
    public void The_worked_dates_of_execution_hold()
    {
        Known("pay_fine", "2026-03-02").End.ShouldBe(Day("2026-03-17"));
        Known("litigation", "2026-03-02").End.ShouldBe(Day("2026-09-02"));
        Known("court_enforcement", "2026-09-02").End.ShouldBe(Day("2026-12-02"));
    }

    [Fact]
    public void With_instalments_the_court_window_is_the_later_one_U17()
    {
        var deadline = Known("court_enforcement", "2026-03-02", request => request with { Extensions = [new(1, RestartFrom: Day("2026-06-30"))] });
        deadline.End.ShouldBe(Day("2026-09-30"));
        deadline.Rulings.ShouldContain("U17");
        Known("court_enforcement", "2026-06-30", request => request with { Extensions = [new(1, RestartFrom: Day("2026-03-02"))] }).End.ShouldBe(Day("2026-09-30"));
    }

    [Fact]
    public void Hours_are_exact_and_never_shift()
    {
        var start = BeijingTime.InstantOf(new DateTime(2026, 9, 30, 17, 30, 0));
        var deadline = Known("crime_deliver", "2026-09-30", request => request with { StartInstant = start });
        deadline.EndInstant.ShouldBe(start.AddHours(24));
        Ask("crime_deliver", "2026-09-30").ShouldBeOfType<DeadlineAnswer.Refused>().Why.Code.ShouldBe("deadline-instant");
    }

    [Fact]
    public void A_public_notice_is_effective_on_the_day_after_the_thirtieth_without_shift_U4()
    {
        var deadline = Known("service_public_notice", "2026-09-02");
        (deadline.End, deadline.OpensOn).ShouldBe((Day("2026-10-02"), Day("2026-10-03")));
    }

    [Fact]
    public void A_working_day_limit_beyond_the_calendar_is_refused_with_the_earliest_possible_day()
    {
        // 2026-12-28 to 12-31 are four workdays; the fifth cannot be earlier than 2027-01-01.
        var open = Ask("statement", "2026-12-27").ShouldBeOfType<DeadlineAnswer.Open>();
        open.NotBefore.ShouldBe(Day("2027-01-01"));
        open.Why.Code.ShouldBe("calendar-missing");
        open.Why.Message.ShouldContain("2027年工作日历未发布");
    }

    [Fact]
    public void A_calendar_limit_beyond_the_calendar_carries_its_unshifted_day()
    {
        var open = Ask("decision", "2026-11-22").ShouldBeOfType<DeadlineAnswer.Open>();
        open.NotBefore.ShouldBe(Day("2027-02-20"));
    }

    [Fact]
    public void Limits_on_power_and_hours_need_no_calendar()
    {
        Known("seizure", "2026-12-20").End.ShouldBe(Day("2027-01-19"));
        Known("limitation_general", "2026-12-20").End.ShouldBe(Day("2028-12-20"));
    }

    [Fact]
    public void On_a_provisional_year_the_date_is_known_and_marked()
    {
        var deadline = Known("statement", "2026-12-27", book: Law.Book.WithProvisionalYears(2027, 2027));
        (deadline.End, deadline.Provisional).ShouldBe((Day("2027-01-04"), true));
        deadline.Working.ShouldContain(line => line.StartsWith("暂定", StringComparison.Ordinal));
        Known("statement", "2026-09-30", book: Law.Book.WithProvisionalYears(2027, 2027)).Provisional.ShouldBeFalse();
    }

    [Fact]
    public void A_published_year_is_never_replaced_by_a_provisional_one() =>
        Law.Book.WithProvisionalYears(2026, 2027).Calendar.On(Day("2026-10-10"))!.Value.ShouldBe(new CalendarDay(true, "国庆节调休", false));

    [Fact]
    public void Older_than_the_calendar_a_calendar_limit_is_computed_when_its_end_is_loaded_U16()
    {
        Known("decision", "2019-12-01").End.ShouldBe(Day("2020-03-02"));
        Ask("statement", "2019-12-30").ShouldBeOfType<DeadlineAnswer.Open>();
    }

    [Fact]
    public void An_unknown_key_and_a_rate_are_refused()
    {
        Ask("nothing", "2026-03-02").ShouldBeOfType<DeadlineAnswer.Refused>().Why.Code.ShouldBe("deadline-unknown");
        Ask("late_fee", "2026-03-02").ShouldBeOfType<DeadlineAnswer.Refused>().Why.Code.ShouldBe("deadline-is-rate");
    }

    [Fact]
    public void A_limit_carried_over_from_a_predecessor_shows_its_weaker_trust() => Known("summary_filing", "2026-03-02").Trust.ShouldBe(Trust.SecondHand);

    [Fact]
    public void Every_limit_of_the_table_can_be_computed()
    {
        foreach (var rule in Law.Book.DeadlinesOn(Day("2026-03-02"))!.All.Where(rule => rule.Calendar != DeadlineCalendar.Rate))
        {
            var answer = Ask(rule.Key, "2026-03-02", request => request with { StartInstant = BeijingTime.StartOf(request.Start) });
            (answer is DeadlineAnswer.Known).ShouldBeTrue(rule.Key);
        }
    }

    [Theory]
    [InlineData("2026-08-14", false, true, "limitation_general")]
    [InlineData("2026-08-15", false, true, "limitation_harm")]
    [InlineData("2025-01-01", true, false, "limitation_harm")]
    [InlineData("2026-09-01", false, false, "limitation_general")]
    public void The_law_of_the_day_the_act_ended_sets_the_limitation_U1(string ended, bool life, bool pollutes, string key) =>
        Limitation.KeyFor(Law.Book.Causes(Day("2026-09-01")), Day(ended), life, pollutes).ShouldBe(key);
}
