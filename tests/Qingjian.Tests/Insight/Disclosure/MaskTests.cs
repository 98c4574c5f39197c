using FsCheck;
using FsCheck.Fluent;
using Qingjian.Insight.Disclosure.Masking;
using Shouldly;
using Xunit;

namespace Qingjian.Tests.Insight.Disclosure;

public class MaskTests
{
    private static readonly MaskRules Rules = new(["演示丹江水质净化有限公司", "91611002UM6H1PER9B", "赵雨", "演示市生态环境局", "0914-0000001"], ["贾明亮", "秦雪峰"]);

    private static string After(string text) => Mask.Text(text, Rules).After;

    [Theory]
    [InlineData("身份证号610102199001011237", "610102199001011237")]
    [InlineData("身份证号61010219900101123X。", "61010219900101123X")]
    [InlineData("电话13800138000", "13800138000")]
    [InlineData("电话138 0013 8000", "0013")]
    [InlineData("座机029-88888888联系", "88888888")]
    [InlineData("账号6222021234567890123", "6222021234567890123")]
    [InlineData("账号6222 0212 3456 7890 123", "3456")]
    [InlineData("车牌陕A12B45的罐车", "A12B45")]
    [InlineData("邮箱jia@example.com", "jia@example.com")]
    [InlineData("现场负责人贾明亮陈述", "贾明亮")]
    [InlineData("操作工王小二陈述", "王小二")]
    [InlineData("法定代理人：欧阳修远，男", "欧阳修远")]
    [InlineData("（住商州区城关街道东新路88号2单元301室）", "东新路")]
    [InlineData("住址：商州区大赵峪街道王塬村三组", "王塬村")]
    [InlineData("位于丹凤县龙驹寨街道江滨路12号的厂区", "江滨路")]
    [InlineData("陕西省演示市洛南县城关街道演示工业园3号 1号锅炉排气筒", "工业园3号")]
    public void Personal_data_are_gone(string text, string secret) => After(text).ShouldNotContain(secret);

    [Theory]
    [InlineData("演示丹江水质净化有限公司总排口")]
    [InlineData("统一社会信用代码91611002UM6H1PER9B")]
    [InlineData("法定代表人赵雨")]
    [InlineData("洛南县工业园区管理委员会")]
    [InlineData("城关街道 1号锅炉排气筒")]
    [InlineData("丹凤县龙驹寨街道演示丹凤石桥污水处理有限公司总排口")]
    [InlineData("化学需氧量日均值88mg/L，超过GB 18918-2002一级A标准限值50mg/L，超标0.76倍")]
    [InlineData("2026年9月8日至2026年9月9日")]
    [InlineData("罚款390000元")]
    [InlineData("演环罚〔2026〕1号")]
    [InlineData("联系电话0914-0000001")]
    public void What_must_be_published_stays(string text) => After(text).ShouldBe(text);

    [Fact]
    public void One_person_keeps_one_label_and_two_persons_have_two() =>
        After("贾明亮称，秦雪峰到场，贾明亮签字").ShouldBe("某甲称，某乙到场，某甲签字");

    [Fact]
    public void Hits_say_where_and_what()
    {
        var masked = Mask.Text("电话13800138000，车牌陕A12B45", Rules);
        masked.Hits.Select(h => h.Kind).ShouldBe(["手机号", "车牌号"]);
        masked.Before.Substring(masked.Hits[0].Start, masked.Hits[0].Length).ShouldBe("13800138000");
    }

    [Fact]
    public void No_planted_number_survives_wherever_it_stands()
    {
        var words = Gen.Elements("现场检查发现", "，", "。", "总排口", "超标", "称", " ", "（", "）", "生化池", "于9月8日");
        var planted = Gen.Elements("610102199001011237", "13912345678", "6222021234567890123", "陕A12B45", "贾明亮");
        var text = from before in words.ListOf(6) from secret in planted from after in words.ListOf(6) select (string.Concat(before), secret, string.Concat(after));
        Prop.ForAll(text.ToArbitrary(), t => !After($"{t.Item1}，{t.secret}，{t.Item3}").Contains(t.secret, StringComparison.Ordinal)).QuickCheckThrowOnFailure();
    }
}
