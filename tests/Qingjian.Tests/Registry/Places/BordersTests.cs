using Qingjian.Registry.Places;
using Qingjian.Vocabulary;
using Shouldly;
using Xunit;

namespace Qingjian.Tests.Registry.Places;

public class BordersTests
{
    private readonly Borders borders = new();

    [Theory]
    [InlineData(109.99, 34.02, "611002", BorderVerdict.Inside)]
    [InlineData(109.99, 34.02, "611002001", BorderVerdict.Inside)]
    [InlineData(110.88, 33.53, "611002", BorderVerdict.Outside)]
    [InlineData(110.37558, 34.02921, "611002", BorderVerdict.NearBorder)]
    [InlineData(107.24, 34.36, "610302", BorderVerdict.InsideCity)]
    [InlineData(116.40, 39.90, "610302", BorderVerdict.Outside)]
    [InlineData(116.40, 39.90, "110101", BorderVerdict.NotChecked)]
    public void A_coordinate_is_told_as_far_as_the_loaded_borders_reach(double lon, double lat, string division, object verdict) =>
        borders.Check(new Coordinates(lon, lat), division).ShouldBe((BorderVerdict)verdict);

    [Fact]
    public void Every_county_of_the_city_holds_its_own_centre_and_no_other()
    {
        foreach (var (code, lon, lat) in new[] { ("611002", 109.98903, 34.02024), ("611023", 110.88, 33.53) })
            borders.Find(new Coordinates(lon, lat)).ShouldBe(code);
    }

    [Fact]
    public void Borders_are_handed_out_by_division_and_missing_ones_are_null()
    {
        borders.GeoJson("611000")!.Split("\"Feature\"").Length.ShouldBe(8);
        borders.GeoJson("611002")!.Split("\"Feature\"").Length.ShouldBe(2);
        borders.GeoJson("110000").ShouldBeNull();
    }
}
