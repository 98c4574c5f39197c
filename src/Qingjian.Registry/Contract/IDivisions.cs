namespace Qingjian.Registry.Contract;

/// <summary>Administrative divisions and industry classes by code, from the shipped tables; in memory.</summary>
public interface IDivisions
{
    /// <summary>One division, or null.</summary>
    Division? Find(string code);

    /// <summary>Name from the city down, e.g. 商洛市商州区; the code itself when it is unknown.</summary>
    string NameOf(string code);

    /// <summary>The divisions directly below one, by code; provinces for null.</summary>
    IReadOnlyList<Division> Below(string? code);

    /// <summary>Chinese name of an industry code (one letter to four digits); the code itself when it is unknown.</summary>
    string IndustryName(string code);
}

/// <summary>One division.</summary>
/// <param name="Code">6, 9 or 12 digits.</param>
/// <param name="Name">Own name, e.g. 商州区.</param>
/// <param name="Parent">Code of the division above; null for a province.</param>
/// <param name="Level">province, city, county or township.</param>
public sealed record Division(string Code, string Name, string? Parent, string Level);
