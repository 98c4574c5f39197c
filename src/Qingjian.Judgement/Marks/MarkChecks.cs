namespace Qingjian.Judgement;

/// <summary>One check on marks, with its settings.</summary>
/// <param name="Code">K01…, shown to people.</param>
/// <param name="Key">What it looks for.</param>
/// <param name="Doubtful">True when a hit waits for a person; false when it is only pointed out.</param>
/// <param name="Name">Chinese.</param>
/// <param name="Minutes">How long data must contradict; 0 where it does not matter.</param>
/// <param name="Threshold">Percent of oxygen, share of the usual flow, °C, hours or days, as the check needs.</param>
public sealed record MarkCheck(string Code, string Key, bool Doubtful, string Name, int Minutes, decimal Threshold);

/// <summary>The checks on marks in force on a day. Clues for a person, never verdicts.</summary>
/// <param name="Rule">The law file.</param>
/// <param name="UsualDays">Days before a mark whose flow counts as usual.</param>
/// <param name="All">The checks.</param>
public sealed record MarkChecks(Rule Rule, int UsualDays, IReadOnlyList<MarkCheck> All)
{
    /// <summary>The check of a key, or null when it is switched off.</summary>
    public MarkCheck? Find(string key) => All.FirstOrDefault(check => check.Key == key);

    internal static MarkChecks Read(LawNode node, Rule rule) => new(rule, node.Whole("usual_days"), [.. node.Items("checks").Select(item => new MarkCheck(
        item.Text("code"), item.Text("key"), item.OneOf("severity", ("note", false), ("doubtful", true)), item.Text("name"),
        item.WholeOr("minutes") ?? item.WholeOr("within_minutes") ?? 0,
        item.NumberOr("oxygen_below") ?? item.NumberOr("share_above") ?? item.NumberOr("celsius_above") ?? item.NumberOr("hours") ?? item.NumberOr("days") ?? 0))]);
}

/// <summary>Something about a mark that does not fit.</summary>
/// <param name="Code">K01….</param>
/// <param name="Key">What was looked for.</param>
/// <param name="Doubtful">Waits for a person.</param>
/// <param name="At">Where, Beijing clock.</param>
/// <param name="Say">Chinese, with numbers.</param>
public sealed record MarkDoubt(string Code, string Key, bool Doubtful, DateTime At, string Say)
{
    internal static MarkDoubt? Of(MarkCheck? check, DateTime at, string say) => check is null ? null : new(check.Code, check.Key, check.Doubtful, at, say);
}
