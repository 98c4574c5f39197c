using System.Globalization;
using System.Text.Json;
using Qingjian.Judgement;
using Shouldly;
using Xunit;

namespace Qingjian.Tests.Judgement;

/// <summary>Reminders before a limit is exceeded.</summary>
public class TrendTests
{
    private static readonly DateTime Day = new(2026, 7, 1);
    private static readonly TrendRule Rule = Law.Book.TrendsOn(Law.Day)!;

    private static IReadOnlyList<Trend> Trend(decimal[] values, decimal? hour = 100m, decimal? day = null) =>
        Trends.In([.. values.Select((value, n) => (Day.AddHours(n), value))], Day.AddHours(values.Length), hour, day, Rule);

    [Theory]
    [InlineData(new[] { 60.0, 70, 80, 90 }, true)]
    [InlineData(new[] { 60.0, 70, 70, 90 }, false)]
    [InlineData(new[] { 70.0, 80, 90 }, false)]
    [InlineData(new[] { 20.0, 30, 40, 59 }, false)]
    [InlineData(new[] { 60.0, 61, 62, 63 }, false)]
    [InlineData(new[] { 90.0, 95, 99, 100.1 }, false)]
    [InlineData(new[] { 70.0, 80, 90, 100 }, true)]
    public void Hours_that_rise_towards_the_limit(double[] values, bool reminds) => Trend([.. values.Select(value => (decimal)value)]).Any(trend => trend.Kind == TrendKind.Rising).ShouldBe(reminds);

    [Fact]
    public void A_rise_says_when_the_limit_is_reached()
    {
        var trend = Trend([60m, 70m, 80m, 90m]).ShouldHaveSingleItem();
        (trend.Value, trend.Expected, trend.HoursLeft).ShouldBe((90m, 100m, 1m));
        trend.Say.ShouldContain("约1小时后达到小时限值100");
    }

    [Theory]
    [InlineData(8, 45, true)]
    [InlineData(8, 44.9, false)]
    [InlineData(7, 60, false)]
    public void A_day_mean_is_forecast_from_eight_o_clock(int hours, double value, bool reminds) =>
        Trend([.. Enumerable.Repeat((decimal)value, hours)], null, 50m).Any(trend => trend.Kind == TrendKind.Forecast).ShouldBe(reminds);

    [Fact]
    public void The_rest_of_the_day_is_taken_to_be_like_the_last_three_hours()
    {
        var trend = Trend([.. Enumerable.Repeat(20m, 9), 60m, 60m, 60m], null, 50m).ShouldHaveSingleItem();
        trend.Value.ShouldBe(30m);
        trend.Expected.ShouldBe((9 * 20m + 3 * 60m + 12 * 60m) / 24m);
    }

    [Fact]
    public void A_gap_ends_a_rise_and_the_last_hour_of_a_day_forecasts_nothing()
    {
        Trends.In([(Day, 60m), (Day.AddHours(1), 70m), (Day.AddHours(3), 80m), (Day.AddHours(4), 90m)], Day.AddHours(5), 100m, null, Rule).ShouldBeEmpty();
        Trend([.. Enumerable.Repeat(60m, 24)], null, 50m).ShouldBeEmpty();
    }

    internal static void Example(JsonElement example)
    {
        decimal? Bound(string name) => example.GetProperty(name).GetString() is { } text ? decimal.Parse(text, CultureInfo.InvariantCulture) : null;
        var found = Trend([.. example.GetProperty("hours").EnumerateArray().Select(hour => decimal.Parse(hour.GetString()!, CultureInfo.InvariantCulture))], Bound("hour_limit"), Bound("day_limit"));
        found.Select(trend => JsonNamingPolicy.CamelCase.ConvertName(trend.Kind.ToString())).ShouldBe(example.GetProperty("reminds").GetString() is { } kind ? [kind] : []);
    }
}
