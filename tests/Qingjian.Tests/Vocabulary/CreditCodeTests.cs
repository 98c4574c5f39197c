using Qingjian.Vocabulary;
using Shouldly;
using Xunit;

namespace Qingjian.Tests.Vocabulary;

public class CreditCodeTests
{
    [Theory]
    [InlineData("91130200699229617X")]
    [InlineData("115002217500956438")]
    [InlineData("11500107009293225W")]
    public void Right_codes_are_read_without_findings(string code)
    {
        CreditCode.Read(code).Try(out var reading, out _).ShouldBeTrue();
        reading.Code.Value.ShouldBe(code);
        reading.Findings.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("９１１３０２００６９９２２９６１７Ｘ")]
    [InlineData("91130200699229617x")]
    [InlineData(" 9113-0200 6992 29617X ")]
    public void What_people_type_is_normalised_with_a_finding_U15(string typed)
    {
        CreditCode.Read(typed).Try(out var reading, out _).ShouldBeTrue();
        reading.Code.Value.ShouldBe("91130200699229617X");
        reading.Findings.Single().Code.ShouldBe("credit-code-normalised");
    }

    [Theory]
    [InlineData("91130200699229617A", "credit-code-check")]
    [InlineData("91130200699229617", "credit-code-length")]
    [InlineData("9113020069922961OX", "credit-code-symbol")]
    [InlineData("", "credit-code-length")]
    [InlineData(null, "credit-code-length")]
    public void Wrong_codes_are_refused_by_name(string? code, string refusal)
    {
        CreditCode.Read(code).Try(out _, out var why).ShouldBeFalse();
        why.Code.ShouldBe(refusal);
    }

    [Fact]
    public void Every_single_wrong_symbol_is_caught()
    {
        const string code = "91130200699229617X";
        for (var place = 0; place < 18; place++)
            foreach (var symbol in "0123456789ABCDEFGHJKLMNPQRTUWXY")
                if (symbol != code[place])
                    CreditCode.Read(string.Concat(code.AsSpan(0, place), symbol.ToString(), code.AsSpan(place + 1))).Try(out _, out _).ShouldBeFalse();
    }

    [Fact]
    public void A_wrong_organisation_code_under_a_right_check_symbol_is_accepted_with_a_finding()
    {
        var inner = "911302006992296180"[..17];
        var code = inner + CreditCode.CheckSymbol(inner);
        CreditCode.Read(code).Try(out var reading, out _).ShouldBeTrue();
        reading.Findings.Single().Code.ShouldBe("credit-code-organisation");
    }

    [Theory]
    [InlineData("611000", "611002", true)]
    [InlineData("610000", "611002", true)]
    [InlineData("611002", "611002001", true)]
    [InlineData("611002", "611000", false)]
    [InlineData("610100", "611002", false)]
    public void A_division_covers_what_lies_in_it(string outer, string inner, bool covers)
    {
        DivisionCode.Read(outer).Try(out var a, out _).ShouldBeTrue();
        DivisionCode.Read(inner).Try(out var b, out _).ShouldBeTrue();
        a.Covers(b).ShouldBe(covers);
    }

    [Fact]
    public void A_natural_day_begins_at_sixteen_hours_utc_of_the_day_before()
    {
        BeijingTime.StartOf(new DateOnly(2026, 7, 1)).UtcDateTime.ShouldBe(new DateTime(2026, 6, 30, 16, 0, 0));
        BeijingTime.DayOf(new DateTimeOffset(2026, 6, 30, 16, 0, 0, TimeSpan.Zero)).ShouldBe(new DateOnly(2026, 7, 1));
    }
}
