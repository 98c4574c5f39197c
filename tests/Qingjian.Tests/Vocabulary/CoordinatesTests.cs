using FsCheck;
using FsCheck.Fluent;
using Qingjian.Vocabulary;
using Shouldly;
using Xunit;

namespace Qingjian.Tests.Vocabulary;

public class CoordinatesTests
{
    [Fact]
    public void The_published_example_of_GCJ_02_is_met()
    {
        // Tian'anmen: 116.3975, 39.9087 lies some 500 m to the north-east on a Chinese web map.
        var shifted = new Coordinates(116.3975, 39.9087).ToGcj02();
        shifted.Longitude.ShouldBe(116.40374, 0.00005);
        shifted.Latitude.ShouldBe(39.91010, 0.00005);
        new Coordinates(116.3975, 39.9087).MetresTo(shifted).ShouldBe(555, 30);
    }

    [Fact]
    public void What_is_shifted_comes_back_within_a_metre_everywhere_in_China() =>
        Prop.ForAll(Gen.Choose(73_000, 135_000).SelectMany(x => Gen.Choose(18_000, 53_000).Select(y => (X: x / 1000.0, Y: y / 1000.0))).ToArbitrary(), at =>
        {
            var here = new Coordinates(at.X, at.Y);
            var gcj = here.ToGcj02();
            Coordinates.FromGcj02(gcj.Longitude, gcj.Latitude).MetresTo(here).ShouldBeLessThan(0.1);
            var bd = here.ToBd09();
            Coordinates.FromBd09(bd.Longitude, bd.Latitude).MetresTo(here).ShouldBeLessThan(2);
        }).QuickCheckThrowOnFailure();
}
