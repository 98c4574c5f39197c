namespace Qingjian.Judgement;

/// <summary>From which fine a hearing must be offered, for one area.</summary>
/// <param name="Division">Division prefix it holds for; empty for the whole country.</param>
/// <param name="Person">Yuan, natural persons.</param>
/// <param name="Organisation">Yuan, legal persons and other organisations.</param>
/// <param name="Inclusive">Whether the figure itself counts; null leaves it to ruling U7.</param>
/// <param name="Source">Article, Chinese.</param>
/// <param name="Trust">Trust in the row.</param>
public sealed record HearingArea(string Division, decimal Person, decimal Organisation, bool? Inclusive, string Source, Trust Trust);

/// <summary>较大数额罚款的听证门槛, by area.</summary>
/// <param name="Rule">The law file.</param>
/// <param name="Areas">Rows.</param>
public sealed record HearingThresholds(Rule Rule, IReadOnlyList<HearingArea> Areas)
{
    /// <summary>The row of the longest prefix that fits a division code.</summary>
    public HearingArea For(string division) => Areas.Where(area => division.StartsWith(area.Division, StringComparison.Ordinal)).MaxBy(area => area.Division.Length)
        ?? throw new InvalidOperationException($"{Rule.Path} has no row for the whole country.");

    internal static HearingThresholds Read(LawNode node, Rule rule)
    {
        var areas = node.Items("thresholds").Select(item => new HearingArea(
            item.Text("division"), item.Number("person"), item.Number("organisation"), item.Has("inclusive") ? item.Flag("inclusive") : null, item.Text("source"), item.Trust())).ToArray();
        if (areas.All(area => area.Division.Length > 0)) node.Fault("thresholds", "缺少全国适用的一行");
        return new(rule, areas);
    }
}
