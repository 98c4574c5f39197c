using Qingjian.Vocabulary;

namespace Qingjian.Registry.Contract;

/// <summary>What the registry must know of factors and standards to check what people enter. Answered by the room that holds the law;
/// Registry only asks.</summary>
public interface ISourceRules
{
    /// <summary>Every factor a form may offer, by code.</summary>
    IReadOnlyList<KnownFactor> Factors { get; }

    /// <summary>One factor, or null when the code is in no catalogue (it is stored all the same).</summary>
    KnownFactor? Factor(string code);

    /// <summary>Whether a value in one unit can be compared with one in the other.</summary>
    bool AreComparable(string unit, string other);

    /// <summary>Standards with a limit table in force on a day.</summary>
    IReadOnlyList<KnownStandard> StandardsOn(DateOnly day);

    /// <summary>The limits that hold for an outlet on its day, from standards and of its own, for showing.</summary>
    IReadOnlyList<ShownLimit> LimitsOf(OutletDuties duties);
}

/// <summary>A factor of the catalogue.</summary>
/// <param name="Code">HJ 212 code.</param>
/// <param name="Name">Chinese name.</param>
/// <param name="Medium">Water, air, or null for neither.</param>
/// <param name="Unit">Default unit.</param>
/// <param name="Decimals">Default decimals.</param>
public sealed record KnownFactor(string Code, string Name, Medium? Medium, string Unit, int Decimals);

/// <summary>An emission standard that an outlet can be put under.</summary>
/// <param name="StandardNo">E.g. GB 18485-2014.</param>
/// <param name="Title">Chinese title.</param>
/// <param name="Categories">Categories of its limit table.</param>
public sealed record KnownStandard(string StandardNo, string Title, IReadOnlyList<KnownCategory> Categories);

/// <summary>A category of a limit table.</summary>
/// <param name="Name">As the rule file names it.</param>
/// <param name="Medium">Water or air.</param>
/// <param name="Units">New or existing units only; null for both.</param>
public sealed record KnownCategory(string Name, Medium Medium, UnitAge? Units);

/// <summary>A limit as it is shown on the page of a source.</summary>
/// <param name="Code">HJ 212 code.</param>
/// <param name="Period">Which mean.</param>
/// <param name="Text">The bound as its source writes it, e.g. 30 or 6-9.</param>
/// <param name="Unit">Its unit.</param>
/// <param name="Source">Standard, category and clause, or permit number.</param>
/// <param name="Binding">Whether exceeding it is a violation.</param>
/// <param name="Trust">How sure the rule text is: text, second-hand or memory; null for a permit.</param>
public sealed record ShownLimit(string Code, LimitPeriod Period, string Text, string Unit, string Source, bool Binding, string? Trust);
