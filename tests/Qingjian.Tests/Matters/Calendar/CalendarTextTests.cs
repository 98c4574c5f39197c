using Qingjian.Matters.Calendar;
using Qingjian.Vocabulary;
using Shouldly;
using Xunit;

namespace Qingjian.Tests.Matters.Calendar;

/// <summary>An administrator's calendar table: read whole, or refused by row with nothing loaded.</summary>
public sealed class CalendarTextTests
{
    private const string Holidays = "2027-01-01,0,元旦\n2027-05-01,0,劳动节\n2027-10-01,0,国庆节\n2027-10-02,0,国庆节\n2027-10-03,0,国庆节\n";

    private static Outcome<(int Year, string Text)> Load(string csv, bool provisional = false) =>
        CalendarText.Read(csv).Try(out var days, out var why) ? CalendarText.Write(days, provisional, "通知") : why;

    private static string Refused(string csv) => Load(csv).Try(out _, out var why) ? throw new ShouldAssertException("loaded") : why.Code;

    [Fact]
    public void A_notice_that_lists_only_its_own_days_is_a_year()
    {
        Load("date,is_workday,name\n" + Holidays + "2027-10-09,1,国庆节调休\n").Try(out var year, out var why).ShouldBeTrue(why?.Message);
        year.Year.ShouldBe(2027);
        year.Text.ShouldContain("国庆节调休");
        year.Text.ShouldContain("\"published\"");
    }

    [Fact]
    public void The_words_and_the_json_form_say_the_same()
    {
        Load("date,is_workday,name\n" + Holidays).Try(out var csv, out _).ShouldBeTrue();
        Load("日期,类型,名称\n" + Holidays.Replace(",0,", ",节假日,", StringComparison.Ordinal)).Try(out var words, out _).ShouldBeTrue();
        var days = Holidays.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(',')).Select(cells => $$"""{"date":"{{cells[0]}}","workday":false,"name":"{{cells[2]}}"}""");
        Load($$"""{"days":[{{string.Join(',', days)}}]}""").Try(out var json, out _).ShouldBeTrue();
        words.Text.ShouldBe(csv.Text);
        json.Text.ShouldBe(csv.Text);
    }

    [Theory]
    [InlineData("", "calendar-empty")]
    [InlineData("day,open\n2027-01-01,0\n", "calendar-columns")]
    [InlineData("date,is_workday\n2027-13-01,0\n", "calendar-rows")]
    [InlineData("date,is_workday\n2027-01-01,maybe\n", "calendar-rows")]
    [InlineData("date,is_workday\n2027-01-01,0\n2027-01-01,0\n", "calendar-rows")]
    [InlineData("date,is_workday\n2027-01-01,0\n2028-01-01,0\n", "calendar-years")]
    [InlineData("date,is_workday\n2027-01-01,1\n2027-05-01,0\n2027-10-01,0\n2027-10-02,0\n2027-10-03,0\n", "calendar-holidays")]
    [InlineData("{\"days\":", "calendar-json")]
    public void What_is_no_calendar_is_refused(string text, string code) => Refused(text).ShouldBe(code);

    [Fact]
    public void A_file_cut_in_the_middle_names_the_missing_days()
    {
        var rows = Enumerable.Range(0, 300).Select(i => new DateOnly(2027, 1, 1).AddDays(i)).Select(day => $"{day:yyyy-MM-dd},{(day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday ? 0 : 1)},");
        Load("date,is_workday,name\n" + string.Join('\n', rows)).Try(out _, out var why).ShouldBeFalse();
        why.Code.ShouldBe("calendar-gap");
        why.Message.ShouldContain("65");
    }
}
