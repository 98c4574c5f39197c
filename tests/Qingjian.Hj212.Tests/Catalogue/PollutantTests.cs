using System.Text;

namespace Qingjian.Hj212.Tests.Catalogue;

public class PollutantTests
{
    [Theory]
    [InlineData("a21026", Medium.Unknown, "二氧化硫")]
    [InlineData("02", Medium.Air, "二氧化硫")]
    [InlineData("011", Medium.Water, "化学需氧量")]
    [InlineData("e20103", Medium.Unknown, "出水口流量")]
    [InlineData("SB12", Medium.Unknown, "治理设施运行状态/时间")]
    [InlineData("LA", Medium.Unknown, "A权声级")]
    [InlineData("i33312", Medium.Unknown, "炉膛内上部焚烧温度")]
    [InlineData("i33320", Medium.Unknown, "炉膛内中部焚烧温度")]
    public void A_code_is_found_under_its_new_old_or_numbered_form(string code, Medium medium, string name)
    {
        Pollutants.Find(code, medium)!.NameZh.ShouldBe(name);
        Pollutants.Find(Encoding.ASCII.GetBytes(code), medium)!.NameZh.ShouldBe(name);
    }

    [Theory]
    [InlineData("a21026", "二氧化硫")]
    [InlineData("02", "二氧化硫")]
    [InlineData("i33312", "炉膛内上部焚烧温度2")]
    [InlineData("e20103", "出水口流量3")]
    [InlineData("i3331x", "炉膛内上部焚烧温度")]
    [InlineData("i93312", null)]
    public void A_name_tells_devices_of_one_kind_apart(string code, string? name) => Pollutants.NameOf(code).ShouldBe(name);

    [Theory]
    [InlineData("a99999")]
    [InlineData("SBx")]
    [InlineData("e201x3")]
    [InlineData("")]
    [InlineData("a21026a21026a21026")]
    public void An_unknown_code_is_not_found(string code) => Pollutants.Find(code).ShouldBeNull();

    [Theory]
    [InlineData("w01001", 7.0, false)]
    [InlineData("w01001", 14.1, true)]
    [InlineData("a19001", 26, true)]
    [InlineData("a01013", -0.152, false)]
    [InlineData("a21026", -0.1, true)]
    [InlineData("a21026", 99999.99, false)]
    [InlineData("a21026", 100000, true)]
    [InlineData("a01012", -20, false)]
    [InlineData("a00000", 5.331, false)]
    public void A_value_outside_its_physical_range_is_suspect(string code, decimal value, bool suspect) =>
        Pollutants.Find(code)!.IsSuspect(value).ShouldBe(suspect);

    [Fact]
    public void Every_row_is_found_by_its_own_codes()
    {
        foreach (var pollutant in Pollutants.All)
        {
            if (pollutant.Code.Length > 0)
                Pollutants.Find(pollutant.Code.Replace("xxx", "1").Replace("xx", "07"))!.Key.ShouldBe(pollutant.Code);
            if (pollutant.Code2005.Length > 0)
                Pollutants.Find(pollutant.Code2005, pollutant.Medium)!.Code2005.ShouldBe(pollutant.Code2005);
        }
    }
}
