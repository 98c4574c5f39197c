using System.Globalization;
using System.Text.Json;
using Qingjian.Judgement;
using Qingjian.Vocabulary;
using Shouldly;
using Xunit;

namespace Qingjian.Tests.Judgement;

/// <summary>Anomaly patterns: each by an example that is hit, one that is not, and the edge between them.</summary>
public class FindPatternsTests
{
    private static readonly DateTime First = new(2026, 6, 1);
    private static readonly PatternRule Rule = Law.Book.PatternsOn(Law.Day)!;

    /// <summary>Values that look natural: no repeats, no drift, all last digits, far below the limit.</summary>
    private static decimal Natural(int n)
    {
        var mixed = (uint)(n + 1) * 2_654_435_761u;
        mixed = (mixed ^ mixed >> 15) * 2_246_822_519u;
        return 30m + (mixed >> 8) % 200 * 0.1m;
    }

    private static FactorSeries Series(int count, Func<int, SeriesHour, SeriesHour>? change = null, decimal? limit = 100m, string factor = "a21002", Medium medium = Medium.Air) =>
        new(factor, medium, limit, 0.1m, [.. Enumerable.Range(0, count).Select(n =>
        {
            var hour = new SeriesHour(First.AddHours(n), Natural(n)) { Measured = Natural(n), Oxygen = 9m };
            return change?.Invoke(n, hour) ?? hour;
        })]);

    private static IReadOnlyList<PatternHit> Hits(string code, params FactorSeries[] series) => [.. FindPatterns.In(series, First, Rule).Where(hit => hit.Code == code)];

    [Fact]
    public void Natural_values_are_not_hit() => FindPatterns.In([Series(1000, (n, hour) => n % 300 == 299 ? hour with { Flag = 'C', Value = null } : n % 300 is 298 or 0 ? hour with { Value = 40m } : hour)], First, Rule).ShouldBeEmpty();

    [Theory]
    [InlineData(2, 9, false)]
    [InlineData(3, 9, true)]
    [InlineData(3, 19, false)]
    public void P01_zero_while_running_for_three_hours(int hours, int oxygen, bool hit)
    {
        var series = Series(100, (n, hour) => n >= 50 && n < 50 + hours ? hour with { Value = 0m, Oxygen = oxygen } : hour);
        Hits("P01", series).Any().ShouldBe(hit);
    }

    [Fact]
    public void P01_zero_of_a_stopped_source_is_in_order() =>
        Hits("P01", Series(100, (n, hour) => n is >= 50 and < 60 ? hour with { Value = 0m, MarkedStopped = true } : hour)).ShouldBeEmpty();

    [Theory]
    [InlineData(Medium.Air, 5, false)]
    [InlineData(Medium.Air, 6, true)]
    [InlineData(Medium.Water, 3, false)]
    [InlineData(Medium.Water, 4, true)]
    public void P02_constant_by_medium(Medium medium, int hours, bool hit)
    {
        var series = Series(100, (n, hour) => n >= 50 && n < 50 + hours ? hour with { Value = 60m } : hour, medium: medium);
        Hits("P02", series).Any().ShouldBe(hit);
    }

    [Fact]
    public void P02_a_missing_hour_ends_the_stretch() =>
        Hits("P02", Series(100, (n, hour) => n is >= 50 and < 60 ? hour with { Value = n == 55 ? null : 60m } : hour)).ShouldBeEmpty();

    [Fact]
    public void P03_a_day_far_more_even_than_the_month_before_it()
    {
        var usual = Hits("P03", Series(24 * 20));
        usual.ShouldBeEmpty();
        var mean = Enumerable.Range(0, 24 * 19).Average(Natural);
        Hits("P03", Series(24 * 20, (n, hour) => n >= 24 * 19 ? hour with { Value = mean + n % 5 * 0.1m } : hour)).ShouldHaveSingleItem().From.ShouldBe(First.AddDays(19));
    }

    [Fact]
    public void P04_a_jump_is_hit_and_a_drop_from_near_the_limit_scores_double()
    {
        var jump = Hits("P04", Series(100, (n, hour) => n == 60 ? hour with { Value = 95m } : hour)).ShouldHaveSingleItem();
        jump.From.ShouldBe(First.AddHours(60));
        jump.Score.ShouldBeLessThanOrEqualTo(0.5m);
        var drop = Hits("P04", Series(100, (n, hour) => n < 60 ? hour with { Value = 91m + n % 7 * 0.1m } : n == 60 ? hour with { Value = 20m } : hour with { Value = 91m + n % 5 * 0.1m }));
        drop.ShouldHaveSingleItem().Score.ShouldBeGreaterThan(0.5m);
    }

    [Theory]
    [InlineData(98, true)]
    [InlineData(60, false)]
    public void P05_pinned_under_the_limit(int level, bool hit) =>
        Hits("P05", Series(100, (n, hour) => hour with { Value = level + n % 13 * 0.1m })).Any().ShouldBe(hit);

