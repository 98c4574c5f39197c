using System.Globalization;
using System.Text.Json;
using Qingjian.Judgement;
using Qingjian.Vocabulary;
using Shouldly;
using Xunit;

namespace Qingjian.Tests.Judgement;

/// <summary>What a monitor may be off from a manual measurement, by grade; the borders of each grade are the examples of the law files.</summary>
public class ComparisonTests
{
    private static ComparisonRule On(Medium medium) => Law.Book.ComparisonOn(medium, Law.Day)!;

    internal static void Example(string medium, JsonElement example)
    {
        decimal Number(string name) => decimal.Parse(example.GetProperty(name).GetString()!, CultureInfo.InvariantCulture);
        var (rule, factor) = (On(medium == "water" ? Medium.Water : Medium.Air), example.GetProperty("factor").GetString()!);
        var unit = rule.Grades.First(grade => grade.Factors.Contains(factor)).Unit;
        Balances.AgainstManual(factor, new DateTime(2026, 7, 1), Number("automatic"), Number("manual"), unit, rule, Given.Checks).Count.ShouldBe(example.GetProperty("within").GetBoolean() ? 0 : 1, example.GetProperty("say").GetString());
    }

    [Theory]
    [InlineData(Medium.Air)]
    [InlineData(Medium.Water)]
    public void Every_value_lies_in_exactly_one_grade_of_its_factor(Medium medium)
    {
        foreach (var factor in On(medium).Grades.SelectMany(grade => grade.Factors).Distinct())
        {
            var grades = On(medium).Grades.Where(grade => grade.Factors.Contains(factor)).ToList();
            foreach (var value in grades.SelectMany(grade => new[] { grade.From, grade.To }).OfType<decimal>().SelectMany(bound => new[] { bound - 0.001m, bound, bound + 0.001m }).Append(0m))
                grades.Count(grade => grade.Holds(value)).ShouldBe(1, $"{factor} {value}");
        }
    }

    [Fact]
    public void Another_unit_or_an_unknown_factor_of_water_has_no_grade_and_other_gases_have_the_general_one()
    {
        On(Medium.Air).GradeOf("a21026", 30m, "µg/m3").ShouldBeNull();
        On(Medium.Air).GradeOf("a21026", 30m, "mg/m³")!.Tolerance.ShouldBe(17m);
        On(Medium.Air).GradeOf("a21024", 30m, "mg/m3")!.Name.ShouldBe("相对准确度");
        On(Medium.Water).GradeOf("w20122", 30m, "mg/L").ShouldBeNull();
        On(Medium.Water).GradeOf("w01001", 7m, "")!.Tolerance.ShouldBe(0.5m);
    }

    [Fact]
    public void A_manual_value_of_nothing_is_compared_where_the_tolerance_is_absolute()
    {
        Balances.AgainstManual("w21011", new DateTime(2026, 7, 1), 0.05m, 0m, "mg/L", On(Medium.Water), Given.Checks).ShouldHaveSingleItem().Say.ShouldBe("自动监测0.05，手工监测0，相差0.05，绝对误差允许±0.04（HJ 355-2019）");
        Balances.AgainstManual("w20122", new DateTime(2026, 7, 1), 5m, 0m, "mg/L", On(Medium.Water), Given.Checks).ShouldBeEmpty();
    }
}
