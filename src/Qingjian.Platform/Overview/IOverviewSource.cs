using Qingjian.Platform.Access;

namespace Qingjian.Platform.Overview;

/// <summary>One number of the overview; its page shows exactly the rows it counts.</summary>
/// <param name="Key">Stable name.</param>
/// <param name="Group">Chinese word of the group it stands in, e.g. 监测.</param>
/// <param name="Title">What is counted.</param>
/// <param name="Value">The number; null where there is nothing to count from.</param>
/// <param name="Unit">Unit, e.g. 家.</param>
/// <param name="Path">Console address of the rows.</param>
/// <param name="Needs">Duty without which the card is not shown.</param>
public sealed record OverviewCard(string Key, string Group, string Title, decimal? Value, string Unit, string Path, Duty Needs)
{
    /// <summary>A few words beneath the number.</summary>
    public string? Note { get; init; }

    /// <summary><c>good</c>, <c>near</c> or <c>bad</c> where the number asks for attention; null otherwise.</summary>
    public string? Tone { get; init; }

    /// <summary>The same, red as soon as the number is above zero.</summary>
    public OverviewCard BadAboveZero() => this with { Tone = Value > 0 ? "bad" : null };

    /// <summary>The same, yellow as soon as the number is above zero.</summary>
    public OverviewCard NearAboveZero() => this with { Tone = Value > 0 ? "near" : null };
}

/// <summary>A module's numbers for the caller's post. Register with <c>AddScoped&lt;IOverviewSource, …&gt;()</c>.</summary>
public interface IOverviewSource
{
    /// <summary>Where this source's groups stand, small first.</summary>
    int Order { get; }

    /// <summary>The cards, already within the caller's area.</summary>
    /// <param name="area">Division prefix to narrow to; empty for the whole area.</param>
    /// <param name="stop">Stops waiting.</param>
    Task<IReadOnlyList<OverviewCard>> Read(string area, CancellationToken stop);
}
