using System.Globalization;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using Qingjian.Judgement;
using Qingjian.Vocabulary;
using Shouldly;
using Xunit;

namespace Qingjian.Tests.Judgement;

/// <summary>Means worked out from shorter values: HJ 212-2017 D.1 and D2.2, HJ 356-2019.</summary>
public class MeanOfTests
{
    private static readonly MeanRule Air = Law.Book.MeansOn(Medium.Air, Law.Day)!, Water = Law.Book.MeansOn(Medium.Water, Law.Day)!;

    private static List<ShortValue> Flags(string flags, decimal value = 10m) => [.. flags.Select(flag => new ShortValue(value, flag))];

    [Theory]
    [InlineData(5, "NNNNNNNNNCCC", 45, 'N', 'C', true)]
    [InlineData(5, "NNNNNNNNCCCC", 40, 'D', 'C', false)]
    [InlineData(10, "NNNNN", 50, 'N', 'N', true)]
    [InlineData(10, "NNNN", 40, 'D', 'N', false)]
    [InlineData(10, "FFFFFF", 0, 'F', 'F', false)]
    [InlineData(10, "NNNFFF", 30, 'N', 'F', false)]
    [InlineData(10, "TTTTTN", 60, 'T', 'N', true)]
    public void Check_values_of_a_gas_hour_M20(int interval, string flags, int minutes, char flag, char shown, bool valid)
    {
        var mean = MeanOf.Hour(Flags(flags), interval, Air);
        (mean.Count, mean.Flag, mean.Shown, mean.Valid).ShouldBe((minutes, flag, shown, valid));
    }

    [Theory]
    [InlineData("NNNNNM", 'M', false)]
    [InlineData("N", 'N', true)]
    [InlineData("NNNNNN", 'N', true)]
    public void Check_values_of_a_water_hour_M21(string flags, char flag, bool valid)
    {
        var mean = MeanOf.Hour(Flags(flags), 10, Water);
        (mean.Flag, mean.Valid).ShouldBe((flag, valid));
    }

    [Fact]
    public void Water_is_weighted_by_discharge_and_gas_is_not()
    {
        ShortValue[] values = [new(40m, Discharge: 100m), new(60m, Discharge: 50m), new(30m, Discharge: 150m)];
        Math.Round(MeanOf.Hour(values, 10, Water).Value!.Value, 4).ShouldBe(38.3333m);
        Math.Round(MeanOf.Hour(values, 10, Air).Value!.Value, 4).ShouldBe(43.3333m);
        Math.Round(MeanOf.Hour([.. values, new(30m)], 10, Water).Value!.Value, 4).ShouldBe(40m, "one discharge is unknown: plain mean");
        MeanOf.Hour([new(40m, Discharge: 0m), new(60m, Discharge: 0m)], 10, Water).Value.ShouldBe(50m);
    }

    [Fact]
    public void Converted_values_are_meant_one_by_one_and_only_when_all_have_one()
    {
        MeanOf.Day([new(20m, Converted: 30m), new(10m, Converted: 12m)], 24, Air).Converted.ShouldBe(21m);
        MeanOf.Day([new(20m, Converted: 30m), new(10m)], 24, Air).Converted.ShouldBeNull();
    }

    [Theory]
    [InlineData(105.1, true)]
    [InlineData(104.9, false)]
    [InlineData(94.9, true)]
    public void A_sent_mean_differs_by_more_than_five_percent(double sent, bool differs) => new ComputedMean(100m, null, 60, 45, 'N', 'N').DiffersFrom((decimal)sent, 0.1m, Air).ShouldBe(differs && Math.Abs(sent - 100) > 0.05 * Math.Max(100, sent));

    [Fact]
    public void A_difference_of_one_last_decimal_is_none() => new ComputedMean(0.2m, null, 60, 45, 'N', 'N').DiffersFrom(0.3m, 0.1m, Air).ShouldBeFalse();

    /// <summary>Order independence: sums of decimals are exact, the quotient comes last.</summary>
    [Fact]
    public void Any_order_of_arrival_gives_the_same_mean() => Prop.ForAll<Tuple<short, byte, byte>[], int>((given, seed) =>
    {
        List<ShortValue> values = [.. given.Select(each => new ShortValue(each.Item1 / 100m, "NNNTMCF"[each.Item2 % 7], each.Item1 / 50m, each.Item3 / 10m))];
        var shuffled = values.ToArray();
        new Random(seed).Shuffle(shuffled);
        foreach (var rule in new[] { Air, Water })
        {
            MeanOf.Hour(shuffled, 10, rule).ShouldBe(MeanOf.Hour(values, 10, rule));
            MeanOf.Day(shuffled, 24, rule).ShouldBe(MeanOf.Day(values, 24, rule));
            MeanOf.Minute(shuffled, 10, 20, rule).ShouldBe(MeanOf.Minute(values, 10, 20, rule));
        }
    }).QuickCheckThrowOnFailure();

    /// <summary>A mean lies between the least and the greatest value that counts, and what does not count moves nothing.</summary>
    [Fact]
    public void A_mean_lies_among_its_values() => Prop.ForAll<Tuple<short, byte>[], short>((given, other) =>
    {
        List<ShortValue> values = [.. given.Select(each => new ShortValue(each.Item1, 'N', null, each.Item2))];
        var mean = MeanOf.Day(values, 24, Water);
        MeanOf.Day([.. values, new(other, 'M', null, 9m)], 24, Water).ShouldBe(mean);
        if (mean.Value is { } value) value.ShouldBeInRange(values.Min(each => each.Value!.Value) - 0.0001m, values.Max(each => each.Value!.Value) + 0.0001m);
        else values.ShouldBeEmpty();
    }).QuickCheckThrowOnFailure();

    internal static void Example(string medium, JsonElement example)
    {
        var rule = medium == "air" ? Air : Water;
        List<ShortValue> Values() => [.. Enumerable.Repeat(new ShortValue(10m), example.GetProperty("values").GetInt32())];
        switch (example.GetProperty("of").GetString())
        {
            case "minute":
                var due = example.GetProperty("due").GetInt32();
                MeanOf.Minute(Values(), due == 120 ? 10 : due == 20 ? 10 : 1, due, rule).Valid.ShouldBe(example.GetProperty("valid").GetBoolean());
                break;
            case "hour":
                var hour = MeanOf.Hour(Flags(example.GetProperty("flags").GetString()!), medium == "air" ? example.GetProperty("interval").GetInt32() : 10, rule);
                (hour.Flag, hour.Valid).ShouldBe((example.GetProperty("flag").GetString()![0], example.GetProperty("valid").GetBoolean()));
                break;
            case "day":
                MeanOf.Day(Values(), example.GetProperty("due").GetInt32(), rule).Valid.ShouldBe(example.GetProperty("valid").GetBoolean());
                break;
            case "weighted":
                decimal[] Numbers(string name) => [.. example.GetProperty(name).EnumerateArray().Select(each => decimal.Parse(each.GetString()!, CultureInfo.InvariantCulture))];
                Math.Round(MeanOf.Day([.. Numbers("values").Zip(Numbers("flows"), (value, flow) => new ShortValue(value, Discharge: flow))], 24, rule).Value!.Value, 4).ShouldBe(decimal.Parse(example.GetProperty("mean").GetString()!, CultureInfo.InvariantCulture));
                break;
            default: throw new NotSupportedException();
        }
    }
}
