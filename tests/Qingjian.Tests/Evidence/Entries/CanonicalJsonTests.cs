using System.Globalization;
using System.Text;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using Qingjian.Evidence.Entries;
using Shouldly;
using Xunit;

namespace Qingjian.Tests.Evidence.Entries;

public sealed class CanonicalJsonTests
{
    // RFC 8785 appendix B: bits of the double and its spelling.
    [Theory]
    [InlineData("0000000000000000", "0")]
    [InlineData("8000000000000000", "0")]
    [InlineData("0000000000000001", "5e-324")]
    [InlineData("8000000000000001", "-5e-324")]
    [InlineData("7fefffffffffffff", "1.7976931348623157e+308")]
    [InlineData("ffefffffffffffff", "-1.7976931348623157e+308")]
    [InlineData("4340000000000000", "9007199254740992")]
    [InlineData("c340000000000000", "-9007199254740992")]
    [InlineData("4430000000000000", "295147905179352830000")]
    [InlineData("44b52d02c7e14af5", "9.999999999999997e+22")]
    [InlineData("44b52d02c7e14af6", "1e+23")]
    [InlineData("44b52d02c7e14af7", "1.0000000000000001e+23")]
    [InlineData("444b1ae4d6e2ef4e", "999999999999999700000")]
    [InlineData("444b1ae4d6e2ef4f", "999999999999999900000")]
    [InlineData("444b1ae4d6e2ef50", "1e+21")]
    [InlineData("3eb0c6f7a0b5ed8c", "9.999999999999997e-7")]
    [InlineData("3eb0c6f7a0b5ed8d", "0.000001")]
    [InlineData("41b3de4355555553", "333333333.3333332")]
    [InlineData("41b3de4355555554", "333333333.33333325")]
    [InlineData("41b3de4355555555", "333333333.3333333")]
    [InlineData("becbf647612f3696", "-0.0000033333333333333333")]
    [InlineData("43143ff3c1cb0959", "1424953923781206.2")]
    public void Numbers_are_spelled_as_in_appendix_b(string bits, string spelled)
    {
        var value = BitConverter.UInt64BitsToDouble(ulong.Parse(bits, NumberStyles.HexNumber, CultureInfo.InvariantCulture));
        Of(value.ToString("R", CultureInfo.InvariantCulture)).ShouldBe(spelled);
    }

    [Fact]
    public void The_example_of_rfc_8785_comes_out_as_printed_there()
    {
        const string given = """
            { "numbers": [333333333.33333329, 1E30, 4.50, 2e-3, 0.000000000000000000000000001],
              "string": "\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/",
              "literals": [null, true, false] }
            """;
        Of(given).ShouldBe("""{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"€$\u000f\nA'B\"\\\\\"/"}""");
    }

    [Fact]
    public void Members_are_sorted_by_utf16_code_unit()
    {
        const string given = """{"\u20ac":1,"\r":2,"\ufb33":3,"1":4,"\ud83d\ude00":5,"\u0080":6,"\u00f6":7}""";
        JsonDocument.Parse(Of(given)).RootElement.EnumerateObject().Select(m => m.Value.GetInt32()).ShouldBe([2, 4, 6, 7, 1, 5, 3]);
    }

    [Theory]
    [InlineData("""{"a":1,"a":2}""")]
    [InlineData("1e400")]
    [InlineData("{} {}")]
    [InlineData("")]
    [InlineData("{'a':1}")]
    public void What_has_no_single_reading_is_refused(string given) =>
        Should.Throw<JsonException>(() => CanonicalJson.Of(Encoding.UTF8.GetBytes(given)));

    [Fact]
    public void Any_finite_number_reads_back_to_the_same_bits() =>
        Prop.ForAll(ArbMap.Default.ArbFor<NormalFloat>(), number =>
        {
            var spelled = Of(number.Get.ToString("R", CultureInfo.InvariantCulture));
            return double.Parse(spelled, CultureInfo.InvariantCulture).Equals(number.Get + 0.0) && Of(spelled) == spelled;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Any_text_survives_and_has_one_spelling() =>
        Prop.ForAll(ArbMap.Default.ArbFor<string>(), text =>
        {
            var given = JsonSerializer.Serialize(text ?? "");
            var spelled = Of(given);
            return Of(spelled) == spelled && JsonSerializer.Deserialize<string>(spelled) == JsonSerializer.Deserialize<string>(given);
        }).QuickCheckThrowOnFailure();

    private static string Of(string json) => Encoding.UTF8.GetString(CanonicalJson.Of(Encoding.UTF8.GetBytes(json)));
}
