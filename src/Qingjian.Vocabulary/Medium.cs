namespace Qingjian.Vocabulary;

/// <summary>What an outlet discharges.</summary>
public enum Medium
{
    /// <summary>废水.</summary>
    Water = 1,
    /// <summary>废气.</summary>
    Air = 2,
}
