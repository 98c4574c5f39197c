using Qingjian.Judgement;
using Qingjian.Vocabulary;
using Shouldly;
using Xunit;

namespace Qingjian.Tests.Judgement;

public class SelectLimitsTests
{
    private static LimitSet For(string standard, string category, string day, Func<LimitRequest, LimitRequest>? more = null)
    {
        var request = new LimitRequest(category.Contains("处理厂", StringComparison.Ordinal) ? Medium.Water : Medium.Air, [new(standard, category)]);
        return Law.Book.LimitsFor(more?.Invoke(request) ?? request, DateOnly.Parse(day));
    }

    private static Limit One(LimitSet set, string pollutant, LimitPeriod period) => set.For(pollutant, period).Single();

    [Theory]
    [InlineData("2014-02-28", SourceAge.New, false)]
    [InlineData("2014-03-01", SourceAge.New, true)]
    [InlineData("2015-06-30", SourceAge.Existing, false)]
    [InlineData("2015-07-01", SourceAge.Existing, true)]
    public void A_standard_holds_for_new_and_existing_sources_from_its_own_days(string day, SourceAge age, bool holds)
    {
        var set = For("GB 4915-2013", "水泥窑及窑尾余热利用系统", day, request => request with { Age = age });
        set.Names("a21026").ShouldBe(holds);
        if (!holds) set.Notes.Single().Code.ShouldBe("standard-not-in-force");
    }

    [Fact]
    public void A_category_for_existing_units_waits_for_the_day_of_existing_sources() =>
        For("GB 13271-2014", "锅炉-在用燃煤", "2015-09-30").Limits.ShouldBeEmpty();

    [Fact]
    public void Shared_categories_come_along_pH_and_first_class_pollutants()
    {
        var set = For("GB 18918-2002", "城镇污水处理厂-一级A", "2026-07-01");
        One(set, "w01001", LimitPeriod.Instant).Text.ShouldBe("6-9");
        One(set, "w20111", LimitPeriod.Day).Text.ShouldBe("0.001");
        One(For("GB 13223-2011", "火电-燃煤锅炉(新建)", "2026-07-01"), "a20057", LimitPeriod.Hour).Text.ShouldBe("0.03");
        For("GB 13223-2011", "火电-天然气锅炉", "2026-07-01").Names("a20057").ShouldBeFalse();
    }

    [Theory]
    [InlineData("510100", "200")]
    [InlineData("611000", "100")]
    [InlineData(null, "100")]
    public void Sulphur_dioxide_of_coal_power_is_laxer_in_four_provinces(string? division, string text) =>
        One(For("GB 13223-2011", "火电-燃煤锅炉(新建)", "2026-07-01", request => request with { Division = division }), "a21026", LimitPeriod.Hour).Text.ShouldBe(text);

    [Theory]
    [InlineData("2005-12-31", "1")]
    [InlineData("2006-01-01", "0.5")]
    [InlineData(null, "0.5")]
    public void Phosphorus_of_a_sewage_plant_depends_on_the_year_it_was_built(string? built, string text)
    {
        var limit = One(For("GB 18918-2002", "城镇污水处理厂-一级A", "2026-07-01", request => request with { BuiltOn = built is null ? null : DateOnly.Parse(built) }), "w21011", LimitPeriod.Day);
        limit.Text.ShouldBe(text);
        if (built is null) limit.Remark!.ShouldContain("建设时间未登记");
    }

    [Fact]
    public void Ammonia_of_a_kiln_is_limited_only_with_an_ammonia_reductant()
    {
        Law.Kiln().Limits.Names("a21001").ShouldBeFalse();
        Law.Kiln(request => request with { Traits = ["ammonia-reductant"] }).Limits.Names("a21001").ShouldBeTrue();
    }

    [Theory]
    [InlineData("2025-12-31", false)]
    [InlineData("2026-01-01", true)]
    [InlineData("2026-12-31", true)]
    [InlineData("2027-01-01", false)]
    public void A_permit_limit_holds_on_the_days_of_the_permit(string day, bool holds)
    {
        var permit = new PermitLimit("91610000X", "a21026", LimitPeriod.Hour, "35", "mg/m3", new(2026, 1, 1), new DateOnly(2026, 12, 31));
        var set = Law.Book.LimitsFor(new LimitRequest(Medium.Air, []) { Permit = [permit] }, DateOnly.Parse(day));
        set.Names("a21026").ShouldBe(holds);
    }

    [Fact]
    public void A_category_that_the_standard_does_not_have_is_said() =>
        For("GB 4915-2013", "没有的类别", "2026-07-01").Notes.Single().Code.ShouldBe("category-unknown");

    [Theory]
    [InlineData("50", null, 50)]
    [InlineData("0.5", null, 0.5)]
    [InlineData("6-9", 6.0, 9)]
    public void A_limit_text_is_a_number_or_a_range(string text, double? low, double high)
    {
        LimitRange.TryRead(text, out var range).ShouldBeTrue();
        range.ShouldBe(new LimitRange((decimal?)low, (decimal)high));
    }

    [Theory]
    [InlineData("")]
    [InlineData("many")]
    [InlineData("9-6")]
    [InlineData("-5")]
    [InlineData("1e3")]
    public void Anything_else_is_no_limit(string text) => LimitRange.TryRead(text, out _).ShouldBeFalse();
}