    [Fact]
    public void P05_values_on_both_sides_of_the_limit_are_not_pinned() =>
        Hits("P05", Series(100, (n, hour) => hour with { Value = 96m + n % 8 })).ShouldBeEmpty();

    [Theory]
    [InlineData(40, false)]
    [InlineData(50, true)]
    public void P06_a_converted_value_that_does_not_follow_from_the_oxygen(decimal converted, bool hit)
    {
        var series = Series(24, (n, hour) => hour with { Measured = 48m, Oxygen = 9m, Converted = n == 5 ? converted : 40m }) with { ReferenceOxygen = 11m };
        Hits("P06", series).Any().ShouldBe(hit);
    }

    [Theory]
    [InlineData(2, false)]
    [InlineData(3, true)]
    public void P07_several_factors_constant_from_the_same_hour(int flat, bool hit)
    {
        var factors = new[] { "a21002", "a21026", "a34013", "a21005" }
            .Select((factor, at) => Series(100, (n, hour) => at < flat && n is >= 50 and < 54 ? hour with { Value = 40m + at } : hour with { Value = Natural(n + at * 1000) }, factor: factor)).ToArray();
        Hits("P07", factors).Any().ShouldBe(hit);
    }

    [Theory]
    [InlineData(30, false)]
    [InlineData(31, true)]
    public void P10_more_than_a_tenth_of_a_month_in_calibration(int hours, bool hit) =>
        Hits("P10", Series(300, (n, hour) => n < hours ? hour with { Flag = n % 2 == 0 ? 'C' : 'M', Value = null } : hour)).Any().ShouldBe(hit);

    [Theory]
    [InlineData(52, 60, false)]
    [InlineData(54, 60, true)]
    [InlineData(54, 44, false)]
    public void P11_an_hour_that_is_not_the_mean_of_its_minutes(decimal mean, int minutes, bool hit) =>
        Hits("P11", Series(24, (n, hour) => n == 5 ? hour with { Measured = 50m, MinuteMean = mean, Minutes = minutes } : hour)).Any().ShouldBe(hit);

    [Theory]
    [InlineData(11, false)]
    [InlineData(12, true)]
    [InlineData(20, true)]
    public void P13_a_copied_stretch_of_hours(int length, bool hit)
    {
        var hits = Hits("P13", Series(400, (n, hour) => n >= 300 && n < 300 + length ? hour with { Value = Natural(n - 200) } : hour));
        hits.Any().ShouldBe(hit);
        if (hit) hits.ShouldHaveSingleItem().Statistic.ShouldBe(length);
    }

    [Fact]
    public void P14_last_digits_that_are_always_five() =>
        Hits("P14", Series(240, (n, hour) => hour with { Measured = Math.Floor(hour.Value!.Value) + (n % 3 == 0 ? 0.1m : 0.5m) })).ShouldNotBeEmpty();

    [Fact]
    public void P17_a_re_sent_value_that_makes_an_exceedance_smaller()
    {
        var hits = Hits("P17", Series(24, (n, hour) => n == 4 ? hour with { Earlier = 130m } : n == 6 ? hour with { Earlier = 90m } : n == 8 ? hour with { Value = 140m, Earlier = 130m } : hour));
        hits.ShouldHaveSingleItem().From.ShouldBe(First.AddHours(4));
    }

    [Theory]
    [InlineData("0.04", true)]
    [InlineData("0.05", false)]
    public void P20_a_frozen_acidity(string range, bool hit)
    {
        var width = decimal.Parse(range, CultureInfo.InvariantCulture);
        var series = Series(48, (n, hour) => hour with { Value = 7m + (n % 2 == 0 ? 0m : width) }, limit: null, factor: "w01001", medium: Medium.Water) with { LastDecimal = 0.01m };
        Hits("P20", series).Any().ShouldBe(hit);
    }

    [Theory]
    [InlineData(3.0, false)]
    [InlineData(3.1, true)]
    public void P22_velocity_while_marked_stopped(double velocity, bool hit) =>
        Hits("P22", Series(24, (n, hour) => n == 3 ? hour with { MarkedStopped = true, Velocity = (decimal)velocity } : hour)).Any().ShouldBe(hit);

    [Fact]
    public void Scores_combine_and_every_hit_names_its_numbers()
    {
        var hits = FindPatterns.In([Series(400, (n, hour) => n >= 300 && n < 320 ? hour with { Value = Natural(n - 200) } : hour)], First, Rule);
        hits.ShouldAllBe(hit => hit.Score >= 0 && hit.Score <= 1 && hit.Say.Length > 8);
        Rule.Combined(hits).ShouldBe(0.9m * hits.Single(hit => hit.Code == "P13").Score);
        Rule.Combined([]).ShouldBe(0m);
    }

    internal static void Example(JsonElement example)
    {
        var values = example.GetProperty("values").EnumerateArray().Select(value => decimal.Parse(value.GetString()!, CultureInfo.InvariantCulture)).ToList();
        var series = Series(values.Count, (n, hour) => hour with { Value = values[n] });
        Hits(example.GetProperty("code").GetString()!, series).Any().ShouldBe(example.GetProperty("hit").GetBoolean());
    }
}
