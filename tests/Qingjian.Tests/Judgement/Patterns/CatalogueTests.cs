using Qingjian.Judgement;
using Shouldly;
using Xunit;

namespace Qingjian.Tests.Judgement;

/// <summary>Every check of the catalogue has an example that is hit, one that is not, and one on the border.</summary>
public class CatalogueTests
{
    private static readonly List<CheckExample> Examples = [.. PatternExamples.All, .. DataExamples.All, .. LineExamples.All];

    public static TheoryData<string, ExampleKind, string, int> Table()
    {
        var data = new TheoryData<string, ExampleKind, string, int>();
        for (var at = 0; at < Examples.Count; at++) data.Add(Examples[at].Code, Examples[at].Kind, Examples[at].Say, at);
        return data;
    }

    [Theory]
    [MemberData(nameof(Table))]
    public void The_example_holds(string code, ExampleKind kind, string say, int at)
    {
        var hits = Examples[at].Run().Where(hit => hit.Code == code).ToList();
        (hits.Count > 0).ShouldBe(Examples[at].Hit, $"{code} {kind}: {say}");
        foreach (var hit in hits)
        {
            hit.Score.ShouldBeInRange(0m, 1m);
            hit.To.ShouldBeGreaterThan(hit.From);
            hit.Say.Length.ShouldBeGreaterThan(6);
        }
    }

    [Fact]
    public void Every_check_has_examples_of_the_three_kinds()
    {
        var missing = from code in Given.Checks.Patterns.Keys
                      from kind in Enum.GetValues<ExampleKind>()
                      where !Examples.Exists(example => example.Code == code && example.Kind == kind)
                      select $"{code} {kind}";
        missing.ShouldBeEmpty();
        Examples.Select(example => example.Code).Distinct().Except(Given.Checks.Patterns.Keys).ShouldBeEmpty();
    }

    [Fact]
    public void The_catalogue_holds_all_patterns_and_says_of_each_check_what_it_means_and_what_to_do()
    {
        Given.Checks.Patterns.Count.ShouldBeGreaterThanOrEqualTo(60);
        Enumerable.Range(1, 24).Select(n => $"P{n:D2}").Except(Given.Checks.Patterns.Keys).ShouldBeEmpty();
        Given.Checks.Patterns.Values.ShouldAllBe(check => check.Means.Length > 8 && check.Cure.Length > 4 && check.Source.Length > 3 && check.Weight > 0 && check.Weight < 1);
    }

    [Fact]
    public void The_same_hours_in_any_order_of_factors_give_the_same_hits()
    {
        FactorSeries[] factors = [Given.Series(400, (n, hour) => n is >= 300 and < 320 ? hour with { Value = 40m } : hour), Given.Series(400, factor: "a21026"), Given.Series(400, factor: "a34013")];
        FindPatterns.In([.. factors.Reverse()], Given.First, Given.Checks).ShouldBe(FindPatterns.In(factors, Given.First, Given.Checks));
    }

    [Fact]
    public void Many_hits_of_one_check_weigh_like_the_gravest_of_them() =>
        Given.Checks.CombinedOf([("P04", 0.5m), ("P04", 0.3m), ("P04", 0.5m), ("P02", 1m)]).ShouldBe(1m - (1m - 0.4m * 0.5m) * (1m - 0.6m));

    [Fact]
    public void Days_before_the_catalogue_are_checked_by_the_patterns_of_then()
    {
        var before = Law.Book.PatternsOn(new DateOnly(2025, 12, 31))!;
        before.Find("D01").ShouldBeNull();
        FindPatterns.In([Given.Series(100, (_, hour) => hour with { Suspect = true, Value = 0m })], Given.First, before).Select(hit => hit.Code).Distinct().ShouldBe(["P01"]);
    }
}
