namespace Qingjian.Judgement;

/// <summary>What a mark speaks of.</summary>
public enum MarkLevel
{
    /// <summary>工况标记: the condition of a production unit. One at a time.</summary>
    Source = 1,
    /// <summary>设备标记: the state of a monitor. Lies over the condition.</summary>
    Device = 2,
}

/// <summary>An allowance of hours per outlet and period.</summary>
/// <param name="Hours">The allowance.</param>
/// <param name="Period">Year or quarter.</param>
public sealed record MarkQuota(int Hours, AccountPeriod Period);

/// <summary>A kind of mark that an industry may make, as its rule says.</summary>
/// <param name="Code">Stable code.</param>
/// <param name="Name">Chinese, as shown.</param>
/// <param name="Level">Condition of the source or state of the device.</param>
/// <param name="Effect">What it does to the data it covers; null when it only explains.</param>
/// <param name="Quota">How much of it is allowed; null for no limit.</param>
/// <param name="EventHours">Longest single event; null for no limit.</param>
/// <param name="EndsAtEventHours">True when what is beyond <paramref name="EventHours"/> is judged; false when it is only pointed out.</param>
/// <param name="Factors">The only factors it can free; empty means all.</param>
/// <param name="After">Conditions it may follow; empty for device marks.</param>
/// <param name="ProofNeeded">Refused without an attachment.</param>
/// <param name="ReviewNeeded">Has no effect before an officer has accepted it.</param>
/// <param name="CountsAs">Mark of the incineration rule that it counts as; null for the same code, or none.</param>
/// <param name="Meaning">Chinese definition, shown beside the choice.</param>
public sealed record MarkDefinition(
    string Code, string Name, MarkLevel Level, MarkEffect? Effect, MarkQuota? Quota, int? EventHours, bool EndsAtEventHours,
    IReadOnlyList<string> Factors, IReadOnlyList<string> After, bool ProofNeeded, bool ReviewNeeded, string? CountsAs, string Meaning)
{
    internal static MarkDefinition Read(LawNode item) => new(
        item.Text("code"), item.Text("name"), item.OneOf("level", ("source", MarkLevel.Source), ("device", MarkLevel.Device)),
        item.OneOf("effect", ("none", (MarkEffect?)null), ("exempt", MarkEffect.Exempt), ("invalid", MarkEffect.Invalid), ("stopped", MarkEffect.Stopped)),
        item.WholeOr("quota_hours") is { } hours ? new MarkQuota(hours, item.OneOf("quota_period", ("year", AccountPeriod.Year), ("quarter", AccountPeriod.Quarter))) : null,
        item.WholeOr("event_hours"), item.OneOf("beyond", ("doubt", false), ("judged", true)),
        item.Texts("factors"), item.Texts("after"), item.Flag("proof"), item.Flag("review"), item.TextOr("counts_as"), item.Text("meaning"));
}
