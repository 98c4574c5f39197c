using Qingjian.Judgement;
using Shouldly;
using Xunit;

namespace Qingjian.Tests.Judgement;

public class SupervisionRuleTests
{
    private static readonly SupervisionRule Rule = Law.Book.SupervisionOn(Law.Day)!;
    private static readonly DateTimeOffset Now = new(2026, 7, 1, 8, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(30, 30, LinkState.Online)]
    [InlineData(30, 31, LinkState.Late)]
    [InlineData(30, 599, LinkState.Late)]
    [InlineData(30, 600, LinkState.Silent)]
    [InlineData(600, 1799, LinkState.Late)]
    [InlineData(600, 1800, LinkState.Silent)]
    public void A_link_is_silent_after_three_intervals_but_not_before_ten_minutes(int interval, int quiet, LinkState state) =>
        LinkSilence.At(Now.AddSeconds(-quiet), Now, TimeSpan.FromSeconds(interval), Rule).State.ShouldBe(state);

    [Fact]
    public void A_link_that_never_spoke_is_not_silent_and_a_clock_ahead_is_online()
    {
        LinkSilence.At(null, Now, TimeSpan.FromSeconds(30), Rule).State.ShouldBe(LinkState.Never);
        LinkSilence.At(Now.AddMinutes(5), Now, TimeSpan.FromSeconds(30), Rule).State.ShouldBe(LinkState.Online);
    }

    [Fact]
    public void An_order_follows_two_hours_of_silence()
    {
        LinkSilence.At(Now.AddMinutes(-119), Now, TimeSpan.FromSeconds(30), Rule).OrderDue.ShouldBeFalse();
        LinkSilence.At(Now.AddMinutes(-120), Now, TimeSpan.FromSeconds(30), Rule).OrderDue.ShouldBeTrue();
    }

    [Fact]
    public void A_day_over_the_limit_goes_to_the_county_and_an_hour_to_the_enterprise()
    {
        Rule.Answer("day_exceeded")!.Value.Class.Recipient.ShouldBe("county");
        Rule.Answer("hour_exceeded")!.Value.Class.Recipient.ShouldBe("enterprise");
        Rule.Answer("hour_warning").ShouldBeNull();
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(23, 0)]
    [InlineData(24, 1)]
    [InlineData(72, 2)]
    [InlineData(1000, 3)]
    public void An_overdue_order_climbs(int hoursLate, int level) => Rule.LevelAt(TimeSpan.FromHours(hoursLate)).Level.ShouldBe(level);

    [Theory]
    [InlineData("31", 1, "blue")]
    [InlineData("45", 1, "yellow")]
    [InlineData("31", 3, "yellow")]
    public void Hours_are_blue_and_turn_yellow_when_repeated_or_half_over(string value, int repeated, string colour)
    {
        var verdict = Judge.Hour("o", new HourValue("a34013", Law.At(8)) { ZsAvg = decimal.Parse(value), Oxygen = 10m, ValidMinutes = 60 }, Law.Kiln());
        Rule.ColourOf(verdict, repeated).ShouldBe(colour);
    }
}
