using FsCheck;
using FsCheck.Fluent;
using Qingjian.Judgement;
using Shouldly;
using Xunit;

namespace Qingjian.Tests.Judgement;

/// <summary>The numeric check values of the specification, formulas of HJ 212-2017 D2.</summary>
public class ConversionTests
{
    [Fact]
    public void Formulas_give_the_published_check_values()
    {
        Conversion.Round(Conversion.ByReferenceOxygen(35.1m, 9.8m, 11m), 4).ShouldBe(31.3393m);
        Conversion.Round(Conversion.ByReferenceOxygen(21.35m, 7.2m, 6m), 4).ShouldBe(23.2065m);
        Conversion.Round(Conversion.Dry(30m, 0.112m), 4).ShouldBe(33.7838m);
        Conversion.Round(Conversion.FromPpm(20m, 64m), 4).ShouldBe(57.1429m);
        Conversion.Round(Conversion.NitrogenOxides(20m, 3m), 4).ShouldBe(33.6667m);
        Conversion.WetFlow(6.5m, 12.4m).ShouldBe(290160.0m);
        var dry = Conversion.DryStandardFlow(290160.0m, 52.3m, 100800m, -152m, 0.112m);
        Conversion.Round(dry, 1).ShouldBe(214791.8m);
        Conversion.Round(Conversion.HourAmount(35.1m, dry), 4).ShouldBe(7.5392m);
        Conversion.Round(Conversion.FlowWeighted([(40m, 100m), (60m, 50m), (30m, 150m)])!.Value, 4).ShouldBe(38.3333m);
    }

    [Theory]
    [InlineData("0.25", 1, "0.2")]
    [InlineData("0.35", 1, "0.4")]
    [InlineData("2.5", 0, "2")]
    [InlineData("3.5", 0, "4")]
    [InlineData("80.5", 0, "80")]
    public void Rounding_is_half_to_even(string value, int decimals, string expected) =>
        Conversion.Round(decimal.Parse(value), decimals).ShouldBe(decimal.Parse(expected));

    [Fact]
    public void Nothing_is_converted_at_the_oxygen_of_air() =>
        Should.Throw<ArgumentOutOfRangeException>(() => Conversion.ByReferenceOxygen(10m, 21m, 11m));

    [Fact]
    public void No_discharge_gives_no_mean() => Conversion.FlowWeighted([(40m, 0m), (60m, 0m)]).ShouldBeNull();

    [Fact]
    public void A_weighted_mean_lies_between_the_smallest_and_the_largest() =>
        Prop.ForAll(Gen.Choose(0, 100000).Two().Select(pair => (pair.Item1 / 100m, (pair.Item2 + 1) / 100m)).NonEmptyListOf().ToArbitrary(), hours =>
        {
            var mean = Conversion.FlowWeighted(hours)!.Value;
            return mean >= hours.Min(hour => hour.Item1) - 0.0000001m && mean <= hours.Max(hour => hour.Item1) + 0.0000001m;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Units_of_one_kind_convert_and_others_do_not()
    {
        Units.Factor("ug/L", "mg/L").ShouldBe(0.001m);
        Units.Factor("ng/m3", "mg/m3").ShouldBe(0.000001m);
        Units.Factor("mg/L", "mg/m3").ShouldBeNull();
    }
}
