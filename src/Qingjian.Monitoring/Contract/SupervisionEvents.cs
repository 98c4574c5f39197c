namespace Qingjian.Monitoring.Contract;

/// <summary>Something that the supervision rules may answer with a warning, a dispatch or a handling order. A new trigger is a row in
/// <c>law/supervision</c> and one of these, told by whoever finds it. Told again for the same outlet, factor and trigger within a natural day it
/// joins the order that is there.</summary>
/// <param name="EventId">Stable id of what was found; the same id is the same event.</param>
/// <param name="Trigger">Word of the supervision rules, e.g. <c>low_temperature</c>. A word that the rules do not know leads to nothing.</param>
/// <param name="OutletId">Outlet (排放口).</param>
/// <param name="Factor">HJ 212 code, or what tells one furnace from another; empty where it is about the whole outlet.</param>
/// <param name="FactorName">Its Chinese name.</param>
/// <param name="From">Beginning of what happened.</param>
/// <param name="To">Its end so far, exclusive.</param>
/// <param name="Sentence">Chinese sentence an enterprise understands.</param>
/// <param name="Colour">blue, yellow, orange, red.</param>
/// <param name="Trust">Weakest trust of the rules used: text, second-hand, memory.</param>
public sealed record SupervisionEvent(
    string EventId, string Trigger, string OutletId, string Factor, string FactorName, DateTimeOffset From, DateTimeOffset To, string Sentence, string Colour, string Trust)
{
    /// <summary>Measured or counted value, where there is one.</summary>
    public decimal? Value { get; init; }

    /// <summary>What it is held against, as its source writes it.</summary>
    public string? Limit { get; init; }

    /// <summary>Where that comes from.</summary>
    public string? LimitName { get; init; }

    /// <summary>Unit of both.</summary>
    public string? Unit { get; init; }
}

/// <summary>What a <see cref="SupervisionEvent"/> told of is over: a warning closes by itself, an order keeps waiting for its answer.</summary>
/// <param name="Trigger">Word of the supervision rules.</param>
/// <param name="OutletId">Outlet.</param>
/// <param name="Factor">As told.</param>
/// <param name="At">When it ended.</param>
/// <param name="Sentence">Chinese sentence for the time line.</param>
public sealed record SupervisionEventEnded(string Trigger, string OutletId, string Factor, DateTimeOffset At, string Sentence);
