using Qingjian.Hj212;
using Qingjian.Monitoring.Checks;
using Qingjian.Monitoring.Exceedance;
using Qingjian.Tests.Judgement;
using Shouldly;
using Xunit;

namespace Qingjian.Tests.Monitoring.Checks.Examples;

/// <summary>Every code of the catalogue has an example that is hit, one that is not, and one on the border. Patterns, data and lines stand in
/// <see cref="CatalogueTests"/>, findings of the protocol library in its own tests (FindingTable), which fail for a missing one in the same way.</summary>
public class CatalogueExampleTests
{
    private static readonly List<CodeExample> Examples = [.. MarkExamples.All, .. VerdictExamples.All, .. SpanExamples.All, .. RefusalExamples.All];

    public static TheoryData<string, ExampleKind, string, int> Table()
    {
        var data = new TheoryData<string, ExampleKind, string, int>();
        for (var at = 0; at < Examples.Count; at++) data.Add(Examples[at].Code, Examples[at].Kind, Examples[at].Say, at);
        return data;
    }

    [Theory]
    [MemberData(nameof(Table))]
    public void The_example_holds(string code, ExampleKind kind, string say, int at) => Examples[at].Run().ShouldBe(Examples[at].Hit, $"{code} {kind}: {say}");

    [Fact]
    public void Every_code_of_the_catalogue_has_examples_of_the_three_kinds()
    {
        var codes = CheckCatalogue.Of(Law.Book).Select(entry => entry.Code).ToList();
        var elsewhere = Given.Checks.Patterns.Keys.Concat(Findings.All.Select(entry => entry.Code)).ToHashSet();
        var missing = from code in codes.Where(code => !elsewhere.Contains(code))
                      from kind in Enum.GetValues<ExampleKind>()
                      where !Examples.Exists(example => example.Code == code && example.Kind == kind)
                      select $"{code} {kind}";
        missing.ShouldBeEmpty();
        Examples.Select(example => example.Code).Distinct().Except(codes).ShouldBeEmpty();
    }

    [Fact]
    public void Every_reason_of_a_verdict_stands_in_the_catalogue_with_what_it_means_and_the_law_of_its_version()
    {
        var entries = CheckCatalogue.Of(Law.Book).Where(entry => entry.Group == CheckGroup.Verdict).ToDictionary(entry => entry.Code);
        JudgedReason.Everything.Where(reason => reason.Code is not ("compliant" or "other")).Select(reason => $"J{reason.Number:D2}").Except(entries.Keys).ShouldBeEmpty();
        foreach (var reason in JudgedReason.Everything.Where(reason => reason.Number is >= 50 and < 99))
        {
            var entry = entries[$"J{reason.Number:D2}"];
            entry.Name.ShouldBe(reason.Word);
            entry.Means.Length.ShouldBeGreaterThan(10);
            entry.Cure.Length.ShouldBeGreaterThan(6);
            entry.Versions.ShouldNotBeEmpty(entry.Code);
            entry.Versions.ShouldAllBe(version => version.Digest != null && version.From != null && version.Thresholds.Any(char.IsAsciiDigit));
        }
    }
}
