using Qingjian.Monitoring.Gateway.Backfill;
using Shouldly;
using Xunit;

namespace Qingjian.Tests.Monitoring.Gateway.Backfill;

/// <summary>When missing periods are asked for: at once, after 6 and after 24 hours, then no more.</summary>
public class PlanAsksTests
{
    private static readonly DateTime Day = new(2026, 11, 18);
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);
    private static readonly TimeSpan[] Again = [TimeSpan.FromHours(6), TimeSpan.FromHours(24)];

    private static DateTime[] Hours(params int[] hours) => [.. hours.Select(hour => Day.AddHours(hour))];

    [Fact]
    public void Neighbours_are_asked_for_together_and_no_request_is_longer_than_allowed()
    {
        var (asks, next) = PlanAsks.Of(Hours(1, 2, 3, 4, 5, 9), Hour, [], Day.AddHours(12), Again, 3);
        asks.Select(ask => (ask.From.Hour, ask.To.Hour, ask.Periods, ask.Turn)).ShouldBe([(1, 3, 3, 1), (4, 5, 2, 1), (9, 9, 1, 1)]);
        next.ShouldBeNull();
    }

    [Fact]
    public void What_stays_missing_is_asked_for_again_after_6_and_24_hours_from_the_first_time_and_then_no_more()
    {
        var first = new AskedBefore(Day.AddHours(1), Day.AddHours(3), Day.AddHours(5));
        PlanAsks.Of(Hours(2), Hour, [first], Day.AddHours(10), Again, 24).ShouldSatisfyAllConditions(plan => plan.Asks.ShouldBeEmpty(), plan => plan.Next.ShouldBe(Day.AddHours(11)));
        PlanAsks.Of(Hours(2), Hour, [first], Day.AddHours(11), Again, 24).Asks.Single().Turn.ShouldBe(2);
        var second = first with { At = Day.AddHours(12) };
        PlanAsks.Of(Hours(2), Hour, [first, second], Day.AddHours(13), Again, 24).Next.ShouldBe(Day.AddHours(29));
        PlanAsks.Of(Hours(2), Hour, [first, second], Day.AddHours(30), Again, 24).Asks.Single().Turn.ShouldBe(3);
        var third = first with { At = Day.AddHours(30) };
        PlanAsks.Of(Hours(2), Hour, [first, second, third], Day.AddDays(5), Again, 24).ShouldSatisfyAllConditions(plan => plan.Asks.ShouldBeEmpty(), plan => plan.Next.ShouldBeNull());
    }

    [Fact]
    public void Periods_of_different_turns_are_not_joined()
    {
        var asked = new AskedBefore(Day.AddHours(1), Day.AddHours(1), Day.AddHours(2));
        PlanAsks.Of(Hours(1, 2), Hour, [asked], Day.AddHours(9), Again, 24).Asks.Select(ask => (ask.From.Hour, ask.Turn)).ShouldBe([(1, 2), (2, 1)]);
    }
}
