namespace Qingjian.Hj212.Tests;

/// <summary>Every finding of the catalogue has a packet that shows it, one that does not, and one on the border.</summary>
public class FindingExampleTests
{
    public static TheoryData<string> Codes => [.. FindingTable.All.Select(example => example.Code)];

    [Theory, MemberData(nameof(Codes))]
    public void The_examples_hold(string code)
    {
        var example = FindingTable.All.Single(each => each.Code == code);
        (Positive: example.Positive(), Negative: example.Negative(), Edge: example.Edge()).ShouldBe((true, false, example.EdgeHit), code);
    }

    [Fact]
    public void No_finding_is_without_examples() => Findings.All.Select(entry => entry.Code).Except(FindingTable.All.Select(example => example.Code)).ShouldBeEmpty();
}
