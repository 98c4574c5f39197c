using Qingjian.Judgement;
using Shouldly;
using Xunit;

namespace Qingjian.Tests.Judgement;

/// <summary>Several meters as one.</summary>
public class TogetherPowerTests
{
    private static readonly DateTimeOffset Eight = new(2026, 7, 1, 8, 0, 0, TimeSpan.FromHours(8));
    private static readonly ElectricityRule Rule = Law.Book.ElectricityOn(Law.Day)!;

    private static IReadOnlyList<PowerReading> Every(int minutes, int count, decimal kw, int from = 0) => [.. Enumerable.Range(0, count).Select(n => new PowerReading(Eight.AddMinutes(from + n * minutes), kw))];

    [Fact]
    public void Powers_add_up_where_all_meters_speak_and_nothing_is_said_where_one_is_silent()
    {
        var together = TogetherPower.Of([Every(5, 13, 100m), Every(5, 13, 50m, from: 2)], [Every(5, 3, 20m)], at => at.DateTime, Rule);
        together[0].ShouldBe(new PlantPower(Eight.AddMinutes(2).DateTime, Eight.AddMinutes(5).DateTime, 150m, 20m));
        (together[^1].At <= Eight.AddMinutes(10).DateTime + Rule.Holds).ShouldBeTrue();
        TogetherPower.Of([], [Every(5, 3, 20m)], at => at.DateTime, Rule).ShouldBeEmpty();
    }

    [Fact]
    public void An_hour_has_the_electricity_of_all_meters_and_none_when_less_than_half_is_known()
    {
        var hours = TogetherPower.Hours([Every(5, 18, 120m), Every(5, 18, 60m)], at => at.DateTime, Rule);
        hours[Eight.DateTime].ShouldBe(180m);
        hours.ContainsKey(Eight.AddHours(2).DateTime).ShouldBeFalse();
    }
}
