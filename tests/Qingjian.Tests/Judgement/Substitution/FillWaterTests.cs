using System.Globalization;
using System.Text.Json;
using Qingjian.Judgement;
using Qingjian.Vocabulary;
using Shouldly;
using Xunit;

namespace Qingjian.Tests.Judgement;

/// <summary>HJ 356-2019, missing values of water.</summary>
public class FillWaterTests
{
    private static readonly SubstitutionRule Rule = Law.Book.SubstitutionOn(Medium.Water, Law.Day)!;

    private static WaterHour[] Hours(params decimal?[] values) => [.. values.Select((value, n) => new WaterHour(Law.Day.ToDateTime(TimeOnly.MinValue).AddHours(n), value))];

    [Fact]
    public void A_filled_value_is_never_taken_for_a_measured_one()
    {
        var found = FillWater.Of("w01018", Hours(10, 20, 30, 40, null, null, 50, null, null), Rule);
        found.Select(hour => hour.Value).ShouldBe([35m, 35m, 25m, 25m], "the second gap looks back past the first by whole windows");
    }

    [Fact]
    public void Nothing_before_leaves_the_gap_open()
    {
        var found = FillWater.Of("w01018", Hours(null, 5, null, null), Rule);
        found.ShouldAllBe(hour => hour.Value == null);
        found[0].Because.ShouldContain("无法补遗");
    }

    [Fact]
    public void Hours_without_discharge_are_not_filled()
    {
        WaterHour[] hours = [new(Law.At(0), 5m), new(Law.At(1), null, Stopped: true), new(Law.At(2), 7m)];
        FillWater.Of("w01018", hours, Rule).ShouldBeEmpty();
    }

    internal static void Example(JsonElement example)
    {
        static decimal? Value(JsonElement text) => text.ValueKind == JsonValueKind.Null ? null : decimal.Parse(text.GetString()!, CultureInfo.InvariantCulture);
        var gap = example.GetProperty("gap").GetInt32();
        var hours = Hours([.. example.GetProperty("before").EnumerateArray().Select(Value), .. Enumerable.Repeat((decimal?)null, gap)]);
        FillWater.Of(example.GetProperty("factor").GetString()!, hours, Rule)[^1].Value.ShouldBe(Value(example.GetProperty("value")));
    }
}
