using Qingjian.Vocabulary;

namespace Qingjian.Judgement;

/// <summary>Another value of a limit under a condition that is known before judging.</summary>
internal sealed record LimitVariant(string When, string Text, LimitRange Range, string Limit, IReadOnlyList<string> Divisions, string? Trait, DateOnly? BuiltBefore, decimal? Celsius);

internal sealed record LimitLine(
    string Pollutant, LimitPeriod Period, LimitRange Range, string Text, string Unit, string? Clause, decimal? ReferenceOxygen,
    bool Measured, bool ManualOnly, string? OnlyWithTrait, string? OnlyWithText, string? Remark, IReadOnlyList<LimitVariant> Variants);

/// <summary>One industry category of a standard.</summary>
/// <param name="Name">Chinese name as the law file writes it.</param>
/// <param name="Medium">Waste water or waste gas.</param>
/// <param name="ForExisting">True when it is for existing units only, false for new units only, null for both.</param>
public sealed record LimitCategory(string Name, Medium Medium, bool? ForExisting)
{
    internal bool HourIsEvidence { get; init; }
    internal IReadOnlyList<string> AlsoFor { get; init; } = [];
    internal IReadOnlyList<LimitLine> Lines { get; init; } = [];
    /// <summary>True when it is chosen together with other categories and need not be named.</summary>
    public bool IsShared => AlsoFor.Count > 0;
    /// <summary>Codes of the factors it limits.</summary>
    public IEnumerable<string> Pollutants => Lines.Select(line => line.Pollutant).Distinct();
}

/// <summary>One version of a standard's limits.</summary>
/// <param name="Rule">The law file.</param>
/// <param name="Authority">National, local or policy.</param>
/// <param name="InForceNew">First day for new sources.</param>
/// <param name="InForceExisting">First day for existing sources.</param>
/// <param name="Categories">Industry categories.</param>
public sealed record LimitStandard(Rule Rule, LimitAuthority Authority, DateOnly InForceNew, DateOnly InForceExisting, IReadOnlyList<LimitCategory> Categories)
{
    internal static LimitStandard Read(LawNode node, Rule rule) => new(
        rule,
        node.OneOf("authority", ("national", LimitAuthority.National), ("local", LimitAuthority.Local), ("policy", LimitAuthority.Policy)),
        node.Day("in_force_new"),
        node.Day("in_force_existing"),
        node.Items("categories").Select(ReadCategory).ToArray());

    private static LimitCategory ReadCategory(LawNode node) => new(
        node.Text("category"),
        node.OneOf("medium", ("water", Medium.Water), ("air", Medium.Air)),
        node.OneOf("units", ("any", (bool?)null), ("existing", true), ("new", false)))
    {
        HourIsEvidence = node.Flag("hour_is_evidence", missing: true),
        AlsoFor = node.Texts("also_for"),
        Lines = node.Items("limits").Select(ReadLine).ToArray(),
    };

    private static LimitLine ReadLine(LawNode node) => new(
        node.Text("pollutant"),
        node.OneOf("period", ("hour", LimitPeriod.Hour), ("day", LimitPeriod.Day), ("instant", LimitPeriod.Instant)),
        ReadRange(node), node.Text("limit"), node.Text("unit"), node.TextOr("clause"), node.NumberOr("reference_oxygen"),
        node.Flag("measured"), node.Flag("manual_only"), node.TextOr("only_with_trait"), node.TextOr("only_with_text"), node.TextOr("remark"),
        node.Items("alternatives", required: false).Select(ReadVariant).ToArray());

    private static LimitVariant ReadVariant(LawNode node) => new(
        node.OneOf("when", ("division", "division"), ("trait", "trait"), ("built_before", "built_before"), ("water_temperature_at_most", "water_temperature_at_most")),
        node.Text("text"), ReadRange(node), node.Text("limit"), node.Texts("divisions"), node.TextOr("trait"), node.DayOr("day"), node.NumberOr("celsius"));

    private static LimitRange ReadRange(LawNode node)
    {
        if (LimitRange.TryRead(node.Text("limit"), out var range)) return range;
        node.Fault("limit", "不是数值，也不是“低-高”形式的范围");
        return default;
    }
}
