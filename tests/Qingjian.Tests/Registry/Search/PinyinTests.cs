using Qingjian.Registry.Search;
using Shouldly;
using Xunit;

namespace Qingjian.Tests.Registry.Search;

public class PinyinTests
{
    [Theory]
    [InlineData("商洛水泥厂", "slsnc")]
    [InlineData("演示市生态环境局", "ysssthjj")]
    [InlineData("华能2号热电", "hn2hrd")]
    public void Initials_follow_the_commonest_readings(string name, string initials) => Pinyin.Initials(name).ShouldBe(initials);

    [Theory]
    [InlineData("重庆长安", "cqca")]
    [InlineData("重庆水务", "cqsw")]
    [InlineData("厦门药业", "xmyy")]
    [InlineData("乐山盐化", "lsyh")]
    [InlineData("中国银行印刷厂", "zgyhysc")]
    public void A_heteronym_is_found_by_each_of_its_letters(string name, string query) => Pinyin.Forms(name).ShouldContain(query);

    [Fact]
    public void A_long_name_of_many_heteronyms_stays_bounded() => Pinyin.Forms(new string('重', 100)).Length.ShouldBeLessThan(1000);
}
